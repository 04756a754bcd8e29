"""What is answered: plain values, each answer with its source, period, coverage and what was dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .asked import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source among those that answered: how many procurements it gave, and over which days."""

    name: str
    procurements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What an answer rests on.

    `files` are all that the store holds; `lost` and `lacks` count by reason what was dropped or incomplete at loading.
    `with_sum` and so on count the procurements of the answer for which the source tells it. `uncoded` were left out of
    the answer because no CPV code tells what they are about, `undated` because no day tells when.
    """

    sources: tuple[Source, ...]
    files: tuple[str, ...]
    lost: Mapping[str, int]
    lacks: Mapping[str, int]
    procurements: int
    with_sum: int
    with_tenders: int
    with_suppliers: int
    uncoded: int
    undated: int

    @property
    def period(self) -> tuple[str | None, str | None]:
        """Give the first and last day met in the answer."""
        firsts = [one.first for one in self.sources if one.first]
        lasts = [one.last for one in self.sources if one.last]
        return min(firsts, default=None), max(lasts, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The sums of one currency and kind: contracts, framework ceilings or estimates, or all that count as valued.

    `zero` of them say 0, which sources also write for not known; they are counted, and told. The total of ceilings is
    what could be bought at most, not what was bought.
    """

    currency: str
    kind: str
    count: int
    buyers: int
    zero: int
    lower: Decimal
    median: Decimal
    upper: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenders:
    """Tenders per lot. `by_count` maps 1, 2, 3, 4 and 5 (five or more; 0 where nobody came) to lots."""

    lots: int
    single: int
    median: Decimal
    most: int
    by_count: Mapping[int, int]

    @property
    def single_share(self) -> Decimal | None:
        """Give the share of lots with one single tender, in per cent to a tenth."""
        return round(Decimal(100 * self.single) / self.lots, 1) if self.lots else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """One supplier: how many lots it has got, from how many buyers."""

    name: str
    lots: int
    buyers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppliers:
    """The suppliers and their spread: how many, how many lots they have got, how many sell to one buyer alone."""

    count: int
    lots: int
    one_buyer: int
    first_ten: int
    largest: tuple[Supplier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """One buying organisation: how often, when last, and how much, framework ceilings apart; sums in one currency."""

    number: str
    name: str
    sector: str | None
    procurements: int
    joint: int
    last: str | None
    currency: str | None
    valued: int
    median: Decimal | None
    contracts: Decimal
    ceilings: Decimal
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything that is told of some codes. `buyers` are all of them, most procurements first."""

    asked: Asked
    basis: Basis
    joint: int
    innovation: int
    frameworks: int
    sums: tuple[Sums, ...]
    tenders: Tenders
    suppliers: Suppliers
    buyers: tuple[Buyer, ...]
    sizes: tuple[tuple[int, int, int], ...]
    """How many contracts and ceilings of the main currency lie from one limit (SIZES) to the next."""


SIZES = (0, 1_000_000, 5_000_000, 20_000_000, 100_000_000)
"""The lower limits of the classes of sums."""

VALUED, CONTRACTS, CEILINGS, ESTIMATES = "valued", "contracts", "ceilings", "estimates"
"""The kinds of sums. Valued is contracts and ceilings together: counted and compared, never added up as money spent."""
