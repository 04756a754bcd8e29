"""Directive 2014/24/EU, annex IV: what devices for electronic receipt of tenders must guarantee, letter by letter.

docs/guide/annex-iv.md says how each is met, and what is not claimed.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.actions import initiatives, selection
from vakna.actions._journal import house_key
from vakna.core import document, journal, people, stages
from vakna.core.initiative import Answer, Key
from vakna.core.refusal import Conflict, NotAllowed
from vakna.core.visibility import seen_by, unsealed
from vakna.exchange import signed_note
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

SECRET = "Näktergalen sjunger i vårt anbud."
READERS = {"nils", "ulla", "petra", "asta", "axel", "beata", "jorun", "rut"}
OTHERS = {"colin", "inga", "folke", "oskar", "person-s2", "person-s3", "stranger"}


def _tendered(at: datetime | None = None) -> cast.Built:
    """Let one supplier tender while the call is open."""
    built = cast.an_initiative(until="call open")
    _tender(at or built.at)
    return built


def _tender(at: datetime) -> None:
    answers = (Answer(topic=Key("need"), said=cast.said(SECRET)),)
    given: dict[str, Any] = {
        "initiative": "prov",
        "stage": "call",
        "answers": answers,
        "participation": "",
        "key": "t1",
    }
    selection.hand_in(by="person-s1", at=at, **given)


def _opened() -> cast.Built:
    built = _tendered()
    at = built.at + timedelta(days=28)
    for by in ("ulla", "jorun"):
        selection.open_sealed(by=by, at=at, initiative="prov", stage="call")
    return built


def _as(key: str) -> Client:
    client = Client()
    client.force_login(cast.person(key))
    return client


def _deadline() -> datetime:
    deadline = m.Stage.objects.get(initiative__key="prov", key="call").deadline
    assert deadline
    return deadline


def test_a_the_exact_time_of_receipt_can_be_determined() -> None:
    """(a) "the exact time and date of the receipt of tenders ... can be determined precisely"."""
    at = datetime.now(UTC).replace(microsecond=123_456)
    _tendered(at)

    row = m.Submission.objects.get(key="t1")
    receipt = signed_note.read_receipt_note(note=row.receipt or "", keys=[house_key().public])

    assert (row.received_at, receipt.received_at) == (at, journal.instant(at))
    assert stages.is_late(_deadline(), _deadline() + timedelta(microseconds=1))
    assert not stages.is_late(_deadline(), _deadline())


def test_b_nobody_has_access_before_the_time_limit() -> None:
    """(b) "before the time limits laid down, no-one can have access to data transmitted"."""
    built = _tendered()
    row, whole = m.Submission.objects.get(key="t1"), pictures.take("prov")

    seen = {
        who: document.dump(seen_by(whole, people.actor_in(whole, who, built.at), at=built.at))
        for who in READERS | OTHERS
    }
    pages = {who: _as(who).get(reverse("submissions", args=["prov", "call"])).content.decode() for who in READERS}

    assert (row.answers, row.attachments, SECRET.encode() in bytes(row.sealed or b"")) == ((), (), False)
    assert [who for who, told in seen.items() if SECRET in str(told) or told.get("submissions")] == []
    assert [who for who, page in pages.items() if SECRET in page or "Alvina Verkstad" in page] == []
    assert document.dump(unsealed(whole)).get("submissions", []) == []


def test_c_only_authorised_persons_set_or_change_the_dates() -> None:
    """(c) "only authorised persons may set or change the dates for opening data received"."""
    built = _tendered()
    later, changed = _deadline() + timedelta(days=9), set()

    for who in sorted(READERS | OTHERS):
        try:
            initiatives.correct_stage(
                by=who, at=built.at, initiative="prov", stage="call", what=cast.said("Mer tid."),
                why=cast.said("Helgen."), deadline=later,
            )  # fmt: skip
        except NotAllowed:
            continue
        changed.add(who)

    assert changed == {"ulla", "petra"}
    entries = m.Entry.objects.filter(act="initiatives.correct_stage")
    assert [one.facts["deadline"] for one in entries] == [document.encode(later)] * 2


def test_d_access_during_the_stages_is_for_authorised_persons_only() -> None:
    """(d) "access to all data submitted, or to part thereof, must be possible only for authorised persons"."""
    _opened()
    page = reverse("submission", args=["prov", "t1"])

    read = {who for who in READERS | OTHERS if _as(who).post(page, {"once": who}).status_code == 302}

    assert read == READERS
    assert m.Entry.objects.filter(act="selection.read").count() == len(READERS)


def test_e_only_two_authorised_persons_open_and_only_after_the_date() -> None:
    """(e) "only authorised persons must give access to data transmitted and only after the prescribed date"."""
    _tendered()
    shared: dict[str, Any] = {"initiative": "prov", "stage": "call"}
    opens = stages.opens_from(pictures.take("prov", ()).stage("call"))

    with pytest.raises(Conflict) as early:
        selection.open_sealed(by="ulla", at=opens - timedelta(microseconds=1), **shared)
    barred = set()
    for who in sorted(READERS | OTHERS):
        try:
            people.require(people.actor_in(pictures.take("prov"), who, opens), "selection.open_sealed")
        except NotAllowed:
            barred.add(who)
    first = selection.open_sealed(by="ulla", at=opens, **shared)
    with pytest.raises(NotAllowed) as alone:
        selection.open_sealed(by="ulla", at=opens, **shared)
    second = selection.open_sealed(by="jorun", at=opens, **shared)

    assert (early.value.code, alone.value.code, first, second) == ("too-early-to-open", "two-persons", False, True)
    assert READERS - barred == {"ulla", "petra", "jorun"}
    assert barred >= OTHERS


def test_f_what_was_opened_stays_with_those_authorised() -> None:
    """(f) "data received and opened ... must remain accessible only to persons authorised to acquaint themselves"."""
    cast.an_initiative(until="awarded")
    page = reverse("submission", args=["prov", "call-s1"])

    refused = {who: _as(who).get(page).status_code for who in OTHERS}

    assert set(refused) == {who for who, status in refused.items() if status in (403, 404)}
    whole = pictures.take("prov")
    told = {who: seen_by(whole, people.actor_in(whole, who, datetime.now(UTC)), at=datetime.now(UTC)) for who in OTHERS}
    held = {who: {str(one.key) for one in it.submissions if one.answers} for who, it in told.items()}
    assert {who: keys for who, keys in held.items() if keys} == {
        "person-s2": {"call-s2"}, "person-s3": {"call-s3"},
    }  # fmt: skip


def test_g_infringements_and_attempts_are_detectable() -> None:
    """(g) "it may be reasonably ensured that the infringements or attempts are clearly detectable"."""
    built = _opened()
    page, log = reverse("submission", args=["prov", "t1"]), reverse("reading_log", args=["prov", "call"])
    tried = [_as(who).get(page).status_code for who in ("colin", "stranger")]
    listed = _as("ulla").get(log).content.decode()

    assert tried == [403, 403]
    assert (listed.count("Colin Coach"), listed.count("Stina Främling")) == (1, 1)
    assert m.Entry.objects.filter(journal="house", act="oversight.note_attempt").count() == len(tried)
    # Whoever reaches past the product, into the database, is found out: changed bytes are never opened as a tender.
    other = cast.an_initiative(until="call open", key="annan")
    selection.hand_in(
        by="person-s2", at=other.at, initiative="annan", stage="call", key="t2",
        answers=(Answer(topic=Key("need"), said=cast.said(SECRET)),),
    )  # fmt: skip
    row = m.Submission.objects.get(key="t2")
    row.sealed = bytes(row.sealed or b"")[:-1] + bytes([bytes(row.sealed or b"")[-1] ^ 1])
    row.save(update_fields=["sealed"])
    selection.open_sealed(by="ulla", at=built.at + timedelta(days=28), initiative="annan", stage="call")
    with pytest.raises(InvalidTag):
        selection.open_sealed(by="jorun", at=built.at + timedelta(days=28), initiative="annan", stage="call")
