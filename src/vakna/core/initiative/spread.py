"""Organisations with the same need, those that use the solution, and the counts that were reported."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from ..money import Money
from .files import Document
from .values import Key, MaybeMoney, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A wish to buy together: to be a named buyer in a procurement whose notice is not out, with its own maximum.

    The buyer answers; without a yes, and after the notice, it gives no right to anything.
    """

    procurement: Key = seen(ref="procurements")
    max_quantity: int | None = None
    max_value: Money | None = None
    answered_at: datetime | None = None
    accepted: bool | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """Another body with the same need, as it stated it: how strongly, how many would use a solution. No right to buy.

    `letters` are its letters of interest, open to all.
    """

    organisation: Key = seen(ref="organisations")
    strength: v.Strength
    at: datetime
    note: Text | None = None
    size: int | None = None
    letters: tuple[Document, ...] = ()
    joins: Join | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """What was told of the use, and by which organisation: only the using organisation's own word keeps it in use.

    `users` is how many people use it there; `stopped` the day on which they stopped, when that is told.
    """

    at: datetime
    told_by: Key = seen(ref="organisations")
    in_use: bool
    users: int | None = None
    recommends: v.Recommends | None = None
    stopped: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """One named organisation that bought or took up the solution. Whether it uses it is told by its check-ins.

    `solution` is what it is called; `contact` is asked once a year; `reference` is who may be called, in the words that
    the organisation agreed to show.
    """

    key: Key
    organisation: Key = seen(ref="organisations")
    supplier: Key = seen(ref="organisations")
    since: date
    how: v.HowBought
    solution: str | None = None
    value: MaybeMoney = None
    source: str | None = None
    contact: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    reference: str | None = None
    checks: tuple[CheckIn, ...] = ()


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
