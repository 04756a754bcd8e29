"""Case T10, the other side: what was told under contract is carried to everybody in the next open competition."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document
from pypdf import PdfReader

from tests import cast
from tests.cast import said
from tests.web.filling import sent
from tests.web.visitor import browser, reads
from vakna.actions import dialogue, selection
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Contact, Insight, Key
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

TOLD = {
    "question": "Får vi prova på natten? Ja, två nätter i veckan.",
    "broadcast": "Frukosten börjar klockan åtta på alla boenden.",
    "contact": "Vi visade rutinen för överlämning vid skiftbytet.",
    "insight": "Personalen gissar mest mellan tre och fem på natten.",
}
IDEA = "En ultraljudsgivare i golvlisten mäter hur snabbt den boende reser sig."


@pytest.fixture
def next_call() -> datetime:
    """Let the concept stage be told and decided, and publish a second procurement with an open call of its own."""
    built = cast.an_initiative(until="concept open")
    shared: dict[str, Any] = {"by": "ulla", "initiative": built.key, "at": built.at}
    asked = dialogue.ask(**{**shared, "by": "person-s2"}, stage="concept", question=said("Får vi prova på natten?"))
    dialogue.answer(**shared, question=asked, said=said(TOLD["question"]))
    dialogue.broadcast(**shared, stage="concept", subject=said("Frukosten"), body=said(TOLD["broadcast"]))
    met = Contact(
        key=Key("mote"), stage=Key("concept"), participation=Key("s1"), kind=v.ContactKind.MEETING, at=built.at,
        told=said(TOLD["contact"]), ideas=said(IDEA),
    )  # fmt: skip
    dialogue.record_contact(**shared, contact=met)
    own = Insight(key=Key("natt"), at=built.at, learned=said(TOLD["insight"]), source=said("Egen observation"))
    theirs = Insight(
        key=Key("ide"), at=built.at, learned=said(IDEA), source=said("Mötet"), origin=v.Origin.SUPPLIER,
        participation=Key("s1"),
    )  # fmt: skip
    for one in (own, theirs):
        dialogue.add_insight(**shared, insight=one)
    _open_again()
    return built.at


def _open_again() -> None:
    """Decide the first procurement's stages, with one supplier ended, and publish the open call of the second."""
    row = m.Initiative.objects.get(key="prov")
    m.Stage.objects.filter(initiative=row, key="concept").update(state=v.StageState.DECIDED)
    m.Participation.objects.filter(initiative=row, key="s3").update(state=v.ParticipationState.ENDED)
    second = m.Procurement.objects.get(initiative=row)
    second.pk, second.key, second.title = None, "u2", said("Fler boenden")
    second.save()
    call = m.Stage.objects.get(initiative=row, key="call")
    call.pk, call.key, call.number, call.name, call.procurement = None, "nytt", 8, said("Ny inbjudan"), second
    call.state, call.opening = v.StageState.OPEN, None
    call.published_at = call.opens_at = clock.now() - timedelta(minutes=1)
    call.deadline = clock.now() + timedelta(days=40)
    call.save()


def _press() -> str:
    assert sent(browser("ulla"), reverse("packs", args=["prov", "nytt"])).status_code == 302
    return str(m.Pack.objects.get().key)


def _file(key: str, kind: str, by: str | None) -> bytes:
    answer = browser(by).get(reverse("pack_file", args=["prov", key, kind]))
    assert answer.status_code == 200
    return bytes(answer.content)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _in_pdf(key: str) -> str:
    return _plain(" ".join(page.extract_text() for page in PdfReader(BytesIO(_file(key, "pdf", None))).pages))


def _in_docx(key: str) -> str:
    return _plain(" ".join(one.text for one in Document(BytesIO(_file(key, "docx", None))).paragraphs))


def _holds(text: str) -> dict[str, bool]:
    return {kind: words in text for kind, words in {**TOLD, "idea": "ultraljudsgivare"}.items()}


def test_newcomer_reads_what_everybody_reads_and_no_suppliers_idea(next_call: datetime) -> None:
    key = _press()
    where = reverse("pack", args=["prov", key])

    every = {**dict.fromkeys(TOLD, True), "idea": False}
    seen = {who: _holds(reads(where, who)) for who in (None, "stranger", "person-s1", "person-s3")}
    assert seen == dict.fromkeys(seen, every)
    assert (_holds(_in_pdf(key)), _holds(_in_docx(key))) == (every, every)
    assert "Alvina Verkstad AB" not in _in_pdf(key)
    with translation.override("en"):
        assert "What we have learned" in _in_docx(key)


def test_newcomer_and_ended_supplier_take_part_anew_in_the_next_competition(next_call: datetime) -> None:
    _press()
    before = {one.key for one in pictures.take("prov").participations}

    for who in ("stranger", "person-s3"):
        answers = (Answer(topic=Key("need"), said=said("Vi har läst paketet.")),)
        selection.hand_in(by=who, at=clock.now(), initiative="prov", stage="nytt", answers=answers)

    rows = m.Participation.objects.filter(initiative__key="prov").exclude(key__in=before).order_by("pk")
    assert [(one.organisation.key, one.first_stage.key, one.procurement.key, one.state) for one in rows] == [
        ("granby", "nytt", "u2", "active"),
        ("org-s3", "nytt", "u2", "active"),
    ]
    assert m.Participation.objects.get(initiative__key="prov", key="s3").state == "ended"
