"""What one initiative passes on: the end report on page and paper, advice to the next, and a start from this one."""

import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.actions import passing
from tests.cast import an_initiative, person, said
from tests.web.filling import filled
from vakna.actions import dialogue
from vakna.core import document, end_report
from vakna.core.initiative import Insight, Key
from vakna.core.vocabulary import StageState
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _client(by: str | None) -> Client:
    client = Client()
    if by:
        client.force_login(person(by))
    return client


def _words(said: str) -> str:
    return re.sub(r"\W+", "", said)


def _page(key: str, by: str | None, language: str = "sv") -> str:
    page = _client(by).get(f"/{language}/initiatives/{key}/report/").content.decode()
    body = page.partition('<div class="doc">')[2].partition("<aside>")[0]
    return _words(unescape(re.sub(r"<[^>]*>", " ", body)))


def _paper(key: str, by: str | None, language: str = "sv", query: str = "") -> str:
    file = _client(by).get(f"/{language}/initiatives/{key}/report/report.pdf{query}")
    pages = PdfReader(io.BytesIO(file.content)).pages
    lines = [line for page in pages for line in page.extract_text().splitlines()[:-1]]
    return _words(" ".join(lines))


def _taught(until: str = "in use") -> str:
    built = passing.advised("lart", until)
    insight = Insight(key=Key("natt"), at=built.at, learned=said("Natten är svårast."), source=said("Möte"))
    dialogue.add_insight(by="ulla", at=built.at, initiative="lart", insight=insight)
    return "lart"


def test_page_and_paper_say_the_same_to_each_reader_and_the_open_paper_what_everybody_may_read() -> None:
    key = _taught("decided")

    for by, language in (("ulla", "sv"), (None, "sv"), (None, "en")):
        title = _paper(key, by, language).partition(_page(key, by, language))
        assert title[1] != ""
    assert "Nattenärsvårast" in _page(key, "ulla")
    assert "Nattenärsvårast" not in _page(key, None)
    assert _paper(key, "ulla", query="?open=1") == _paper(key, None)
    assert "Börjahosdeboende" in _page(key, None)


def test_course_tells_of_each_stage_how_many_went_on_and_what_was_paid() -> None:
    an_initiative(until="in use", key="levd")
    found = {one.stage.key: one for one in end_report.course(pictures.take("levd"))}

    concept = found["concept"]
    assert (concept.entered, concept.continued, concept.paid.amount) == (3, 2, 75_000)
    assert concept.days == 32
    assert [found[key].entered for key in ("need", "rfi")] == [None, None]
    assert all(one.stage.state is not StageState.PLANNED for one in found.values())


def test_another_begins_with_the_plan_and_what_was_chosen_and_nothing_that_is_not_for_it() -> None:
    key = _taught("decided")
    lesson = pictures.take(key, ()).terms.lessons[0].key
    passing.begun(key, carry=(f"lesson-{lesson}", "insight-natt", "insight-finns-inte"))
    before, made = pictures.take(key), pictures.take(f"{key}-nasta")

    assert made.terms.begun_from is not None
    assert (made.terms.begun_from.initiative, made.terms.begun_from.number) == (key, "P-1")
    assert [(one.came_from, one.learned.said("sv")) for one in made.insights] == [
        (key, "Börja hos de boende."), (key, "Natten är svårast."),
    ]  # fmt: skip
    assert [one.criteria for one in made.terms.stages] == [one.criteria for one in before.terms.stages]
    left = {"procurement", "deadline", "opens_at", "ceiling", "supplier_ceiling", "pay", "owner", "contact"}
    assert {name for one in made.terms.stages for name in left if getattr(one, name) is not None} == set()
    assert {one.state for one in made.terms.stages} == {StageState.PLANNED}
    assert (made.participations, made.money, made.terms.ceiling) == ((), (), None)
    assert not re.search(r"s[123]\b|Alvina|Celsing", str(document.dump(made)).replace("P-", ""))


def test_only_what_the_starter_may_see_is_carried() -> None:
    key = _taught("rfi open")
    m.Person.objects.filter(key="stranger").update(may_start_initiatives=True)
    client = _client("stranger")
    address = f"/sv/initiatives/{key}/start-from/"
    typed = filled(client, address, title="Vårt eget")
    typed["carry"] = ["insight-natt"]

    assert client.post(address, typed).status_code == 422
    passing.begun(key, by="stranger", carry=("insight-natt",))
    made = pictures.take(f"{key}-nasta")
    assert made.insights == ()
    assert {one.question for one in made.terms.stages if one.key == "concept"} == {None}
    assert [one.question is not None for one in made.terms.stages if one.key == "rfi"] == [True]


def test_whoever_may_not_start_is_refused_and_the_report_counts_what_began() -> None:
    key = _taught("decided")
    assert _client("ulla").get(f"/sv/initiatives/{key}/start-from/").status_code == 403
    assert _client(None).get(f"/sv/initiatives/{key}/start-from/").status_code == 403
    assert "Inget initiativ har börjat" in _client(None).get(f"/sv/initiatives/{key}/report/").content.decode()

    passing.begun(key)

    assert "Ett initiativ har börjat" in _client(None).get(f"/sv/initiatives/{key}/report/").content.decode()
    assert "Började från" in _client("nils").get(f"/sv/initiatives/{key}-nasta/").content.decode()


def test_advice_stays_and_is_told_in_order_when_more_is_written() -> None:
    built = passing.advised("mer")
    from_web = _client("ulla")
    address = "/sv/initiatives/mer/report/advice/"
    from_web.post(address, filled(from_web, address, advice="Sätt taket först."))

    lessons = pictures.take("mer", ()).terms.lessons
    assert [one.said.said("sv") for one in lessons] == ["Börja hos de boende.", "Sätt taket först."]
    assert lessons[0].at <= lessons[1].at < built.at + timedelta(hours=1)
