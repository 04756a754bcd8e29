"""Every shape of a source is read; what cannot be kept is counted by its reason."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Raw

from tests.market.releases import package, release
from vakna.core.refusal import BadInput
from vakna.market.reading import read_small
from vakna.market.sources import ocds, plain
from vakna.market.tables import Sheet, number

_LINKED = {"ocid": "ocds-test-1", "releases": [{"url": "https://data.example/1"}, {"url": "https://data.example/2"}]}
_COMPILED = {"ocid": "ocds-test-1", "releases": [], "compiledRelease": release()}


def _lines(*given: Any) -> str:
    return "\n".join(json.dumps(one) for one in given)


@pytest.mark.parametrize(
    ("content", "kept", "lost"),
    [
        (package([release(1), release(2)]), 2, {}),
        (json.dumps(release()), 1, {}),
        (json.dumps([release(1), release(2)]), 2, {}),
        (json.dumps([json.loads(package([release(1)])), json.loads(package([release(2)]))]), 2, {}),
        (_lines(release(1), release(2), release(3)), 3, {}),
        (_lines(json.loads(package([release(1), release(2)])), json.loads(package([release(3)]))), 3, {}),
        (json.dumps({"version": "1.1", "records": [_COMPILED]}), 1, {}),
        (json.dumps({"records": [{"ocid": "ocds-test-1", "releases": [release(1), release(1)]}]}), 2, {}),
        (json.dumps({"records": [_LINKED]}), 0, {"linked-releases": 2}),
        ("\ufeff" + json.dumps(release()), 1, {}),
        (package([]), 0, {"empty-package": 1}),
        (json.dumps({"name": "something else"}), 0, {"no-ocid": 1}),
        (json.dumps(release(ocid=None)), 0, {"no-ocid": 1}),
        (f'[{json.dumps(release(1))}, {{"ocid": broken}}, {json.dumps(release(2))}]', 2, {"not-json": 1}),
        ("<html><body>503 Service Unavailable</body></html>", 0, {"not-a-notice": 1}),
        ("<html><br>Error", 0, {"not-xml": 1}),
        (package([release(1)]) + " " * 70_000, 1, {"after-list": 1}),
        ("", 0, {"empty-file": 1}),
        ("503 Service Unavailable", 0, {"unknown-kind": 1}),
        ("{half", 0, {"not-json": 1}),
    ],
)
def test_every_shape_is_read_and_every_loss_counted(content: str, kept: int, lost: dict[str, int]) -> None:
    sheet = read_small("x.json", content.encode(), "f", None)

    assert (sheet.outcome.kept["procurements"], dict(sheet.outcome.lost)) == (kept, lost)


def test_latin_1_is_read_as_such_and_told() -> None:
    tender = {**release()["tender"], "title": "Märkning"}

    sheet = read_small("x.json", json.dumps(release(tender=tender), ensure_ascii=False).encode("latin-1"), "f", None)

    assert sheet.rows["procurements"][0][9] == "Märkning"
    assert dict(sheet.outcome.lacks) == {"latin-1": 1}


def _dirty() -> list[Any]:
    """Give releases that fit, that do not, and what is no release."""
    award = release()["awards"][0]
    return [
        release(),
        release(buyer=[], parties={"id": "b"}, date=5),
        release(awards=[{**award, "suppliers": {"name": "Alfa AB"}}, None, "x"], tag="a" * 40),
        release(awards=[{**award, "relatedLots": [{"lotId": "L1"}, "L2", None, 3]}]),
        release(tender={"items": {}, "numberOfTenderers": True, "techniques": {"frameworkAgreement": {"method": "x"}}}),
        release(tender={"sustainability": [{"goal": "Innovation"}], "tenderers": [{"id": 1}, "two"]}),
        release(bids={"statistics": [{"measure": "bids", "value": "4", "relatedLot": 7}], "details": [1, 2]}),
        release(ocid=""),
        release(buyer={}, parties=[], tender={"procuringEntity": {"name": "Half \ud800 a sign"}}),
        {"ocid": "ocds-test-1", "releases": [release(2), {"url": "https://data.example"}]},
        {"ocid": "ocds-test-1", "compiledRelease": release(3)},
        [release(4)],
    ]


@pytest.mark.parametrize("place", range(len(_dirty())))
def test_release_means_the_same_decoded_at_once_and_as_an_object(place: int) -> None:
    one, at_once, as_object = _dirty()[place], Sheet(), Sheet()

    ocds.take_raw(Raw(json.dumps(one).encode()), at_once, "f")
    ocds.take(one, as_object, "f")

    assert at_once == as_object


@pytest.mark.parametrize("content", ["7", "[half", '{"ocid": 1e}'])
def test_element_that_is_no_object_is_lost(content: str) -> None:
    sheet = Sheet()

    ocds.take_raw(Raw(content.encode()), sheet, "f")

    assert (sheet.outcome.read, dict(sheet.outcome.lost)) == (0, {"not-json": 1})


def test_supplier_without_a_list_and_lots_named_by_objects_are_kept() -> None:
    sheet = Sheet()

    award = {"suppliers": {"name": "Alfa AB"}, "relatedLots": [{"lotId": "L1"}, {"id": 2}]}
    ocds.take(release(awards=[award]), sheet, "f")

    assert [row[6:8] for row in sheet.rows["suppliers"]] == [("L1", "Alfa AB"), ("2", "Alfa AB")]


def test_release_becomes_rows_of_every_table() -> None:
    sheet = Sheet()

    ocds.take(release(), sheet, "f")

    who = ("ocds", "f", "ocds-test-1", "2024-03-01", "72000000", "2120000001")
    assert sheet.rows == {
        "procurements": [(*who, "Ekby kommun", None, None, "Larm", None, None, None)],
        "sums": [(*who, "a", "award", 1000.0, "SEK", False)],
        "lots": [(*who, "", 2)],
        "suppliers": [(*who, "", "s", "Alfa AB", None)],
    }


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "value", "amount"]), inner),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["tender", "awards", "parties", "buyer", "date", "bids", "contracts"]), _JSON))
def test_nothing_in_a_release_stops_the_reading(dirt: dict[str, Any]) -> None:
    sheet = Sheet()

    ocds.take(release(**dirt), sheet, "f")

    assert sheet.outcome.read == 1
    assert sheet.outcome.kept["procurements"] + sheet.outcome.lost["unreadable-release"] >= 1


@pytest.mark.parametrize(
    ("value", "lost"),
    [
        ({"amount": -5, "currency": "SEK"}, {"negative-sum": 1}),
        ({"amount": 5, "currency": ""}, {"no-currency": 1}),
        ({"amount": "321,311", "currency": "SEK"}, {"no-sum": 1}),
        ({"amount": 1e400, "currency": "SEK"}, {"no-sum": 1}),
        ({"amount": "", "currency": ""}, {}),
    ],
)
def test_sum_that_cannot_be_trusted_is_lost_by_its_reason(value: dict[str, Any], lost: dict[str, int]) -> None:
    sheet = Sheet()

    ocds.take(release(awards=[{"id": "a", "value": value}]), sheet, "f")

    assert (sheet.rows["sums"], dict(sheet.outcome.lost)) == ([], lost)


@pytest.mark.parametrize(
    ("text", "read"), [("1 234,5", 1234.5), ("12", 12.0), ("1,234", None), ("nan", None), ("", None), (True, None)]
)
def test_number_of_the_world_is_read_only_when_it_is_sure(text: object, read: float | None) -> None:
    assert number(text) == read


_NOTICE = """<ContractAwardNotice xmlns:a="urn:a" xmlns:b="urn:b">
  <a:NoticeResult><b:TotalAmount currencyID="NOK">500</b:TotalAmount>
    <a:LotResult><a:TenderLot><b:ID>LOT-1</b:ID></a:TenderLot><a:ReceivedSubmissionsStatistics>
      <b:StatisticsCode>tenders</b:StatisticsCode><b:StatisticsNumeric>4</b:StatisticsNumeric>
    </a:ReceivedSubmissionsStatistics></a:LotResult></a:NoticeResult>
  <a:Organizations><a:Company><PartyIdentification><ID>ORG-1</ID></PartyIdentification>
    <PartyName><Name>Ekby kommune</Name></PartyName>
    <PartyLegalEntity><CompanyID>999888777</CompanyID></PartyLegalEntity>
    <PostalAddress><CountrySubentityCode>NO081</CountrySubentityCode></PostalAddress></a:Company></a:Organizations>
  <b:IssueDate>2024-05-06+02:00</b:IssueDate><b:ContractFolderID>p-1</b:ContractFolderID>
  <ContractingParty><Party><PartyIdentification><ID>ORG-1</ID></PartyIdentification></Party></ContractingParty>
  <ProcurementProject><Name>Larm</Name><MainCommodityClassification>
    <ItemClassificationCode>35121700</ItemClassificationCode></MainCommodityClassification></ProcurementProject>
