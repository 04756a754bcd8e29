"""Where money comes from and each movement of it."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from ..money import Money
from .values import Key, Text, seen


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
class MoneyEntry:
    """One movement of money as a value; entries are never changed, only followed by others."""

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
