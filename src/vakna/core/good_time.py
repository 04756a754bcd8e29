"""Good time: by when information must be with all before the hand-in that it affects, or how far the deadline moves."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from .initiative import Stage
from .stages import is_late
from .vocabulary import Instrument
from .words import STOCKHOLM

UNSAID = 5
"""The days of a stage that says nothing of its own: a working week. Chosen in this design, no law behind it."""

DAYS: Mapping[Instrument, int] = {Instrument.OPEN_CALL: 6}
"""The days of an instrument where law says another number: six for a call (directive 2014/24/EU, article 53.2)."""


def days(stage: Stage) -> int:
    """Give how many whole days before its hand-in information must be with all: as published, else by instrument."""
    return DAYS.get(stage.instrument, UNSAID) if stage.information_days == UNSAID else stage.information_days


def affected(stage: Stage, at: datetime) -> bool:
    """Say whether information at `at` can affect what is handed in for a stage: its deadline is still to come."""
    return stage.deadline is not None and not is_late(stage.deadline, at)


def latest(stage: Stage) -> datetime | None:
    """Give the last instant in good time: the stage's days before its deadline, by the same Swedish clock."""
    if stage.deadline is None:
        return None
    here = stage.deadline.astimezone(STOCKHOLM)
    return _by_the_clock(here.date() - timedelta(days=days(stage)), here)


def in_good_time(stage: Stage, at: datetime) -> bool:
    """Say whether information at `at` is in good time for the stage. One with no deadline to come is not affected."""
    last = latest(stage)
    return last is None or not affected(stage, at) or at <= last


def moved_deadline(stage: Stage, at: datetime) -> datetime | None:
    """Give the deadline that information at `at` asks for: the old one if in good time, else moved by the rule.

    The rule: the first day that leaves the stage's days whole, by the old deadline's Swedish clock.
    """
    if stage.deadline is None or in_good_time(stage, at):
        return stage.deadline
    here = stage.deadline.astimezone(STOCKHOLM)
    today = at.astimezone(STOCKHOLM).date()
    told = today if at <= _by_the_clock(today, here) else today + timedelta(days=1)
    return _by_the_clock(told + timedelta(days=days(stage)), here)


def _by_the_clock(day: date, clock: datetime) -> datetime:
    """Give the instant on `day` at the hour and minute of `clock`, in the zone that the clock was given in."""
    return datetime.combine(day, clock.timetz()).astimezone(clock.tzinfo)
