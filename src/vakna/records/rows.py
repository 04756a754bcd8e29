"""Rows to picture values and back. Columns are named as the picture's fields; keys stand for foreign rows."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from django.db import models

from vakna.core import initiative as picture
from vakna.core.refusal import BadInput
from vakna.records import models as m

ROWS: Mapping[str, type[models.Model]] = {
    "participations": m.Participation,
    "submissions": m.Submission,
    "ties": m.Tie,
    "assessments": m.Assessment,
    "proposals": m.Proposal,
    "decisions": m.Decision,
    "questions": m.Question,
    "contacts": m.Contact,
    "broadcasts": m.Broadcast,
    "insights": m.Insight,
    "requirements": m.Requirement,
    "assumptions": m.Assumption,
    "experiments": m.Experiment,
    "contracts": m.Contract,
    "money": m.MoneyEntry,
    "followers": m.Follower,
    "adoptions": m.Adoption,
    "counts": m.ReportedCount,
}
"""The model behind each collection of the picture outside the terms."""


class Names:
    """The keys of rows that others refer to, both ways, for one initiative."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self._keys: dict[type[models.Model], dict[int, str]] = {}

    def know(self, rows: Iterable[Any]) -> None:
        """Remember the keys of rows that were read or made."""
        for row in rows:
            self._keys.setdefault(type(row), {})[row.pk] = row.key

    def key(self, model: type[models.Model], pk: int | None) -> str | None:
        """Give the key of a row by its number."""
        return None if pk is None else self._keys[model][pk]

    def number(self, model: type[models.Model], key: str) -> int:
        """Give the number of a row by its key."""
        return next(pk for pk, known in self._keys[model].items() if known == key)


@cache
def _foreign(model: type[models.Model]) -> Mapping[str, type[models.Model]]:
    related = (f for f in model._meta.get_fields() if isinstance(f, models.ForeignKey))
    return {f.name: f.related_model for f in related if f.name != "initiative"}


def value(kind: Any, row: models.Model, names: Names) -> Any:
    """Read one row as a picture value of `kind`."""
    return kind(**{f.name: _field(row, f.name, names) for f in fields(kind)})


def _field(row: models.Model, name: str, names: Names) -> Any:
    foreign = _foreign(type(row)).get(name)
    return getattr(row, name) if foreign is None else names.key(foreign, getattr(row, f"{name}_id"))


Number = Callable[[type[models.Model], str], int]
"""How the number of a row is found by its model and key."""


def finder(initiative: m.Initiative) -> Number:
    """Give the look-up of rows by key: organisations and persons in the house, everything else in the initiative."""

    def find(model: type[models.Model], key: str) -> int:
        among = model._default_manager.all()
        if model not in (m.Organisation, m.Person):
            among = among.filter(initiative=initiative)
        pk = among.filter(key=key).values_list("pk", flat=True).first()
        if pk is None:
            raise BadInput("no-such-key", path=model.__name__.lower(), key=key, among=f"{model.__name__.lower()}s")
        return int(pk)

    return find


def columns(model: type[models.Model], one: Any, number: Number, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Write a picture value as columns of `model`; `number` finds the row behind a key."""
    given = {f.name: getattr(one, f.name) for f in fields(one) if f.name not in without}
    amount = given.pop("amount", None)
    if amount is not None:
        given |= {"value": amount.amount, "currency": amount.currency}  # a number of its own, for the database to guard
    foreign = _foreign(model)
    return {
        (f"{name}_id" if name in foreign else name): (number(foreign[name], held) if name in foreign and held else held)
        for name, held in given.items()
    }


TERMS_APART = ("organisations", "people", "members", "needs", "procurements", "stages")
"""The collections inside the terms that have rows of their own."""


def terms_columns(terms: picture.Terms) -> dict[str, Any]:
    """Write the terms' own fields as columns of the initiative's row."""
    return {f.name: getattr(terms, f.name) for f in fields(terms) if f.name not in TERMS_APART}


def pseudonym() -> str:
    """Make the random name by which a person stands in journals."""
    return f"p-{secrets.token_hex(6)}"
