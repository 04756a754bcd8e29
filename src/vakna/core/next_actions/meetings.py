"""What the meetings of a dialogue ask of the team and of the suppliers that were there."""

from collections.abc import Iterator
from datetime import datetime

from .. import meetings
from ..initiative import Contact, Picture, Slot, Stage
from ..people import Actor
from ..stages import in_order
from ..vocabulary import StageState
from .action import Found, in_stage

_GOING_ON = frozenset({StageState.OPEN, StageState.CLOSED})


def host(picture: Picture, at: datetime) -> Found:
    """Write the minutes of each held meeting, change those that are disputed, and last the common summary."""
    written = {one.slot: one for one in picture.contacts if one.slot is not None}
    for stage, slots in _held(picture, at):
        for slot in slots:
            yield from _minutes(picture, stage, slot, written.get(slot.key))
        over = all(meetings.ends(one) <= at for one in meetings.of_stage(picture, stage.key))
        if over and written and meetings.summary(picture, stage.key) is None:
            yield in_stage("write-summary", stage, 30, due=stage.decision_due, count=len(slots))


def guest(picture: Picture, actor: Actor) -> Found:
    """Say whether the minutes of one's own meeting are right."""
    for one in picture.contacts:
        if one.slot is not None and one.confirmation is None and one.participation in actor.participations:
            yield in_stage("confirm-minutes", picture.stage(one.stage), 5, participation=one.participation)


def _held(picture: Picture, at: datetime) -> Iterator[tuple[Stage, list[Slot]]]:
    """Give each dialogue that is not decided with the booked times of it that are over."""
    for stage in in_order(picture.terms):
        taken = [one for one in meetings.of_stage(picture, stage.key) if one.participation and meetings.ends(one) <= at]
        if taken and stage.state in _GOING_ON:
            yield stage, taken


def _minutes(picture: Picture, stage: Stage, slot: Slot, written: Contact | None) -> Found:
    if slot.participation is None:
        return
    code = "write-minutes" if written is None else ""
    if written is not None and written.confirmation is not None and not written.confirmation.right:
        code = "revise-minutes"
    if code:
        supplier = picture.supplier_name(slot.participation)
        yield in_stage(code, stage, 10, due=stage.decision_due, participation=slot.participation, supplier=supplier)
