"""Organisations' numbers: none is required, any country's will do, and a personal number is never taken or shown."""

import re

from .refusal import BadInput

_SWEDISH = re.compile(r"(?:\d\d)?(\d{10})")
_MONTHS = range(1, 13)
_DAYS = frozenset({*range(1, 32), *range(61, 92)})
"""The third to sixth digits of a personal number are a month and a day (or sixty more, in a co-ordination number).

The third and fourth of an organisation number are never below 20: lag (1974:174) om identitetsbeteckning, 2 §.
"""


def is_personal(number: str | None, country: str) -> bool:
    """Say whether a number is built as a Swedish personal number: a sole trader's organisation number is one."""
    found = _SWEDISH.fullmatch(re.sub(r"[\s+-]", "", number or "")) if country == "SE" else None
    return found is not None and int(found[1][2:4]) in _MONTHS and int(found[1][4:6]) in _DAYS


def require_number(number: str | None, country: str, *, path: str = "number") -> None:
    """Refuse (`number-is-personal`) a personal number: a sole trader takes part without a number."""
    if is_personal(number, country):
        raise BadInput("number-is-personal", path=path)
