"""The CPV codes that say what an initiative is about, so that others who buy the same can be found in open data.

Eight digits; the check digit behind a hyphen is not kept. Source: regulation (EC) 213/2008, the vocabulary of 2008.
"""

import re

from .initiative import Cpv
from .refusal import BadInput

MOST = 20
"""So many codes say what an initiative is about; more say nothing."""

_WRITTEN = re.compile(r"((?!00)\d{8})(?:-\d)?")


def read(given: str) -> tuple[Cpv, ...]:
    """Read codes as people write them, apart by space, comma or line, with or without check digit.

    Refuses (`BadInput`) what is no code, and more than `MOST`.
    """
    codes = tuple(dict.fromkeys(_code(one) for one in re.split(r"[\s,;]+", given) if one))
    if len(codes) > MOST:
        raise BadInput("cpv-many", path="cpv", most=MOST)
    return codes


def _code(given: str) -> Cpv:
    found = _WRITTEN.fullmatch(given)
    if found is None:
        raise BadInput("expected-cpv", path="cpv", given=given[:40])
    return Cpv(found[1])
