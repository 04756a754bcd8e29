"""Law as dated values, each with its source. What held on a day is asked for by that day; nothing is legal advice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .vocabulary import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A value that holds from a day on, until a later one does. Money is in kronor excluding VAT."""

    since: date
    value: Decimal
    source: str


def in_force(series: Iterable[Dated], day: date) -> Dated | None:
    """Give the value that held on a day; None before the first one that is known."""
    return max((one for one in series if one.since <= day), key=lambda one: one.since, default=None)


def _limit(year: int, month: int, kronor: int, source: str) -> Dated:
    return Dated(since=date(year, month, 1), value=Decimal(kronor), source=source)


_KKV = "Konkurrensverket, tröskelvärden och direktupphandlingsgränser"
DIRECT_AWARD_LIMITS: Mapping[Law, tuple[Dated, ...]] = {
    Law.LOU: (
        _limit(2018, 1, 586_907, _KKV), _limit(2020, 1, 615_312, _KKV),
        _limit(2022, 2, 700_000, "LOU (2016:1145) 19 a kap. 2 §"),
    ),
    Law.LUF: (
        _limit(2018, 1, 1_092_436, _KKV), _limit(2020, 1, 1_142_723, _KKV),
        _limit(2022, 2, 1_200_000, "LUF (2016:1146) 19 a kap. 2 §"),
    ),
    Law.LUFS: (
        _limit(2018, 1, 1_092_436, _KKV), _limit(2020, 1, 1_142_723, _KKV),
        _limit(2022, 2, 1_200_000, "LUFS (2011:1029) 15 kap. 3 §"),
    ),
}  # fmt: skip
"""The limit for direct awards by act (domain 4.3). Procurements begun before 1 February 2022 keep the older limit."""

PAYMENT_DAYS = (
    Dated(since=date(2013, 3, 16), value=Decimal(30), source="Räntelagen (1975:635) 2 a §, direktiv 2011/7/EU"),
)
"""Within how many days of an invoice a public buyer pays, unless longer was expressly agreed."""
