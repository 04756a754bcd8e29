"""Hand-in: in time by the instant of arrival, one thing per form, receipts that hold, seals that tell nothing."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from vakna.actions import selection
from vakna.core import journal, stages
from vakna.core.initiative import Answer, Key
from vakna.core.refusal import AlreadyDone, Conflict, NotAllowed, TooLate
from vakna.exchange import keys, signed_note
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _hand_in(built: Built, stage: str, **changes: Any) -> str:
    asked = {
        "by": "person-s1", "at": built.at, "initiative": built.key, "stage": stage,
        "answers": (Answer(topic=Key("need"), said=said("Två rum där morgonen inte stämmer.")),),
    }  # fmt: skip
    return selection.hand_in(**{**asked, **changes})


def _deadline(built: Built, stage: str) -> Any:
    return pictures.take(built.key).stage(stage).deadline


def test_what_arrived_at_the_deadline_is_in_time_however_late_it_is_processed() -> None:
    built = an_initiative(until="concept open")

    key = _hand_in(built, "concept", at=_deadline(built, "concept"))

    assert m.Submission.objects.get(key=key).received_at == _deadline(built, "concept")


def test_what_arrived_after_the_deadline_is_refused_and_nothing_is_written() -> None:
    built = an_initiative(until="concept open")
    before = m.Submission.objects.count(), m.Entry.objects.count()

    with pytest.raises(TooLate):
        _hand_in(built, "concept", at=_deadline(built, "concept") + timedelta(microseconds=1))

    assert (m.Submission.objects.count(), m.Entry.objects.count()) == before


def test_the_same_form_posted_twice_makes_one_thing() -> None:
    built = an_initiative(until="concept open")

    key = _hand_in(built, "concept", once="form-1")
    with pytest.raises(AlreadyDone) as again:
        _hand_in(built, "concept", once="form-1")

    assert again.value.values["answer"] == key
    assert m.Submission.objects.filter(stage__key="concept", participation__key="s1").count() == 1


def test_a_later_version_leaves_the_earlier_receipt_standing() -> None:
    built = an_initiative(until="concept open")

    first, second = _hand_in(built, "concept"), _hand_in(built, "concept", at=built.at + timedelta(minutes=1))

    rows = {one.key: one for one in m.Submission.objects.filter(key__in=[first, second])}
    assert [rows[one].version for one in (first, second)] == [1, 2]
    assert rows[first].receipt != rows[second].receipt


def test_a_tenderer_that_takes_its_only_tender_back_has_withdrawn_until_it_hands_in_again() -> None:
    built = an_initiative(until="call open")
    key = _hand_in(built, "call")

    selection.withdraw(by="person-s1", at=built.at, initiative=built.key, submission=key)
    withdrawn = m.Participation.objects.get(organisation__key="org-s1", procurement__isnull=False).state
    _hand_in(built, "call", at=built.at + timedelta(minutes=1))

    again = m.Participation.objects.get(organisation__key="org-s1", procurement__isnull=False)
    assert (withdrawn, again.state, again.ended_stage) == ("withdrawn", "active", None)


def test_what_has_been_opened_is_neither_taken_back_nor_confirmed() -> None:
    built = an_initiative(until="opened")
    [first, *_] = m.Submission.objects.filter(stage__key="call").values_list("key", flat=True)
    m.Stage.objects.filter(key="call").update(deadline=built.at + timedelta(days=1))
    before = m.SealedLeaf.objects.count()

    for verb in (selection.withdraw, selection.confirm):
        with pytest.raises(Conflict) as refused:
            verb(by="person-s1", at=built.at, initiative=built.key, submission=first)
        assert refused.value.code == "stage-not-open"

    assert m.SealedLeaf.objects.count() == before


def test_the_receipt_holds_against_the_house_key(settings: Any) -> None:
    built = an_initiative(until="concept open")

    row = m.Submission.objects.get(key=_hand_in(built, "concept"))

    receipt = signed_note.read_receipt_note(note=row.receipt or "", keys=keys.public_keys(folder=settings.VAKNA_KEYS))
    assert (receipt.submission, receipt.received_at) == (row.digest, journal.instant(built.at))


def test_before_opening_nothing_tells_how_many_have_tendered() -> None:
    built = an_initiative(until="call open")
    quiet = _outside(built)

    for person in ("person-s1", "person-s2", "person-s3"):
        _hand_in(built, "call", by=person)

    assert m.Submission.objects.filter(stage__key="call").count() == 3
    assert _outside(built) == quiet


def test_under_seal_the_words_lie_nowhere_in_the_clear() -> None:
    built = an_initiative(until="call open")
    secret = "ingen får läsa detta före öppningen"

    key = _hand_in(built, "call", answers=(Answer(topic=Key("need"), said=said(secret)),))

    row = m.Submission.objects.get(key=key)
    held = [str(value) for model in (m.Submission, m.Entry, m.ProtectedPart, m.Letter, m.Draft)
            for stored in model._default_manager.values_list() for value in stored]  # fmt: skip
    assert [value for value in held if secret in value] == []
    assert secret.encode() not in bytes(row.sealed or b"")


def test_two_different_persons_open_and_not_before_the_time() -> None:
    built = an_initiative(until="call open")
    key = _hand_in(built, "call")
    opens = stages.opens_from(pictures.take(built.key).stage("call"))

    with pytest.raises(Conflict) as early:
        selection.open_sealed(by="ulla", at=_deadline(built, "call"), initiative=built.key, stage="call")
    asked = selection.open_sealed(by="ulla", at=opens, initiative=built.key, stage="call")
    with pytest.raises(NotAllowed) as alone:
        selection.open_sealed(by="ulla", at=opens, initiative=built.key, stage="call")
    opened = selection.open_sealed(by="petra", at=opens, initiative=built.key, stage="call")

    assert (early.value.code, asked, alone.value.code, opened) == ("too-early-to-open", False, "two-persons", True)
    assert m.Submission.objects.get(key=key).answers[0].said == said("Två rum där morgonen inte stämmer.")


def _outside(built: Built) -> Any:
    """Give all that the journals, the checkpoints and the lists show."""
    return (
        list(m.Entry.objects.filter(journal=f"initiative/{built.key}").values_list("leaf", flat=True)),
        list(m.Checkpoint.objects.values_list("note", flat=True)),
        m.Summary.objects.values_list("active_suppliers", "using", "paid").get(initiative__key=built.key),
    )
