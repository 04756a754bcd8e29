"""The duty to document a procurement: whether it holds, from which day it counts, and the last day (domain 4.8)."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from .initiative import Picture, Procurement, RecordKept
from .legal_frame import begun, total_value
from .money import Money
from .refusal import Conflict
from .vocabulary import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Over which value procurements that began from a day on are documented, and within how many days."""

    since: date
    over: Money
    days: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """The duty as it holds for one procurement. `last_day` is None until a contract is signed or it is cancelled."""

    limit: Limit
    last_day: date | None


def _read() -> tuple[Limit, ...]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["limit"]
    return tuple(Limit(**{**row, "over": Money.parse(row["over"])}) for row in rows)


LIMITS = _read()
"""In order of day."""


def duty(picture: Picture, procurement: Procurement) -> Duty | None:
    """Give the duty for a procurement; None where the value is known and below, or no act holds.

    LUK knows no lower limit. What is not known counts as above. Needs the contracts.
    """
    day = begun(picture.terms, procurement) or date.max
    limit = next((one for one in reversed(LIMITS) if one.since <= day), None)
    if limit is None or procurement.law is Law.NONE or _below(picture, procurement, limit):
        return None
    return Duty(limit=limit, last_day=_last_day(picture, procurement, limit))


def _below(picture: Picture, procurement: Procurement, limit: Limit) -> bool:
    whole = total_value(picture, procurement)
    same = not whole.unknown and whole.known.currency == limit.over.currency
    return procurement.law is not Law.LUK and same and whole.known.amount <= limit.over.amount


def _last_day(picture: Picture, procurement: Procurement, limit: Limit) -> date | None:
    """Count from the day on which the first contract was signed, or from the cancellation."""
    mine = {one.key for one in picture.terms.stages if one.procurement == procurement.key}
    days = [one.signed for one in picture.contracts if one.stage in mine and isinstance(one.signed, date)]
    if procurement.cancelled is not None:
        days.append(procurement.cancelled.at.date())
    return min(days) + timedelta(days=limit.days) if days else None


def require_completable(picture: Picture, procurement: Procurement) -> None:
    """Refuse (`Conflict`) to complete what is completed, or has neither contract nor cancellation."""
    if isinstance(procurement.record, RecordKept):
        raise Conflict("record-kept")
    found = duty(picture, procurement)
    if found is not None and found.last_day is None:
        raise Conflict("record-not-due")
