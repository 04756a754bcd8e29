"""A question to the market: every part on page, PDF and Word file; drafts for review; where it was made known."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.cast import an_initiative, said
from tests.web.filling import sent
from tests.web.visitor import browser
from vakna.actions import dialogue, initiatives
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Reach, Stage
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

_PARTS = (
    "Ingen upphandling har påbörjats.", "Vi vill veta vad som finns.", "I kommunen finns tio boenden.",
    "Alla som kan hjälpa boende.", "Personalen gissar i dag.", "Vad finns?", "Vad kostar det?",
    "Svaren används för att bestämma nästa steg.", "Svar är allmän handling.", "för varje seriöst svar",
    "Sista tid för svar", "Ulla Upphandlare", "Vi berättar vad vi har lärt oss.",
)  # fmt: skip


def _file(client: Client, kind: str, stage: str = "rfi") -> bytes:
    answer = client.get(reverse("rfi_file", args=["prov", stage, kind]))
    assert answer.status_code == 200
    return answer.content


def test_every_part_stands_on_page_pdf_and_word_file() -> None:
    an_initiative(until="rfi open")
    client = Client()
    page = client.get(reverse("stage", args=["prov", "rfi"])).content.decode()
    told = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(_file(client, "pdf"))).pages)
    with zipfile.ZipFile(io.BytesIO(_file(client, "docx"))) as file:
        written = file.read("word/document.xml").decode()

    for text in (page, " ".join(told.split()), written):
        assert [part for part in _PARTS if part not in text.replace("\xa0", " ")] == []


def test_document_of_a_planned_stage_is_the_team_s_alone() -> None:
    an_initiative(until="planned")
    way = reverse("rfi_file", args=["prov", "rfi", "pdf"])

    assert [browser(who).get(way).status_code for who in ("ulla", "person-s1")] == [200, 404]
    assert Client().get(way).status_code == 404
    assert Client().get(reverse("rfi_file", args=["prov", "rfi", "exe"])).status_code == 404


@pytest.mark.parametrize("part", ["question", "background", "answers", "money", "dates", "then", "what"])
def test_part_is_saved_and_leaves_the_others_as_they_were(part: str) -> None:
    an_initiative(until="planned", at=clock.now().replace(second=0, microsecond=0))
    before = pictures.take("prov", ()).stage(Key("rfi"))

    answer = sent(browser("ulla"), f"{reverse('edit_stage', args=['prov', 'rfi'])}?part={part}")

    assert answer.status_code == 302
    assert pictures.take("prov", ()).stage(Key("rfi")) == before


def _review(key: str = "remiss", **rest: Any) -> Stage:
    return Stage(key=Key(key), number=0, name=said("Remiss"), instrument=v.Instrument.EXTERNAL_REVIEW, **rest)


def _numbers() -> dict[str, int]:
    return {one.key: one.number for one in pictures.take("prov", ()).terms.stages}


def test_second_rfi_is_put_after_the_first_and_the_rest_move_on() -> None:
    built = an_initiative(until="rfi open")
    second = Stage(key=Key("rfi-2"), number=0, name=said("Djupare"), instrument=v.Instrument.RFI, follows=Key("rfi"))

    initiatives.add_stage(by="ulla", at=built.at, initiative="prov", stage=second, after="rfi")

    assert _numbers() == {
        "need": 1, "rfi": 2, "rfi-2": 3, "call": 4, "concept": 5, "prototype": 6, "use": 7, "spread": 8,
    }  # fmt: skip
    assert pictures.take("prov", ()).stage(Key("rfi-2")).follows == "rfi"


def test_stage_is_refused_before_one_that_has_begun() -> None:
    built = an_initiative(until="rfi open")

    with pytest.raises(Conflict, match="stage-between-begun"):
        initiatives.add_stage(by="ulla", at=built.at, initiative="prov", stage=_review(), after="need")
    assert "remiss" not in _numbers()


def _upload(name: str, content: bytes) -> dialogue.Upload:
    return dialogue.Upload(name=name, media_type="application/pdf", size=len(content), chunks=[content])


def test_external_review_shows_its_drafts_and_takes_comments_without_an_account() -> None:
    built = an_initiative(until="rfi open")
    rfi = pictures.take("prov", ()).stage(Key("rfi"))
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": "prov"}
    stage = _review(
        question=rfi.question, purpose=rfi.purpose, use_of_answers=rfi.use_of_answers, owner=rfi.owner,
        secrecy_notice=rfi.secrecy_notice, contact=rfi.contact, success=rfi.success,
        deadline=built.at + timedelta(days=20), wants_to_know=rfi.wants_to_know,
    )  # fmt: skip
    initiatives.add_stage(**shared, stage=stage, after="rfi")
    with pytest.raises(BadInput, match="stage-not-ready"):
        initiatives.publish_stage(**shared, stage="remiss")
    with pytest.raises(BadInput, match="file-wrong-kind"):
        initiatives.add_drafts(**shared, stage="remiss", documents=[_upload("krav.exe", b"MZ")])
    way = reverse("draft", args=["prov", "remiss", 0])
    answer = browser("ulla").post(
        reverse("drafts", args=["prov", "remiss"]), {"documents": SimpleUploadedFile("krav.pdf", b"%PDF-utkast")}
    )
    assert answer.status_code == 302
    assert Client().get(way).status_code == 404
    initiatives.publish_stage(**shared, stage="remiss")

    given = Client().get(way)
    answered = sent(
        Client(), reverse("answer_rfi", args=["prov", "remiss"]), q1="Punkt 3 är oklar.", name="Ensam Granskare",
        kind="team", person="Ensam", email="ensam@granskare.example",
    )  # fmt: skip

    assert b"".join(given) == b"%PDF-utkast"  # type: ignore[call-overload]
    assert given["Content-Disposition"].startswith("attachment")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert answered.status_code == 302
    assert m.Submission.objects.get(stage__key="remiss").participation.organisation.number is None
    with pytest.raises(Conflict, match="stage-published"):
        initiatives.remove_draft(**shared, stage="remiss", digest="0" * 64)


def test_draft_is_taken_away_while_the_stage_is_planned() -> None:
    built = an_initiative(until="planned")
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": "prov"}
    initiatives.add_stage(**shared, stage=_review(), after="rfi")
    initiatives.add_drafts(**shared, stage="remiss", documents=[_upload("krav.pdf", b"%PDF-1")])
    [draft] = pictures.take("prov", ()).stage(Key("remiss")).drafts

    initiatives.remove_draft(**shared, stage="remiss", digest=draft.digest)

    assert pictures.take("prov", ()).stage(Key("remiss")).drafts == ()
    with pytest.raises(NotFound, match="no-such-file"):
        initiatives.remove_draft(**shared, stage="remiss", digest=draft.digest)


def test_reach_is_shown_to_all_and_one_that_is_closed_says_why_that_is_a_problem() -> None:
    built = an_initiative(until="rfi open")
    answer = sent(
        browser("ulla"), reverse("reach", args=["prov", "rfi"]), channel="Inbjudningar till fem företag", open_to_all=""
    )
    page = Client().get(reverse("stage", args=["prov", "rfi"])).content.decode()

    assert answer.status_code == 302
    assert "Inbjudningar till fem företag" in page
    assert "Inte öppen för alla." in page
    late = Reach(key=Key("r"), stage=Key("rfi"), at=built.at + timedelta(days=1), channel=said("Radio"))
    with pytest.raises(BadInput, match="reach-to-come"):
        dialogue.record_reach(by="ulla", at=built.at, initiative="prov", reach=late)
