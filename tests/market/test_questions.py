"""What is asked of a small market that can be counted by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.market.releases import loaded, package, release, written
from vakna.core.money import Money
from vakna.core.public_bodies import PublicBody
from vakna.core.refusal import BadInput, NotFound
from vakna.core.vocabulary import OrganisationKind
from vakna.market import adopters, questions
from vakna.market.adopters import Reason
from vakna.market.answers import Sums, Supplier
from vakna.market.asked import Asked, read_codes, read_day
from vakna.market.store import Store


def _party(number: str, name: str, *roles: str) -> dict[str, Any]:
    return {"id": name, "name": name, "roles": list(roles), "identifier": {"id": number}}


def _one(number: int, buyers: dict[str, str], **told: Any) -> dict[str, Any]:
    tender = {
        "title": "T",
        "numberOfTenderers": told.get("tenders", 1),
        "items": [{"classification": {"scheme": "CPV", "id": told.get("cpv", "72000000")}}],
        "techniques": {"hasFrameworkAgreement": told.get("framework", False)},
    }
    value = {"amount": told.get("amount", 100), "currency": "SEK"}
    awards = [{"id": "a", "value": value, "suppliers": [{"name": told.get("by", "Alfa AB")}]}]
    parties = [_party(key, name, "buyer") for key, name in buyers.items()]
    day = told.get("day", "2024-03-01")
    return release(number, date=day, parties=parties, buyer={}, tender=tender, awards=awards)


EKBY, DALEN, SUND = {"2120000001": "Ekby"}, {"2120000002": "Dalen"}, {"2120000003": "Sund"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("market")
    told = [
        _one(1, EKBY, amount=100, tenders=1),
        _one(2, EKBY, amount=300, tenders=3, by="Beta AB"),
        _one(3, EKBY, amount=0, tenders=7, day="2024-06-01"),
        _one(4, DALEN, amount=200, tenders=1, cpv="72230000"),
        _one(5, {**EKBY, **DALEN}, amount=5_000_000, framework=True, tenders=2),
        _one(6, SUND, amount=900, cpv="33100000"),
        _one(7, SUND, amount=900, cpv="GSIN"),
    ]
    made = Store.of(folder)
    loaded(made, written(folder, "a.json", package(told)))
    return made


def _ask(store: Store, *codes: str, **frame: Any) -> Any:
    with questions.desk(store) as desk:
        return questions.ask(desk, Asked(codes=read_codes(codes), **frame))


def test_contracts_and_framework_ceilings_are_told_apart(store: Store) -> None:
    told = {one.kind: one for one in _ask(store, "72*").sums}

    assert told["contracts"] == Sums(
        currency="SEK", kind="contracts", count=4, buyers=2, zero=1, lower=Decimal(75), median=Decimal(150),
        upper=Decimal(225), total=Decimal(600),
    )  # fmt: skip
    assert (told["ceilings"].count, told["ceilings"].total) == (1, 5_000_000)
    assert (told["valued"].count, told["valued"].median) == (5, 200)


def test_sums_come_with_the_most_common_currency_first(tmp_path: Path) -> None:
    value = {"value": {"amount": 5, "currency": "AMD"}}
    made = Store.of(tmp_path)
    told = [_one(1, EKBY), _one(2, EKBY), release(3, awards=[{"id": "a", **value}])]
    loaded(made, written(tmp_path, "a.json", package(told)))

    assert [one.currency for one in _ask(made).sums if one.kind == "valued"] == ["SEK", "AMD"]


def test_buyers_are_told_with_how_often_and_how_much(store: Store) -> None:
    told = [
        (one.name, one.procurements, one.joint, one.last, one.contracts, one.ceilings)
        for one in _ask(store, "72*").buyers
    ]

    assert told == [("Ekby", 4, 1, "2024-06-01", 400, 5_000_000), ("Dalen", 2, 1, "2024-03-01", 200, 0)]


def test_tenders_and_suppliers_are_counted_by_lot(store: Store) -> None:
    answer = _ask(store, "72*")

    assert (answer.tenders.lots, answer.tenders.single, answer.tenders.single_share) == (5, 2, Decimal("40.0"))
    assert answer.tenders.by_count == {0: 0, 1: 2, 2: 1, 3: 1, 4: 0, 5: 1}
    assert (answer.suppliers.count, answer.suppliers.one_buyer, answer.suppliers.first_ten) == (2, 1, 5)
    assert answer.suppliers.largest[0] == Supplier(name="Alfa AB", lots=4, buyers=2)
    assert answer.joint == 1


def test_answer_says_source_period_coverage_and_what_was_dropped(store: Store) -> None:
    basis = _ask(store, "72*").basis

    assert [(one.name, one.procurements) for one in basis.sources] == [("ocds", 5)]
    assert basis.period == ("2024-03-01", "2024-06-01")
    assert (basis.procurements, basis.with_sum, basis.with_tenders, basis.with_suppliers) == (5, 5, 5, 5)
    assert (basis.uncoded, dict(basis.lost), dict(basis.lacks)) == (1, {}, {"no-cpv": 1})
    assert [Path(one).name for one in basis.files] == ["a.json"]


@pytest.mark.parametrize(
    ("codes", "frame", "found"),
    [
        (("72000000",), {}, 5),
        (("7223*",), {}, 1),
        (("72230000", "33*"), {}, 2),
        ((), {}, 7),
        (("72*",), {"since": date(2024, 4, 1)}, 1),
        (("72*",), {"until": date(2024, 3, 31)}, 4),
        (("72*",), {"sources": ("uhm",)}, 0),
        (("99*",), {}, 0),
    ],
)
def test_codes_period_and_source_frame_the_question(
    store: Store, codes: tuple[str, ...], frame: dict[str, Any], found: int
) -> None:
    assert _ask(store, *codes, **frame).basis.procurements == found


@pytest.mark.parametrize("given", ["7", "72", "IT", "720000000", "72**", "7200000a"])
def test_what_is_no_code_is_refused(given: str) -> None:
    with pytest.raises(BadInput, match="market-cpv"):
        read_codes([given])


@pytest.mark.parametrize(
    ("given", "read"), [("72*", "72"), ("72000000-5", "72"), ("30000000", "30"), ("72212100", "722121")]
)
def test_heading_stands_for_all_below_it(given: str, read: str) -> None:
    assert read_codes([given]) == (read,)


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(BadInput, match="market-day"):
        read_day("snart", "from")


def test_question_before_anything_is_loaded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="market-empty"), questions.desk(Store.of(tmp_path)):
        pass


def _body(number: str, name: str, county: str, population: int) -> PublicBody:
    return PublicBody(
        number=number, name=name, kind=OrganisationKind.MUNICIPALITY, county=county, population=population
    )


BODIES = (
    _body("2120000001", "Ekby kommun", "17", 10_000),
    _body("2120000002", "Dalens kommun", "17", 50_000),
    _body("2120000003", "Sunds kommun", "21", 11_000),
    _body("2120000004", "Nordby kommun", "25", 90_000),
)


def test_those_who_could_be_next_come_in_order_with_their_reasons(store: Store) -> None:
    with questions.desk(store) as desk:
        answer = questions.ask(desk, Asked(codes=("72",)))
        found = adopters.potential(desk, answer, BODIES, like="212000-0001")

    assert [(one.name, one.points, one.reasons) for one in found.candidates] == [
        (
            "Dalens kommun", 13,
            (
                Reason(code="joint-with", value=1),
                Reason(code="buys-here", value=2),
                Reason(code="same-size", value=Money(Decimal(200))),
                Reason(code="county"),
                Reason(code="joint", value=1),
                Reason(code="sector"),
            ),
        ),
        ("Sunds kommun", 3, (Reason(code="population", value=11_000), Reason(code="sector"))),
    ]  # fmt: skip
    assert (found.looked_at, found.like) == (3, "Ekby kommun")


def test_county_alone_makes_neighbours(store: Store) -> None:
    with questions.desk(store) as desk:
        answer = questions.ask(desk, Asked(codes=("72",)))
        found = adopters.potential(desk, answer, BODIES, county="17")

    near = {one.name for one in found.candidates if "county" in {it.code for it in one.reasons}}
    assert (near, found.looked_at, found.like) == ({"Ekby kommun", "Dalens kommun"}, 4, None)


def test_unknown_body_to_compare_with_is_refused(store: Store) -> None:
    with questions.desk(store) as desk:
        answer = questions.ask(desk, Asked(codes=("72",)))
        with pytest.raises(NotFound, match="market-no-such-body"):
            adopters.potential(desk, answer, BODIES, like="999")
