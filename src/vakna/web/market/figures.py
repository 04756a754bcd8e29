"""An answer of the market as the page shows it: tables, charts and a map, and what everything rests on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vakna.core import words
from vakna.core.counties import COUNTIES
from vakna.core.money import Money
from vakna.core.public_bodies import PublicBody
from vakna.core.vocabulary import OrganisationKind
from vakna.exchange.charts import shares, tiles
from vakna.exchange.charts.picture import Cell, Picture, Row, cells
from vakna.market.adopters import POINTS, Candidate, Potential
from vakna.market.answers import CEILINGS, CONTRACTS, SIZES, Answer, Buyer, Sums
from vakna.web.sentences import PAGES

_SHOWN = 15
_SOURCES = ("uhm", "ocds", "eforms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the reference lists tell: public bodies, the county of a NUTS code, its name; or nothing."""

    bodies: tuple[PublicBody, ...]
    counties: Mapping[str, str]
    areas: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of the page: `name` is its id."""

    name: str
    title: str
    head: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @property
    def labelled(self) -> list[list[tuple[Cell, Cell]]]:
        """Give each cell with the head of its column: on a phone a row is a block of labelled lines."""
        return [list(zip(self.head, row.cells, strict=True)) for row in self.rows]


def shown(language: str, answer: Answer, found: Potential, known: Known, codes: Sequence[str]) -> dict[str, Any]:
    """Give everything that the page shows of an answer."""
    say, bodies = _Say(language), known.bodies
    counties = _counties(answer.buyers, known)
    return {
        "answer": answer, "codes": codes, "buying": sum(1 for one in answer.buyers if one.procurements),
        "sums": _sums(say, answer.sums), "sizes": _sizes(say, answer) if answer.sizes else None,
        "buyers": _buyers(say, answer.buyers[:_SHOWN], {one.number: one.name for one in bodies}),
        "more": max(0, len(answer.buyers) - _SHOWN),
        "tenders": _tenders(say, answer) if answer.tenders.lots else None, "suppliers": _suppliers(say, answer),
        "map": _map(say, answer.buyers, counties) if bodies else None,
        "outside": sum(1 for one in answer.buyers if not counties.get(one.number)),
        "areas": _areas(say, answer.buyers, counties, known.areas),
        "next": _next(say, found.candidates), "potential": found,
        "points": tuple((say(f"reason_name.{code}"), points) for code, points in POINTS.items()),
        "sources": tuple(_source(say, one) for one in answer.basis.sources),
        "lost": _reasons(language, "lost", answer.basis.lost), "lacks": _reasons(language, "lacks", answer.basis.lacks),
        "period": tuple(words.day(language, date.fromisoformat(one)) for one in answer.basis.period if one),
        "registers": bool(bodies),
    }  # fmt: skip


class _Say:
    """Says the page's sentences, and writes numbers and sums, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, code: str, **values: object) -> str:
        return PAGES.say(self.language, f"market_page.{code}", **values)

    def number(self, given: Decimal | int) -> str:
        return words.number(self.language, given)

    def money(self, amount: Decimal | None, currency: str | None) -> str:
        """Write a sum; a dash for none."""
        return words.money(self.language, Money(amount, currency)) if amount is not None and currency else "–"


def _sums(say: _Say, sums: Iterable[Sums]) -> Sheet:
    columns = ("kind", "count", "zero", "lower", "median", "upper", "total")
    rows = tuple(
        Row(
            cells=cells(
                say(f"kind.{one.kind}"), say.number(one.count), say.number(one.zero),
                *(say.money(amount, one.currency) for amount in (one.lower, one.median, one.upper)),
                say.money(one.total, one.currency) if one.kind != "valued" else say("not_added"), numbers=6,
            )
        )
        for one in sums
    )  # fmt: skip
    return _sheet(say, "sums", columns, rows, numbers=6)


def _sheet(say: _Say, name: str, columns: Sequence[str], rows: tuple[Row, ...], *, numbers: int) -> Sheet:
    head = cells(*(say(f"column.{one}") for one in columns), numbers=numbers)
    return Sheet(name=name, title=say(f"named.{name}"), head=head, rows=rows)


def _sizes(say: _Say, answer: Answer) -> Picture:
    """Draw how many contracts and ceilings lie in each class of sums."""
    bars = tuple(
        shares.Bar(
            name=_class(say, place),
            parts=(
                shares.Part(count=contracts, words=say(f"part.{CONTRACTS}")),
                shares.Part(count=ceilings, words=say(f"part.{CEILINGS}")),
            ),
        )
        for place, (_, contracts, ceilings) in enumerate(answer.sizes)
    )
    title = say("named.sizes")
    return shares.draw(
        shares.Shares(title=title, summary=title, column=say("column.class"), bars=bars, total=say("column.all")),
        name="sizes",
    )


