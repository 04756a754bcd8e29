"""The stream of questions and answers, several answers at one instant, watching, and the feed."""

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests import cast, many
from tests.cast import Built, said
from tests.web.filling import sent
from tests.web.visitor import browser, reads
from vakna.actions import dialogue, initiatives
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db

_ATOM = "{http://www.w3.org/2005/Atom}"


def _page(route: str = "questions", *, query: str = "") -> str:
    return reverse(route, args=["prov", "rfi"]) + (f"?{query}" if query else "")


def _ask(built: Built, number: int, words: str = "") -> str:
    question = said(words or f"Fråga nummer {number}?")
    shared: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "rfi", "organisation": "org-s1"}
    return dialogue.ask(by="person-s1", **shared, question=question, key=f"f-{number}")


def _answer(built: Built, *numbers: int, words: str = "Ja.") -> None:
    answers = {f"f-{number}": said(words) for number in numbers}
    dialogue.release_answers(by="ulla", at=built.at, initiative=built.key, answers=answers)


def _numbers(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'<div id="q-(\d+)"', page)]


def test_stream_is_newest_first_with_what_waits_above_and_can_be_turned_searched_and_filtered() -> None:
    built = cast.an_initiative(until="rfi open")
    for number, words in enumerate(("Får man filma?", "Vad kostar det?", "Hur många?"), start=1):
        _ask(built, number, words)
    _answer(built, 1, 3)
    asked = {
        query: _numbers(reads(_page(query=query), "ulla"))
        for query in (
            "",
            "order=oldest",
            "show=waiting",
            "show=answered",
            "q=FILMA",
            "q=ja.",
            "q=2",
            "q=nej",
            "page=9",
        )
    }

    assert asked == {
        "": [2, 3, 1], "order=oldest": [1, 2, 3], "show=waiting": [2], "show=answered": [3, 1], "q=FILMA": [1],
        "q=ja.": [3, 1], "q=2": [2], "q=nej": [], "page=9": [2, 3, 1],
    }  # fmt: skip
    assert _numbers(reads(_page())) == [3, 1]


def test_who_asked_is_shown_to_nobody() -> None:
    built = cast.an_initiative(until="rfi open")
    _ask(built, 1)
    _answer(built, 1)

    for who in (None, "ulla", "rut", "person-s2", "stranger"):
        assert "Alvina" not in reads(_page(), who).replace("Alvina Verkstad AB · Logga", "")


def test_pages_hold_fifty() -> None:
    many.questions(cast.an_initiative(until="rfi open"), 120)

    assert _numbers(reads(_page())) == list(range(120, 70, -1))
    assert _numbers(reads(_page(query="page=3"))) == list(range(20, 0, -1))


def test_html_and_formulas_in_questions_stay_words() -> None:
    built = cast.an_initiative(until="rfi open")
    _ask(built, 1, "<script>alert(1)</script> =HYPERLINK(1)")
    _answer(built, 1, words="<img src=x onerror=alert(1)>")
    page, feed = reads(_page()), browser().get(reverse("feed", args=["prov"])).content

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert b"<script" not in feed
    assert ET.fromstring(feed).tag == f"{_ATOM}feed"  # noqa: S314  our own bytes


