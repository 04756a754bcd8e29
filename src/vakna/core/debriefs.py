"""Talks about a decision with those whom a gate has ended: offered equally, booked unseen by others, noted when held.

The buyer offers them of its own accord soon after the decision, the same times and length to each, so that all who are
ended are given the same (domain 1.7, 6.3; equal treatment, LOU 4 kap. 1 §).
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from .initiative import Debrief, Key, Participation, Picture
from .meetings import LONGEST, check_starts
from .refusal import BadInput, Conflict, NotAllowed, NotFound
from .vocabulary import ParticipationState

SOON = timedelta(days=30)
"""For how long after a decision the buyer is reminded to offer the talks."""


def ended(picture: Picture, stage: str) -> tuple[Participation, ...]:
    """Give the suppliers ended by the stage's gate, or while it held them, in the picture's order."""
    if all(one.stage != stage for one in picture.decisions):
        return ()
    rows = (one for one in picture.participations if one.state is ParticipationState.ENDED)
    return tuple(one for one in rows if one.ended_stage == stage)


def of_stage(picture: Picture, stage: str) -> tuple[Debrief, ...]:
    """Give the talks that were offered after a stage's gate."""
    return tuple(one for one in picture.debriefs if one.stage == stage)


def debrief(picture: Picture, key: str) -> Debrief:
    """Find a talk, or refuse (`NotFound`)."""
    found = next((one for one in picture.debriefs if one.key == key), None)
    if found is None:
        raise NotFound("no-such-debrief", key=key)
    return found


def taken(picture: Picture, one: Debrief) -> frozenset[datetime]:
    """Give the times that others have. Asks for the whole truth: the picture before redaction."""
    others = (other.booked for other in of_stage(picture, one.stage) if other.key != one.key)
    return frozenset(start for start in others if start is not None)


def free(one: Debrief, taken: Collection[datetime], at: datetime) -> tuple[datetime, ...]:
    """Give the times of a talk that nobody else has `taken` and that are still to come, in order."""
    return tuple(sorted(start for start in one.starts if start > at and start not in taken))


def waiting(picture: Picture, stage: str) -> tuple[Participation, ...]:
    """Give the ended suppliers that have not answered, or have not been offered a talk yet."""
    answered = {one.participation for one in of_stage(picture, stage) if not waits(one)}
    return tuple(one for one in ended(picture, stage) if one.key not in answered)


def waits(one: Debrief) -> bool:
    """Say whether the supplier has neither taken a time nor said no."""
    return one.booked is None and not one.declined


def is_begun(one: Debrief, at: datetime) -> bool:
    """Say whether a booked talk has begun, or was noted as held: then its answer stands."""
    return one.held_at is not None or (one.booked is not None and one.booked <= at)


def ends(one: Debrief) -> datetime | None:
    """Give the instant at which a booked talk is over."""
    return None if one.booked is None else one.booked + timedelta(minutes=one.minutes)


def check_offer(picture: Picture, stage: str, starts: Sequence[datetime], length: int, at: datetime) -> None:
    """Refuse an offer to nobody, of another length (minutes) than before, or of fewer times than those who wait."""
    there, concerned = of_stage(picture, stage), ended(picture, stage)
    if not concerned:
        raise Conflict("debrief-nobody")
    if not starts:
        raise BadInput("slots-none", path="starts")
    if not 1 <= length <= LONGEST:
        raise BadInput("slots-minutes", path="minutes", longest=LONGEST)
    if there and there[0].minutes != length:
        raise BadInput("slots-length", path="minutes", minutes=there[0].minutes)
    count = len(waiting(picture, stage))
    if len(set(starts)) < count:
        raise BadInput("debrief-too-few", path="starts", count=count, given=len(set(starts)))
    check_starts(starts, timedelta(minutes=length), there[0].starts if there else (), at)


def check_own(one: Debrief, participations: frozenset[Key]) -> None:
    """Refuse (`NotAllowed`) to answer for another supplier."""
    if one.participation not in participations:
        raise NotAllowed("debrief-not-yours")


def check_answer(one: Debrief, at: datetime) -> None:
    """Refuse (`Conflict`) to change the answer once the booked talk has begun."""
    if is_begun(one, at):
        raise Conflict("debrief-begun")


def check_time(picture: Picture, one: Debrief, start: datetime, at: datetime) -> None:
    """Refuse a time that was not offered or has passed, and (`Conflict`) one that somebody else has taken."""
    if start not in one.starts or start <= at:
        raise BadInput("debrief-no-such-time", path="choice")
    if start in taken(picture, one):
        raise Conflict("debrief-taken")


def check_note(one: Debrief, at: datetime) -> None:
    """Refuse (`Conflict`) to note a talk that is not booked, has not begun, or is noted already."""
    if one.booked is None:
        raise Conflict("debrief-not-booked")
    if one.booked > at:
        raise Conflict("debrief-not-begun", starts=one.booked)
    if one.held_at is not None:
        raise Conflict("debrief-noted")
