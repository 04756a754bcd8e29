"""Asks the tables, through Ibis: the same expressions would run on another engine. Every question reads few columns."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from vakna.core.refusal import NotFound

from . import extra, settling
from .answers import (
    CEILINGS,
    CONTRACTS,
    ESTIMATES,
    SIZES,
    VALUED,
    Answer,
    Basis,
    Buyer,
    Source,
    Sums,
    Supplier,
    Suppliers,
    Tenders,
)
from .asked import Asked
from .store import Store
from .tables import ESTIMATE, TABLES

_LARGEST = 10
_MOST_COUNTED = 5

Table = Any
"""An Ibis table; Ibis is asleep until a question is asked."""


class Desk:
    """The tables in force, open for questions."""

    def __init__(self, tables: Mapping[str, Table], said: Mapping[str, Any]) -> None:
        """Take the tables and what is said of how they were made."""
        self.tables, self.said = tables, said

    def of(self, name: str, asked: Asked, *, coded: bool = True) -> Table:
        """Give the rows of a table that a question is about; without `coded` those of every code."""
        table = self.tables[name]
        if asked.sources:
            table = table.filter(table.source.isin(asked.sources))
        if asked.since:
            table = table.filter(table.day >= asked.since.isoformat())
        if asked.until:
            table = table.filter(table.day <= asked.until.isoformat())
        if coded and asked.codes:
            table = table.filter(_any(_begins(table.cpv, one) for one in asked.codes))
        return table


@contextmanager
def desk(store: Store) -> Iterator[Desk]:
    """Open the tables. Refuses without the extra, and (`market-empty`) before anything has been loaded."""
    extra.require()
    said = settling.current(store)
    if said is None:
        raise NotFound("market-empty")
    import ibis  # slow import

    hands = ibis.duckdb.connect(threads=2)
    folder = store.folder / said["folder"]
    try:
        yield Desk({name: hands.read_parquet(folder / f"{name}*.parquet", table_name=name) for name in TABLES}, said)
    finally:
        hands.disconnect()


def _begins(column: Any, code: str) -> Any:
    """Ask for a beginning as a range, so that what lies elsewhere in the file is not read."""
    return (column >= code) & (column < f"{code}:")


def _any(conditions: Iterator[Any]) -> Any:
    import ibis  # slow import

    return ibis.or_(*conditions)


def ask(at: Desk, asked: Asked) -> Answer:
    """Answer everything that is told of some codes."""
    kinds = sums(at, asked)
    main = max((one for one in kinds if one.kind == VALUED), key=lambda one: one.count, default=None)
    currency = main.currency if main else None
    return Answer(
        asked=asked, basis=basis(at, asked), **marks(at, asked), sums=kinds, tenders=tenders(at, asked),
        suppliers=suppliers(at, asked), buyers=buyers(at, asked, currency),
        sizes=sizes(at, asked, currency) if currency else (),
    )  # fmt: skip


def marks(at: Desk, asked: Asked) -> dict[str, int]:
    """Count the procurements that are joint, marked innovation, or frameworks."""
    rows = at.of("procurements", asked)
    each = rows.filter(rows["first"])
    return _row(
        each.aggregate(
            joint=each.count(where=each.joint), innovation=each.count(where=each.innovation),
            frameworks=each.count(where=each.framework),
        )
    )  # fmt: skip


def basis(at: Desk, asked: Asked) -> Basis:
    """Say what an answer rests on."""
    procurements, rows = at.of("procurements", asked), at.of("sums", asked)
    valued = rows.filter(rows.basis != ESTIMATE)
    by_source = procurements.group_by("source").aggregate(
        procurements=procurements.count(where=procurements["first"]),
        first=procurements.day.min(),
        last=procurements.day.max(),
    )
    sources = tuple(Source(name=one.pop("source"), **one) for one in _rows(by_source.order_by("source")))
    everything = at.of("procurements", asked, coded=False)
    left = _row(
        everything.aggregate(
            uncoded=everything.count(where=everything["first"] & everything.cpv.isnull()),
            undated=everything.count(where=everything["first"] & everything.day.isnull()),
        )
    )
    lost, lacks = Counter[str](), Counter[str]()
    for one in at.said["files"]:
        lost.update(one["lost"])
        lacks.update(one["lacks"])
    return Basis(
        sources=sources, files=_files(at), lost=dict(lost), lacks=dict(lacks),
        procurements=sum(one.procurements for one in sources), with_sum=_keys(valued),
        with_tenders=_keys(at.of("lots", asked)), with_suppliers=_keys(at.of("suppliers", asked)),
        uncoded=left["uncoded"] if asked.codes else 0,
        undated=left["undated"],
    )  # fmt: skip


def _files(at: Desk) -> tuple[str, ...]:
    """Name the files that something was kept of; those of one archive by the archive's name."""
    names = (one["name"] for one in at.said["files"] if one["kept"])
    return tuple(sorted({f"{one.partition('.zip/')[0]}.zip" if ".zip/" in one else one for one in names}))