def test_cut_off_is_shown_and_a_late_question_is_refused_with_what_to_do(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    open_page = reads(_page())
    m.Stage.objects.filter(key="rfi").update(questions_until=clock.now() - timedelta(minutes=1))
    late = client.post(_page("ask"), {"question": "Hinner jag?", "once": "a"})

    assert "Frågor tas emot till" in open_page
    assert _page("ask") in open_page
    assert "Frågor togs emot till" in reads(_page())
    assert (client.get(_page("ask")).status_code, late.status_code) == (409, 409)
    assert "Hinner jag?" in late.content.decode()
    assert "kontaktpersonen" in late.content.decode()
    assert not m.Question.objects.exists()


def test_drafts_of_answers_are_kept_and_released_together() -> None:
    built = cast.an_initiative(until="rfi open")
    for number in (1, 2, 3):
        _ask(built, number)
    team = browser("ulla")
    kept = sent(team, _page("release_answers"), **{"f-1": "Ett svar.", "do": "save"})
    before = (reads(_page("release_answers"), "ulla"), reads(_page("release_answers"), "petra"), reads(_page()))
    done = sent(team, _page("release_answers"), **{"f-2": "Ett till.", "do": "release"})
    page = reads(_page())

    assert (kept.status_code, done.status_code) == (302, 302)
    assert ["Ett svar." in one for one in before] == [True, False, False]
    assert _numbers(page) == [2, 1]
    assert len(set(m.Question.objects.exclude(answer=None).values_list("answered_at", flat=True))) == 1
    assert not m.Draft.objects.exists()


def test_late_answers_are_kept_and_released_when_the_deadline_moves() -> None:
    built = cast.an_initiative(until="rfi open")
    _ask(built, 1)
    deadline = clock.now() + timedelta(days=2)
    m.Stage.objects.filter(key="rfi").update(deadline=deadline)
    team = browser("ulla")
    refused = sent(team, _page("release_answers"), **{"f-1": "Sent svar.", "do": "release"})
    kept = reads(_page("release_answers"), "ulla")
    done = sent(team, _page("release_answers"), do="release", move_deadline="on")
    row = m.Stage.objects.get(key="rfi")

    assert (refused.status_code, done.status_code) == (409, 302)
    assert "Sent svar." in kept
    assert row.deadline is not None
    assert row.deadline > deadline


def test_release_page_is_for_those_who_may_answer() -> None:
    cast.an_initiative(until="rfi open")
    codes = {
        who: browser(who).get(_page("release_answers")).status_code for who in ("ulla", "jorun", "asta", "person-s1")
    }

    assert codes == {"ulla": 200, "jorun": 200, "asta": 403, "person-s1": 403}


def test_watching_takes_one_press_and_one_press_to_stop() -> None:
    cast.an_initiative(until="rfi open")
    one = browser("stranger")
    began = sent(one, _page(), to=reverse("watch", args=["prov"]))
    watched = m.Watch.objects.get()
    ended = sent(one, _page(), to=reverse("unwatch", args=["prov"]))

    assert (began.status_code, began["location"], ended.status_code) == (302, _page(), 302)
    assert watched.person.key == "stranger"
    assert not m.Watch.objects.exists()


def test_watching_asks_for_log_in_and_leads_nowhere_else() -> None:
    cast.an_initiative(until="rfi open")
    where, one = reverse("watch", args=["prov"]), browser("stranger")
    led = one.post(where, {"back": "//evil.example/", "once": "a"})

    assert browser().post(where).status_code == 403
    assert led["location"] == reverse("initiative", args=["prov"])
    assert reverse("login") in reads(_page())


def test_feed_tells_what_is_public_and_is_the_same_for_everybody() -> None:
    built = cast.an_initiative(until="rfi open")
    shared: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "rfi"}
    _ask(built, 1)
    _ask(built, 2, "En fråga som väntar?")
    _answer(built, 1)
    dialogue.broadcast(by="ulla", **shared, subject=said("Nya tider"), body=said("Vi ses klockan nio."), key="info")
    initiatives.correct_stage(by="ulla", **shared, what=said("Platsen är en annan."), why=said("Brand."))
    where = reverse("feed", args=["prov"])
    bodies = {browser(who).get(where).content for who in (None, "ulla", "person-s1", "asta")}
    [feed] = bodies
    entries = ET.fromstring(feed).findall(f"{_ATOM}entry")  # noqa: S314  our own bytes
    titles = [one.findtext(f"{_ATOM}title") for one in entries]

    assert {"Svar på fråga 1 i RFI", "Information 1: Nya tider", "Rättelse 1 av RFI", "RFI är publicerad"} <= set(
        titles
    )
    assert "En fråga som väntar?" not in feed.decode()
    assert "Alvina" not in feed.decode()
    assert f'type="application/atom+xml" title="Nyheter som flöde (Atom)" href="{where}"' in reads(_page())
    assert browser().get(where)["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_feed_tells_nothing_of_what_is_told_under_contract_or_planned() -> None:
    built = cast.an_initiative(until="concept open")
    shared: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "concept"}
    dialogue.broadcast(by="ulla", **shared, subject=said("Bara för er"), body=said("Vi ses."), key="info")
    feed = browser("person-s1").get(reverse("feed", args=["prov"])).content.decode()

    assert "Bara för er" not in feed
    assert "Prototyp är publicerad" not in feed
    assert "Beslut efter Inbjudan" in feed


def test_feed_is_the_same_thing_in_both_languages_and_is_not_there_for_what_is_hidden() -> None:
    cast.an_initiative(until="rfi open")
    cast.an_initiative(until="rfi open", key="sandlada", sandbox=True)
    where = reverse("feed", args=["prov"])
    with translation.override("sv"):  # a visit in English leaves English behind
        read = [browser().get(path).content for path in (where, where.replace("/sv/", "/en/"))]
    ids = [[one.text for one in ET.fromstring(feed).iter(f"{_ATOM}id")] for feed in read]  # noqa: S314  our own

    assert ids[0] == ids[1]
    assert browser("ulla").get(reverse("feed", args=["sandlada"])).status_code == 404
