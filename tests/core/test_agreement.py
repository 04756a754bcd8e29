"""What a consensus says beside its marks: risks to follow, moderation, the buyers' own marks, a coarse picture."""

from dataclasses import replace

import pytest

from tests.core.cast import (
    CALL,
    CONCEPT,
    PROTOTYPE,
    agreed,
    day,
    handed_in,
    in_state,
    marks,
    organisation,
    picture,
    taking_part,
    terms,
)
from vakna.core import assessment, gates
from vakna.core.initiative import Assessment, Criterion, Key, Mark, Picture, Risk, text
from vakna.core.next_actions import next_actions
from vakna.core.people import actor_in
from vakna.core.refusal import BadInput
from vakna.core.visibility import seen_by
from vakna.core.vocabulary import AssessmentKind, ParticipationState, Regime, RiskState, StageState

_WITH_RISKS = replace(
    agreed(CONCEPT, "alfa", 2, 1, 1),
    risks=(Risk(criterion=Key("market"), owner=Key("nora")), Risk(criterion=Key("team"))),
)
_JOINT = replace(CONCEPT, need_per_buyer=True)


def test_each_one_becomes_a_risk_with_an_owner() -> None:
    said = {Key("market"): Risk(criterion=Key("market"), owner=Key("nora"), plan=text("Ring tre kommuner."))}

    found = assessment.from_marks(CONCEPT, agreed(CONCEPT, "alfa", 2, 1, 1), said, Key("petra"))

    assert found == (said[Key("market")], Risk(criterion=Key("team"), owner=Key("petra")))
    with pytest.raises(BadInput, match="risk-without-mark"):
        assessment.from_marks(CONCEPT, agreed(CONCEPT, "alfa", 2, 2, 1), said, Key("petra"))


def test_risks_are_shown_at_the_next_gate_for_those_who_still_go_on() -> None:
    ended = replace(_WITH_RISKS, key=Key("b"), participation=Key("s-beta"))
    both = (*taking_part("alfa"), *taking_part("beta", state=ParticipationState.ENDED, ended_stage=Key("koncept")))
    whole = picture(CALL, CONCEPT, PROTOTYPE, participations=both, assessments=(_WITH_RISKS, ended))

    assert gates.risks_due(whole, PROTOTYPE) == tuple((_WITH_RISKS, one) for one in _WITH_RISKS.risks)
    assert gates.risks_due(whole, CONCEPT) == ()


def test_risk_is_followed_with_what_has_shown() -> None:
    one, told = _WITH_RISKS.risks[0], text("Två har skrivit på.")

    assert assessment.followed(one, RiskState.GONE, told, day(60)) == replace(
        one, state=RiskState.GONE, shown=told, followed_at=day(60)
    )
    for state, said, code in ((RiskState.OPEN, told, "risk-state"), (RiskState.GONE, None, "risk-shown")):
        with pytest.raises(BadInput, match=code):
            assessment.followed(one, state, said, day(60))


def _own(by: str, *values: int) -> Assessment:
    return replace(agreed(CONCEPT, "alfa", *values), key=Key(f"a-{by}"), by=Key(by), kind=AssessmentKind.INDIVIDUAL)


@pytest.mark.parametrize(("limit", "apart"), [(None, ()), (0, ("fit", "team")), (1, ("team",)), (2, ())])
def test_moderation_is_asked_for_above_the_limit_and_not_at_it(limit: int | None, apart: tuple[str, ...]) -> None:
    stage, alone = replace(CONCEPT, spread_limit=limit), (_own("asta", 2, 2, 0), _own("axel", 1, 2, 2))

    assert assessment.far_apart(stage, alone) == apart
    assessment.require_moderation(stage, alone, text("Vi såg olika filmer."))
    if apart:
        with pytest.raises(BadInput, match="moderation-missing"):
            assessment.require_moderation(stage, alone, None)
    else:
        assessment.require_moderation(stage, alone, None)


def _buyers(buyer: str, value: int) -> Assessment:
    one = Mark(criterion=Key("fit"), value=value, motive=text("därför"))
    return replace(
        _own("asta", 2, 2, 2), key=Key(f"b-{buyer}"), kind=AssessmentKind.BUYER, buyer=Key(buyer), marks=(one,)
    )


