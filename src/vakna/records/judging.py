"""What is said at a gate beside the marks, in one question: ties, declarations, owners, assumptions, experiments."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from vakna.core import document
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Assumption,
    Declaration,
    Experiment,
    Key,
    MaybeMoney,
    OwnershipChange,
    Picture,
    Text,
    Tie,
)
from vakna.records import models as m
from vakna.records.windows import NOTHING, Windows

LEFT_OUT: Windows = {name: lambda _: NOTHING for name in ("ties", "declarations", "ownership_changes")}
"""What a picture need not read beside the marks when `said` follows."""


def said(picture: Picture) -> Picture:
    """Give the picture with its ties, declarations, changes of owner, assumptions and experiments. One query.

    Only for those who read everything: nothing here is redacted but what belongs to suppliers that the picture does not
    show. An assumption holds whose truth it tests, its statement, its state, its evidence and its next test; an
    experiment what it tests, during which stage, its hypothesis, its cap and its result.
    """
    shown = {one.key for one in picture.participations}
    found: dict[str, list[Any]] = {name: [] for name in _READ}
    for _, kind, *row in sorted(_rows(picture.terms.key), key=lambda row: row[0]):
        found[kind].append(_READ[kind](*row))
    found["declarations"] = [_about(one, shown) for one in found["declarations"]]
    found["ownership_changes"] = [one for one in found["ownership_changes"] if one.participation in shown]
    found["assumptions"] = [one for one in found["assumptions"] if one.participation in shown | {None}]
    seen = {one.key for one in found["assumptions"]}
    found["experiments"] = [one for one in found["experiments"] if one.assumption in seen]
    return picture.with_rows(**{name: tuple(rows) for name, rows in found.items()})


def _about(one: Declaration, shown: set[Key]) -> Declaration:
    about = tuple(key for key in one.about if key in shown)
    return Declaration(person=one.person, stage=one.stage, at=one.at, about=about, tied=one.tied)


def _rows(key: str) -> QuerySet[Any, Any]:
    ties = _columns(m.Tie.objects.filter(initiative__key=key), "ties", "person__key", "organisation__key",
                    at="declared_at", one="nature")  # fmt: skip
    declared = _columns(m.Declaration.objects.filter(initiative__key=key), "declarations", "person__key", "stage__key",
                        at="at", one="about", two="tied")  # fmt: skip
    assumed = _columns(m.Assumption.objects.filter(initiative__key=key), "assumptions", "key", "participation__key",
                       one="statement", two="evidence", three="about", four="state",
                       five="next_test")  # fmt: skip
    tried = _columns(m.Experiment.objects.filter(initiative__key=key), "experiments", "key", "assumption__key",
                     one="hypothesis", two="during__key", three="cap", four="result")  # fmt: skip
    owners = _columns(m.OwnershipChange.objects.filter(initiative__key=key), "ownership_changes", "key",
                      "participation__key", at="at", one="day", two="owner", three="note")  # fmt: skip
    return ties.union(declared, owners, assumed, tried, all=True)


def _columns(
    rows: QuerySet[Any, Any], kind: str, first: str, second: str, *, at: str | None = None, **texts: str
) -> QuerySet[Any, Any]:
    when = F(at) if at else Value(None, output_field=DateTimeField())
    written = {
        f"t_{name}": Cast(texts[name], TextField()) if name in texts else Value("", output_field=TextField())
        for name in ("one", "two", "three", "four", "five")
    }
    named = rows.annotate(t_kind=Value(kind, output_field=CharField()), t_at=when, **written)
    return named.values_list("pk", "t_kind", first, second, "t_at", *written).order_by()


def _tie(person: str, organisation: str, at: datetime, *written: str) -> Tie:
    nature = document.decode(Text, json.loads(written[0]))
    return Tie(person=Key(person), organisation=Key(organisation), declared_at=at, nature=nature)


def _declaration(person: str, stage: str, at: datetime, *written: str) -> Declaration:
    about, tied = (document.decode(tuple[Key, ...], json.loads(one)) for one in written[:2])
    return Declaration(person=Key(person), stage=Key(stage), at=at, about=about, tied=tied)


def _owner(key: str, supplier: str, at: datetime, *written: str) -> OwnershipChange:
    day, owner, note = written[:3]
    said = _maybe(Text, note)
    return OwnershipChange(
        key=Key(key), at=at, participation=Key(supplier), day=date.fromisoformat(day), owner=owner, note=said
    )


def _assumption(key: str, supplier: str | None, _: None, *written: str) -> Assumption:
    statement, evidence, about, state, next_test = written
    return Assumption(
        key=Key(key), about=v.AssumptionAbout(about), participation=Key(supplier) if supplier else None,
        statement=document.decode(Text, json.loads(statement)), state=v.AssumptionState(state),
        evidence=_maybe(Text, evidence), next_test=_maybe(Text, next_test),
    )  # fmt: skip


def _experiment(key: str, assumption: str, _: None, *written: str) -> Experiment:
    hypothesis, during, cap, result = written[:4]
    return Experiment(
        key=Key(key), assumption=Key(assumption), during=Key(during) if during else None,
        hypothesis=document.decode(Text, json.loads(hypothesis)), cap=_maybe(MaybeMoney, cap),
        result=_maybe(Text, result),
    )  # fmt: skip


def _maybe(kind: Any, written: str) -> Any:
    """Read a value that may not be there."""
    return document.decode(kind, json.loads(written)) if written and written != "null" else None


_READ: Mapping[str, Callable[..., Any]] = {
    "ties": _tie, "declarations": _declaration, "ownership_changes": _owner, "assumptions": _assumption,
    "experiments": _experiment,
}  # fmt: skip
