"""The practice case can be replayed: every act comes after what it stands on, and the gates say what the marks say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from vakna.core import affordable_loss, assessment, document, gates, journal, legal_frame, stages
from vakna.core.initiative import Key, Picture
from vakna.core.journal.merkle import hash_leaf
from vakna.core.vocabulary import AssessmentKind, MoneyState, ParticipationState, Role

from .reading import FUNNEL, PRACTICE, everything, picture


@pytest.fixture(scope="module")
def practice() -> Picture:
    return picture(PRACTICE)


def test_practice_stages_are_ready_to_open(practice: Picture) -> None:
    assert {
        one.key: stages.missing_before_opening(one, practice.terms) for one in practice.terms.stages if one.published_at
    } == {one.key: () for one in practice.terms.stages}


def test_practice_procurement_is_worth_what_it_says_and_fits_its_ceiling(practice: Picture) -> None:
    procurement = practice.terms.procurements[0]
    worth = legal_frame.total_value(practice, procurement)
    assert (worth.known, worth.unknown) == (procurement.total_value, ())
    assert worth.known == practice.terms.ceiling


def test_practice_standstill_is_counted_and_contracts_come_after_it(practice: Picture) -> None:
    award = practice.terms.procurements[0].award
    assert award is not None
    assert award.standstill_ends == legal_frame.standstill_ends(award.sent.date()) == date(2022, 2, 4)
    assert [
        one.key for one in practice.contracts if not isinstance(one.signed, date) or one.signed <= award.standstill_ends
    ] == []


def test_practice_opening_covers_the_seven_tenders(practice: Picture) -> None:
    tenders = [one for one in practice.submissions if one.stage == "inbjudan"]
    leaves = [hash_leaf(journal.canonical_bytes(document.encode(one.answers))) for one in tenders]
    opening, deadline = practice.stage("inbjudan").opening, practice.stage("inbjudan").deadline
    assert opening is not None
    assert deadline is not None
    assert (opening.size, opening.root) == (7, journal.tree_root(leaves).hex())
    assert opening.first != opening.second
    assert opening.at > deadline


@pytest.mark.parametrize("part", ["submissions", "money", "requirements", "insights"])
def test_practice_collection_is_in_time_order(practice: Picture, part: str) -> None:
    times = [getattr(one, "received_at", None) or one.at for one in getattr(practice, part)]
    assert times == sorted(times)


def test_practice_members_join_before_they_act(practice: Picture) -> None:
    since = {one.person: one.since for one in practice.terms.members}
    acts: list[tuple[Key | None, datetime]] = [
        (one.by, one.at) for one in practice.assessments + practice.proposals + practice.decisions
    ]
    acts += [(person, one.at) for one in practice.contacts for person in one.people]
    acts += [(one.contact, one.joined_at) for one in practice.participations]
    acts += [(one.person, one.declared_at) for one in practice.ties]
    assert [(person, at) for person, at in acts if person is None or since[person] > at] == []


def test_practice_questions_come_from_persons_that_have_joined(practice: Picture) -> None:
    first = {
        one.organisation: min(m.since for m in practice.terms.members if m.person == one.key)
        for one in practice.terms.people
    }
    late = [
        one.key
        for one in practice.questions
        if one.asker is None or one.asked_at is None or first[one.asker] > one.asked_at
    ]
    unanswered = [
        one.key
        for one in practice.questions
        if one.asked_at is None or one.answered_at is None or one.answered_at <= one.asked_at
    ]
    assert late + unanswered == []


def test_practice_followers_have_a_person_that_can_speak_for_them(practice: Picture) -> None:
    speakers = {
        one.organisation
        for one in practice.terms.people
        if one.key in {m.person for m in practice.terms.members if m.role == Role.FOLLOWER}
    }
    assert {one.organisation for one in practice.followers} == speakers


def test_practice_stages_are_published_then_opened_then_due(practice: Picture) -> None:
    for stage in practice.terms.stages:
        given = [
            one for one in (stage.published_at, stage.opens_at, stage.deadline, stage.decision_due) if one is not None
        ]
        assert given == sorted(set(given)), stage.key


def test_practice_deadlines_are_four_in_the_afternoon_in_stockholm(practice: Picture) -> None:
    times = {one.key: one.deadline.isoformat() for one in practice.terms.stages if one.deadline}
    assert times == {
        "rfi": "2021-10-15T14:00:00+00:00",
        "inbjudan": "2022-01-14T15:00:00+00:00",
        "koncept": "2022-03-25T15:00:00+00:00",
        "prototyp": "2022-06-01T14:00:00+00:00",
    }


def test_practice_submissions_arrive_while_their_stage_is_open(practice: Picture) -> None:
    outside = []
    for one in practice.submissions:
        stage = practice.stage(one.stage)
        assert stage.opens_at is not None
        assert stage.deadline is not None
        if not stage.opens_at <= one.received_at <= stage.deadline:
            outside.append(one.key)
    assert outside == []


def test_practice_suppliers_hand_in_something_under_every_heading(practice: Picture) -> None:
    beside = {one.key for stage in practice.terms.stages for one in stage.form if not one.required}
    given = {one.key: tuple(answer.topic for answer in one.answers) for one in practice.submissions}
    rows = {(one.stage, tuple(it for it in given[one.key] if it not in beside)) for one in practice.submissions}
    headings = ("need", "market", "model", "team", "resources")
    assert rows == {("rfi", ("q1", "q2", "q3", "q4", "q5")), *((stage, headings) for stage in FUNNEL)}


def test_practice_nine_answer_seven_tender_seven_and_three_deliver(practice: Picture) -> None:
    suppliers = {
        one.key: len({s.participation for s in practice.submissions if s.stage == one.key})
        for one in practice.terms.stages
    }
    assert {stage: count for stage, count in suppliers.items() if count} == {
        "rfi": 9,
        "inbjudan": 7,
        "koncept": 7,
        "prototyp": 3,
    }


def test_practice_marks_are_whole_and_argued(practice: Picture) -> None:
    for one in practice.assessments:
        assessment.check_marks(practice.stage(one.stage), one.marks)
    kinds = [one.kind for one in practice.assessments]
    assert (kinds.count(AssessmentKind.INDIVIDUAL), kinds.count(AssessmentKind.CONSENSUS)) == (20 + 20 + 9, 7 + 7 + 3)


def test_practice_tied_assessor_has_assessed_everyone_but_her_tie(practice: Picture) -> None:
    tie = practice.ties[0]
    by_her = {one.participation for one in practice.assessments if one.by == tie.person and one.stage == "koncept"}
    organisations = {one.organisation for one in practice.participations if one.procurement and one.key not in by_her}
    assert organisations == {tie.organisation}
    assert tie.declared_at < min(one.at for one in practice.assessments)


@pytest.mark.parametrize("stage", FUNNEL)
def test_practice_individual_assessments_come_before_consensus_and_proposal(practice: Picture, stage: str) -> None:
    deadline = practice.stage(stage).deadline
    alone = [one.at for one in practice.assessments if one.stage == stage and one.kind == AssessmentKind.INDIVIDUAL]
    agreed = [one.at for one in practice.assessments if one.stage == stage and one.kind == AssessmentKind.CONSENSUS]
    proposed = [one.at for one in practice.proposals if one.stage == stage]
    assert deadline is not None
    assert deadline < min(alone) <= max(alone) < min(agreed) <= max(agreed) < min(proposed)


def test_practice_decisions_take_the_last_proposal_by_another_person(practice: Picture) -> None:
    last = {one.stage: one for one in sorted(practice.proposals, key=lambda one: one.version)}
    assert [(one.stage, one.proposal, one.outcomes) for one in practice.decisions] == [
        (one.stage, last[one.stage].version, last[one.stage].outcomes) for one in practice.decisions
    ]
    assert [
        one.stage for one in practice.decisions if one.by == last[one.stage].by or one.at <= last[one.stage].at
    ] == []
    assert {one.stage: last[one.stage].version for one in practice.decisions if one.outcomes} == {
        "inbjudan": 1,
        "koncept": 2,
        "prototyp": 2,
    }


def as_it_stood(practice: Picture, stage: str, at: datetime) -> Picture:
    """Give the practice case with suppliers and money as they were just before the gate of `stage`."""
    number = practice.stage(stage).number
    back = tuple(
        replace(one, state=ParticipationState.ACTIVE, ended_stage=None)
        if one.ended_stage and practice.stage(one.ended_stage).number >= number
        else one
        for one in practice.participations
    )
    entries = tuple(one for one in practice.money if one.at <= at)
    return replace(practice, _taken={**practice._taken, "participations": back, "money": entries})


@pytest.mark.parametrize("stage", FUNNEL)
def test_practice_gate_outcomes_are_what_the_marks_and_the_published_rule_say(practice: Picture, stage: str) -> None:
    decision = next(one for one in practice.decisions if one.stage == stage)
    then = as_it_stood(practice, stage, decision.at)
    gates.check_outcomes(then, then.stage(stage), decision.outcome, decision.outcomes)
    passed = {one.key for one in gates.eligible(then, then.stage(stage))}
    assert {one.participation for one in decision.outcomes if one.eligible} == passed


def test_practice_last_place_is_settled_by_the_published_rule(practice: Picture) -> None:
    decision = next(one for one in practice.decisions if one.stage == "prototyp")
    then = as_it_stood(practice, "prototyp", decision.at)
    steps = [(one.rule.value, one.answer_code) for one in gates.place_rule_steps(then, then.stage("prototyp"))]
    assert steps == [("more_places", "more-places-too-dear"), ("points", "points-settles"), ("need_fit", "not-needed")]
    said = {
        one.participation: gates.points(then.stage("prototyp"), one)
        for one in then.assessments
        if one.key.endswith("-samlad") and one.stage == "prototyp"
    }
    assert said == {"rum": 13, "toinen": 15, "vinterspegel": 17}


def test_practice_money_never_passes_a_ceiling_on_its_way(practice: Picture) -> None:
    for n, one in enumerate(practice.money):
        so_far = replace(practice, _taken={**practice._taken, "money": practice.money[:n]})
        if one.state == MoneyState.COMMITTED and not one.outside_stage_money:
            affordable_loss.require_room(so_far, one.stage, one.participation, one.amount)
        elif one.state in {MoneyState.INVOICED, MoneyState.RELEASED, MoneyState.PAID}:
            affordable_loss.commitment(so_far, one.stage, one.participation, one.amount, one.state)


def test_practice_money_is_committed_on_a_contract(practice: Picture) -> None:
    signed = {(one.stage, one.participation): one.signed for one in practice.contracts}
    committed = {
        (one.stage, one.participation): one.at.date()
        for one in practice.money
        if one.state == MoneyState.COMMITTED and not one.outside_stage_money
    }
    assert committed == signed


def test_practice_rfi_pay_is_the_intermediarys_and_outside_stage_money(practice: Picture) -> None:
    outside = [one for one in practice.money if one.outside_stage_money]
    assert {(one.stage, one.payer) for one in outside} == {("rfi", "motesplats")}
    assert str(affordable_loss.standing(practice.money, outside=True).paid) == "40000.00 SEK"


def test_practice_broadcasts_follow_their_insights_in_good_time(practice: Picture) -> None:
    learned = {one.key: one.at for one in practice.insights}
    for one in practice.broadcasts:
        deadline = practice.stage(one.stage).deadline
        assert deadline is not None
        assert max(learned[key] for key in one.because) < one.available_at
        assert one.available_at + timedelta(days=practice.stage(one.stage).information_days) <= deadline
        assert all(seen.at > one.available_at for seen in one.acknowledgements)


def test_practice_first_broadcast_waits_for_one_of_seven(practice: Picture) -> None:
    seven = {one.key for one in practice.participations if one.procurement}
    assert seven - {one.participation for one in practice.broadcasts[0].acknowledgements} == {"troskeln"}
    workshops = [one for one in practice.contacts if one.kind.value == "workshop"]
    assert {one.participation for one in workshops} == seven
    assert max(one.at for one in workshops) < practice.broadcasts[0].available_at


def test_practice_need_was_rewritten_because_of_what_was_learned(practice: Picture) -> None:
    first, second = practice.terms.needs
    learned = {one.key: one.at for one in practice.insights}
    assert (first.version, second.version, first.because) == (1, 2, ())
    assert max(learned[key] for key in second.because) < second.at


def test_practice_everything_has_happened_by_the_spring_of_2025(practice: Picture) -> None:
    ahead = (practice.stage("spridning").decision_due, datetime(2025, 4, 1, tzinfo=UTC))
    assert [
        one for one in everything(practice) if isinstance(one, datetime) and one > ahead[1] and one != ahead[0]
    ] == []
