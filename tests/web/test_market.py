"""The page of market potential: what is there, what is missing, and what every figure rests on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

from tests.market.releases import loaded, package, release, written
from vakna.actions import reference
from vakna.exchange.reference import ReferenceList
from vakna.market import extra
from vakna.market.store import Store
from vakna.records import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path) -> Iterator[None]:
    with override_settings(VAKNA_DATA=tmp_path):
        yield


def _load(folder: Path) -> None:
    loaded(Store.of(folder), written(folder, "a.json", package([release(1), release(2, ocid=None)])))


def _register() -> None:
    row = {"name": "Ekby kommun", "county_code": "17", "org_nr": "212000-0001", "population": "100"}
    lists = [ReferenceList(name="municipalities", source="a.csv", sha256="1" * 64, rows=(row,), dropped=0)]
    reference.load(by=None, at=clock.now(), lists=lists)


def _page(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address)
    return answer.status_code, answer.content.decode().replace("\u00a0", " ")


def test_answer_stands_with_source_period_coverage_and_what_was_dropped(client: Client, tmp_path: Path) -> None:
    _load(tmp_path)
    _register()

    status, page = _page(client, "/sv/market/?cpv=72*")

    assert (status, page.count("<h1>")) == (200, 1)
    assert "1 organisation köper det här" in page
    assert "OCDS, öppna upphandlingsdata: 1 upphandling, 2024-03-01 – 2024-03-01" in page
    assert "Av 1 upphandling har 1 belopp, 1 antal anbud och 1 leverantörer." in page
    assert "Ur öppna data, 1 mars 2024 – 1 mars 2024. 1 av 1 upphandlingar har belopp." in page
    assert "<li>1 releaser utan ocid</li>" in page
    assert "Flest köpare finns i Värmlands län." in page
    assert "Ekby kommun</th>" in page
    assert "köper inom koderna (antal upphandlingar: 1)" in page


def test_answer_stands_beside_a_number_that_nobody_has(client: Client, tmp_path: Path) -> None:
    _load(tmp_path)

    _, page = _page(client, "/sv/market/?cpv=72*&like=999")

    assert "1 organisation köper det här" in page
    assert "Ingen offentlig organisation i register eller data har numret 999." in page


def test_areas_of_notices_are_named_and_swedish_ones_stand_on_the_map(client: Client, tmp_path: Path) -> None:
    regions = {
        number: {"id": number, "name": number, "roles": ["buyer"], "address": {"region": region}}
        for number, region in {"2120000001": "SE311", "999888777": "NO081", "5": "Asunción"}.items()
    }
    told = [release(place, parties=[one], buyer={}) for place, one in enumerate(regions.values())]
    loaded(Store.of(tmp_path), written(tmp_path, "a.json", package(told)))
    region = {"county_code": "17", "county": "Värmlands län", "nuts3": "SE311", "region": "R", "org_nr": "232100-0156"}
    nuts = {"code": "NO081", "level": "3", "country": "NO", "name_en": "Oslo", "name_sv": ""}
    lists = [
        ReferenceList(name="regions", source="a.csv", sha256="2" * 64, rows=(region,), dropped=0),
        ReferenceList(name="nuts", source="b.csv", sha256="3" * 64, rows=(nuts,), dropped=0),
    ]
    reference.load(by=None, at=clock.now(), lists=lists)

    page = _page(client, "/sv/market/?cpv=72*")[1]

    assert "Flest köpare finns i Värmlands län." in page
    assert page.index(">Asunción</th>") < page.index(">Oslo</th>")


def test_registers_that_are_missing_are_named_and_the_page_works(client: Client, tmp_path: Path) -> None:
    _load(tmp_path)

    status, page = _page(client, "/en/market/?cpv=72000000")

    assert status == 200
    assert "The map needs the registers of municipalities and regions." in page
    assert "Ekby kommun" in page


def test_codes_without_procurements_say_so(client: Client, tmp_path: Path) -> None:
    _load(tmp_path)

    assert "No procurements were found" in _page(client, "/en/market/?cpv=99*")[1]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("cpv=IT", 422, "IT is no CPV code."),
        ("cpv=72*&amp;since=soon", 422, "soon is no day."),
        ("cpv=72*&amp;like=999", 404, "No public body in registers or data has the number 999."),
        ("cpv=", 422, ""),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(
    client: Client, tmp_path: Path, query: str, status: int, said: str
) -> None:
    _load(tmp_path)

    answered, page = _page(client, f"/en/market/?{query.replace('&amp;', '&')}")

    assert answered == status
    assert said in page


def test_nothing_loaded_says_how_to_load(client: Client) -> None:
    status, page = _page(client, "/en/market/?cpv=72*")

    assert status == 200
    assert "No open data has been loaded" in page


def test_missing_extra_says_how_to_add_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)

    status, page = _page(client, "/en/market/?cpv=72*")

    assert status == 200
    assert "pip install -e &#x27;.[market]&#x27;" in page
