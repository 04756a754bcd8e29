"""Weighted points: exact sums, thresholds that stop, a price formula (DYNAMO), ties parted by the published rule."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import CALL, PROTOTYPE, criterion, day, in_state, kr, outcome, picture, ready_stage, taking_part
from vakna.core import assessment, gates, stages
from vakna.core.initiative import Anchor, Assessment, Key, Mark, Stage, Weighing, text
from vakna.core.money import Money
from vakna.core.refusal import BadInput
from vakna.core.vocabulary import (
    AssessmentKind,
    AssessmentMode,
    CriterionGroup,
    GateOutcome,
    PlacesRule,
    StageState,
    Verdict,
)

_WEIGHED = (
    replace(criterion("fit", 1, CriterionGroup.NEED), weight=Decimal(50), scale=5, threshold=3),
    replace(criterion("market", 2, CriterionGroup.MARKET), weight=Decimal(30), scale=5, threshold=2),
    replace(criterion("team", 3, CriterionGroup.TEAM), weight=Decimal(20), scale=4),
)
_RULES = (PlacesRule.POINTS, PlacesRule.NEED_FIT, PlacesRule.PRICE, PlacesRule.LOT)


def _stage(price: int | None = 10, threshold: int | None = None, **rest: Any) -> Stage:
    weighing = Weighing(
        price_weight=Decimal(price) if price else None, threshold=Decimal(threshold) if threshold else None
    )
    values: dict[str, Any] = {"mode": AssessmentMode.POINTS, "criteria": _WEIGHED, "weighing": weighing,
                              "more_than_places": _RULES}  # fmt: skip
    return in_state(ready_stage(**(values | rest)), StageState.CLOSED)


def _agreed(of: Stage, supplier: str, *points: int, price: int = 100) -> Assessment:
    marks = tuple(
        Mark(criterion=one.key, value=value, motive=text("därför"))
        for one, value in zip(of.criteria, points, strict=True)
    )
    return Assessment(
        key=Key(f"a-{supplier}"), stage=of.key, participation=Key(f"s-{supplier}"), kind=AssessmentKind.CONSENSUS,
        by=Key("petra"), at=day(46), marks=marks, price=kr(price),
    )  # fmt: skip


def _gate(of: Stage, **points: tuple[Any, ...]) -> Any:
    given_in = tuple(_agreed(of, name, *one[:3], price=one[3] if len(one) > 3 else 100) for name, one in points.items())
    return picture(CALL, of, PROTOTYPE, participations=taking_part(*points), assessments=given_in)


def _score(*said: str) -> assessment.Score:
    quality, price, total = map(Decimal, said)
    return assessment.Score(quality=quality, price=price, total=total)


def test_quality_and_price_are_joined_by_their_weights() -> None:
    one = _stage()
    whole = _gate(one, alfa=(4, 3, 4, 100), beta=(5, 5, 2, 150))

    scores = {key: it.score for key, it in gates.standing(whole, one).items()}

    assert scores["s-alfa"] == assessment.Score(
        quality=Decimal("78.00"), price=Decimal("100.00"), total=Decimal("80.20")
    )
    assert scores["s-beta"] == assessment.Score(
        quality=Decimal("90.00"), price=Decimal("66.67"), total=Decimal("87.67")
    )


def test_lowest_price_is_that_of_somebody_eligible() -> None:
    one = _stage()

    stand = gates.standing(_gate(one, alfa=(2, 5, 4, 1), beta=(4, 4, 4, 200), gamma=(4, 4, 4, 400)), one)

    assert (stand["s-alfa"].eligible, stand["s-alfa"].stopped) == (False, ("fit",))
    assert [stand[f"s-{name}"].score.price for name in ("beta", "gamma")] == [Decimal(100), Decimal(50)]  # type: ignore[union-attr]
    assert stand["s-alfa"].score.price is None  # type: ignore[union-attr]


def test_quality_below_the_whole_threshold_stops_whatever_the_price() -> None:
    one = _stage(threshold=80)

    stand = gates.standing(_gate(one, alfa=(4, 3, 4, 1), beta=(4, 4, 4, 900)), one)

    assert [(it.below, it.eligible) for it in stand.values()] == [(True, False), (False, True)]


def test_no_points_are_counted_in_the_reverse_assessment() -> None:
    one = in_state(ready_stage(), StageState.CLOSED)

    assert [it.score for it in gates.standing(_gate(one, alfa=(2, 1, 0)), one).values()] == [None]


def test_ties_are_parted_by_each_published_rule_in_turn_and_nobody_else_is_moved() -> None:
    one = _stage()
    even = {"alfa": (5, 5, 4), "beta": (4, 4, 4), "gamma": (4, 4, 4), "delta": (3, 2, 0, 90)}

    steps = gates.place_rule_steps(_gate(one, **even), one)
    dearer = _gate(one, **{**even, "gamma": (4, 4, 4, 100), "beta": (4, 4, 4, 100)})
    cheaper = _gate(_stage(price=None), **{**even, "gamma": (4, 4, 4, 99)})

    assert [it.answer_code for it in steps] == ["points-even", "need-fit-even", "price-even", "lot-settles"]
    assert gates.suggested(dearer, one) == {"s-alfa": Verdict.CONTINUES, "s-delta": Verdict.ENDED}
    assert [it.answer_code for it in gates.place_rule_steps(cheaper, _stage(price=None))] == [
        "points-even", "need-fit-even", "price-settles", "not-needed",
    ]  # fmt: skip
    assert gates.suggested(cheaper, _stage(price=None)) == {
        "s-alfa": Verdict.CONTINUES, "s-gamma": Verdict.CONTINUES, "s-beta": Verdict.ENDED, "s-delta": Verdict.ENDED,
    }  # fmt: skip


def test_nobody_below_a_threshold_is_let_on() -> None:
    one = _stage()
    whole = _gate(one, alfa=(2, 5, 4))
    with pytest.raises(BadInput) as caught:
        gates.check_outcomes(whole, one, GateOutcome.GO_ON, (outcome("alfa", Verdict.CONTINUES),))

    assert [(it.path, it.code) for it in caught.value.problems] == [("outcomes[s-alfa].eligible", "outcome-stopped")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"criteria": (replace(_WEIGHED[0], weight=Decimal(49)), *_WEIGHED[1:])}, "weights-sum"),
        ({"criteria": (replace(_WEIGHED[0], scale=None), *_WEIGHED[1:])}, "weights"),
        ({"criteria": (replace(_WEIGHED[0], threshold=6), *_WEIGHED[1:])}, "thresholds"),
        ({"criteria": (replace(_WEIGHED[0], anchors=(Anchor(points=6, means=text("x")),)), *_WEIGHED[1:])}, "anchors"),
        ({"price": 100}, "price-weight"),
        ({"threshold": 101}, "total-threshold"),
    ],
)
def test_stage_that_counts_points_wrongly_is_not_published(changed: dict[str, Any], code: str) -> None:
    one = _stage(**changed)
    whole = picture(CALL, one)

    assert f"missing-{code}" in stages.missing_before_opening(one, whole.terms)
    assert stages.missing_before_opening(_stage(), whole.terms) == ()


def test_scalability_is_asked_for_unless_it_was_removed_with_a_reason() -> None:
    need_alone = ready_stage(criteria=(criterion("fit", 1, CriterionGroup.NEED),))
    terms = picture(CALL, need_alone).terms

    assert stages.missing_before_opening(need_alone, terms) == ("missing-scalability",)
    assert stages.missing_before_opening(replace(need_alone, scalability_removed_because=text("En enda.")), terms) == ()


@pytest.mark.parametrize(
    ("price", "others", "code"),
    [(None, (), "price-missing"), (kr(0), (), "price-zero"), (Money(Decimal(9), "EUR"), (100,), "price-currency")],
)
def test_price_that_cannot_be_counted_is_refused(price: Money | None, others: tuple[int, ...], code: str) -> None:
    one = _stage()
    there = tuple(_agreed(one, "beta", 5, 5, 4, price=it) for it in others)

    with pytest.raises(BadInput, match=code):
        assessment.check_price(there, one, price)
    assessment.check_price(there, one, kr(9))
    assessment.check_price((), _stage(price=None, more_than_places=(PlacesRule.POINTS,)), None)


_POINTS = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 4), st.integers(1, 10**6))


@given(st.lists(_POINTS, min_size=4, max_size=4))
def test_points_stay_within_a_hundred_and_the_best_price_gets_it(points: list[tuple[int, int, int, int]]) -> None:
    one = _stage()
    stand = gates.standing(_gate(one, **dict(zip(("alfa", "beta", "gamma", "delta"), points, strict=True))), one)
    eligible = [it for it in stand.values() if it.eligible]

    assert all(0 <= it.score.total <= 100 for it in stand.values() if it.score)
    assert {it.score.total.as_tuple().exponent for it in stand.values() if it.score} == {-2}
    assert max((it.score.price for it in eligible if it.score and it.score.price is not None), default=100) == 100


@given(st.lists(_POINTS, min_size=4, max_size=4), st.data())
def test_a_higher_mark_never_harms_and_who_leaves_does_not_change_who_is_eligible(
    points: list[tuple[int, int, int, int]], data: st.DataObject
) -> None:
    one, names = _stage(threshold=60), ("alfa", "beta", "gamma", "delta")
    given_in = dict(zip(names, points, strict=True))
    stand = gates.standing(_gate(one, **given_in), one)
    at = data.draw(st.integers(0, 2))
    higher = list(given_in["alfa"])
    higher[at] = min(higher[at] + 1, one.criteria[at].scale or 0)

    raised = gates.standing(_gate(one, **{**given_in, "alfa": tuple(higher)}), one)["s-alfa"]
    fewer = gates.standing(_gate(one, **{name: given_in[name] for name in names[:3]}), one)

    assert raised.score.quality >= stand["s-alfa"].score.quality  # type: ignore[union-attr]
    assert raised.eligible >= stand["s-alfa"].eligible
    assert {key: it.eligible for key, it in fewer.items()} == {key: stand[key].eligible for key in fewer}
