"""The need without a solution, its figures, and the goals it serves."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published number about the need: exact, or a range from `low` to `high`."""

    label: Text
    low: Decimal
    high: Decimal | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A mission or policy goal: indicator, base, year, target."""

    key: Key
    title: Text
    indicator: Text
    unit: str
    base_value: Decimal | None = None
    base_year: int | None = None
    target_value: Decimal | None = None
    target_year: int | None = None
    sdgs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One version of an unmet need, without a solution. Versions are never overwritten.

    `key` tells the needs of a dialogue with several apart; `why` says what made this version differ from the last.
    What stands in the way is told apart as law and organisation (domain 1.7, need package); `obstacles` is what was
    written before they were, or is neither.
    """

    key: Key = Key("behov")
    version: int
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    why: Text | None = None
    owner: Key = seen(ref="organisations")
    statement: Text
    purpose: Text
    users: Text
    now: Text
    wanted: Text
    unmet: Text | None = None
    shared_by: Text | None = None
    legal_obstacles: Text | None = None
    organisational_obstacles: Text | None = None
    obstacles: Text | None = None
    market: Text | None = None
    figures: tuple[Figure, ...] = ()
    because: tuple[Key, ...] = seen(ref="insights", default=())