</ContractAwardNotice>"""


def test_notice_is_read_by_local_names_in_any_order() -> None:
    sheet = read_small("notice.xml", _NOTICE.encode(), "f", None)

    who = ("eforms", "f", "p-1", "2024-05-06", "35121700", "999888777")
    assert sheet.rows == {
        "procurements": [(*who, "Ekby kommune", None, "NO081", "Larm", False, None, None)],
        "sums": [(*who, "TotalAmount", "award", 500.0, "NOK", False)],
        "lots": [(*who, "LOT-1", 4)],
        "suppliers": [],
    }


_HEADS = (
    "Namn för köpare,Organisationsnummer för köpare,Juridisk form för leverantör,Huvudsaklig CPV-kod,"
    'Upphandlings-ID,Publiceringsdatum,Anbudsområdes-ID,Namn för leverantör,"Antal kontrakterade anbud*, Summa"'
)


def test_single_person_as_supplier_is_counted_and_never_named() -> None:
    row = "EKBY KOMMUN,2120000001,Fysiska personer,72000000 IT,K1,2021-02-03,D1,Britta Berg,1"

    sheet = read_small("x.csv", f"{_HEADS}\n{row}\n".encode(), "f", None)

    assert sheet.rows["suppliers"][0][7:9] == ("Personuppgift", "Personuppgift")
    assert sheet.outcome.lacks["person-hidden"] == 1
    assert "Britta" not in str(sheet.rows)


def test_person_as_supplier_of_a_release_is_counted_and_never_named() -> None:
    sole = {"id": "s", "name": "Britta Berg", "identifier": {"scheme": "SE-ON", "id": "640823-3234"}}
    same = {**sole, "identifier": {"scheme": "PY-RUC", "id": "640823-3234"}}
    swedish, foreign = Sheet(), Sheet()

    ocds.take(release(parties=[sole]), swedish, "f")
    ocds.take(release(parties=[same]), foreign, "f")

    assert swedish.rows["suppliers"][0][7:9] == ("Personuppgift", "Personuppgift")
    assert swedish.outcome.lacks["person-hidden"] == 1
    assert foreign.rows["suppliers"][0][7:9] == ("6408233234", "Britta Berg")


_SOLE = """<ContractAwardNotice><Organizations>
  <Organization>{indicator}<Company><PartyIdentification><ID>ORG-2</ID></PartyIdentification>
    <PartyName><Name>Britta Berg</Name></PartyName><PartyLegalEntity><CompanyID>{number}</CompanyID></PartyLegalEntity>
    <PostalAddress><Country><IdentificationCode>SWE</IdentificationCode></Country></PostalAddress>
  </Company></Organization></Organizations>
  <NoticeResult><TenderingParty><ID>TPA-1</ID><Tenderer><ID>ORG-2</ID></Tenderer></TenderingParty>
    <LotTender><ID>TEN-1</ID><TenderingParty><ID>TPA-1</ID></TenderingParty></LotTender>
    <SettledContract><LotTender><ID>TEN-1</ID></LotTender></SettledContract></NoticeResult>
  <ContractFolderID>p-1</ContractFolderID></ContractAwardNotice>"""
_NATURAL = "<NaturalPersonIndicator>true</NaturalPersonIndicator>"


@pytest.mark.parametrize(
    ("indicator", "number", "told"),
    [
        (_NATURAL, "5560360793", "Personuppgift"),
        ("", "640823-3234", "Personuppgift"),
        ("", "5560360793", "Britta Berg"),
    ],
)
def test_person_as_supplier_of_a_notice_is_counted_and_never_named(indicator: str, number: str, told: str) -> None:
    sheet = read_small("notice.xml", _SOLE.format(indicator=indicator, number=number).encode(), "f", None)

    assert [row[8] for row in sheet.rows["suppliers"]] == [told]


def test_personal_number_of_a_buyer_is_taken_away() -> None:
    row = "ANNA EK,6408233234,Övriga aktiebolag,72000000 IT,K1,2021-02-03,D1,Alfa AB,1"

    sheet = read_small("x.csv", f"{_HEADS}\n{row}\n".encode(), "f", None)

    assert sheet.rows["suppliers"][0][5] == "Personuppgift"
    assert sheet.outcome.lacks["personal-number"] == 1


_MAP = """
source = "diariet"
table = "sums"
[columns]
key = "dnr"
day = "datum"
cpv = "kod"
buyer = "orgnr"
amount = "belopp"
"""


def test_plain_table_is_read_by_its_column_map() -> None:
    how = plain.read_map(_MAP, path="map.toml")
    content = (
        "dnr;datum;kod;orgnr;belopp\nD1;2024-01-02;72000000;212000-0001;1 200,5\n;2024-01-02;72000000;1;5\nD3;;;;x\n"
    )

    sheet = read_small("x.csv", content.encode(), "f", how)

    who = ("diariet", "f", "D1", "2024-01-02", "72000000", "2120000001")
    assert sheet.rows["sums"] == [(*who, "", "award", 1200.5, "SEK", False)]
    assert dict(sheet.outcome.lost) == {"no-key": 1, "no-sum": 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("table = ", "not-readable"),
        ('table = "persons"', "market-map-incomplete"),
        ('table = "sums"\n[columns]\nkey = "k"\nname = "n"', "market-map-column"),
    ],
)
def test_column_map_that_says_too_little_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        plain.read_map(text, path="map.toml")

    assert refused.value.code == code
