"""Where money comes from, each movement of it, what currencies are worth, and each decision on a ceiling."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .. import vocabulary as v
from ..money import Money
from .values import Key, MaybeMoney, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingSource:
    """Where money comes from, and the strings attached (the seed's ERDF warning)."""

    key: Key
    name: str
    payer: Key = seen(ref="organisations")
    target_group: Text | None = None
    region: str | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of a currency is worth in another, as somebody stated it. Without a rate nothing is summed."""

    currency: str
    to: str
    value: Decimal
    day: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyEntry:
    """One movement of money as a value; entries are never changed, only followed by others.

    `amount` is without VAT. `vat_rate` (per cent) and `vat` are noted beside it and never count as exposure.
    """

    key: Key
    at: datetime
    state: v.MoneyState
    amount: Money
    stage: Key = seen(ref="stages")
    participation: Key | None = seen(ref="participations", default=None)
    payer: Key = seen(ref="organisations")
    source: Key | None = seen(ref="funding_sources", default=None)
    outside_stage_money: bool = False
    reference: str | None = seen(v.Seen.PARTY, default=None)
    vat_rate: Decimal | None = seen(v.Seen.PARTY, default=None)
    vat: Money | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingChange:
    """A new ceiling, asked for by one person and decided by another; never changed by itself (case T9).

    `moved_from` is a stage after its gate whose left-over money moves here. `settled` is how many assumptions were
    supported or refuted when it was decided.
    """

    key: Key
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    ceiling: v.Ceiling
    stage: Key | None = seen(ref="stages", default=None)
    before: MaybeMoney = None
    to: Money
    moved_from: Key | None = seen(ref="stages", default=None)
    reason: Text
    state: v.ChangeState = v.ChangeState.ASKED
    decided_at: datetime | None = None
    decided_by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    mandate: v.Mandate | None = None
    reference: str | None = None
    committee: str | None = None
    minuted: date | None = None
    motive: Text | None = None
    settled: int = 0
