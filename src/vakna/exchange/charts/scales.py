"""Scales: from a value or a day to a place on the paper. Knows numbers only."""

from dataclasses import dataclass
from datetime import date
from math import floor, log10


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """A straight scale from `low`..`high` onto `start`..`end`; a domain without extent lies at `start`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Give the place of a value."""
        if self.high == self.low:
            return self.start
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def on(self, day: date) -> float:
        """Give the place of a day, when the domain is counted in days (`date.toordinal`)."""
        return self.at(day.toordinal())


def nice_step(high: float, wanted: int) -> int:
    """Give a step of 1, 2 or 5 times a power of ten that cuts 0..high into about so many parts; at least 1."""
    raw = max(high / max(wanted, 1), 1)
    power = 10 ** floor(log10(raw))
    return next(int(times * power) for times in (1, 2, 5, 10) if times * power >= raw * 0.999)


def ticks(high: float, wanted: int) -> tuple[int, ...]:
    """Give whole numbers from 0 up to the largest nice step that does not pass `high`."""
    step = nice_step(high, wanted)
    return tuple(range(0, int(high) + 1, step))
