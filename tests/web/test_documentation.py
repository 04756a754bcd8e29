"""The documentation of a procurement on its page: what it holds, its last day, and that it is completed once."""

import io

import pytest
from pypdf import PdfReader

from tests.cast import an_initiative
from tests.web.filling import sent
from tests.web.visitor import browser, reads
from vakna.actions import _summary
from vakna.records import models as m

pytestmark = pytest.mark.django_db

PAGE = "/sv/initiatives/prov/documentation/"


def test_documentation_is_built_counted_down_and_completed() -> None:
    built = an_initiative(until="decided")
    page = reads(PAGE, "ulla")
    file = browser("jorun").get("/sv/initiatives/prov/procurements/u1/documentation.pdf")
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(file.content)).pages).replace("\xa0", " ")

    for words in ("Björkhults kommun", "2026-P1", "3 anbud:", "Alvina Verkstad AB", "Ni klarade inte kriterium 1."):
        assert words in page
        assert words in " ".join(text.split())
    assert "Skulle ha varit klar" in page
    _summary.renew(m.Initiative.objects.get(key="prov"), built.at)
    assert "Slutför dokumentationen av Se det jag ser" in reads("/sv/start/", "ulla")

    assert sent(browser("ulla"), PAGE, reference="KS 2026:99").status_code == 302
    assert "Slutförd och lagd till handlingarna: KS 2026:99" in reads(PAGE, "ulla")
    assert "Slutför dokumentationen av" not in reads("/sv/start/", "ulla")


def test_documentation_is_for_those_who_read_what_is_handed_in_and_review_stops_the_contract() -> None:
    an_initiative(until="awarded")

    assert [browser(who).get(PAGE).status_code for who in (None, "person-s1", "colin", "folke")] == [403] * 4
    assert "Avtalsspärren löper" in reads("/sv/initiatives/prov/procurements/u1/", "ulla")
    assert sent(browser("jorun"), "/sv/initiatives/prov/procurements/u1/review/", number="123-26").status_code == 302
    assert "Inga avtal tecknas förrän domstolen" in reads("/sv/initiatives/prov/procurements/u1/", "ulla")
