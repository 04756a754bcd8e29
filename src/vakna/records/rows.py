"""Rows to picture values and back. Columns are named as the picture's fields; keys stand for foreign rows."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from django.db import models

from vakna.core import initiative as picture
from vakna.core.money import Money
from vakna.core.refusal import BadInput
from vakna.records import models as m
from vakna.records import statements
from vakna.records.statements import Statement

ROWS: Mapping[str, type[models.Model]] = {
    "participations": m.Participation,
    "submissions": m.Submission,
    "ties": m.Tie,
    "declarations": m.Declaration,
    "assessments": m.Assessment,
    "proposals": m.Proposal,
    "decisions": m.Decision,
    "resumptions": m.Resumption,
    "debriefs": m.Debrief,
    "questions": m.Question,
    "slots": m.Slot,
    "contacts": m.Contact,
    "involvements": m.Involvement,
    "broadcasts": m.Broadcast,
    "packs": m.Pack,
    "reaches": m.Reach,
    "disclosures": m.Disclosure,
    "insights": m.Insight,
    "requirements": m.Requirement,
    "assumptions": m.Assumption,
    "experiments": m.Experiment,
    "resources": m.Resource,
    "economics": m.UnitEconomics,
    "supplier_plans": m.SupplierPlan,
    "changes": m.Change,
    "user_tests": m.UserTest,
    "feedback": m.Feedback,
    "objections": m.Objection,
    "waivers": m.Waiver,
    "suppressions": m.Suppression,
    "tasks": m.Task,
    "advice": m.Advice,
    "contracts": m.Contract,
    "money": m.MoneyEntry,
    "ceiling_changes": m.CeilingChange,
    "call_offs": m.CallOff,
    "departures": m.Departure,
    "ownership_changes": m.OwnershipChange,
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
            self.note(type(row), row.pk, row.key)

    def note(self, model: type[models.Model], pk: int, key: str) -> None:
        """Remember the key of one row."""
        self._keys.setdefault(model, {})[pk] = key

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


_NAMED = (m.Organisation, m.Person, m.Procurement, m.Stage, m.Participation, m.Assumption)
"""The models that rows refer to by number: their keys are noted as they are read."""


def values(kind: Any, found: Any, names: Names) -> tuple[Any, ...]:
    """Read the rows of a query as picture values of `kind`, without making a model of each."""
    return _made(kind, found.model, found.values_list(*_read(kind, found.model, "")), names)


def every(kind: Any, model: type[models.Model], initiative: int, names: Names, *, through: str = "") -> tuple[Any, ...]:
    """Read all rows of an initiative, in the order they came, as `values` does; the statement for it is made once.

    `through` names the relation that leads from `model`'s rows to the rows that are read, where they are not the same.
    """
    statement, read = _statement(kind, model, through)
    return _made(kind, read, statement.rows(initiative), names)


def _made(kind: Any, model: type[models.Model], rows: Iterable[Sequence[Any]], names: Names) -> tuple[Any, ...]:
    pointers = [(number, foreign) for number, (_, foreign) in enumerate(_columns(kind, model)) if foreign]
    fields_of_it, made = [f.name for f in fields(kind)], []
    for pk, *held in rows:
        for number, foreign in pointers:
            held[number] = names.key(foreign, held[number])
        one = kind(**dict(zip(fields_of_it, _with_amount(kind, held), strict=True)))
        if model in _NAMED:
            names.note(model, pk, one.key)
        made.append(one)
    return tuple(made)


def _read(kind: Any, model: type[models.Model], through: str) -> list[str]:
    """Name what is read: the row's number, then its columns."""
    prefix = f"{through}__" if through else ""
    return [f"{prefix}{column}" for column in ("pk", *(column for column, _ in _columns(kind, model)))]


@cache
def _statement(kind: Any, model: type[models.Model], through: str) -> tuple[Statement, type[models.Model]]:
    """Make the statement for all rows of an initiative, and name the model of the rows it gives."""
    read: Any = model._meta.get_field(through).related_model if through else model
    found = model._default_manager.filter(initiative=0).order_by("pk")
    return statements.made(found.values_list(*_read(kind, read, through))), read


@cache
def _columns(kind: Any, model: type[models.Model]) -> tuple[tuple[str, type[models.Model] | None], ...]:
    """Give the columns that the fields of `kind` lie in, each with the model it refers to; a sum lies in two."""
    foreign = _foreign(model)
    columns: list[tuple[str, type[models.Model] | None]] = []
    for f in fields(kind):
        if f.name == "amount":
            columns += [("value", None), ("currency", None)]
        else:
            columns.append((f"{f.name}_id", foreign[f.name]) if f.name in foreign else (f.name, None))
    return tuple(columns)


@cache
def _amount_at(kind: Any) -> int | None:
    return next((number for number, f in enumerate(fields(kind)) if f.name == "amount"), None)


def _with_amount(kind: Any, held: list[Any]) -> list[Any]:
    at = _amount_at(kind)
    return held if at is None else [*held[:at], Money(held[at], held[at + 1]), *held[at + 2 :]]


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
