"""What is asked: codes, period and sources, read from what people type."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vakna.core.refusal import BadInput

_CODE = re.compile(r"(\d{2,8})(\*?)(?:-\d)?")
_CPV_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question's frame. `codes` are beginnings of CPV codes; none means all. Days are included."""

    codes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()


def read_codes(given: Iterable[str]) -> tuple[str, ...]:
    """Read codes: `72*` is all that begins with 72, `72000000` a heading with everything below it.

    Refuses (`market-cpv`) what is no CPV code.
    """
    return tuple(dict.fromkeys(_beginning(one) for text in given for one in re.split(r"[\s,;]+", text) if one))


def _beginning(given: str) -> str:
    found = _CODE.fullmatch(given)
    if found is None or (not found[2] and len(found[1]) != _CPV_DIGITS):
        raise BadInput("market-cpv", path="cpv", given=given)
    # A division has two digits: 30000000 is all of division 30.
    return found[1] if found[2] else max(found[1].rstrip("0"), found[1][:2], key=len)


def read_day(given: str | None, path: str) -> date | None:
    """Read a day. Refuses (`market-day`) what is none."""
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInput("market-day", path=path, given=given) from None
