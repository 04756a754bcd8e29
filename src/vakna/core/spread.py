"""Spread: how many organisations use the solution over time, and the stage money per organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .affordable_loss import stage_money
from .initiative import Adoption, Picture, ReportedCount
from .money import Money
from .vocabulary import Qualifier

MEASURED_AT = (1, 12, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A number of using organisations: how exact, somewhere in a period, by whose word. Not a measurement when low."""

    qualifier: Qualifier
    low_confidence: bool
    count: int
    period_starts: date
    period_ends: date
    source: str | None


def series(picture: Picture) -> tuple[Point, ...]:
    """Give reported counts, and named adoptions where they say more than the counts up to then, by the period's end."""
    reported = [_reported(one) for one in picture.counts]
    named = [one for one in _named(picture.adoptions) if not _covered(one, reported)]
    return tuple(sorted((*reported, *named), key=lambda point: (point.period_ends, point.count)))


def in_use(picture: Picture) -> tuple[Adoption, ...]:
    """Give the named organisations that use the solution still, in the order they began."""
    return tuple(sorted((one for one in picture.adoptions if one.in_use), key=lambda one: one.since))


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


def _named(adoptions: Iterable[Adoption]) -> list[Point]:
    """Count up the named organisations, one point per day on which one began."""
    days = sorted({one.since for one in adoptions})
    began = sorted(adoptions, key=lambda one: one.since)
    return [
        Point(
            qualifier=Qualifier.EXACT,
            low_confidence=False,
            count=sum(one.since <= day for one in began),
            period_starts=day,
            period_ends=day,
            source=next(one.source for one in began if one.since == day),
        )
        for day in days
    ]


def _covered(named: Point, reported: list[Point]) -> bool:
    """Say whether a reported count of the same time, or an earlier one as large, already says it."""
    return any(
        one.period_starts <= named.period_ends <= one.period_ends
        or (one.period_ends <= named.period_ends and one.count >= named.count)
        for one in reported
    )
