"""Insights on the web: whose they are, and the supplier's yes or no before anything that came from it is shared."""

from typing import Any

import pytest
from django.urls import reverse

from tests import cast
from tests.web.filling import sent
from tests.web.visitor import browser, reads
from vakna.actions import demand, dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Insight, Key, Requirement
from vakna.core.refusal import Conflict, NotFound
from vakna.records import clock
from vakna.records import models as m
from vakna.web.sentences import PAGES

pytestmark = pytest.mark.django_db

IDEA, WORDING = "De vill filma i köket.", "Film kan visa det som är svårt att säga."


def _of(route: str, *args: object) -> str:
    return reverse(route, args=["prov", *args])


def _said(code: str, **values: object) -> str:
    return PAGES.say("sv", f"contacts.{code}", **values)


@pytest.fixture
def idea() -> str:
    """Let the first supplier have an idea of its own on record."""
    cast.an_initiative(until="concept open")
    one = Insight(key=Key("ide"), at=clock.now(), learned=cast.said(IDEA), source=cast.said("Möte"),
                  origin=v.Origin.SUPPLIER, participation=Key("s1"))  # fmt: skip
    dialogue.add_insight(by="petra", at=clock.now(), initiative="prov", insight=one)
    return "ide"


def _row() -> m.Insight:
    return m.Insight.objects.get(key="ide")


def _seen_by() -> dict[str, bool]:
    """Say who reads the idea, in whatever words it has."""
    pages = {who: browser(who).get(_of("insights")).content.decode() for who in ("petra", "person-s1", "person-s2")}
    return {who: str(_row().learned.said("sv")) in page for who, page in pages.items()}


def test_idea_is_shared_when_its_supplier_has_said_yes_to_the_wording(idea: str) -> None:
    before = _seen_by()
    asked = sent(browser("petra"), _of("ask_approval", idea), wording=WORDING)
    waiting = _seen_by()
    answered = sent(browser("person-s1"), _of("answer_approval", idea), approved="yes")
    row = _row()

    assert (asked.status_code, answered.status_code) == (302, 302)
    assert before == waiting == {"petra": True, "person-s1": True, "person-s2": False}
    assert _seen_by() == {"petra": True, "person-s1": True, "person-s2": True}
    assert (row.learned.said("sv"), row.approval.approved if row.approval else None) == (WORDING, True)
    assert "Alvina" not in reads(_of("insights"), "person-s2")


def test_idea_stays_when_its_supplier_says_no_and_may_be_asked_about_in_other_words(idea: str) -> None:
    sent(browser("petra"), _of("ask_approval", idea), wording=WORDING)
    sent(browser("person-s1"), _of("answer_approval", idea), approved="no", changes="Nämn inte köket.")
    team = reads(_of("insights"), "petra")
    hidden = _seen_by()["person-s2"]
    again = sent(browser("petra"), _of("ask_approval", idea), wording="Film kan hjälpa.")
    row = _row()

    assert ("Nämn inte köket." in team, _said("is_kept") in team, hidden) == (True, True, False)
    assert (again.status_code, row.learned.said("sv")) == (302, "Film kan hjälpa.")
    assert row.approval is not None
    assert (row.approval.approved, row.approval.answered_at) == (None, None)


def test_wording_is_fixed_when_it_is_approved(idea: str) -> None:
    dialogue.ask_approval(by="petra", at=clock.now(), initiative="prov", insight=idea, wording=cast.said(WORDING))
    dialogue.answer_approval(by="person-s1", at=clock.now(), initiative="prov", insight=idea, approved=True)
    late = sent(browser("petra"), _of("ask_approval", idea), wording="Något annat.")
    twice = sent(browser("person-s1"), _of("answer_approval", idea), approved="no")

    assert (late.status_code, twice.status_code, _row().learned.said("sv")) == (409, 409, WORDING)


def test_approval_is_answered_by_the_supplier_whose_idea_it_is_and_by_nobody_else(idea: str) -> None:
    dialogue.ask_approval(by="petra", at=clock.now(), initiative="prov", insight=idea, wording=cast.said(WORDING))
    answer, ask = _of("answer_approval", idea), _of("ask_approval", idea)
    codes = {who: browser(who).get(answer).status_code for who in ("person-s2", "petra", "stranger")}
    asks = {who: browser(who).get(ask).status_code for who in ("person-s1", "inga", "colin", "oskar")}

    assert codes == {"person-s2": 404, "petra": 403, "stranger": 403}
    assert asks == dict.fromkeys(asks, 403)
    with pytest.raises(NotFound):
        dialogue.answer_approval(by="person-s2", at=clock.now(), initiative="prov", insight=idea, approved=True)


def test_supplier_is_written_to_and_reminded_and_the_letter_to_the_team_holds_no_idea(idea: str) -> None:
    dialogue.ask_approval(by="petra", at=clock.now(), initiative="prov", insight=idea, wording=cast.said(WORDING))
    letter = m.Letter.objects.get(to="person-s1@cast.example", body__contains=WORDING)
    todo = reads(reverse("start"), "person-s1")
    dialogue.answer_approval(by="person-s1", at=clock.now(), initiative="prov", insight=idea, approved=True)
    team = m.Letter.objects.filter(to="petra@cast.example").latest("pk")

    assert letter.subject.startswith("Får vi dela det här?")
    assert PAGES.say("sv", "next.approve-wording.title") in todo
    assert PAGES.say("sv", "next.approve-wording.title") not in reads(reverse("start"), "person-s1")
    assert (team.subject.startswith("En lydelse är godkänd"), WORDING in team.body) == (True, False)
    assert not m.Letter.objects.exclude(to="person-s1@cast.example").filter(body__contains=WORDING).exists()


def test_nothing_is_built_on_an_idea_when_its_supplier_has_not_approved_it(idea: str) -> None:
    shared: dict[str, Any] = {"by": "petra", "at": clock.now(), "initiative": "prov"}
    requirement = Requirement(item=Key("k"), version=1, at=clock.now(), state=v.RequirementState.PROPOSED,
                              wording=cast.said("K"), why=cast.said("V"), because=(Key(idea),))  # fmt: skip
    tries = {
        "broadcast": lambda: dialogue.broadcast(
            **shared, stage="concept", subject=cast.said("Ä"), body=cast.said("B"), because=(idea,)
        ),
        "requirement": lambda: dialogue.set_requirement(**shared, requirement=requirement),
        "need": lambda: demand.revise_need(
            **shared, need=cast.a_need(version=2, at=clock.now(), because=(Key(idea),))
        ),
    }  # fmt: skip
    found = {}
    for name, build in tries.items():
        with pytest.raises(Conflict) as refused:
            build()
        found[name] = refused.value.code

    assert found == dict.fromkeys(tries, "insight-not-approved")
    assert IDEA not in reads(_of("broadcast"), "petra")


def test_insight_of_a_supplier_needs_to_say_whose() -> None:
    cast.an_initiative(until="concept open")
    given = {"learned": IDEA, "source": "Mejl", "origin": "supplier"}
    nobodys = sent(browser("petra"), _of("insights"), **given)
    theirs = sent(browser("petra"), _of("insights"), **given, participation="s2")
    own = {"learned": "Eget.", "source": "Statistik", "origin": "desk"}
    ours = sent(browser("petra"), _of("insights"), **own, participation="s2")

    assert [one.status_code for one in (nobodys, theirs, ours)] == [422, 302, 302]
    assert {one.origin: one.participation.key if one.participation else None for one in m.Insight.objects.all()} == {
        "supplier": "s2", "desk": None,
    }  # fmt: skip
