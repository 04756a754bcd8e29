"""The pages of the meetings: who sees whose time, what a late or leaking summary asks for, and what a page costs."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from tests.web.filling import sent
from tests.web.visitor import browser, queries, reads
from vakna.actions import dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Key
from vakna.records import models as m

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov"
TIMES = f"{OF}/stages/rfi/times/"
SUMMARY = f"{OF}/stages/rfi/summary/"
IDEA = "Vi låter cykelbud rapportera var det är halt längs hela sträckan varje morgon."


def _offered(built: Built, count: int = 2) -> None:
    dialogue.open_slots(
        by="petra", at=built.at, initiative=built.key, stage="rfi", minutes=30, place=said("Rådhuset"),
        starts=[built.at + timedelta(hours=number + 1) for number in range(count)],
        keys=[f"tid-{number}" for number in range(count)],
    )  # fmt: skip


def _met(built: Built, told: str = "Vi börjar på två boenden.") -> None:
    _offered(built)
    wish = said("Hur ni mäter.")
    mine = dialogue.book_slot(by="person-s1", at=built.at, initiative=built.key, slot="tid-0", wish=wish)
    m.Slot.objects.filter(key="tid-0").update(starts=built.at - timedelta(hours=2))
    given = Contact(
        key=Key("anteckning"), stage=Key("rfi"), participation=Key(mine), kind=v.ContactKind.MEETING, at=built.at,
        told=said(told), ideas=said(IDEA), slot=Key("tid-0"),
    )  # fmt: skip
    dialogue.write_minutes(by="petra", at=built.at, initiative=built.key, minutes=given)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (None, (True, False, False)),
        ("stranger", (True, False, False)),
        ("person-s2", (True, False, False)),
        ("person-s1", (False, False, False)),
        ("petra", (False, True, True)),
    ],
)
def test_by_whom_a_time_is_taken_is_seen_by_the_team_alone(who: str | None, seen: tuple[bool, ...]) -> None:
    _met(an_initiative(until="rfi open"))

    page = reads(TIMES, who)

    assert ("Bokad</span>" in page, "Alvina Verkstad AB" in page, "Hur ni mäter." in page) == seen
    assert ("Er tid" in page) == (who == "person-s1")


def test_minutes_are_read_by_the_team_and_their_own_supplier_and_refused_to_others() -> None:
    _met(an_initiative(until="rfi open"))
    page = f"{OF}/times/tid-0/minutes/"

    for who in ("petra", "person-s1"):
        assert IDEA in reads(page, who)
    refused = browser("person-s2").get(page)
    assert refused.status_code == 403
    assert "ett möte med någon annan" in refused.content.decode()
    assert browser().get(page).status_code == 403
    assert browser("person-s1").get(f"{OF}/times/tid-1/minutes/").status_code == 403


def test_what_does_not_exist_is_not_found_and_what_one_may_not_is_refused() -> None:
    _met(an_initiative(until="rfi open"))

    asked = {f"{OF}/stages/concept/times/": 404, f"{OF}/times/saknas/book/": 404, f"{OF}/times/tid-0/cancel/": 403,
             SUMMARY: 403, f"{OF}/times/tid-0/minutes/write/": 403, f"{OF}/times/tid-1/remove/": 403}  # fmt: skip
    assert {page: browser("person-s2").get(page).status_code for page in asked} == asked


def test_summary_with_a_suppliers_own_words_waits_for_somebody_who_signs_the_reason() -> None:
    _met(an_initiative(until="rfi open"))
    leader = browser("petra")

    stopped = sent(leader, SUMMARY, subject="Sammanfattning", body=IDEA)
    page = stopped.content.decode()
    assert (stopped.status_code, IDEA in page, 'name="cleared_because"' in page) == (409, True, True)
    signed = leader.post(
        SUMMARY, {"subject": "Sammanfattning", "body": IDEA, "cleared_because": "De har själva visat det öppet."}
    )

    (told,) = m.Broadcast.objects.all()
    assert signed.status_code == 302
    assert (told.kind, told.cleared_by.key if told.cleared_by else "") == (v.BroadcastKind.SUMMARY, "petra")


def test_summary_close_to_the_deadline_moves_it_only_when_that_is_chosen() -> None:
    built = an_initiative(until="rfi open")
    _met(built)
    soon = built.at + timedelta(days=1)
    m.Stage.objects.filter(initiative__key="prov", key="rfi").update(deadline=soon)
    given: dict[str, Any] = {"subject": "Sammanfattning", "body": "Vi börjar på två boenden."}

    late = sent(browser("petra"), SUMMARY, **given)
    assert (late.status_code, 'name="move_deadline"' in late.content.decode()) == (409, True)
    moved = browser("petra").post(SUMMARY, {**given, "move_deadline": "on"})

    assert moved.status_code == 302
    assert m.Stage.objects.get(initiative__key="prov", key="rfi").deadline > soon  # type: ignore[operator]


def test_times_cost_as_many_queries_for_forty_as_for_two() -> None:
    for key, count in (("prov", 2), ("manga", 40)):
        _offered(an_initiative(until="rfi open", key=key), count)

    few = [queries(TIMES, who) for who in (None, "person-s1", "petra")]
    many = [queries(TIMES.replace("prov", "manga"), who) for who in (None, "person-s1", "petra")]

    assert few == many
    assert max(few) <= 20


def test_gate_of_a_dialogue_says_how_far_the_meetings_have_come_within_its_budget() -> None:
    _met(an_initiative(until="rfi open"))
    page = f"{OF}/stages/rfi/gate/"

    told = reads(page, "ulla")

    assert "berättade något som alla ska få veta: 1." in told
    assert "Den gemensamma sammanfattningen är inte publicerad." in told
    assert queries(page, "ulla") <= 20
