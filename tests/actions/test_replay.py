"""The practice case is lived again by its own people: it comes out as it was written, and others can step in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.management import call_command

from tests.conftest import _drop_triggers as drop_triggers
from vakna.actions import _events, demo, gates, replay, selection
from vakna.core import document, graveyard, journal
from vakna.core import vocabulary as v
from vakna.core.refusal import Conflict
from vakna.exchange import keys, signed_note
from vakna.records import journals, pictures, vault
from vakna.records import models as m
from vakna.rules.amounts import limits_of_tests

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
START, GATE, FINISHED, LAID_DOWN, MEETING, ENDED, TENDERS = (case.key for case in demo.CASES)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole demo, built once; what a test does to it is rolled back, and the tables are emptied last."""
    with django_db_blocker.unblock():
        demo.build(at=NOW)
    yield
    with django_db_blocker.unblock():
        drop_triggers()
        call_command("flush", verbosity=0, interactive=False)


def _told(key: str) -> dict[str, Any]:
    """Give an initiative's document without what only a house can make: digests, receipts, files, its own names."""
    return _bare(document.dump(pictures.take(key)))


def _bare(told: dict[str, Any]) -> dict[str, Any]:
    for name in ("key", "number", "title"):
        told["initiative"].pop(name)
    for stage in told["initiative"]["stages"]:
        stage.get("opening", {}).pop("root", None)
    for one in told["submissions"]:
        for name in ("digest", "receipt", "attachments"):
            one.pop(name, None)
    for one in told["participations"]:
        one.pop("joined_at")
    for rows in (told["initiative"]["organisations"], told["initiative"]["people"], told["assessments"]):
        rows.sort(key=lambda row: row["key"])
    return told


def _script(name: str = demo.SCRIPT) -> dict[str, Any]:
    return _bare(document.dump(replay.read_script(script=name)))


def test_history_comes_out_as_it_was_written_when_all_of_it_is_performed() -> None:
    assert _told(FINISHED) == _script()
    assert _told(TENDERS) == _script(demo.TENDERS)


def test_supplier_takes_part_from_its_first_hand_in_when_performed() -> None:
    picture = pictures.take(FINISHED)
    first = {one.participation: one.received_at for one in reversed(picture.submissions)}

    assert {one.key: one.joined_at for one in picture.participations} == first


def test_everything_wanted_is_delivered_as_a_file_that_can_be_read_when_performed() -> None:
    picture = pictures.take(FINISHED)
    wanted = {one.key: len(picture.stage(one.stage).deliverables) for one in picture.submissions}
    files = m.StoredFile.objects.filter(submission__initiative__key=FINISHED)

    assert {one.key: len(one.attachments) for one in picture.submissions} == wanted
    assert [one for one in files if sha256(b"".join(vault.read(place=one.place))).hexdigest() != one.digest] == []
    assert files.count() == sum(wanted.values())


def test_every_act_leaves_an_entry_when_performed() -> None:
    acts = [one.verb for one in _events.events(replay.read_script(script=demo.SCRIPT))]
    sealed = sum(one.stage == "inbjudan" for one in pictures.take(FINISHED).submissions)
    entries = m.Entry.objects.filter(journal=f"initiative/{FINISHED}").exclude(act="demand.start")

    assert entries.count() == len(acts) - sealed
    assert set(entries.values_list("act", flat=True)) == set(acts)


@pytest.mark.parametrize("key", [START, GATE, FINISHED, MEETING, ENDED, *demo.PUBLISHED])
def test_journal_is_whole_when_the_demo_is_built(key: str) -> None:
    export = journals.export(name=f"initiative/{key}")
    trusted = [keys.read_public_key(text=text) for text in export.keys]

    assert journal.verify(export, open_note=signed_note.opener(keys=trusted)) == ()


def test_case_stands_before_the_rfi_when_just_started() -> None:
    terms = pictures.take(START).terms

    assert [stage.state for stage in terms.stages[:2]] == [v.StageState.DECIDED, v.StageState.PLANNED]
    assert [need.version for need in terms.needs] == [1]
    assert pictures.take(START).participations == ()
    assert terms.procurements == ()


def test_decision_waits_when_the_case_stands_at_its_gate() -> None:
    picture = pictures.take(GATE)

    assert picture.stage("koncept").state is v.StageState.CLOSED
    assert [one.version for one in picture.proposals if one.stage == "koncept"] == [1, 2]
    assert [one.stage for one in picture.decisions] == ["behov", "rfi", "inbjudan"]
    assert {one.state for one in picture.participations} == {v.ParticipationState.ACTIVE}


