"""Stages move only as they may, take in until the deadline itself, and do not open before all is said."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, day, in_state, ready_stage, stage, taking_part, terms
from vakna.core import stages, words
from vakna.core.initiative import Document, Figure, Key, Member, Need, Rights, text
from vakna.core.money import Money
from vakna.core.refusal import BadInput, Conflict, TooLate
from vakna.core.stages import FIELD_OF, INSTRUMENTS, MOVES, STORING
from vakna.core.vocabulary import GateKind, Instrument, NotPublished, ParticipationState, Role, StageState

_MOVES = [(one, to) for one in StageState for to in StageState]
_NEED = stage("behov", 1, Instrument.NEED_WORK, gate=GateKind.DIALOGUE)
_RFI = stage(
    "rfi", 2, Instrument.RFI, gate=GateKind.DIALOGUE, question=text("Hur?"), purpose=text("Veta"),
    use_of_answers=text("Läses"), secrecy_notice=text("Allmän"), contact=Key("ulla"), success=text("Vi vet"),
    background=text("Tio boenden"), target_group=text("Alla"), we_know=(text("Ont om tid"),),
    wants_to_know=(text("Vad?"),),
    compensation=text("Ingen"), next_steps=text("Beslut"),
    owner=Key("nora"), deadline=day(5), decision_due=day(9),
)  # fmt: skip


@pytest.mark.parametrize(("state", "to"), _MOVES)
def test_stage_moves_only_where_it_may(state: StageState, to: StageState) -> None:
    one = in_state(CONCEPT, state)

    if to in MOVES[state]:
        stages.move(one, to)
    else:
        with pytest.raises(Conflict, match="stage-move"):
            stages.move(one, to)


def test_every_stage_that_opens_can_reach_its_decision() -> None:
    path = [StageState.PLANNED, StageState.PUBLISHED, StageState.OPEN, StageState.CLOSED, StageState.DECIDED]

    assert [to in MOVES[one] for one, to in pairwise(path)] == [True] * 4
    assert MOVES[StageState.DECIDED] == MOVES[StageState.CANCELLED] == frozenset()


def test_every_instrument_and_every_state_has_its_rules() -> None:
    assert set(INSTRUMENTS) == set(Instrument)
    assert set(MOVES) == set(StageState)


@given(st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400)))
def test_deadline_itself_is_in_time_and_nothing_after_it(offset: timedelta) -> None:
    assert stages.is_late(day(10), day(10) + offset) == (offset > timedelta(0))


def test_late_hand_in_is_refused_with_both_instants() -> None:
    received = day(10) + timedelta(microseconds=1)

    with pytest.raises(TooLate) as caught:
        stages.require_in_time(CALL, received)

    assert caught.value.values == {"deadline": day(10), "received_at": received}
    stages.require_in_time(CALL, day(10))
    stages.require_in_time(replace(CALL, deadline=None), day(400))


def test_sealed_stage_opens_when_what_came_in_time_has_been_stored() -> None:
    assert stages.opens_from(CALL) == day(10) + STORING


def test_nothing_is_missing_in_a_stage_that_says_it_all() -> None:
    whole = terms(CONCEPT)

    assert stages.missing_before_opening(CONCEPT, whole) == ()
    assert stages.missing_before_opening(_RFI, whole) == ()
    stages.require_ready(CONCEPT, whole)


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        ({"success": None}, "missing-success"),
        ({"owner": None}, "missing-owner"),
        ({"ceiling": None}, "missing-ceiling"),
        ({"ceiling": NotPublished.YES}, "missing-ceiling"),
        ({"decision_due": None}, "missing-decision-date"),
        ({"deadline": None}, "missing-deadline"),
        ({"criteria": ()}, "missing-criteria"),
        ({"rights": None}, "missing-rights"),
        ({"rights": Rights()}, "missing-rights"),
        ({"more_than_places": ()}, "missing-more-rule"),
        ({"fewer_than_places": None}, "missing-fewer-rule"),
    ],
)
def test_what_a_contract_stage_lacks_is_named(gone: dict[str, object], code: str) -> None:
    assert stages.missing_before_opening(ready_stage(**gone), terms()) == (code,)


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        ({"question": None}, "missing-question"),
        ({"purpose": None}, "missing-purpose"),
        ({"use_of_answers": None}, "missing-use-of-answers"),
        ({"secrecy_notice": None}, "missing-secrecy-notice"),
        ({"contact": None}, "missing-contact-procurer"),
        ({"contact": Key("nora")}, "missing-contact-procurer"),
        ({"background": None}, "missing-background"),
        ({"target_group": None}, "missing-target-group"),
        ({"we_know": ()}, "missing-we-know"),
        ({"wants_to_know": ()}, "missing-wants-to-know"),
        ({"compensation": None}, "missing-compensation"),
        ({"next_steps": None}, "missing-next-steps"),
        ({"deadline": None}, "missing-deadline"),
        ({"decision_due": None}, "missing-decision-date"),
    ],
)
def test_what_an_rfi_lacks_is_named(gone: dict[str, object], code: str) -> None:
    assert stages.missing_before_opening(replace(_RFI, **gone), terms()) == (code,)  # type: ignore[arg-type]


def test_figures_of_the_need_are_background_and_a_sum_is_compensation() -> None:
    need = Need(
        version=1, at=day(0), owner=Key("kop"), statement=text("a"), purpose=text("b"), users=text("c"), now=text("d"),
        wanted=text("e"), figures=(Figure(label=text("boende"), low=Decimal(86)),),
    )  # fmt: skip
    bare = replace(_RFI, background=None, compensation=None, pay=Money(Decimal(5_000)))

    assert stages.missing_before_opening(bare, terms(needs=(need,))) == ()


def test_contact_who_is_no_longer_procurer_is_no_contact() -> None:
    left = Member(person=Key("ulla"), role=Role.PROCURER, since=day(0), until=day(1))

    assert stages.missing_before_opening(_RFI, terms(members=(left,))) == ("missing-contact-procurer",)


def test_external_review_lacks_its_drafts_and_none_of_an_rfi_s_own_parts() -> None:
    review = replace(_RFI, instrument=Instrument.EXTERNAL_REVIEW, background=None, target_group=None, we_know=())
    draft = Document(name="krav.pdf", size=1, digest="0" * 64, media_type="application/pdf")

    assert stages.missing_before_opening(review, terms()) == ("missing-drafts",)
    assert stages.missing_before_opening(replace(review, drafts=(draft,)), terms()) == ()


def test_rules_for_places_are_not_asked_for_when_places_are_not_limited() -> None:
    free = ready_stage(places=None, more_than_places=(), fewer_than_places=None)

    assert stages.missing_before_opening(free, terms()) == ()


def test_need_work_asks_for_neither_money_nor_criteria() -> None:
    assert stages.missing_before_opening(_NEED, terms()) == (
        "missing-success",
        "missing-owner",
        "missing-decision-date",
    )


def test_every_gap_is_refused_at_once_with_its_field_and_a_sentence() -> None:
    with pytest.raises(BadInput) as caught:
        stages.require_ready(ready_stage(success=None, ceiling=None), terms())

    assert [(one.path, one.code) for one in caught.value.problems] == [
        ("success", "missing-success"),
        ("ceiling", "missing-ceiling"),
    ]
    assert {
        part for code in FIELD_OF for part in ("says", "hint") if f"refusal.{code}.{part}" in words.CORE.codes("sv")
    } == {
        "says",
        "hint",
    }


def test_rfi_waits_for_a_procurer() -> None:
    left = terms(members=(Member(person=Key("ulla"), role=Role.PROCURER, since=day(0), until=day(1)),))

    stages.require_procurer(terms())
    with pytest.raises(Conflict, match="rfi-needs-procurer"):
        stages.require_procurer(left)


_DONE = in_state(replace(_NEED, number=1), StageState.DECIDED)
_OPEN = in_state(CONCEPT, StageState.OPEN)
_COMING = in_state(PROTOTYPE, StageState.PUBLISHED)
_MAYBE = stage("spridning", 4, Instrument.SPREAD)


def test_current_is_the_last_stage_under_way() -> None:
    use = stage("bruk", 5, Instrument.USE, state=StageState.CLOSED)

    assert stages.current(terms(_MAYBE, _COMING, _OPEN, _DONE)) == _OPEN
    assert stages.current(terms(_DONE, in_state(CONCEPT, StageState.CLOSED), _MAYBE)) == in_state(
        CONCEPT, StageState.CLOSED
    )
    assert stages.current(terms(_DONE, _COMING)) == _COMING
    assert stages.current(terms(_DONE, use, _MAYBE)) is None


def test_next_passes_stages_that_were_skipped_or_cancelled() -> None:
    skipped = in_state(PROTOTYPE, StageState.SKIPPED)

    assert stages.next_after(terms(_DONE, _OPEN, skipped, _MAYBE), _OPEN) == _MAYBE
    assert stages.next_after(terms(_OPEN, _MAYBE), _MAYBE) is None


def test_bar_draws_done_now_next_and_maybe() -> None:
    drawn = stages.bar(
        terms(_MAYBE, _DONE, _OPEN, _COMING, stage("bort", 5, Instrument.USE, state=StageState.CANCELLED))
    )

    assert drawn == ((_DONE, "done"), (_OPEN, "now"), (_COMING, "next"), (_MAYBE, "maybe"))


def test_supplier_takes_part_until_the_stage_whose_gate_ended_it() -> None:
    whole = terms(CALL, CONCEPT, PROTOTYPE)
    going = taking_part("alfa")[0]
    ended = replace(going, state=ParticipationState.ENDED, ended_stage=Key("koncept"))
    other = replace(going, procurement=None)

    found = [[stages.takes_part(whole, one, it) for it in whole.stages] for one in (going, ended, other)]

    assert found == [[True, True, True], [True, True, False], [False, False, False]]


def test_supplier_takes_part_from_its_first_stage_on() -> None:
    late = taking_part("alfa", first_stage=Key("prototyp"))[0]

    assert [stages.takes_part(terms(CALL, CONCEPT, PROTOTYPE), late, it) for it in (CALL, CONCEPT, PROTOTYPE)] == [
        False,
        False,
        True,
    ]
