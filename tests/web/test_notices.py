"""What a supplier is told of a decision: its page and its letters, for itself, the buyer and nobody else."""

import io
import zipfile
from typing import Any

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from tests import cast
from tests.cast import said
from tests.web.visitor import browser, reads
from vakna.actions import gates
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Outcome
from vakna.records import models as m

pytestmark = pytest.mark.django_db

REASON, DIRECTION = "Ni klarade inte kriterium 1.", "Gör det med ljud i stället för film."


@pytest.fixture
def decided() -> cast.Built:
    """Let one continue, one turn and one end after the concept."""
    built = cast.an_initiative(until="assessed")
    shared: dict[str, Any] = {"at": built.at, "initiative": "prov", "stage": "concept"}
    turns = Outcome(participation=Key("s2"), paid=True, eligible=True, verdict=v.Verdict.TURNS, reason=said("Bilden."),
                    direction=said(DIRECTION, "Do it with sound."))  # fmt: skip
    gates.propose(by="ulla", **shared, outcome=v.GateOutcome.GO_ON, reason=said("Två går vidare."),
                  outcomes=(*cast.outcomes(go_on=["s1"], end=["s3"]), turns))  # fmt: skip
    gates.decide(by="beata", **shared, version=1, mandate=v.Mandate.MINUTE, reference="112", committee="Vårdnämnden",
                 minuted=built.at.date(), diary_number="VN 2026:9")  # fmt: skip
    return built


def _where(supplier: str, kind: str, language: str = "sv") -> str:
    with translation.override(language):
        return reverse("notice_file", args=["prov", "concept", supplier, kind])


def _pdf(supplier: str, who: str, language: str = "sv") -> PdfReader:
    answer = browser(who).get(_where(supplier, "pdf", language))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.content))


def test_supplier_and_buyer_read_the_same_letter_in_both_languages_and_both_forms(decided: cast.Built) -> None:
    [mine, buyers] = [_pdf("s3", who).pages[0].extract_text() for who in ("person-s3", "ulla")]

    assert mine == buyers
    for words in (REASON, "Vårdnämnden, § 112", "VN 2026:9", "25 000 kr", "Kommunen får använda resultatet."):
        assert words in " ".join(mine.replace("\xa0", " ").split())
    english = _pdf("s2", "person-s2", "en")
    assert "Do it with sound." in english.pages[0].extract_text()
    assert (english.trailer["/Root"]["/Lang"], "/StructTreeRoot" in english.trailer["/Root"]) == ("en-GB", True)
    word = browser("person-s2").get(_where("s2", "docx")).content
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        assert DIRECTION in file.read("word/document.xml").decode()


def test_nobody_else_gets_a_letter_or_the_page_and_other_kinds_do_not_exist(decided: cast.Built) -> None:
    page = "/sv/initiatives/prov/suppliers/s3/notices/"

    for who in (None, "stranger", "person-s1", "colin", "inga", "oskar", "folke"):
        assert [browser(who).get(one).status_code for one in (page, _where("s3", "pdf"))] == [404, 404]
    assert browser("ulla").get(_where("s3", "exe")).status_code == 404


def test_own_page_tells_the_direction_and_is_linked_from_the_stage_and_the_gate(decided: cast.Built) -> None:
    page = "/sv/initiatives/prov/suppliers/s2/notices/"

    assert DIRECTION in reads(page, "person-s2")
    assert f'href="{page}"' in reads("/sv/initiatives/prov/stages/concept/", "person-s2")
    assert f'href="{page}"' in reads("/sv/initiatives/prov/stages/concept/gate/", "ulla")
    letter = m.Letter.objects.get(to="person-s2@cast.example", subject__startswith="Ni byter")
    assert DIRECTION in letter.body


def test_list_for_the_committee_holds_delegated_decisions_alone_and_no_formula() -> None:
    built = cast.an_initiative(until="decided")
    m.Decision.objects.filter(stage__key="rfi").update(reference="=1+1")
    m.Decision.objects.filter(stage__key="need").update(mandate=v.Mandate.MINUTE)

    table = browser("beata").get("/sv/delegated-decisions.csv").content.decode()
    day = built.at.date().isoformat()
    later = browser("beata").get(f"/sv/delegated-decisions.csv?since={day}").content.decode()

    rows = [row.split(";") for row in table.strip().splitlines()]
    assert [row[2] for row in rows[1:]] == ["RFI", "Inbjudan", "Koncept"]
    assert ([row[4] for row in rows[1:]], rows[3][5]) == (["'=1+1", "4.7", "4.7"], "Beata Beslut")
    assert len(later.strip().splitlines()) < len(rows)
    assert "Inga delegationsbeslut" in reads("/sv/delegated-decisions/", "person-s1")
    assert "3 beslut" in reads("/sv/delegated-decisions/", "beata")


def test_practice_is_never_in_a_committees_list() -> None:
    cast.an_initiative(until="decided", sandbox=True)

    assert "Inga delegationsbeslut" in reads("/sv/delegated-decisions/", "beata")
    with override_settings(VAKNA_DEMO=True):
        assert "4 beslut" in reads("/sv/delegated-decisions/", "beata")