def _class(say: _Say, place: int) -> str:
    low = say.number(SIZES[place] // 1_000_000)
    if place == 0:
        return say("class_below", high=say.number(SIZES[1] // 1_000_000))
    if place + 1 == len(SIZES):
        return say("class_above", low=low)
    return say("class_between", low=low, high=say.number(SIZES[place + 1] // 1_000_000))


def _tenders(say: _Say, answer: Answer) -> Picture:
    """Draw how many lots got how many tenders."""
    bars = tuple(
        shares.Bar(name=say(f"tenders.{number}"), parts=(shares.Part(count=lots, words=say("part.lots")),))
        for number, lots in answer.tenders.by_count.items()
    )
    title = say("named.tenders")
    return shares.draw(
        shares.Shares(title=title, summary=title, column=say("column.tenders"), bars=bars, total=say("column.all")),
        name="tenders",
    )


def _counties(buyers: Iterable[Buyer], known: Known) -> Mapping[str, str | None]:
    """Give each buyer's county: as its register says, else as the area of its notice does."""
    registered = {one.number: one.county for one in known.bodies}
    return {one.number: registered.get(one.number) or known.counties.get(one.region or "") for one in buyers}


def _areas(
    say: _Say, buyers: Iterable[Buyer], counties: Mapping[str, str | None], names: Mapping[str, str]
) -> Sheet | None:
    """List the areas that sources give of buyers outside the map, by name where the list of NUTS has it."""
    outside = (one.region for one in buyers if one.region and not counties.get(one.number))
    counted = Counter(names.get(one, one) for one in outside)
    if not counted:
        return None
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN]
    rows = tuple(Row(cells=cells(name, say.number(count), numbers=1)) for name, count in ordered)
    return _sheet(say, "areas", ("area", "buyer_count"), rows, numbers=1)


def _buyers(say: _Say, buyers: Iterable[Buyer], names: Mapping[str, str]) -> Sheet:
    rows = tuple(
        Row(
            cells=cells(
                names.get(one.number, one.name), say.number(one.procurements), one.last or "–",
                *(say.money(it, one.currency) for it in (one.median, one.contracts or None, one.ceilings or None)),
                numbers=5,
            )
        )
        for one in buyers
    )  # fmt: skip
    columns = ("buyer", "procurements", "last", "median", "contracts", "ceilings")
    return _sheet(say, "buyers", columns, rows, numbers=5)


def _suppliers(say: _Say, answer: Answer) -> Sheet:
    rows = tuple(
        Row(cells=cells(one.name, say.number(one.lots), say.number(one.buyers), numbers=2))
        for one in answer.suppliers.largest
    )
    return _sheet(say, "suppliers", ("supplier", "lots", "buyer_count"), rows, numbers=2)


def _map(say: _Say, buyers: Iterable[Buyer], counties: Mapping[str, str | None]) -> Picture:
    """Draw the buyers by county, as far as the registers know where they are."""
    counted = Counter(county for one in buyers if (county := counties.get(one.number)))
    most = COUNTIES[counted.most_common(1)[0][0]] if counted else "–"
    chart = tiles.Tiles(
        title=say("named.map"), summary=say("map_summary", most=most), column=say("column.county"),
        number=say("column.buyer_count"), counts=counted,
    )  # fmt: skip
    return tiles.draw(chart, name="market-map")


def _next(say: _Say, candidates: Iterable[Candidate]) -> Sheet:
    rows = tuple(
        Row(cells=(*cells(one.name, _kind(say, one.kind), _reasoned(say, one)), *cells(str(one.points), numbers=1)))
        for one in candidates
    )
    return _sheet(say, "next", ("body", "sort", "reasons", "points"), rows, numbers=1)


def _kind(say: _Say, kind: str | None) -> str:
    return words.word(say.language, kind) if isinstance(kind, OrganisationKind) else kind or "–"


def _reasoned(say: _Say, one: Candidate) -> str:
    return "; ".join(PAGES.say(say.language, f"market.reason.{it.code}", value=it.value) for it in one.reasons)


def _source(say: _Say, one: Any) -> dict[str, Any]:
    named = PAGES.say(say.language, f"market.source.{one.name}") if one.name in _SOURCES else one.name
    return {"name": named, "procurements": one.procurements, "first": one.first or "–", "last": one.last or "–"}


def _reasons(language: str, what: str, counted: Mapping[str, int]) -> tuple[tuple[int, str], ...]:
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple((count, PAGES.say(language, f"market.{what}.{reason}")) for reason, count in ordered)
