"""Organisations with the same need, those that use the solution, and the counts that were reported."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from .values import Key, MaybeMoney, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """Another public body with the same need, and how strongly. Gives no right to buy."""

    organisation: Key = seen(ref="organisations")
    strength: v.Strength
    at: datetime
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """One named organisation using the solution."""

    key: Key
    organisation: Key = seen(ref="organisations")
    supplier: Key = seen(ref="organisations")
    since: date
    how: v.HowBought
    value: MaybeMoney = None
    in_use: bool = True
    checked: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCount:
    """A published number of using organisations, as exact as it was said to be, somewhere in its period."""

    key: Key
    qualifier: v.Qualifier
    count: int
    period_starts: date
    period_ends: date
    sector: v.Sector
    source: str
    note: Text | None = None
