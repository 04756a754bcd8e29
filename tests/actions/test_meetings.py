"""Times for dialogue, minutes that the supplier confirms, several needs and buyers: what is done and refused."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from tests.cast import BUYER, Built, a_need, an_initiative, said
from vakna.actions import demand, dialogue, selection
from vakna.core import meetings, needs
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Contact, Key, Picture
from vakna.core.refusal import Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

STAGE = "rfi"


def _refused(action: Callable[..., Any], **values: Any) -> str:
    """Give the code of the refusal that the act meets; one that is done fails."""
    before = m.Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        action(**values)
    assert m.Entry.objects.count() == before
    return refusal.value.code


@pytest.fixture
def built() -> Built:
    return an_initiative(until="rfi open")


def _tomorrow(built: Built, hours: float = 0) -> datetime:
    return built.at + timedelta(days=1, hours=hours)


def _open(built: Built, *hours: float, minutes: int = 30, **more: Any) -> dict[str, Any]:
    starts = [_tomorrow(built, hour) for hour in hours or (0, 1, 2)]
    return {"by": "petra", "at": built.at, "initiative": built.key, "stage": STAGE, "starts": starts,
            "minutes": minutes, "place": said("Rådhuset", "The town hall"), **more}  # fmt: skip


def _three(built: Built) -> None:
    dialogue.open_slots(**_open(built, keys=("t1", "t2", "t3")))


def _book(built: Built, slot: str = "t1", by: str = "person-s1", **more: Any) -> dict[str, Any]:
    return {"by": by, "at": built.at, "initiative": built.key, "slot": slot, **more}


def _picture(built: Built) -> Picture:
    return pictures.take(built.key, ("contacts", "broadcasts", "submissions"))


def _minutes(built: Built, of_slot: str = "t1", **changes: Any) -> Contact:
    of = meetings.slot(_picture(built), of_slot)
    given = Contact(
        key=Key(f"m-{of_slot}"), stage=of.stage, participation=of.participation, kind=v.ContactKind.MEETING,
        at=of.starts, people=(Key("petra"),), told=said("Vi börjar på två boenden."),
        ideas=said("De vill pröva glasögon."), slot=of.key,
    )  # fmt: skip
    return replace(given, **changes)


def _after(built: Built, **more: Any) -> dict[str, Any]:
    return {"at": _tomorrow(built, 5), "initiative": built.key, **more}


def _met(built: Built) -> None:
    _three(built)
    dialogue.book_slot(**_book(built))
    dialogue.write_minutes(by="petra", minutes=_minutes(built), **_after(built))


# ---------------------------------------------------------------- offering


def test_offered_times_stand_in_the_picture_in_order_and_free(built: Built) -> None:
    keys = dialogue.open_slots(**_open(built, 2, 0))

    found = meetings.of_stage(_picture(built), STAGE)
    assert [(one.starts, one.minutes, one.participation) for one in found] == [
        (_tomorrow(built), 30, None),
        (_tomorrow(built, 2), 30, None),
    ]
    assert [one.key for one in found] == list(keys)


def test_another_length_than_the_stage_has_is_refused(built: Built) -> None:
    _three(built)

    assert _refused(dialogue.open_slots, **_open(built, 5, minutes=45)) == "slots-length"


@pytest.mark.parametrize(
    ("hours", "minutes", "code"),
    [
        ((2.25,), 30, "slot-overlaps"),
        ((1.75,), 30, "slot-overlaps"),
        ((6, 6.25), 30, "slot-overlaps"),
        ((-24,), 30, "slot-past"),
    ],
)
def test_times_that_overlap_or_have_passed_are_refused(
    built: Built, hours: tuple[float, ...], minutes: int, code: str
) -> None:
    _three(built)

    assert _refused(dialogue.open_slots, **_open(built, *hours, minutes=minutes)) == code


def test_a_time_that_begins_as_the_last_one_ends_is_offered(built: Built) -> None:
    _three(built)

    dialogue.open_slots(**_open(built, 2.5))

    assert len(meetings.of_stage(_picture(built), STAGE)) == 4


@pytest.mark.parametrize(("minutes", "code"), [(0, "slots-minutes"), (481, "slots-minutes")])
def test_a_length_that_is_no_meeting_is_refused(built: Built, minutes: int, code: str) -> None:
    assert _refused(dialogue.open_slots, **_open(built, minutes=minutes)) == code


def test_times_are_refused_where_there_is_no_dialogue_and_before_it_is_published(built: Built) -> None:
    asked = _open(built)

    assert _refused(dialogue.open_slots, **{**asked, "stage": "concept"}) == "slots-not-here"
    assert _refused(dialogue.open_slots, **{**asked, "starts": []}) == "slots-none"
    m.Stage.objects.filter(initiative__key=built.key, key=STAGE).update(state=v.StageState.PLANNED)
    assert _refused(dialogue.open_slots, **asked) == "stage-not-open"


# ---------------------------------------------------------------- booking


def test_a_booked_time_makes_the_supplier_take_part_in_the_dialogue_and_both_are_told(built: Built) -> None:
    _three(built)

    key = dialogue.book_slot(**_book(built, wish=said("Hur ni mäter.")))

    picture = _picture(built)
    mine = picture.participation(Key(key))
    assert (mine.organisation, mine.procurement, mine.first_stage, mine.contact) == ("org-s1", None, STAGE, "person-s1")
    assert [one.participation for one in meetings.of_stage(picture, STAGE)] == [key, None, None]
    assert sorted(m.Letter.objects.filter(written_at=built.at).values_list("to", flat=True)) == [
        "person-s1@cast.example",
        "petra@cast.example",
        "ulla@cast.example",
    ]


def test_the_supplier_answers_the_rfi_and_meets_as_one_participation(built: Built) -> None:
    _three(built)
    key = dialogue.book_slot(**_book(built))
    answers = (Answer(topic=Key("q1"), said=said("Det finns.")),)

    selection.hand_in(by="person-s1", at=built.at, initiative=built.key, stage=STAGE, answers=answers, key="svar")
    selection.withdraw(by="person-s1", at=built.at, initiative=built.key, submission="svar")

    rows = _picture(built).participations
    assert [(one.key, one.state) for one in rows] == [(key, v.ParticipationState.ACTIVE)]


@pytest.mark.parametrize(
    ("slot", "by", "code"),
    [
        ("t1", "person-s2", "slot-taken"),
        ("t2", "person-s1", "slot-one-each"),
        ("t2", "petra", "may-not"),
        ("saknas", "person-s2", "no-such-slot"),
    ],
)
def test_a_time_that_may_not_be_taken_is_refused(built: Built, slot: str, by: str, code: str) -> None:
    _three(built)
    dialogue.book_slot(**_book(built))

    assert _refused(dialogue.book_slot, **_book(built, slot, by)) == code


def test_the_buyers_side_takes_no_time_also_without_a_role(built: Built) -> None:
    _three(built)
    m.Person.objects.filter(key="stranger").update(organisation=m.Organisation.objects.get(key=BUYER))

    assert _refused(dialogue.book_slot, **_book(built, by="stranger")) == "slot-own-side"
    assert _refused(dialogue.book_slot, **_book(built, organisation="org-s2")) == "only-own-organisation"


def test_a_time_that_has_begun_is_neither_taken_nor_let_go(built: Built) -> None:
    _three(built)
    dialogue.book_slot(**_book(built))
    late = {"at": _tomorrow(built, 1)}

    assert _refused(dialogue.book_slot, **{**_book(built, "t2", "person-s2"), **late}) == "slot-passed"
    assert _refused(dialogue.cancel_slot, **{**_book(built), **late}) == "slot-passed"
    assert _refused(dialogue.remove_slot, **{**_book(built, by="petra"), **late}) == "slot-passed"


def test_a_cancelled_time_is_free_again_and_its_supplier_comes_back_with_another(built: Built) -> None:
    _three(built)
    key = dialogue.book_slot(**_book(built))

    dialogue.cancel_slot(**_book(built))
    left = _picture(built).participation(Key(key)).state
    dialogue.book_slot(**_book(built, by="person-s2"))
    again = dialogue.book_slot(**_book(built, "t3"))

    assert left is v.ParticipationState.WITHDRAWN
    assert again == key
    assert _picture(built).participation(Key(key)).state is v.ParticipationState.ACTIVE


def test_another_suppliers_time_is_not_cancelled(built: Built) -> None:
    _three(built)
    dialogue.book_slot(**_book(built))

    assert _refused(dialogue.cancel_slot, **_book(built, by="person-s2")) == "slot-not-yours"
    assert _refused(dialogue.cancel_slot, **_book(built, "t2")) == "slot-not-yours"


def test_a_booked_time_is_taken_away_with_a_reason_that_its_supplier_is_told(built: Built) -> None:
    _three(built)
    dialogue.book_slot(**_book(built))

    assert _refused(dialogue.remove_slot, **_book(built, by="petra")) == "slot-reason"
    dialogue.remove_slot(**_book(built, by="petra", reason=said("Salen är stängd.")))

    assert [one.key for one in meetings.of_stage(_picture(built), STAGE)] == ["t2", "t3"]
    assert "Salen är stängd." in m.Letter.objects.get(subject__contains="borttagen").body


# ---------------------------------------------------------------- minutes


def test_minutes_are_confirmed_by_the_supplier_that_was_there(built: Built) -> None:
    _met(built)

    dialogue.confirm_minutes(by="person-s1", minutes="m-t1", right=True, **_after(built))

    (written,) = _picture(built).contacts
    assert written.confirmation is not None
    assert (written.by, written.confirmation.by, written.confirmation.right) == ("petra", "person-s1", True)
    assert meetings.standing(_picture(built), STAGE) == meetings.Standing(
        slots=3, taken=1, written=1, confirmed=1, disputed=0
    )


def test_revised_minutes_wait_for_a_new_confirmation(built: Built) -> None:
    _met(built)
    wrong = {"by": "person-s1", "minutes": "m-t1", "right": False, **_after(built)}

    assert _refused(dialogue.confirm_minutes, **wrong) == "minutes-what-is-wrong"
    dialogue.confirm_minutes(**wrong, said=said("Vi sa tre boenden."))
    disputed = meetings.standing(_picture(built), STAGE).disputed
    dialogue.revise_minutes(by="ulla", minutes=_minutes(built, told=said("Vi börjar på tre boenden.")), **_after(built))

    (now,) = _picture(built).contacts
    assert disputed == 1
    assert (now.told, now.by, now.confirmation) == (said("Vi börjar på tre boenden."), "ulla", None)


def test_confirmed_minutes_are_not_answered_again(built: Built) -> None:
    _met(built)
    yes = {"by": "person-s1", "minutes": "m-t1", "right": True, **_after(built)}
    dialogue.confirm_minutes(**yes)

    assert _refused(dialogue.confirm_minutes, **yes) == "minutes-confirmed"


@pytest.mark.parametrize(
    ("by", "code"), [("person-s2", "minutes-not-yours"), ("stranger", "minutes-not-yours"), ("petra", "may-not")]
)
def test_minutes_of_a_strangers_time_are_not_confirmed(built: Built, by: str, code: str) -> None:
    _met(built)

    assert _refused(dialogue.confirm_minutes, by=by, minutes="m-t1", right=True, **_after(built)) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"slot": Key("t2")}, "slot-not-booked"),
        ({"slot": Key("saknas")}, "no-such-slot"),
        ({"participation": Key("s-annan")}, "minutes-other-supplier"),
        ({"participation": None}, "minutes-other-supplier"),
        ({"told": None, "ideas": None}, "minutes-empty"),
    ],
)
def test_minutes_for_a_strangers_time_or_of_nothing_are_refused(
    built: Built, changes: dict[str, Any], code: str
) -> None:
    _three(built)
    dialogue.book_slot(**_book(built))
    given = _minutes(built, **changes)

    assert _refused(dialogue.write_minutes, by="petra", minutes=given, **_after(built)) == code


def test_minutes_are_written_once_and_not_before_the_meeting(built: Built) -> None:
    _three(built)
    dialogue.book_slot(**_book(built))
    given = _minutes(built)

    early = {"at": built.at, "initiative": built.key}
    assert _refused(dialogue.write_minutes, by="petra", minutes=given, **early) == "slot-not-begun"
    dialogue.write_minutes(by="petra", minutes=given, **_after(built))
    second = replace(given, key=Key("m-2"))
    assert _refused(dialogue.write_minutes, by="petra", minutes=second, **_after(built)) == "minutes-twice"
    assert _refused(dialogue.revise_minutes, by="petra", minutes=second, **_after(built)) == "no-such-minutes"


# ---------------------------------------------------------------- needs and buyers


def _another(built: Built, **changes: Any) -> dict[str, Any]:
    need = a_need(key=Key("granby-behov"), owner=Key("granby"), at=built.at, **changes)
    return {"by": "nils", "at": built.at, "initiative": built.key, "need": need}


def _granby(built: Built, **more: Any) -> dict[str, Any]:
    return {"by": "nils", "at": built.at, "initiative": built.key, "organisation": "granby", **more}


def test_a_further_buyer_brings_its_own_need_and_each_need_has_its_own_versions(built: Built) -> None:
    assert _refused(demand.add_need, **_another(built)) == "need-owner-not-buyer"
    demand.add_buyer(**_granby(built, person="stranger"))
    demand.add_need(**_another(built))
    second = {**_another(built, version=2, statement=said("Nu vet vi mer."), by=Key("stranger")), "by": "stranger"}
    assert demand.revise_need(**second) == 2

    terms = pictures.take(built.key, ()).terms
    assert terms.buyers == (BUYER, "granby")
    assert [(one.key, one.version, one.owner, one.by) for one in needs.current(terms)] == [
        ("behov", 1, BUYER, None),
        ("granby-behov", 2, "granby", "stranger"),
    ]
    assert [one.version for one in needs.versions(terms, "granby-behov")] == [2, 1]


def test_needs_are_neither_added_twice_nor_revised_before_they_are_there(built: Built) -> None:
    assert _refused(demand.revise_need, **_another(built, version=2)) == "no-such-need"
    demand.add_buyer(**_granby(built))
    assert _refused(demand.add_need, **_another(built, version=2)) == "stale-need"
    demand.add_need(**_another(built))
    assert _refused(demand.add_need, **_another(built)) == "key-twice"


def test_a_supplier_a_buyer_and_a_stranger_to_the_organisation_are_refused_as_new_buyers(built: Built) -> None:
    _three(built)
    dialogue.book_slot(**_book(built))

    assert _refused(demand.add_buyer, **_granby(built, person="ulla")) == "buyer-not-their-own"
    assert _refused(demand.add_buyer, **{**_granby(built), "organisation": BUYER}) == "buyer-already"
    assert _refused(demand.add_buyer, **{**_granby(built), "organisation": "org-s1"}) == "buyer-is-supplier"


def test_no_buyer_comes_after_the_notice() -> None:
    assert _refused(demand.add_buyer, **_granby(an_initiative(until="call open"))) == "buyer-after-notice"


# ---------------------------------------------------------------- two at once

_BOOK = """
import sys
from datetime import datetime
import django
django.setup()
from vakna.actions import dialogue
from vakna.core.refusal import Refusal
key, at, slot, by = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
try:
    dialogue.book_slot(by=by, at=datetime.fromisoformat(at), initiative=key, slot=slot)
    print("booked")
except Refusal as refusal:
    print(refusal.code)
"""


@pytest.mark.locks
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gets_the_time(child_environment: dict[str, str]) -> None:
    built = an_initiative(until="rfi open")
    _three(built)
    connections.close_all()
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", _BOOK, built.key, built.at.isoformat(), "t1"]
    running = [
        subprocess.Popen([*command, by], env=child_environment, **pipes)  # noqa: S603  ours
        for by in ("person-s1", "person-s2")
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    answers = [one.communicate("go\n")[0].strip() for one in running]

    assert sorted(answers) == ["booked", "slot-taken"]
    assert [meetings.is_taken(one) for one in meetings.of_stage(_picture(built), STAGE)] == [True, False, False]
