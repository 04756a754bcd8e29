"""The rules at work inside an act: they judge the picture as the act has left it, before anything is told."""

import secrets
from collections.abc import Mapping
from typing import Any

from vakna.core.document import encode
from vakna.core.initiative import Key, Suppression, Text
from vakna.records import models as m
from vakna.records import pictures, rows
from vakna.rules import at_work
from vakna.rules.finding import Moment

from ._journal import Pen


def watch(pen: Pen, moment: Moment, stage: str, reasons: Mapping[str, Text]) -> dict[str, Any]:
    """Judge what has been done to a stage. Refuses (`RulesAsk`) what a rule stops, and what lacks a reason.

    `reasons` are by the names of the findings' fields. Each that was asked for is written down in public, with the
    actor's name. Gives the parts of the journal's entry that hold them.
    """
    picture = pictures.take(pen.initiative.key, at_work.READS[moment], locked=True)
    found = at_work.found(picture, moment, Key(stage), at=pen.at)
    given = {one.name: reasons[one.name] for one in found if one.name in reasons}
    if at_work.stops(found) or len(given) < len(found):
        raise at_work.RulesAsk(found, picture, given)
    let = tuple(_suppression(pen, one, given[one.name]) for one in found)
    for one in let:
        write(pen, one)
    return {"let_stand": encode(let)} if let else {}


def write(pen: Pen, one: Suppression) -> None:
    """Write a suppression down."""
    values = rows.columns(m.Suppression, one, rows.finder(pen.initiative))
    m.Suppression.objects.create(initiative=pen.initiative, **values)


def _suppression(pen: Pen, one: at_work.Found, reason: Text) -> Suppression:
    place, person = one.look.place, pen.person(pen.by)
    return Suppression(
        key=Key(f"x-{secrets.token_hex(4)}"), at=pen.at, code=one.rule.code, where=place.where, stage=place.stage,
        participation=place.supplier, reason=reason, by=Key(person.key), signed=person.name,
    )  # fmt: skip
