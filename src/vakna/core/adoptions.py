"""Who uses the solution now: only the using organisation's own word counts, and silence lapses.

A signed contract, a reported count and what others say of it never make a use: a finished pilot that nobody uses counts
as nothing (design 1.8; domain 7.1, "zero credit for a finished pilot nobody uses").
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .initiative import Adoption, CheckIn, Key, Picture
from .refusal import BadInput
from .vocabulary import UseStanding
from .words import STOCKHOLM

FRESH_MONTHS = 15
"""So long a word about use holds: a year, and three months to answer in."""

ASK_MONTHS = 12
"""So long after its last word an organisation is asked again; then once a month until the word has lapsed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time of use that the organisation itself has told of: from its first day until the day on which it ends.

    The last day of a word that is not repeated is the day on which it lapses, which may lie ahead.
    """

    starts: date
    ends: date
    stopped: bool = False

    def holds(self, on: date) -> bool:
        """Say whether it was in use on a day."""
        return self.starts <= on < self.ends


def standing(adoption: Adoption, on: date) -> UseStanding:
    """Decide where one use stands on a day. The one function that says who is in use; every figure asks it."""
    spans = told_spans(adoption, on)
    if not spans:
        said_no = any(not one.in_use for one in _known(adoption, on))
        return UseStanding.STOPPED if said_no else UseStanding.UNCONFIRMED
    if spans[-1].holds(on):
        return UseStanding.IN_USE
    return UseStanding.STOPPED if spans[-1].stopped else UseStanding.LAPSED


def told_spans(adoption: Adoption, on: date) -> tuple[Span, ...]:
    """Give the times of use as they were told up to a day, in order.

    A word of the organisation itself opens a time, or draws it out to fifteen months from that day; a no, from
    whomever, ends it on the day it says, else on the day it was told. The first word vouches for the time since it
    began.
    """
    spans: list[Span] = []
    for one in _known(adoption, on):
        if not one.in_use and spans and not spans[-1].stopped:
            last = spans[-1]
            spans[-1] = Span(last.starts, max(last.starts, min(last.ends, one.stopped or day_of(one.at))), stopped=True)
        elif one.in_use and one.told_by == adoption.organisation:
            _told_yes(spans, adoption, one)
    return tuple(spans)


def _told_yes(spans: list[Span], adoption: Adoption, one: CheckIn) -> None:
    day = day_of(one.at)
    until = months_after(day, FRESH_MONTHS)
    if spans and not spans[-1].stopped and day <= spans[-1].ends:
        spans[-1] = Span(spans[-1].starts, until)
    else:
        spans.append(Span(day if spans else min(adoption.since, day), until))


def in_use(picture: Picture, on: date) -> tuple[Adoption, ...]:
    """Give what is in use on a day, by the users' own word, in the order in which it began."""
    kept = (one for one in picture.adoptions if standing(one, on) == UseStanding.IN_USE)
    return tuple(sorted(kept, key=lambda one: (one.since, one.key)))


def using(picture: Picture, on: date) -> frozenset[Key]:
    """Give the organisations that use the solution on a day: each once, however many contracts it has signed."""
    return frozenset(one.organisation for one in in_use(picture, on))


def lapses(adoption: Adoption, on: date) -> date | None:
    """Give the day on which the word about a use that is in use lapses, or None."""
    spans = told_spans(adoption, on)
    return spans[-1].ends if spans and spans[-1].holds(on) else None


def last_word(adoption: Adoption) -> CheckIn | None:
    """Give the last thing that the organisation itself has told."""
    own = [one for one in adoption.checks if one.told_by == adoption.organisation]
    return max(own, key=lambda one: one.at, default=None)


def question_due(adoption: Adoption, *, asked: date | None, on: date) -> bool:
    """Say whether the contact shall be asked now: a year after its last word, then each month until that has lapsed."""
    word = last_word(adoption)
    if adoption.contact is None or (word is not None and not word.in_use):
        return False
    due = months_after(day_of(word.at), ASK_MONTHS) if word else adoption.since
    if not due <= on <= months_after(due, FRESH_MONTHS - ASK_MONTHS):
        return False
    return asked is None or asked < due or months_after(asked, 1) <= on


def check(adoption: Adoption, one: CheckIn) -> None:
    """Refuse (`BadInput`) a stop that lies ahead, or before the use began."""
    if one.stopped is None:
        return
    if one.stopped > day_of(one.at):
        raise BadInput("day-ahead", path="stopped", day=one.stopped)
    if one.stopped < adoption.since:
        raise BadInput("stopped-before-use", path="stopped", since=adoption.since)


def months_after(day: date, months: int) -> date:
    """Give the same day of a later month, or its last day where the month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def day_of(at: datetime) -> date:
    """Give the day on Swedish clocks."""
    return at.astimezone(STOCKHOLM).date()


def _known(adoption: Adoption, on: date) -> Iterable[CheckIn]:
    return sorted((one for one in adoption.checks if day_of(one.at) <= on), key=lambda one: one.at)
