"""Outages of the house: which deadlines one touched, and to when each is then moved. A rule, not legal advice.

LOU (2016:1145) 11 kap. 9 § is the occasion for more time; how much more is this house's own rule, and is told to all.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from .initiative import Stage, Terms
from .legal_frame import is_day_off
from .refusal import BadInput
from .vocabulary import StageState
from .words import STOCKHOLM

LAST = timedelta(hours=24)
"""How long before a deadline an outage touches it, and how long everybody at least has after it has ended."""


def require_sound(starts: datetime, ends: datetime, at: datetime) -> None:
    """Refuse an outage that ends before it begins, or that has not ended yet."""
    if ends <= starts:
        raise BadInput("outage-ends-first", path="ends")
    if ends > at:
        raise BadInput("outage-not-over", path="ends")


def touches(stage: Stage, starts: datetime, ends: datetime) -> bool:
    """Say whether an outage touched a deadline: it was in the last day before it, and nothing has been opened yet."""
    waits = stage.state is StageState.OPEN and stage.opening is None
    return waits and stage.deadline is not None and starts <= stage.deadline and ends >= stage.deadline - LAST


def moved(stage: Stage, starts: datetime, ends: datetime) -> datetime | None:
    """Give the deadline that an outage asks for; None for a stage that it did not touch.

    The first working day after the deadline, by the same Swedish clock, that leaves a whole day after the outage ended.
    """
    if stage.deadline is None or not touches(stage, starts, ends):
        return None
    here = stage.deadline.astimezone(STOCKHOLM)
    day = here.date() + timedelta(days=1)
    while is_day_off(day) or datetime.combine(day, here.timetz()) < ends + LAST:
        day += timedelta(days=1)
    return datetime.combine(day, here.timetz()).astimezone(stage.deadline.tzinfo)


def proposals(terms: Terms, starts: datetime, ends: datetime) -> Iterator[tuple[Stage, datetime]]:
    """Give each stage that an outage touched, with its new deadline."""
    for one in terms.stages:
        to = moved(one, starts, ends)
        if to is not None:
            yield one, to
