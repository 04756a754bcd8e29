"""Amounts and times that change: each stands in a TOML file under the day from which it holds, with its source.

A value that was looked for and not found is `"not found"`: a rule that needs it says that the amount is unknown.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from vakna.core.graveyard import Limits
from vakna.core.money import Money
from vakna.core.refusal import BadInput
from vakna.core.words import STOCKHOLM

FOLDER = Path(__file__).parent / "thresholds"
NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value from the day it holds, and who says so. `amount` is None when it was looked for and not found."""

    since: date
    amount: Money | int | None
    source: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every dated value by name."""

    by_name: Mapping[str, tuple[Value, ...]]

    def on(self, name: str, day: date) -> Value | None:
        """Give the value that holds on a day; None before the first. A name that no file holds is a bug (KeyError)."""
        held = [one for one in self.by_name[name] if one.since <= day]
        return held[-1] if held else None

    def sum_on(self, name: str, day: date) -> Money | None:
        """Give a sum that holds on a day, or None when it is unknown."""
        value = self.on(name, day)
        return value.amount if value is not None and isinstance(value.amount, Money) else None

    def number_on(self, name: str, day: date) -> int:
        """Give a whole number that holds on a day. Values of our own hold from long ago, so there always is one."""
        value = self.on(name, day)
        if value is None or not isinstance(value.amount, int):
            raise KeyError(name)
        return value.amount


def limits_of_tests(at: datetime) -> Limits:
    """Give how long a test may stand open, and a finished one wait for its decision, at an instant."""
    held, today = shipped(), at.astimezone(STOCKHOLM).date()
    return Limits(pilot=held.number_on("pilot-days", today), adoption=held.number_on("adoption-days", today))


@cache
def shipped() -> Thresholds:
    """Read the values that come with Vakna."""
    return read(FOLDER)


def read(folder: Path) -> Thresholds:
    """Read every TOML file of a folder. Refuses (`BadInput`) one that cannot be read, naming the file and the value."""
    found: dict[str, tuple[Value, ...]] = {}
    for file in sorted(folder.glob("*.toml")):
        for name, rows in _table(file).items():
            found[name] = tuple(sorted((_value(file, name, row) for row in rows), key=lambda one: one.since))
    return Thresholds(found)


def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadInput("not-readable", path=file.name, given=str(error)) from None


def _value(file: Path, name: str, row: Any) -> Value:
    try:
        return Value(since=_day(row["from"]), amount=_amount(row["amount"]), source=_source(row["source"]))
    except (KeyError, TypeError, ValueError, BadInput):
        raise BadInput("threshold", path=f"{file.name}: {name}", given=str(row)[:200]) from None


def _day(given: object) -> date:
    if type(given) is not date:
        raise TypeError(given)
    return given


def _source(given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise TypeError(given)
    return given


def _amount(given: object) -> Money | int | None:
    if given == NOT_FOUND:
        return None
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    return Money.parse(str(given))


def per_pay(pay: Money, each: Money) -> int:
    """Say how many whole times `each` goes into `pay`; 0 in another currency or of nothing."""
    return int(pay.amount // each.amount) if pay.currency == each.currency and each.amount > Decimal(0) else 0
