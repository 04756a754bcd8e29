"""An organisation's own order among its needs: three judgements side by side, and what they cost over time.

Own value, how far the need is shared, and readiness are judged apart, 1 to 5, with a reason and a name; no sum is made
of them (seed, insight 3; domain 7.11). What a half-year takes is laid beside the frame of its year, and may pass it:
the board says so, and people decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .money import Money, total
from .refusal import BadInput

GRADES = range(1, 6)
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedHalf:
    """What one initiative is to take in half a year: a sum excluding VAT, and person-months of own staff."""

    year: int
    half: int
    money: Money
    months: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFrame:
    """What an organisation has for all its initiatives in one year: a sum excluding VAT, and person-months."""

    year: int
    money: Money
    months: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLoad:
    """What is planned in one year, half by half, beside the frame; None where no frame is set."""

    year: int
    halves: tuple[PlannedHalf, ...]
    money: Money
    months: Decimal
    frame: YearFrame | None

    @property
    def over_money(self) -> Money | None:
        """Give by how much the plans pass the frame's sum; None within it."""
        if self.frame is None or self.money.amount <= self.frame.money.amount:
            return None
        return self.money.less(self.frame.money)

    @property
    def over_months(self) -> Decimal:
        """Give by how many person-months the plans pass the frame; nought within it."""
        return max(self.months - self.frame.months, Decimal(0)) if self.frame else Decimal(0)


def check_grades(grades: Mapping[str, int]) -> None:
    """Refuse (`BadInput`) a judgement that is not 1 to 5."""
    for name, grade in grades.items():
        if grade not in GRADES:
            raise BadInput("priority-grade", path=name)


def check_year(year: int, money: Money) -> None:
    """Refuse (`BadInput`) a year that nobody plans for, and another currency than the krona: a frame has one."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput("priority-year", path="year", first=FIRST_YEAR, last=LAST_YEAR)
    if money.currency != "SEK":
        raise BadInput("priority-currency", path="money")


def years(plans: Iterable[Sequence[PlannedHalf]], frames: Iterable[YearFrame]) -> tuple[YearLoad, ...]:
    """Lay all plans beside the frames, year by year; a year with a frame and no plan is there too."""
    rows = [one for plan in plans for one in plan]
    framed = {one.year: one for one in frames}
    return tuple(_year(year, rows, framed.get(year)) for year in sorted({one.year for one in rows} | framed.keys()))


def _year(year: int, rows: Sequence[PlannedHalf], frame: YearFrame | None) -> YearLoad:
    halves = tuple(_half(year, half, rows) for half in (1, 2))
    return YearLoad(
        year=year, halves=halves, money=total((one.money for one in halves), "SEK"),
        months=sum((one.months for one in halves), Decimal(0)), frame=frame,
    )  # fmt: skip


def _half(year: int, half: int, rows: Sequence[PlannedHalf]) -> PlannedHalf:
    mine = [one for one in rows if (one.year, one.half) == (year, half)]
    money = total((one.money for one in mine), "SEK")
    return PlannedHalf(year=year, half=half, money=money, months=sum((one.months for one in mine), Decimal(0)))