def _keys(table: Table) -> int:
    return int(table.number.nunique().to_pyarrow().as_py())


def sums(at: Desk, asked: Asked) -> tuple[Sums, ...]:
    """Tell the sums by currency, the most common first: contracts, ceilings, estimates, and what is valued together."""
    import ibis  # slow import

    rows = at.of("sums", asked)
    kind = ibis.cases((rows.basis == ESTIMATE, ESTIMATES), (rows.ceiling, CEILINGS), else_=CONTRACTS)
    named = rows.mutate(kind=kind)
    valued = named.filter(named.kind != ESTIMATES).mutate(kind=ibis.literal(VALUED))
    both = ibis.union(valued, named)
    told = both.group_by("currency", "kind").aggregate(
        count=both.number.nunique(), buyers=both.buyer.nunique(), zero=both.count(where=both.amount == 0),
        quartiles=both.amount.quantile([0.25, 0.5, 0.75]), total=both.amount.sum(),
    )  # fmt: skip
    found = [_money(one) for one in _rows(told)]
    often: Counter[str] = Counter()
    for one in found:
        often[one.currency] = max(often[one.currency], one.count)
    return tuple(sorted(found, key=lambda one: (-often[one.currency], one.currency, _KINDS.index(one.kind))))


_KINDS = (VALUED, CONTRACTS, CEILINGS, ESTIMATES)


def _money(row: dict[str, Any]) -> Sums:
    lower, median, upper = map(_whole, row.pop("quartiles"))
    return Sums(**(row | {"lower": lower, "median": median, "upper": upper, "total": _whole(row["total"])}))


def _whole(given: float | None) -> Decimal:
    """Give a sum without its cents: what is counted here was never that exact."""
    return Decimal(round(given or 0))


def sizes(at: Desk, asked: Asked, currency: str) -> tuple[tuple[int, int, int], ...]:
    """Count contracts and ceilings of a currency in each class of sums."""
    rows = at.of("sums", asked)
    rows = rows.filter((rows.currency == currency) & (rows.basis != ESTIMATE))
    counted = _row(
        rows.aggregate(
            **{
                f"{name}_{place}": rows.count(where=_between(rows.amount, place) & (rows.ceiling == flag))
                for place in range(len(SIZES))
                for name, flag in (("contracts", False), ("ceilings", True))
            }
        )
    )
    return tuple((low, counted[f"contracts_{at}"], counted[f"ceilings_{at}"]) for at, low in enumerate(SIZES))


def _between(amount: Any, place: int) -> Any:
    above = amount >= SIZES[place]
    return above & (amount < SIZES[place + 1]) if place + 1 < len(SIZES) else above


def tenders(at: Desk, asked: Asked) -> Tenders:
    """Tell how many tenders came in for each lot."""
    lots = at.of("lots", asked)
    told = _row(
        lots.aggregate(
            lots=lots.count(), single=lots.count(where=lots.tenders == 1), median=lots.tenders.median(),
            most=lots.tenders.max(),
        )
    )  # fmt: skip
    classed = lots.mutate(number=lots.tenders.clip(upper=_MOST_COUNTED))
    counted = classed.group_by("number").aggregate(lots=classed.count())
    counts = {one["number"]: one["lots"] for one in _rows(counted)}
    median = Decimal(str(told["median"] or 0)).normalize()
    return Tenders(
        lots=told["lots"], single=told["single"], median=median, most=told["most"] or 0,
        by_count={number: counts.get(number, 0) for number in range(_MOST_COUNTED + 1)},
    )  # fmt: skip


