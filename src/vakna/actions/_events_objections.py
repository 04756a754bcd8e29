"""The objections, waivers and findings that may stand of a document, as history: filed, answered, waived, let stand."""

from collections.abc import Iterator
from typing import Any

from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Objection, Picture

from ._event import Event


def of(picture: Picture) -> Iterator[Event]:
    """Give each objection as it was filed and as it was answered, and each waiver."""
    procurer = next((one.person for one in picture.terms.members if one.role is v.Role.PROCURER), None)
    for one in picture.objections:
        by = one.by or procurer
        if by is not None:
            yield Event(at=one.at, verb="oversight.file_objection", by=by, values={"objection": one})
            yield from _answered(one, one.owner or procurer)
    for waiver in picture.waivers:
        if procurer is not None:
            yield Event(at=waiver.at, verb="oversight.grant_waiver", by=procurer, values={"waiver": waiver})


def suppressions(picture: Picture) -> Iterator[Event]:
    """Give each finding that was let stand, and each word taken back.

    What was let stand at the same instant as what it let through comes first.
    """
    procurer = next((one.person for one in picture.terms.members if one.role is v.Role.PROCURER), None)
    for one in picture.suppressions:
        by = one.by or procurer
        if by is not None:
            yield Event(at=one.at, verb="oversight.let_stand", by=by, values={"suppression": one})
        who = one.taken_back_by or procurer
        if who is not None and one.taken_back_at is not None:
            said = {"suppression": one.key, "because": one.taken_back_because}
            yield Event(at=one.taken_back_at, verb="oversight.take_back", by=who, values=said)


def _answered(one: Objection, by: Key | None) -> Iterator[Event]:
    if by is None or one.answered_at is None:
        return
    values: dict[str, Any] = {
        "objection": one.key, "rule_says": one.rule_says, "source": one.source, "checked": one.checked,
        "answer": one.answer, "turned_out": one.turned_out,
    }  # fmt: skip
    yield Event(at=one.answered_at, verb="oversight.answer_objection", by=by, values=values)
