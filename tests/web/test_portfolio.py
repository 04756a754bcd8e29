"""The portfolio: counted once from one row per initiative, with as many questions however many there are."""

import csv
import json
from io import StringIO

import pytest

from tests import cast
from tests.many import portfolio_rows
from tests.web.visitor import browser, queries, reads
from vakna.actions import demand, spread
from vakna.core import vocabulary as v
from vakna.core.initiative import Adoption, Key, Text
from vakna.records import models as m

pytestmark = pytest.mark.django_db


def _bought(built: cast.Built) -> Adoption:
    return Adoption(
        key=Key("granby"), organisation=Key("granby"), supplier=Key("org-s1"), since=built.at.date(),
        how=v.HowBought.OWN_PROCUREMENT, solution="Lampan", value=cast.kr(40_000),
    )  # fmt: skip


def test_page_teaches_when_there_is_nothing_to_count() -> None:
    assert "Inga initiativ att räkna än" in reads("/sv/portfolio/")


def test_page_counts_use_and_money_of_what_anybody_may_see() -> None:
    cast.an_initiative(until="in use")

    page = reads("/sv/portfolio/bjorkhult/")

    assert "Bekräftad användning: hos köparen i 1 av 1 initiativ, hos andra i 0" in page
    assert "3 → 3 → 2 → 1" in page
    assert "Inga initiativ att räkna än" in reads("/sv/portfolio/granby/")
    assert browser().get("/sv/portfolio/finns-inte/").status_code == 404


def test_sandbox_is_never_counted_with_others(settings: object) -> None:
    cast.an_initiative(until="planned", sandbox=True)
    settings.VAKNA_DEMO = True  # type: ignore[attr-defined]

    assert "Inga initiativ att räkna än" in reads("/sv/portfolio/")
    assert "0 av 1 initiativ" in reads("/sv/portfolio/?practice=1")


def test_tenderers_are_counted_by_nobody_before_the_award() -> None:
    cast.an_initiative(until="opened")

    table = browser().get("/sv/portfolio/suppliers.json").json()

    assert [row for row in table["rows"] if row["round"] != "RFI"] == []


def test_files_hold_the_fields_of_a_request_and_are_safe_in_spreadsheets() -> None:
    built = cast.an_initiative(until="in use")
    m.Organisation.objects.filter(key="org-s1").update(name='=HYPERLINK("http://x")')
    spread.adopt(by="ulla", at=built.at, initiative="prov", adoption=_bought(built))

    said = browser().get("/en/portfolio/suppliers.csv").content.decode("utf-8-sig")
    data = json.loads(browser().get("/en/portfolio/suppliers.json").content)

    rows = list(csv.reader(StringIO(said), delimiter=";"))
    assert rows[0][:6] == ["Participant", "Came in at", "Buyer", "Initiative", "Question", "Solution"]
    assert len(rows) - 1 == len(data["rows"]) > 0
    assert {row[0] for row in rows if "HYPERLINK" in row[0]} == {'\'=HYPERLINK("http://x")'}
    assert [row["solution"] for row in data["rows"] if row["later_agreements"]] == ["Lampan"]
    assert [row["later_value"] for row in data["rows"] if row["later_agreements"]] == [
        [{"amount": "40000.00", "currency": "SEK"}]
    ]


def test_programme_has_a_portfolio_of_its_own_on_the_page_and_in_the_files() -> None:
    built = cast.an_initiative(until="in use")
    portfolio_rows(organisations=10, each=1)
    awake = Text({"sv": "Program 3", "en": "Awake"})
    demand.join_programme(by="nils", at=built.at, initiative=built.key, programme=awake)

    whole, page = reads("/sv/portfolio/"), reads("/sv/portfolio/?programme=PROGRAM++3")
    rows = browser().get("/en/portfolio/suppliers.json?programme=awake").json()["rows"]
    table = browser().get("/sv/portfolio/suppliers.csv?programme=awake").content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(table), delimiter=";"))

    assert '<a class="tap" href="?programme=Program%203">Program 3</a>: 3</li>' in whole
    assert ('<p class="kicker">Programmet Program 3</p>' in page, "i 3 av 3 initiativ" in page) == (True, True)
    assert "The programme Awake" in reads("/en/portfolio/?programme=program+3")
    assert ("&amp;programme=PROGRAM++3" in page, ">Program 2<" in page) == (True, False)
    assert {(row["initiative"], row["programme"]) for row in rows} == {
        (built.key, "Awake"), ("i-3-0", "Awake"), ("i-8-0", "Awake"),
    }  # fmt: skip
    assert ([one[-1] for one in lines[:2]], len(lines)) == (["Program", "Program 3"], len(rows) + 1)
    assert "Här finns inget att visa" in reads("/sv/portfolio/?programme=Finns+inte")


@pytest.mark.parametrize(
    "page", ["portfolio/", "portfolio/o-1/", "portfolio/suppliers.csv", "portfolio/suppliers.json"]
)
def test_queries_are_as_many_when_there_are_many_initiatives(page: str) -> None:
    portfolio_rows(organisations=2, each=2)
    few = queries(f"/sv/{page}")
    portfolio_rows(organisations=10, each=10, start=10)

    assert queries(f"/sv/{page}") == few <= 15