def suppliers(at: Desk, asked: Asked) -> Suppliers:
    """Tell who sells, and how the lots are spread over them."""
    rows = at.of("suppliers", asked)
    each = rows.group_by("supplier").aggregate(
        name=rows.supplier_name.max(), lots=rows.count(), buyers=rows.buyer.nunique()
    )
    told = _row(each.aggregate(count=each.count(), lots=each.lots.sum(), one_buyer=each.count(where=each.buyers == 1)))
    first = _rows(each.order_by(each.lots.desc(), each.name).limit(_LARGEST))
    largest = tuple(
        Supplier(name=one["name"] or one["supplier"], lots=one["lots"], buyers=one["buyers"]) for one in first
    )
    return Suppliers(
        count=told["count"], lots=told["lots"] or 0, one_buyer=told["one_buyer"],
        first_ten=sum(one.lots for one in largest), largest=largest,
    )  # fmt: skip


def whole_buyers(at: Desk, asked: Asked) -> tuple[Buyer, ...]:
    """Tell of every buyer of a period, whatever it buys: without sums."""
    return _bought(at.of("procurements", asked, coded=False), None, None)


def joint_partners(at: Desk, asked: Asked, buyer: str) -> dict[str, int]:
    """Count the procurements, of any code, that others have made together with a buyer."""
    rows = at.of("procurements", asked, coded=False)
    own = rows.filter(rows.buyer == buyer).select("number").distinct()
    shared = rows.filter((rows.buyer != buyer) & rows.buyer.notnull()).semi_join(own, "number")
    counted = shared.group_by("buyer").aggregate(count=shared.number.nunique())
    return {one["buyer"]: one["count"] for one in _rows(counted)}


def buyers(at: Desk, asked: Asked, currency: str | None) -> tuple[Buyer, ...]:
    """Tell who buys, how often and how much: each buyer with its sums in one currency."""
    return _bought(at.of("procurements", asked), at.of("sums", asked) if currency else None, currency)


def _bought(procurements: Table, sums: Table | None, currency: str | None) -> tuple[Buyer, ...]:
    who = procurements.filter(procurements.buyer.notnull())
    often = who.group_by("buyer").aggregate(
        name=who.buyer_name.max(), sector=who.sector.max(), region=who.region.max(), procurements=who.count(),
        joint=who.count(where=who.joint), last=who.day.max(),
    )  # fmt: skip
    found = {one["buyer"]: one for one in _rows(often)}
    if sums is not None:
        rows = sums.filter((sums.currency == currency) & (sums.basis != ESTIMATE) & sums.buyer.notnull())
        much = rows.group_by("buyer").aggregate(
            valued=rows.number.nunique(), median=rows.amount.median(),
            contracts=rows.amount.sum(where=~rows.ceiling), ceilings=rows.amount.sum(where=rows.ceiling),
        )  # fmt: skip
        for one in _rows(much):
            found.setdefault(one["buyer"], {}).update(one)
    told = [_buyer(number, one, currency) for number, one in found.items()]
    return tuple(sorted(told, key=lambda one: (-one.procurements, -one.valued, one.name)))


def _buyer(number: str, row: Mapping[str, Any], currency: str | None) -> Buyer:
    return Buyer(
        number=number, name=row.get("name") or number, sector=row.get("sector"), region=row.get("region"),
        procurements=row.get("procurements", 0), joint=row.get("joint", 0), last=row.get("last"),
        currency=currency if row.get("valued") else None, valued=row.get("valued", 0),
        median=_whole(row["median"]) if row.get("median") is not None else None,
        contracts=_whole(row.get("contracts")), ceilings=_whole(row.get("ceilings")),
    )  # fmt: skip


def _rows(table: Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return found


def _row(table: Table) -> dict[str, Any]:
    (one,) = _rows(table)
    return one