def test_consensus_waits_for_each_buyers_own_marks_in_a_joint_initiative() -> None:
    of = replace(terms(CALL, _JOINT), buyers=(Key("kop"), Key("grann")),
                 organisations=(*terms().organisations, organisation("grann")))  # fmt: skip
    handed = (_own("asta", 2, 2, 2), _own("axel", 2, 2, 2))
    one, both = (
        picture(of=of, participations=taking_part("alfa"), assessments=(*handed, *buyers))
        for buyers in ((_buyers("grann", 1),), (_buyers("grann", 1), _buyers("kop", 2)))
    )

    assert assessment.buyers_missing(one, _JOINT, "s-alfa") == ("kop",)
    assert not assessment.ready_for_consensus(one, _JOINT, "s-alfa")
    assert [it.buyer for it in assessment.buyers_marks(both, "koncept", "s-alfa")] == ["kop", "grann"]
    assert assessment.ready_for_consensus(both, _JOINT, "s-alfa")
    assert not assessment.marks_per_buyer(picture(CALL, _JOINT), _JOINT)


def test_other_buyers_marks_are_hidden_until_ones_own_are_there() -> None:
    of = replace(terms(replace(CALL, regime=Regime.OPEN_WORKING), _JOINT), buyers=(Key("kop"), Key("grann")),
                 organisations=(*terms().organisations, organisation("grann")))  # fmt: skip
    theirs, ours = _buyers("grann", 1), _buyers("kop", 2)
    before, after = (
        picture(of=of, participations=taking_part("alfa"), assessments=rows) for rows in ((theirs,), (theirs, ours))
    )

    assert seen_by(before, actor_in(before, "asta", day(60)), at=day(60)).assessments == ()
    assert seen_by(after, actor_in(after, "asta", day(60)), at=day(60)).assessments == (theirs, ours)


def test_buyer_marks_the_need_alone() -> None:
    assessment.check_need_fit(_JOINT, marks(2, 2, 2)[:1])
    with pytest.raises(BadInput) as caught:
        assessment.check_need_fit(_JOINT, marks(2, 2, 2))
    assert {one.code for one in caught.value.problems} == {"mark-unknown-criterion"}


@pytest.mark.parametrize(
    ("values", "place"),
    [((2, 2, 2), (2, 2)), ((1, 1, 1), (1, 1)), ((0, 2, 2), (0, 2)), ((2, 0, 1), (2, 0)), ((2, 1, 2), (2, 2))],
)
def test_place_in_the_picture_is_the_third_that_the_marks_reach(
    values: tuple[int, ...], place: tuple[int, int]
) -> None:
    assert assessment.potential(CONCEPT, agreed(CONCEPT, "alfa", *values)) == place


def test_stop_criterion_marked_nought_is_low_whatever_the_rest() -> None:
    one: Criterion = replace(CONCEPT.criteria[1], stop=True)
    stage = replace(CONCEPT, criteria=(CONCEPT.criteria[0], one, CONCEPT.criteria[2]))

    assert assessment.potential(stage, agreed(stage, "alfa", 2, 0, 2)) == (2, 0)
    assert assessment.potential(replace(stage, criteria=stage.criteria[:1]), agreed(stage, "alfa", 2, 2, 2)) is None


def test_owner_follows_a_risk_between_its_gate_and_the_next() -> None:
    decided = in_state(CONCEPT, StageState.DECIDED)
    going = picture(CALL, decided, PROTOTYPE, participations=taking_part("alfa"), assessments=(_WITH_RISKS,))
    over = picture(
        CALL, decided, in_state(PROTOTYPE, StageState.DECIDED), participations=taking_part("alfa"),
        assessments=(_WITH_RISKS,),
    )  # fmt: skip

    def to_follow(whole: Picture, person: str) -> list[tuple[object, ...]]:
        found = next_actions(whole, actor_in(whole, person, day(60)), day(60))
        return [(one.stage, one.due, one.values["count"]) for one in found if one.code == "follow-risk"]

    assert to_follow(going, "nora") == [("prototyp", PROTOTYPE.decision_due, 1)]
    assert to_follow(over, "nora") == to_follow(going, "petra") == []


def test_somebody_of_each_buyer_is_asked_to_mark_the_need() -> None:
    closed = in_state(_JOINT, StageState.CLOSED)
    of = replace(terms(replace(CALL, regime=Regime.OPEN_WORKING), closed), buyers=(Key("kop"), Key("grann")),
                 organisations=(*terms().organisations, organisation("grann")))  # fmt: skip
    rows = {"participations": taking_part("alfa"), "submissions": handed_in(closed, "alfa")}
    before, after = picture(of=of, **rows), picture(of=of, **rows, assessments=(_buyers("kop", 2),))  # type: ignore[arg-type]

    def asked(whole: Picture) -> list[object]:
        found = next_actions(whole, actor_in(whole, "nora", day(60)), day(60))
        return [one.participation for one in found if one.code == "mark-need"]

    assert (asked(before), asked(after)) == (["s-alfa"], [])
