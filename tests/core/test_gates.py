"""A gate says the right thing about every active supplier, is decided by another person, tries its rule in order."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import (
    CALL,
    CONCEPT,
    PROTOTYPE,
    SUPPLIERS,
    actor,
    agreed,
    day,
    entry,
    in_state,
    kr,
    outcome,
    picture,
    ready_stage,
    taking_part,
)
from vakna.core import gates, words
from vakna.core.initiative import Assessment, Key, Outcome, Picture, Proposal, Stage, Tie, text
from vakna.core.refusal import BadInput, Conflict, NotAllowed
from vakna.core.vocabulary import (
    FewerRule,
    GateKind,
    GateOutcome,
    Mandate,
    MoneyState,
    NotPublished,
    ParticipationState,
    PlacesRule,
    StageState,
    Verdict,
)

_CLOSED = in_state(CONCEPT, StageState.CLOSED)
_TIE = Tie(person=Key("beata"), organisation=Key("alfa"), declared_at=day(1), nature=text("Syskon"))
_TWO_GO_ON = (
    outcome("alfa", Verdict.CONTINUES),
    outcome("beta", Verdict.CONTINUES),
    outcome("gamma", Verdict.ENDED),
    outcome("delta", Verdict.ENDED),
)


def _picture(*stages: Stage, **rest: Any) -> Picture:
    return picture(*(stages or (CALL, _CLOSED, PROTOTYPE)), **({"participations": taking_part()} | rest))


def _proposal(version: int = 1, by: str = "ulla", outcomes: tuple[Outcome, ...] = _TWO_GO_ON) -> Proposal:
    return Proposal(
        stage=Key("koncept"), version=version, by=Key(by), at=day(47), outcome=GateOutcome.GO_ON, reason=text("x"),
        outcomes=outcomes,
    )  # fmt: skip


def _faults(outcomes: tuple[Outcome, ...], gate: GateOutcome = GateOutcome.GO_ON, **rest: Any) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as caught:
        gates.check_outcomes(_picture(**rest), _CLOSED, gate, outcomes)
    return [(one.path, one.code) for one in caught.value.problems]


def test_gate_is_about_those_that_take_part_and_have_not_ended() -> None:
    going, held = taking_part("alfa"), taking_part("beta", state=ParticipationState.ON_HOLD)
    gone = taking_part("gamma", state=ParticipationState.ENDED, ended_stage=Key("koncept"))
    foreign = taking_part("delta", procurement=None)

    assert gates.active(_picture(participations=(*going, *held, *gone, *foreign)), _CLOSED) == (*going, *held)
    assert gates.active(_picture(), replace(_CLOSED, gate=GateKind.DIALOGUE)) == ()


def test_outcomes_that_fit_are_taken() -> None:
    gates.check_outcomes(_picture(), _CLOSED, GateOutcome.GO_ON, _TWO_GO_ON)


def test_dialogue_gate_takes_no_outcomes() -> None:
    dialogue = replace(_CLOSED, gate=GateKind.DIALOGUE)

    gates.check_outcomes(_picture(), dialogue, GateOutcome.STOP, ())
    with pytest.raises(BadInput):
        gates.check_outcomes(_picture(), dialogue, GateOutcome.STOP, _TWO_GO_ON)


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (None, "outcomes[s-delta]", "outcome-missing"),
        (outcome("alfa", Verdict.ENDED), "outcomes[s-alfa]", "outcome-twice"),
        (outcome("delta", Verdict.ENDED, reason=NotPublished.YES), "outcomes[s-delta].reason", "outcome-reason"),
        (outcome("delta", Verdict.ON_HOLD, reason=NotPublished.YES), "outcomes[s-delta].reason", "outcome-reason"),
        (
            outcome("delta", Verdict.TURNS, reason=NotPublished.YES, direction=text("Ljud")),
            "outcomes[s-delta].reason",
            "outcome-reason",
        ),
        (outcome("delta", Verdict.TURNS), "outcomes[s-delta].direction", "outcome-direction"),
    ],
)
def test_fault_in_the_outcomes_is_refused_where_it_is(change: Outcome | None, path: str, code: str) -> None:
    rest = _TWO_GO_ON[:3] if change is None or change.participation == "s-delta" else _TWO_GO_ON

    assert _faults((*rest, *([change] if change else []))) == [(path, code)]


@pytest.mark.parametrize(
    ("values", "path", "code"),
    [
        ({"eligible": False}, "outcomes[s-beta].eligible", "outcome-not-eligible"),
        ({"eligible": None}, "outcomes[s-beta].eligible", "outcome-not-eligible"),
        ({"paid": False}, "outcomes[s-beta].paid", "outcome-not-paid"),
        ({"paid": None}, "outcomes[s-beta].paid", "outcome-not-paid"),
    ],
)
def test_nobody_continues_without_being_eligible_and_paid(values: dict[str, Any], path: str, code: str) -> None:
    changed = outcome("beta", Verdict.CONTINUES, **values)

    assert _faults((_TWO_GO_ON[0], changed, *_TWO_GO_ON[2:])) == [(path, code)]


def test_award_does_not_ask_whether_work_was_paid() -> None:
    call = in_state(CALL, StageState.CLOSED)
    outcomes = tuple(outcome(one, Verdict.CONTINUES, paid=None) for one in SUPPLIERS)
    concept = replace(CONCEPT, places=4)

    gates.check_outcomes(_picture(call, concept), call, GateOutcome.GO_ON, outcomes)


def test_outcome_for_somebody_outside_the_gate_is_refused() -> None:
    outside = outcome("epsilon", Verdict.ENDED)

    assert _faults((*_TWO_GO_ON, outside)) == [("outcomes[s-epsilon]", "outcome-foreign")]


def test_stopping_ends_everyone() -> None:
    assert _faults(_TWO_GO_ON, GateOutcome.STOP) == [
        ("outcomes[s-alfa].verdict", "outcome-stop-ends-all"),
        ("outcomes[s-beta].verdict", "outcome-stop-ends-all"),
    ]


def _three_go_on() -> tuple[Outcome, ...]:
    return (*_TWO_GO_ON[:2], outcome("gamma", Verdict.CONTINUES), _TWO_GO_ON[3])


def test_more_than_the_places_continue_only_when_the_rule_and_the_money_allow() -> None:
    dear = _picture()
    affordable = _picture(CALL, _CLOSED, replace(PROTOTYPE, ceiling=kr(150_000)))
    unruled = _picture(
        CALL, replace(_CLOSED, more_than_places=(PlacesRule.POINTS,)), replace(PROTOTYPE, ceiling=kr(150_000))
    )

    gates.check_outcomes(affordable, _CLOSED, GateOutcome.GO_ON, _three_go_on())
    for whole in (dear, unruled):
        with pytest.raises(BadInput) as caught:
            gates.check_outcomes(whole, whole.stage("koncept"), GateOutcome.GO_ON, _three_go_on())
        assert [one.code for one in caught.value.problems] == ["outcome-places"]


def test_money_already_committed_in_the_next_stage_is_not_there_for_more_places() -> None:
    whole = _picture(
        CALL, _CLOSED, replace(PROTOTYPE, ceiling=kr(150_000)), money=(entry(MoneyState.COMMITTED, 1_000, PROTOTYPE),)
    )

    with pytest.raises(BadInput):
        gates.check_outcomes(whole, _CLOSED, GateOutcome.GO_ON, _three_go_on())


def test_another_person_with_the_role_decides() -> None:
    gates.check_decider(_picture(proposals=(_proposal(),)), _proposal(), "beata")


@pytest.mark.parametrize(
    ("decider", "by", "ties", "code"),
    [
        ("ulla", "petra", (), "not-decider"),
        (None, "petra", (), "not-decider"),
        ("beata", "beata", (), "own-proposal"),
        ("beata", "ulla", (_TIE,), "tie"),
    ],
)
def test_decider_is_refused(decider: str | None, by: str, ties: tuple[Tie, ...], code: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        gates.check_decider(_picture(ties=ties), _proposal(by=by), decider)

    assert caught.value.code == code


def test_tie_to_a_consortium_member_stops_proposer_and_decider() -> None:
    whole = _picture(ties=(_TIE,), participations=taking_part("beta", consortium=(Key("alfa"),)))

    with pytest.raises(NotAllowed, match="tie"):
        gates.check_proposer(whole, CONCEPT, actor(whole, "beata"), (outcome("beta", Verdict.CONTINUES),))


def test_tie_to_a_supplier_that_the_gate_is_not_about_stops_nobody() -> None:
    gates.check_decider(_picture(ties=(_TIE,)), _proposal(outcomes=_TWO_GO_ON[1:]), "beata")


def test_only_the_last_version_is_decided() -> None:
    whole = _picture(proposals=(_proposal(2), _proposal(1)))

    assert gates.check_current(whole, _CLOSED, 2) == _proposal(2)
    with pytest.raises(Conflict) as caught:
        gates.check_current(whole, _CLOSED, 1)
    assert (caught.value.code, caught.value.values) == ("stale-proposal", {"given": 1, "current": 2})


def test_gate_without_a_proposal_is_not_decided() -> None:
    with pytest.raises(Conflict, match="no-proposal"):
        gates.check_current(_picture(), _CLOSED, 1)


def test_decision_names_its_right() -> None:
    today = day(10).date()
    assert gates.check_mandate(Mandate.DELEGATION, " 4.7 ", None, None, today) == "4.7"
    assert gates.check_mandate(Mandate.MINUTE, "112 b", "Nämnden", today, today) == "§ 112 b"
    for given, codes in (
        ((Mandate.DELEGATION, "punkten", None, None), ["mandate-item"]),
        ((Mandate.DELEGATION, "4" * 41, None, None), ["mandate-item"]),
        ((Mandate.MINUTE, "sist", " ", None), ["mandate-committee", "mandate-paragraph", "mandate-day"]),
        ((Mandate.MINUTE, "§ 9", "Nämnden", day(11).date()), ["mandate-coming-day"]),
    ):
        with pytest.raises(BadInput) as refused:
            gates.check_mandate(*given, today)
        assert [one.code for one in refused.value.problems] == codes


def _judged(**values: tuple[int, int, int]) -> tuple[Assessment, ...]:
    return tuple(agreed(CONCEPT, name, *marks) for name, marks in values.items())


_FOUR_ELIGIBLE = {"alfa": (2, 2, 2), "beta": (2, 2, 1), "gamma": (1, 1, 1), "delta": (1, 2, 1)}
_EVEN_POINTS = {"alfa": (2, 2, 2), "beta": (1, 2, 2), "gamma": (2, 2, 1), "delta": (1, 1, 1)}
_EVEN_ALL = {"alfa": (2, 2, 2), "beta": (1, 2, 2), "gamma": (1, 2, 2), "delta": (0, 2, 2)}


def _steps(marks: dict[str, tuple[int, int, int]], *stages: Stage) -> list[tuple[PlacesRule, str]]:
    whole = _picture(*stages, assessments=_judged(**marks))
    return [(one.rule, one.answer_code) for one in gates.place_rule_steps(whole, whole.stage("koncept"))]


def test_rule_is_tried_in_order_until_it_settles() -> None:
    assert _steps(_FOUR_ELIGIBLE) == [
        (PlacesRule.MORE_PLACES, "more-places-too-dear"),
        (PlacesRule.POINTS, "points-settles"),
        (PlacesRule.NEED_FIT, "not-needed"),
    ]
    assert [code for _, code in _steps(_EVEN_POINTS)] == ["more-places-too-dear", "points-even", "need-fit-settles"]
    assert [code for _, code in _steps(_EVEN_ALL)] == ["more-places-too-dear", "points-even", "need-fit-even"]


def test_more_places_settles_it_when_the_money_suffices() -> None:
    roomy = (CALL, _CLOSED, replace(PROTOTYPE, ceiling=kr(200_000)))

    assert [code for _, code in _steps(_FOUR_ELIGIBLE, *roomy)] == ["more-places-settles", "not-needed", "not-needed"]


def test_lot_settles_what_nothing_else_does() -> None:
    drawn = replace(_CLOSED, more_than_places=(PlacesRule.POINTS, PlacesRule.LOT))

    assert [code for _, code in _steps(_EVEN_ALL, CALL, drawn, PROTOTYPE)] == ["points-even", "lot-settles"]


def test_rule_is_not_needed_when_the_places_suffice() -> None:
    assert {code for _, code in _steps({"alfa": (2, 2, 2), "beta": (2, 2, 2), "gamma": (0, 2, 2)})} == {"not-needed"}


def test_rule_has_no_steps_when_the_next_stage_has_no_places() -> None:
    assert _steps(_FOUR_ELIGIBLE, CALL, _CLOSED) == []
    assert _steps(_FOUR_ELIGIBLE, CALL, _CLOSED, ready_stage(key="prototyp", number=3, places=None)) == []


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_step_has_its_sentence(lang: str) -> None:
    said = [
        words.CORE.say(lang, f"places.{step.answer_code}", **dict(step.values))
        for marks in (_FOUR_ELIGIBLE, _EVEN_POINTS, _EVEN_ALL)
        for step in gates.place_rule_steps(_picture(assessments=_judged(**marks)), _CLOSED)
    ]

    assert [one for one in said if not one] == []
    assert len(said) == 9


def test_eligible_has_no_stop_criterion_failed() -> None:
    whole = _picture(assessments=_judged(alfa=(0, 2, 2), beta=(2, 0, 0)))

    assert gates.eligible(whole, _CLOSED) == taking_part("beta")


@pytest.mark.parametrize(
    ("rule", "outcome_of_gate", "code"),
    [
        (FewerRule.GO_ON_WITH_FEWER, GateOutcome.GO_ON, None),
        (FewerRule.STOP, GateOutcome.GO_ON, "outcome-fewer-stop"),
        (FewerRule.REOPEN, GateOutcome.GO_ON, "outcome-fewer-reopen"),
        (FewerRule.REOPEN, GateOutcome.HOLD, None),
    ],
)
def test_fewer_than_the_places_end_as_the_published_rule_says(
    rule: FewerRule, outcome_of_gate: GateOutcome, code: str | None
) -> None:
    closed = replace(_CLOSED, fewer_than_places=rule)
    whole = _picture(CALL, closed, PROTOTYPE)
    one_goes_on = (
        outcome("alfa", Verdict.CONTINUES),
        *(outcome(it, Verdict.ENDED) for it in ("beta", "gamma", "delta")),
    )
    marked = {name: (2, 2, 2) if name == "alfa" else (0, 2, 2) for name in ("alfa", "beta", "gamma", "delta")}
    judged = whole.with_rows(assessments=_judged(**marked))

    assert gates.fewer(whole, closed) is None
    assert gates.fewer(judged, closed) == (rule, 1, 2)
    if code is None:
        gates.check_outcomes(whole, closed, outcome_of_gate, one_goes_on)
        return
    with pytest.raises(BadInput) as refused:
        gates.check_outcomes(whole, closed, outcome_of_gate, one_goes_on)
    assert [(one.path, one.code) for one in refused.value.problems] == [("outcome", code)]


def test_supplier_on_hold_is_taken_up_again_or_ended_at_a_later_gate_with_a_reason() -> None:
    held = tuple(
        replace(one, state=ParticipationState.ON_HOLD) if one.key == "s-alfa" else one for one in taking_part()
    )
    whole = _picture(participations=held)
    rest = tuple(outcome(it, Verdict.ENDED) for it in ("gamma", "delta"))
    beta = outcome("beta", Verdict.CONTINUES)
    resumed = outcome("alfa", Verdict.CONTINUES, paid=None, eligible=None)

    for one in (resumed, outcome("alfa", Verdict.ENDED, eligible=None), outcome("alfa", Verdict.ON_HOLD)):
        gates.check_outcomes(whole, _CLOSED, GateOutcome.GO_ON, (one, beta, *rest))
    silent = replace(resumed, reason=NotPublished.YES)
    with pytest.raises(BadInput) as refused:
        gates.check_outcomes(whole, _CLOSED, GateOutcome.GO_ON, (silent, beta, *rest))
    assert [one.code for one in refused.value.problems] == ["outcome-resumed"]