def test_clock_stands_where_the_history_was_left() -> None:
    clocks = dict(m.Initiative.objects.filter(sandbox=True).values_list("key", "clock_at"))
    scripts = (demo.SCRIPT, demo.PROGRAMME, demo.TENDERS)
    last = {name: _events.events(replay.read_script(script=name))[-1].at for name in scripts}

    assert clocks == {case.key: case.clock or case.until or last[case.script] for case in demo.CASES}


def test_tested_solution_lies_in_the_graveyard_with_its_cause_when_nobody_took_it_up() -> None:
    picture = pictures.take(LAID_DOWN)
    at = m.Initiative.objects.get(key=LAID_DOWN).clock_at
    assert at is not None
    grave = graveyard.standing(picture, at, limits_of_tests(at))

    assert grave is not None
    assert (grave.fate, grave.cause) == (graveyard.Fate.LAID_DOWN, v.CauseOfDeath.NO_BUDGET)
    assert picture.terms.adoption_routes != ()
    assert picture.adoptions == ()


def test_building_again_changes_nothing_when_the_demo_stands() -> None:
    before = m.Entry.objects.count()

    demo.build(at=NOW + timedelta(days=1))

    assert m.Entry.objects.count() == before


def test_everybody_with_an_address_can_log_in_when_the_demo_is_built() -> None:
    named = [one.key for one in replay.read_script(script=demo.SCRIPT).terms.people if one.email]
    people = m.Person.objects.filter(key__in=named)

    assert [one.key for one in people if not one.check_password(demo.PASSWORD)] == []
    assert people.count() == len(named)


def _to_the_end(key: str) -> str:
    """Let the cast play date after date, and give why it stopped."""
    for _ in range(100):
        at = m.Initiative.objects.values_list("clock_at", flat=True).get(key=key)
        try:
            demo.to_next_date(by="kerstin-ahlgren", at=at or NOW, initiative=key, with_cast=True)
        except Conflict as refusal:
            return refusal.code
    return "it never ended"


def test_case_ends_as_it_was_written_when_its_cast_plays_every_date() -> None:
    assert _to_the_end(START) == "no-next-date"
    assert _told(START) == _script()


def test_only_the_clock_moves_when_the_cast_rests() -> None:
    before = _told(GATE)

    to = demo.to_next_date(by="lina-westberg", at=demo.CASES[1].until or NOW, initiative=GATE, with_cast=False)

    assert to == replay.read_script(script=demo.SCRIPT).stage("koncept").decision_due
    assert _told(GATE) == before
    assert m.Initiative.objects.get(key=GATE).clock_at == to
    assert m.Entry.objects.filter(journal=f"initiative/{GATE}").order_by("sequence").last().act == "sandbox.move_clock"  # type: ignore[union-attr]


def test_clock_is_refused_when_the_initiative_is_no_sandbox() -> None:
    with pytest.raises(Conflict) as refused:
        demo.to_next_date(by="lina-westberg", at=NOW, initiative="karlstad-1", with_cast=False)

    assert refused.value.code == "not-sandbox"


def _decide_by_hand() -> None:
    gates.decide(
        by="birgitta-falk", at=demo.CASES[1].until or NOW, initiative=GATE, stage="koncept", version=2,
        mandate=v.Mandate.MINUTE, reference="9", committee="Nämnden",
        minuted=date(2022, 4, 1),
    )  # fmt: skip


def test_what_was_done_by_hand_stands_when_the_cast_plays_on() -> None:
    _decide_by_hand()

    demo.to_next_date(by="birgitta-falk", at=demo.CASES[1].until or NOW, initiative=GATE, with_cast=True)

    references = [one.reference for one in pictures.take(GATE).decisions if one.stage == "koncept"]
    assert references == ["§ 9"]


def test_hand_in_by_hand_keeps_its_supplier_in_the_story_when_the_cast_plays_on() -> None:
    """A supplier that tendered by hand has another key than in the script; everything later is told of that key."""
    script = replay.read_script(script=demo.SCRIPT)
    submission = next(one for one in script.submissions if one.key == "inbjudan-vinterspegel-1")
    first = submission.received_at - timedelta(days=1)
    replay.replay(at=NOW, script=demo.SCRIPT, key="handfallet", until=first)

    selection.hand_in(
        by="amina-yusuf",
        at=first,
        initiative="handfallet",
        stage="inbjudan",
        answers=submission.answers,
        key="for-hand",
    )
    decided = next(one.at for one in script.decisions if one.stage == "koncept")

    replay.play_on(initiative="handfallet", until=decided)

    picture = pictures.take("handfallet")
    mine = [one for one in picture.participations if one.organisation == "vinterspegel" and one.procurement]
    tenders = [one.key for one in picture.submissions if one.stage == "inbjudan" and one.participation == mine[0].key]
    assert tenders == ["for-hand"]
    assert [one.verdict for one in picture.decisions[-1].outcomes if one.participation == mine[0].key] == [
        v.Verdict.CONTINUES
    ]
