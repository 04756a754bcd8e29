"""Spread: how many organisations use the solution over time, and the stage money per organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from . import adoptions
from .affordable_loss import stage_money
from .initiative import Adoption, Picture, ReportedCount
from .money import Money
from .vocabulary import Qualifier

MEASURED_AT = (1, 12, 40)
IMMATURE_MONTHS = 36
"""So long after the first use it is too early to judge what came of it: spread takes years (seed; domain 7.8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A number of using organisations: how exact, somewhere in a period, by whose word. Not a measurement when low."""

    qualifier: Qualifier
    low_confidence: bool
    count: int
    period_starts: date
    period_ends: date
    source: str | None


def series(picture: Picture, on: date) -> tuple[Point, ...]:
    """Give reported counts, and those in use by their own word where they say more than the counts up to then.

    In the order in which the periods end. What is told after `on` is not known yet.
    """
    reported = [_reported(one) for one in picture.counts]
    named = [one for one in observed(picture, on) if not _covered(one, reported)]
    return tuple(sorted((*reported, *named), key=lambda point: (point.period_ends, point.count)))


def observed(picture: Picture, on: date, *, supplier: str | None = None) -> tuple[Point, ...]:
    """Count the organisations in use by their own word, one point per day up to `on` on which the number changed.

    Of all solutions together, or of one `supplier`'s.
    """
    rows = (one for one in picture.adoptions if supplier is None or one.supplier == supplier)
    spans = [(one, span) for one in rows for span in adoptions.told_spans(one, on)]
    days = sorted({day for _, span in spans for day in (span.starts, span.ends) if day <= on})
    points: list[Point] = []
    for day in days:
        there = [one for one, span in spans if span.holds(day)]
        count = len({one.organisation for one in there})
        if not points or points[-1].count != count:
            points.append(_observed(day, count, there))
    return tuple(points)


def too_early_since(picture: Picture, on: date) -> date | None:
    """Give the day of the first use when it is too early to judge the spread by it; None before any use, or later."""
    first = _first_use(picture, on)
    return first if first and on < adoptions.months_after(first, IMMATURE_MONTHS) else None


def mature_on(picture: Picture, on: date) -> date | None:
    """Give the day from which the spread can be judged; None before any use."""
    first = _first_use(picture, on)
    return adoptions.months_after(first, IMMATURE_MONTHS) if first else None


def _first_use(picture: Picture, on: date) -> date | None:
    starts = [span.starts for one in picture.adoptions for span in adoptions.told_spans(one, on)]
    first = min((*starts, *(one.period_starts for one in picture.counts if one.count)), default=None)
    return first if first and first <= on else None


def money_per_organisation(picture: Picture, counts: Iterable[int] = MEASURED_AT) -> tuple[tuple[int, Money], ...]:
    """Divide the paid stage money by each count: 325,000 at 1, 27,083 at 12, 8,125 at 40. Nothing later is in it."""
    paid = stage_money(picture)
    return tuple((one, paid.shared_by(one)) for one in counts)


def _reported(one: ReportedCount) -> Point:
    return Point(
        qualifier=one.qualifier,
        low_confidence=one.qualifier != Qualifier.EXACT,
        count=one.count,
        period_starts=one.period_starts,
        period_ends=one.period_ends,
        source=one.source,
    )


def _observed(day: date, count: int, there: list[Adoption]) -> Point:
    return Point(
        qualifier=Qualifier.EXACT,
        low_confidence=False,
        count=count,
        period_starts=day,
        period_ends=day,
        source=next((one.source for one in there if one.since == day), None),
    )


def _covered(named: Point, reported: list[Point]) -> bool:
    """Say whether reported counts already tell of a day: it lies among them, or one before it was as large."""
    if not reported:
        return False
    first = min(one.period_starts for one in reported)
    last = max(one.period_ends for one in reported)
    largest = max((one.count for one in reported if one.period_ends <= named.period_ends), default=0)
    return first <= named.period_ends <= last or named.count <= largest
