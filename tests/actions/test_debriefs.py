"""Talks about a decision are offered equally, answered unseen by others, noted once; every refusal leaves nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from vakna.actions import debriefs
from vakna.core import vocabulary as v
from vakna.core.refusal import Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def after_a_gate(key: str = "prov") -> Built:
    """Give an initiative whose concepts are decided: two go on and the third is ended."""
    return an_initiative(until="decided", key=key)


def offered(built: Built, *hours: float, **more: Any) -> dict[str, Any]:
    """Say what an offer of half-hour times, so many hours from now, is called with."""
    starts = [built.at + timedelta(hours=one) for one in hours or (24, 25)]
    return {"by": "ulla", "at": built.at, "initiative": built.key, "stage": "concept", "starts": starts, "minutes": 30,
            "place": said("Rådhuset", "The town hall"), "keys": {"s3": "samtal"}, **more}  # fmt: skip


def answered(built: Built, by: str = "person-s3", **more: Any) -> dict[str, Any]:
    """Say what a supplier's answer is called with."""
    return {"by": by, "at": built.at, "initiative": built.key, "debrief": "samtal", **more}


def _code(action: Callable[..., Any], **values: Any) -> str:
    before = m.Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        action(**values)
    assert m.Entry.objects.count() == before
    return str(refusal.value.code)


def test_offer_book_change_decline_and_note_are_told_to_those_concerned_alone() -> None:
    built = after_a_gate()
    m.Letter.objects.all().delete()
    day, hour = timedelta(days=1), timedelta(hours=1)

    debriefs.offer(**offered(built))
    debriefs.offer(**offered(built, 26))
    debriefs.book(**answered(built, starts=built.at + day))
    debriefs.decline(**answered(built))
    debriefs.book(**answered(built, starts=built.at + day + 2 * hour))
    later = built.at + day + 3 * hour
    debriefs.note(**{**answered(built, by="petra"), "at": later}, summary=said("Vi gick igenom kriterium 1."))

    [one] = pictures.take("prov", {"debriefs"}).debriefs
    assert one.starts == tuple(built.at + day + number * hour for number in (0, 1, 2))
    assert (one.participation, one.booked, one.declined, one.held_at) == ("s3", one.starts[2], False, later)
    to = {(letter.to, letter.subject.split(" efter")[0].split(":")[0]) for letter in m.Letter.objects.all()}
    assert to == {
        ("person-s3@cast.example", "Vill ni tala om beslutet"),
        ("person-s3@cast.example", "Ert återkopplingssamtal"),
        ("person-s3@cast.example", "Sammanfattning av ert samtal"),
        *((f"{one}@cast.example", "Bokat återkopplingssamtal") for one in ("ulla", "petra")),
        *((f"{one}@cast.example", "Celsing s3 vill inte ha något återkopplingssamtal") for one in ("ulla", "petra")),
    }
    own = m.Entry.objects.filter(act__in=("debriefs.book", "debriefs.decline"))
    assert len({entry.actor for entry in own}) == own.count() == 3


def test_what_cannot_be_offered_is_refused() -> None:
    built = after_a_gate()

    assert _code(debriefs.offer, **offered(built, stage="call")) == "debrief-nobody"
    assert _code(debriefs.offer, **offered(built, starts=[])) == "slots-none"
    assert _code(debriefs.offer, **offered(built, minutes=0)) == "slots-minutes"
    assert _code(debriefs.offer, **offered(built, -1)) == "slot-past"
    assert _code(debriefs.offer, **offered(built, 24, 24.25)) == "slot-overlaps"
    assert _code(debriefs.offer, **offered(built, by="person-s3")) == "may-not"
    debriefs.offer(**offered(built))
    assert _code(debriefs.offer, **offered(built, 26, minutes=20)) == "slots-length"


def test_fewer_times_than_suppliers_that_wait_are_refused() -> None:
    built = after_a_gate()
    concept = m.Stage.objects.get(initiative__key="prov", key="concept")
    m.Participation.objects.filter(initiative__key="prov", procurement__isnull=False).update(
        state=v.ParticipationState.ENDED, ended_stage=concept
    )

    assert _code(debriefs.offer, **offered(built)) == "debrief-too-few"


def test_an_answer_is_refused_when_it_is_anothers_taken_past_or_too_late() -> None:
    built = after_a_gate()
    debriefs.offer(**offered(built))
    times = [built.at + timedelta(hours=one) for one in (24, 25)]
    concept, other = m.Stage.objects.get(initiative__key="prov", key="concept"), m.Participation.objects.get(key="s2")
    m.Debrief.objects.create(
        initiative=concept.initiative, key="annans", stage=concept, participation=other, offered_at=built.at,
        starts=tuple(times), minutes=30, place=said("Rådhuset"), booked=times[0],
    )  # fmt: skip

    assert _code(debriefs.book, **answered(built, by="person-s1", starts=times[1])) == "debrief-not-yours"
    assert _code(debriefs.book, **answered(built, debrief="annans", starts=times[1])) == "debrief-not-yours"
    assert _code(debriefs.book, **answered(built, debrief="saknas", starts=times[1])) == "no-such-debrief"
    assert _code(debriefs.book, **answered(built, starts=built.at + timedelta(hours=30))) == "debrief-no-such-time"
    assert _code(debriefs.book, **answered(built, starts=times[0])) == "debrief-taken"
    note = {**answered(built, by="ulla"), "summary": said("Vi talades vid.")}
    assert _code(debriefs.note, **note) == "debrief-not-booked"
    debriefs.book(**answered(built, starts=times[1]))
    assert _code(debriefs.note, **note) == "debrief-not-begun"
    late = {"at": times[1] + timedelta(minutes=30)}
    assert _code(debriefs.decline, **{**answered(built), **late}) == "debrief-begun"
    debriefs.note(**{**note, **late})
    assert _code(debriefs.note, **{**note, **late}) == "debrief-noted"
