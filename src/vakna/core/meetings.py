"""Dialogue in equal times: who may take which time, whose minutes are whose, and the one common summary.

Every time of a stage is as long as the others and open to all, so that nobody is given more of the buyer than another
(the principles of equal treatment and transparency, LOU 4 kap. 1 §).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from .initiative import Broadcast, Contact, Key, Picture, Slot, Stage
from .refusal import BadInput, Conflict, NotAllowed, NotFound
from .stages import rules
from .vocabulary import BroadcastKind, StageState

LONGEST = 480
"""A time is at most a working day of eight hours, in minutes."""

_LIVE = frozenset({StageState.PUBLISHED, StageState.OPEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the meetings of a stage have come: times, taken ones, written minutes, and what suppliers say of them."""

    slots: int
    taken: int
    written: int
    confirmed: int
    disputed: int


def of_stage(picture: Picture, stage: str) -> tuple[Slot, ...]:
    """Give the times of a stage in the order they come."""
    return tuple(sorted((one for one in picture.slots if one.stage == stage), key=lambda one: one.starts))


def is_taken(slot: Slot) -> bool:
    """Say whether somebody has the time; also when by whom is hidden."""
    return slot.booked_at is not None


def ends(slot: Slot) -> datetime:
    """Give the instant at which the time is over."""
    return slot.starts + timedelta(minutes=slot.minutes)


def slot(picture: Picture, key: str) -> Slot:
    """Find a time, or refuse (`NotFound`)."""
    found = next((one for one in picture.slots if one.key == key), None)
    if found is None:
        raise NotFound("no-such-slot", key=key)
    return found


def minutes(picture: Picture, key: str) -> Contact:
    """Find the minutes of a time by their own key, or refuse (`NotFound`)."""
    found = next((one for one in picture.contacts if one.key == key and one.slot is not None), None)
    if found is None:
        raise NotFound("no-such-minutes", key=key)
    return found


def minutes_of(picture: Picture, slot: str) -> Contact | None:
    """Give the minutes of a time, if they are written."""
    return next((one for one in picture.contacts if one.slot == slot), None)


def standing(picture: Picture, stage: str) -> Standing:
    """Count how far the meetings of a stage have come. Asks for the whole truth: the picture before redaction."""
    slots = of_stage(picture, stage)
    written = [one for one in picture.contacts if one.stage == stage and one.slot is not None]
    said = [one.confirmation for one in written if one.confirmation is not None]
    return Standing(
        slots=len(slots),
        taken=sum(is_taken(one) for one in slots),
        written=len(written),
        confirmed=sum(one.right for one in said),
        disputed=sum(not one.right for one in said),
    )


def told(picture: Picture, stage: str) -> tuple[Contact, ...]:
    """Give the minutes in which the buyer told something that all others must be given too, in order of time."""
    rows = (one for one in picture.contacts if one.stage == stage and one.slot is not None)
    return tuple(sorted((one for one in rows if one.told and one.only_theirs is None), key=lambda one: one.at))


def summary(picture: Picture, stage: str) -> Broadcast | None:
    """Give the one common summary of a stage, if it is published."""
    mine = (one for one in picture.broadcasts if one.stage == stage and one.kind is BroadcastKind.SUMMARY)
    return next(mine, None)


def require_no_summary(picture: Picture, stage: str) -> None:
    """Refuse (`Conflict`) a second summary: one common one, the same for all."""
    there = summary(picture, stage)
    if there is not None:
        raise Conflict("summary-twice", number=there.number)


def check_times(picture: Picture, stage: Stage, starts: Sequence[datetime], length: int, at: datetime) -> None:
    """Refuse times that are none, past, overlapping, or of another length (minutes) than the stage's others."""
    if not rules(stage).dialogue:
        raise Conflict("slots-not-here", stage=stage.name)
    if stage.state not in _LIVE:
        raise Conflict("stage-not-open")
    if not starts:
        raise BadInput("slots-none", path="starts")
    if not 1 <= length <= LONGEST:
        raise BadInput("slots-minutes", path="minutes", longest=LONGEST)
    there = of_stage(picture, stage.key)
    if there and there[0].minutes != length:
        raise BadInput("slots-length", path="minutes", minutes=there[0].minutes)
    check_starts(starts, timedelta(minutes=length), [one.starts for one in there], at)


def check_starts(starts: Sequence[datetime], length: timedelta, there: Sequence[datetime], at: datetime) -> None:
    """Refuse (`BadInput`) times that have passed, and those that run into one another or into those `there`."""
    past = [one for one in starts if one <= at]
    if past:
        raise BadInput("slot-past", path="starts", starts=min(past))
    in_order = sorted((*starts, *there))
    for one, following in pairwise(in_order):
        if following < one + length:
            raise BadInput("slot-overlaps", path="starts", starts=following)


def check_booking(picture: Picture, slot: Slot, organisation: str, at: datetime) -> None:
    """Refuse a time to the buyer's side, one that is taken or past, and a second one for the same supplier."""
    terms = picture.terms
    if organisation in {*terms.buyers, *terms.intermediaries}:
        raise NotAllowed("slot-own-side")
    if picture.stage(slot.stage).state is not StageState.OPEN:
        raise Conflict("stage-not-open")
    if is_taken(slot):
        raise Conflict("slot-taken")
    if slot.starts <= at:
        raise Conflict("slot-passed")
    mine = {one.key for one in picture.participations if one.organisation == organisation}
    held = next((one for one in of_stage(picture, slot.stage) if one.participation in mine), None)
    if held is not None:
        raise Conflict("slot-one-each", starts=held.starts)


def check_release(picture: Picture, slot: Slot, at: datetime) -> None:
    """Refuse to let go of a time that has begun, or of which there are minutes."""
    if slot.starts <= at or minutes_of(picture, slot.key) is not None:
        raise Conflict("slot-passed")


def check_minutes(picture: Picture, given: Contact, at: datetime) -> None:
    """Refuse minutes that are empty, for a time nobody took or that has not begun, or in another supplier's name."""
    of = slot(picture, given.slot or "")
    if of.participation is None:
        raise Conflict("slot-not-booked")
    if (given.participation, given.stage) != (of.participation, of.stage):
        raise BadInput("minutes-other-supplier", path="participation")
    if of.starts > at:
        raise Conflict("slot-not-begun", starts=of.starts)
    if given.told is None and given.ideas is None:
        raise BadInput("minutes-empty", path="told")


def require_own(given: Contact, participations: frozenset[Key]) -> None:
    """Refuse (`NotAllowed`) to speak of minutes that are another supplier's."""
    if given.participation not in participations:
        raise NotAllowed("minutes-not-yours")
