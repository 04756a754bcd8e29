"""Information to all on the web: what the form says before it is pressed, the gate that waits, and confirmations."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import an_initiative, person, said
from vakna.actions import dialogue, initiatives, selection
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Contact, Key
from vakna.records import clock, pictures
from vakna.records import models as m
from vakna.web.sentences import PAGES

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TOLD = "Provet hålls på natten."


def _as(client: Client, key: str) -> Client:
    client.force_login(person(key))
    return client


def _of(route: str, *more: str) -> str:
    return reverse(route, args=["prov", *more])


def _say(code: str, **values: object) -> str:
    return PAGES.say("sv", f"information.{code}", **values)


def _page(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def _talk(at: datetime, stage: str = "concept") -> None:
    contact = Contact(key=Key("samtal"), stage=Key(stage), participation=Key("s1"), kind=v.ContactKind.MEETING, at=at,
                      people=(Key("petra"),), told=said(TOLD))  # fmt: skip
    dialogue.record_contact(by="petra", at=at, initiative="prov", contact=contact)


def _post(client: Client, **more: Any) -> Any:
    posted = {"stage": "concept", "subject": "Provet", "body": "Alla prov hålls på natten.", **more}
    return client.post(_of("broadcast"), posted)


def _soon(days: float = 1) -> None:
    """Let the hand-in of the concept come that soon."""
    m.Stage.objects.filter(key="concept").update(deadline=clock.now().replace(microsecond=0) + days * DAY)


def test_form_says_that_it_is_in_good_time_and_offers_what_was_told_to_one(client: Client) -> None:
    built = an_initiative(until="concept open")
    _talk(built.at)
    page = _page(_as(client, "petra"), _of("broadcast"))

    assert "I god tid för inlämningen i Koncept" in page
    assert f"Alvina Verkstad AB: {TOLD}" in page
    assert "move_deadline" not in page


def test_form_ticks_the_contacts_that_the_gate_leads_here_with(client: Client) -> None:
    built = an_initiative(until="concept open")
    _talk(built.at)
    ticked, bare = (
        _page(_as(client, "petra"), _of("broadcast") + query).count("checked") for query in ("?contact=samtal", "")
    )

    assert (ticked, bare) == (1, 0)


def test_late_information_is_refused_and_goes_when_the_deadline_moves(client: Client) -> None:
    an_initiative(until="concept open")
    _soon()
    _as(client, "petra")
    page, refused = _page(client, _of("broadcast")), _post(client)

    assert _say("late", stage="Koncept") in page
    assert 'name="move_deadline"' in page
    assert refused.status_code == 409
    assert "Alla prov hålls på natten." in refused.content.decode()
    assert m.Broadcast.objects.count() == 0

    assert _post(client, move_deadline="on").status_code == 302
    stage = m.Stage.objects.get(key="concept")
    assert [one.deadline for one in stage.corrections] == [stage.deadline]


def test_file_goes_with_the_information_to_those_it_is_for_alone(client: Client) -> None:
    an_initiative(until="concept open")
    paper = SimpleUploadedFile("schema.pdf", b"%PDF-1.4 schema", content_type="application/pdf")
    assert _post(_as(client, "petra"), documents=paper).status_code == 302
    where = _of("broadcast_file", m.Broadcast.objects.get().key, "0")
    answers = {who: _as(client, who).get(where) for who in ("person-s2", "stranger")}

    assert b"".join(answers["person-s2"].streaming_content) == b"%PDF-1.4 schema"
    assert answers["stranger"].status_code == 404
    assert _as(client, "person-s2").get(where.replace("/0/", "/7/")).status_code == 404
    assert "schema.pdf" in _page(client, _of("information"))


def test_gate_names_what_is_not_with_all_and_leads_to_telling_them(client: Client) -> None:
    built = an_initiative(until="assessed")
    _talk(built.at)
    _as(client, "ulla")
    page = _page(client, _of("gate", "concept"))
    posted = {f"read_{one}": "on" for one in built.suppliers} | {"outcome": "go_on", "reason": "Räcker."}
    refused = client.post(_of("gate", "concept"), posted)

    assert _say("unequal", count=1) in page
    assert "Alvina Verkstad AB" in page
    assert TOLD in page
    assert f"{_of('broadcast')}?contact=samtal" in page
    assert refused.status_code in {409, 422}
    assert m.Proposal.objects.filter(stage__key="concept").count() == 0


def test_decision_page_waits_too(client: Client) -> None:
    built = an_initiative(until="proposed")
    _talk(built.at)
    page = _page(_as(client, "beata"), _of("decide", "concept"))

    assert _say("unequal", count=1) in page
    assert "Besluta enligt version" not in page
    assert "?contact=samtal" not in page


def test_correction_page_says_what_happens_to_the_deadline_and_to_what_is_handed_in(client: Client) -> None:
    built = an_initiative(until="concept open")
    _hand_in(built.at)
    _as(client, "ulla")
    early = _page(client, _of("correct_stage", "concept"))
    _soon()
    late = _page(client, _of("correct_stage", "concept"))

    assert ["ändras inte" in page and "flyttas från" not in page for page in (early, late)] == [True, False]
    assert "Sista tid flyttas från" in late
    assert _say("handed_in", count=1) in late


def test_correction_page_of_a_sealed_call_does_not_say_how_many_have_tendered(client: Client) -> None:
    built = an_initiative(until="call open")
    _hand_in(built.at, "call")
    page = _page(_as(client, "ulla"), _of("correct_stage", "call"))

    assert _say("handed_in_sealed") in page
    assert _say("handed_in", count=1) not in page


def _hand_in(at: datetime, stage: str = "concept") -> str:
    answers = (Answer(topic=Key("need"), said=said("Vårt svar.")),)
    return selection.hand_in(by="person-s1", at=at, initiative="prov", stage=stage, answers=answers)


def _corrected(at: datetime) -> str:
    key = _hand_in(at)
    initiatives.correct_stage(
        by="ulla", at=at + timedelta(seconds=1), initiative="prov", stage="concept", what=said("Två filer."),
        why=said("En fråga visade det."), confirm=True,
    )  # fmt: skip
    return key


def test_supplier_is_asked_to_confirm_at_its_desk_and_the_assessors_see_it_until_then(client: Client) -> None:
    built = an_initiative(until="concept open", at=clock.now().replace(microsecond=0) - timedelta(minutes=1))
    key = _corrected(built.at)
    unconfirmed = _say("unconfirmed", correction=1)

    desk = _page(_as(client, "person-s1"), _of("hand_in", "concept"))
    read = [_page(_as(client, "asta"), where) for where in (_of("submission", key), _of("submissions", "concept"))]
    assert _say("confirm_do", version=1) in desk
    assert [unconfirmed in page for page in read] == [True, True]

    sent = _as(client, "person-s1").post(_of("confirm_submission", key))
    assert (sent.status_code, sent["Location"]) == (302, _of("hand_in", "concept"))
    assert _say("confirm_do", version=1) not in _page(client, _of("hand_in", "concept"))
    assert unconfirmed not in _page(_as(client, "asta"), _of("submission", key))
    assert pictures.take("prov").submissions[-1].confirmed_at is not None


def test_confirming_for_another_is_refused(client: Client) -> None:
    built = an_initiative(until="concept open", at=clock.now().replace(microsecond=0) - timedelta(minutes=1))
    key = _corrected(built.at)

    assert _as(client, "person-s2").post(_of("confirm_submission", key)).status_code == 404
    assert m.Submission.objects.get(key=key).confirmed_at is None


def test_long_list_of_information_is_read_a_page_at_a_time_with_its_matrix(client: Client) -> None:
    built = an_initiative(until="concept open")
    stage = m.Stage.objects.get(key="concept")
    m.Broadcast.objects.bulk_create(
        m.Broadcast(initiative=stage.initiative, key=f"b-{number}", number=number, stage=stage, body=said("Så här."),
                    available_at=built.at + timedelta(seconds=number), subject=said(f"Nr {number}."))
        for number in range(1, 15)
    )  # fmt: skip
    _as(client, "petra")
    m.Initiative.objects.update(sandbox=True, clock_at=built.at + DAY)
    latest, older = _page(client, _of("information")), _page(client, _of("information") + "?told=2")

    assert [f"Nr {number}." in latest for number in (14, 3, 2)] == [True, True, False]
    assert [f"Nr {number}." in older for number in (14, 3, 2)] == [False, False, True]
    assert "?told=2" in latest


def test_matrix_shows_whom_a_talk_has_reached_and_leads_to_telling_the_others(client: Client) -> None:
    built = an_initiative(until="concept open")
    _talk(built.at)
    dialogue.broadcast(by="petra", at=built.at, initiative="prov", stage="concept", subject=said("Annat"),
                       body=said("Något annat."))  # fmt: skip
    team, supplier = (_page(_as(client, who), _of("information")) for who in ("petra", "person-s2"))

    assert team.count('class="lacks"') == 2
    assert f"{_of('broadcast')}?contact=samtal" in team
    assert TOLD not in supplier
