"""What the buyer and each supplier mean to do so that others use the solution (seed, consequence 3; domain 7.2).

The buyer's plan is public. Whom it has named as further users, and what they said, is told to those taking part: an
organisation says itself in public that it shares the need. A supplier's plan is its own, but for what it releases.
"""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from ..money import Money
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPlan:
    """One version of the buyer's plan: its role as a reference, who carries the plan, by when, what rights it asks for.

    A plan is never changed; a new version replaces it.
    """

    version: int
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    reference_role: Text
    carrier: Text
    by_when: date
    rights: Text | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherUser:
    """One word about an organisation that may use the solution next: contacted on a day, by whom, and its answer.

    The last word about each organisation stands.
    """

    organisation: Key = seen(v.Seen.PARTY, ref="organisations")
    at: datetime = seen(v.Seen.PARTY)
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    contacted: date | None = seen(v.Seen.PARTY, default=None)
    answer: v.FurtherAnswer = seen(v.Seen.PARTY, default=v.FurtherAnswer.WAITS)
    note: Text | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceAt:
    """What one customer pays a year, excluding VAT, when there are so many customers."""

    customers: int = seen(v.Seen.OWN)
    price: Money = seen(v.Seen.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierPlan:
    """One version of a supplier's own plan. `told` is what it lets everybody read; the rest is its own.

    To whoever else reads it only the last version is there, and only while it tells something.
    """

    key: Key
    participation: Key = seen(ref="participations")
    version: int
    at: datetime
    customers: Text | None = seen(v.Seen.OWN, default=None)
    channels: Text | None = seen(v.Seen.OWN, default=None)
    capacity: Text | None = seen(v.Seen.OWN, default=None)
    developer: Text | None = seen(v.Seen.OWN, default=None)
    prices: tuple[PriceAt, ...] = ()
    told: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketLook:
    """One look at what else the market offers beside a supplier's solution; the last one says who looks next, by when.

    A first row says only who looks and when. What was found is for those who assess; the day is public.
    """

    supplier: Key = seen(ref="organisations")
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    found: Text | None = seen(v.Seen.ASSESSOR, default=None)
    source: str | None = seen(v.Seen.ASSESSOR, default=None)
    next_on: date
    who: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
