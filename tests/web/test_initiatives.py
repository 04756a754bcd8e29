"""Pages that tell about initiatives: the front page, the list, the overview, information, and the document."""

import json
from pathlib import Path

import pytest

import vakna
from tests import cast
from tests.web.visitor import browser, queries, reads
from vakna.actions import dialogue, documents, initiatives
from vakna.core import document
from vakna.core.initiative import ALL_PARTS
from vakna.core.people import Actor
from vakna.core.visibility import seen_by
from vakna.records import clock, pictures

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov"


@pytest.mark.parametrize("page", ["", "initiatives/", "help/", "accessibility/", "privacy/"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_page_about_the_house_has_one_heading_when_nobody_is_logged_in(page: str, language: str) -> None:
    assert reads(f"/{language}/{page}").count("<h1>") == 1


@pytest.mark.parametrize("until", ["planned", "call open", "concept open", "proposed", "in use"])
def test_page_of_an_initiative_opens_when_it_stands_anywhere(until: str) -> None:
    cast.an_initiative(until=until)

    for page in ("", "information/", "spread/", "log/", "log/check/"):
        for person in (None, "ulla", "oskar", "person-s1"):
            assert reads(f"{OF}/{page}", person).count("<h1>") == 1


@pytest.mark.parametrize("page", ["", "information/", "spread/", "log/", "log/check/", "document.json", "log.json"])
def test_page_is_not_found_when_there_is_no_such_initiative(page: str) -> None:
    assert browser().get(f"/sv/initiatives/finns-inte/{page}").status_code == 404


def test_sandbox_is_not_found_when_a_stranger_asks() -> None:
    cast.an_initiative(until="planned", sandbox=True)

    for page in ("", "information/", "spread/", "log/", "log/check/", "document.json", "log.json"):
        assert browser("stranger").get(f"{OF}/{page}").status_code == 404
        assert browser("oskar").get(f"{OF}/{page}").status_code == 200


def test_page_that_only_tells_refuses_when_something_is_posted() -> None:
    cast.an_initiative(until="planned")

    for page in ("", "information/", "spread/", "log/", "log/check/", "document.json", "log.json"):
        assert browser("ulla").post(f"{OF}/{page}").status_code == 405


def test_list_holds_real_initiatives_alone_when_a_stranger_looks() -> None:
    cast.an_initiative(until="planned", key="riktigt")
    cast.an_initiative(until="planned", key="ovning", sandbox=True)

    page = reads("/sv/initiatives/")

    assert "/sv/initiatives/riktigt/" in page
    assert "/sv/initiatives/ovning/" not in page


def test_sandbox_is_listed_and_not_counted_when_a_member_looks() -> None:
    cast.an_initiative(until="planned", key="riktigt")
    cast.an_initiative(until="planned", key="ovning", sandbox=True)

    page = reads("/sv/initiatives/", "ulla")

    assert "/sv/initiatives/ovning/" in page
    assert "Ett initiativ är offentligt" in page


@pytest.mark.parametrize(
    ("query", "found"), [("q=björkhult", 2), ("q=finnsinte", 0), ("state=ended", 0), ("state=active", 2)]
)
def test_list_is_narrowed_when_the_address_says_so(query: str, found: int) -> None:
    cast.an_initiative(until="planned", key="ett")
    cast.an_initiative(until="planned", key="tva")

    assert reads(f"/sv/initiatives/?{query}").count('<p class="facts-line">') == found


def test_overview_says_nothing_of_tenderers_when_the_call_is_open() -> None:
    built = cast.an_initiative(until="call open")
    names = [cast.ORGANISATIONS[f"org-{one}"][0] for one in built.suppliers]

    for person in (None, "stranger", "oskar", "folke"):
        page = reads(f"{OF}/", person)
        assert [name for name in names if name in page] == []
        assert "leverantörer" not in page.replace("Leverantörer och pengar", "").replace("antal leverantörer", "")


def test_overview_leads_to_the_proposal_when_the_reader_may_see_it() -> None:
    cast.an_initiative(until="proposed")

    assert "Läs förslaget" in reads(f"{OF}/", "beata")
    assert "Läs förslaget" not in reads(f"{OF}/", "oskar")
    assert "Läs förslaget" not in reads(f"{OF}/")


def test_overview_leads_to_no_gate_when_the_stage_ends_in_none() -> None:
    built = cast.an_initiative(until="in use")
    initiatives.publish_stage(by="ulla", at=built.at, initiative="prov", stage="spread")

    page = reads(f"{OF}/", "ulla")

    assert "Årlig uppföljning av spridningen" in page
    assert f'href="{OF}/stages/spread/gate/"' not in page


def test_overview_tells_what_went_to_the_ended_when_money_has_been_paid() -> None:
    cast.an_initiative(until="in use")

    page = reads(f"{OF}/")

    assert "Vad pengarna gav" in page
    assert "Avslutade landar mjukt" in page


def bring_in(name: str) -> None:
    """Bring in one of the published histories."""
    path = Path(vakna.__file__).parent / "demo" / f"{name}.json"
    documents.bring_in(by=None, at=clock.now(), data=document.parse(path.read_text(encoding="utf-8")))


def test_published_history_tells_sums_and_sources_when_it_is_stated() -> None:
    bring_in("karlstad-1")

    page = reads("/sv/initiatives/karlstad-1/")

    assert "325\u00a0000\u00a0kr" in page
    assert "<b>77 %</b>" in page
    assert "Uppgivet i efterhand" in page
    assert 'href="https://digitalwellarena.se/en/upplev-min-verklighet-rfi"' in page


@pytest.mark.parametrize("name", ["karlstad-1", "karlstad-2", "hammaro", "helsingborg-hallbar-handling"])
def test_nothing_is_claimed_that_no_source_says_when_the_history_is_stated(name: str) -> None:
    bring_in(name)

    page = reads(f"/sv/initiatives/{name}/")

    assert "Hit sträcker sig källorna" in page
    assert [claim for claim in ("De fick skäl", "Skäl till var och en", "Årlig uppföljning") if claim in page] == []


def test_document_is_what_the_reader_sees_when_it_is_fetched() -> None:
    built = cast.an_initiative(until="in use")
    picture = pictures.take(built.key, ALL_PARTS)

    given = json.loads(browser().get(f"{OF}/document.json").content)

    assert given == document.dump(seen_by(picture, Actor.nobody(), at=built.at))


def test_matrix_shows_every_supplier_when_a_reader_looks_and_own_row_alone_to_a_supplier() -> None:
    built = cast.an_initiative(until="concept open")
    tell_something(built)
    names = [cast.ORGANISATIONS[f"org-{one}"][0] for one in built.suppliers]

    assert [name in reads(f"{OF}/information/", "ulla") for name in names] == [True, True, True]
    own = reads(f"{OF}/information/", "person-s1")
    assert [name in own for name in names] == [True, False, False]
    assert "Kvittera att ni har sett det" in own


def test_information_under_contract_stays_inside_when_the_public_looks() -> None:
    tell_something(cast.an_initiative(until="concept open"))

    assert "Kvällsmedicin" in reads(f"{OF}/information/", "person-s1")
    assert "Kvällsmedicin" not in reads(f"{OF}/information/")
    assert "Kvällsmedicin" not in reads(f"{OF}/information/", "stranger")


def tell_something(built: cast.Built) -> None:
    """Make something available to all suppliers of the concept stage."""
    dialogue.broadcast(
        by="ulla",
        at=built.at,
        initiative=built.key,
        stage="concept",
        subject=cast.said("Kvällsmedicin"),
        body=cast.said("Två."),
    )


def test_queries_are_as_many_when_there_are_fifty_suppliers() -> None:
    cast.an_initiative(until="in use", key="fa")
    cast.an_initiative(until="in use", suppliers=50)

    for page, person in (("", "ulla"), ("", None), ("information/", "ulla"), ("information/", "person-s1")):
        few, many = queries(f"/sv/initiatives/fa/{page}", person), queries(f"{OF}/{page}", person)
        assert many == few <= 20, (page, person)
    assert queries("/sv/", "ulla") <= 12
    assert queries("/sv/initiatives/", "ulla") <= 12
