"""The check of the principles on the web: for those who may read everything, and nothing from under the seal."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.cast import an_initiative, said
from tests.web.visitor import browser, queries, reads
from vakna.actions import dialogue, initiatives, selection
from vakna.core import people
from vakna.core.initiative import ALL_PARTS, Answer, Key
from vakna.records import models as m
from vakna.records import pictures
from vakna.rules.lint import lint
from vakna.rules.registry import FAMILIES
from vakna.web import access
from vakna.web.initiatives import judged, principles

pytestmark = pytest.mark.django_db

CHECK = "/sv/initiatives/prov/check/"


def test_check_shows_faults_with_what_to_do_and_every_rule() -> None:
    an_initiative(until="rfi open")

    html = reads(CHECK, "ulla")

    assert "Initiativet har inget effektmål." in html
    assert "Lägg till ett effektmål" in html
    assert html.count('<details class="more">') == 13
    assert "Inget fel</span>" in html
    assert "Sett på initiativet som helhet." in html
    assert 'href="/sv/rules/DM03/"' in html


@pytest.mark.parametrize(
    ("who", "status"), [("ulla", 200), ("rut", 200), ("asta", 200), ("colin", 403), ("person-s1", 403), (None, 403)]
)
def test_check_is_for_those_who_may_read_everything(who: str | None, status: int) -> None:
    an_initiative(until="concept open")

    assert browser(who).get(CHECK).status_code == status
    assert browser(who).get(f"{CHECK.removesuffix('/')}.pdf").status_code == status
    assert ("check/" in reads("/sv/initiatives/prov/", who)) is (status == 200)


def test_check_of_a_sealed_call_is_the_same_before_and_after_a_tender() -> None:
    built = an_initiative(until="call open")
    before = _judged()

    selection.hand_in(
        by="person-s1", at=built.at, initiative="prov", stage="call", participation="s1", key="h-1",
        answers=(Answer(topic=Key("need"), said=said("Vårt anbud. " * 20)),),
    )  # fmt: skip

    assert m.Submission.objects.count() > 0
    assert _judged() == before


def _judged() -> list[str]:
    """Give everything that the page says, but what differs each time it is opened."""
    main = reads(CHECK, "ulla").partition("<main")[2].partition("</main>")[0]
    return re.findall(r">([^<>]*\w[^<>]*)<", main.partition("<footer")[0])


def test_report_is_a_pdf() -> None:
    an_initiative(until="rfi open")

    answer = browser("ulla").get("/en/initiatives/prov/check.pdf")

    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="report-prov.pdf"'


def test_rules_are_explained_to_anybody() -> None:
    assert "Bara lokala företag bjuds in" in reads("/sv/rules/", None)
    assert "Only local firms are invited" in reads("/en/rules/ND01/", None)


def test_folklore_is_read_by_anybody_and_linked_both_ways() -> None:
    html = reads("/sv/folklore/", None)

    assert "RFI-svar är alltid hemliga." in html
    assert "Ingen jurist har undertecknat än." in html
    assert 'href="/sv/rules/FR03/"' in html
    assert 'href="/sv/folklore/#direct-award-stage"' in reads("/sv/rules/FR03/", None)
    an_initiative(until="rfi open")
    assert 'href="/sv/folklore/"' in reads("/sv/initiatives/prov/objections/", "ulla")


def test_unknown_rule_is_not_found() -> None:
    assert browser(None).get("/sv/rules/ZZ99/").status_code == 404
    assert browser("ulla").get("/sv/initiatives/saknas/check/").status_code == 404


def test_check_takes_no_post() -> None:
    an_initiative(until="planned")

    assert browser("ulla").post(CHECK).status_code == 405


@pytest.mark.parametrize("who", ["ulla", "asta", "person-s1", None])
def test_pages_ask_little_when_what_the_rules_said_is_kept(who: str | None) -> None:
    an_initiative(until="concept open")
    pages = [CHECK, f"{CHECK}let-stand/"] if who == "ulla" else []

    asked = {path: queries(path, who) for path in ("/sv/initiatives/prov/", *pages)}

    assert {path: count for path, count in asked.items() if count > 20} == {}


def test_publishing_page_comes_back_with_the_finding_and_what_was_typed() -> None:
    built = an_initiative(until="planned")
    stage = replace(pictures.take("prov", ()).stage("rfi"), next_steps=said("Svaret måste vara på svenska."))
    stage = replace(stage, deadline=built.at + timedelta(days=8))
    initiatives.plan_stage(by="ulla", at=built.at, initiative="prov", stage=stage)
    page, client = "/sv/initiatives/prov/stages/rfi/publish/", browser("ulla")

    first = client.post(page).content.decode()
    names = re.findall(r'<textarea id="id_(let_\w+)"', first)
    second = client.post(page, {names[0]: "Alla i huset talar svenska."}).content.decode()
    done = client.post(page, dict.fromkeys(names, "Alla i huset talar svenska."))

    assert [one[:8] for one in names] == ["let_ND05", "let_PR05"]
    assert f'href="#id_{names[0]}"' in first
    assert ">Alla i huset talar svenska.</textarea>" in second
    assert f'href="#id_{names[0]}"' not in second
    assert f'href="#id_{names[1]}"' in second
    assert done.status_code == 302
    assert "Alla i huset talar svenska." in reads(CHECK, "ulla")
    assert "Alla i huset talar svenska." in reads("/sv/initiatives/prov/", None)


def test_panel_shows_every_principle_with_evidence_and_asks_nothing_of_the_database() -> None:
    built = an_initiative(until="concept open")
    html = reads("/sv/initiatives/prov/", "ulla")
    picture = pictures.take("prov", ALL_PARTS)
    actor = people.actor_in(picture, "ulla", built.at)
    request = RequestFactory().get("/sv/")
    seen = access.Visit(request=request, picture=picture, actor=actor, at=built.at)

    with CaptureQueriesContext(connection) as run:
        shown = principles.of(seen, judged.Judged(report=lint(picture, at=built.at), whole=True, watches=False))

    assert len(run) == 0
    assert [len(one["rows"]) for one in shown["families"]] == [len(rules) for rules in FAMILIES.values()]
    assert html.count('<details class="more">') >= len(FAMILIES)
    assert "Sett på 2 ställen" in html


def test_panel_tells_outsiders_what_shows_in_what_is_open_and_nothing_else() -> None:
    an_initiative(until="concept open")

    html = reads("/sv/initiatives/prov/", None)

    assert "Initiativet har inget effektmål." in html
    assert "check/" not in html
    assert "Sett på" not in html


def test_what_is_kept_is_judged_anew_when_something_has_happened() -> None:
    built = an_initiative(until="rfi open")
    reads(CHECK, "ulla")
    before = m.Judgement.objects.get().sequence

    told = {"subject": said("Nytt"), "body": said("Tack för frågorna.")}
    dialogue.broadcast(by="ulla", at=built.at, initiative="prov", stage="rfi", **told)
    reads(CHECK, "ulla")

    assert m.Judgement.objects.get().sequence == before + 1
