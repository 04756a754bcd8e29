"""T2 (SILVER: 33 tenders to 7 to 3, of which 2 meet the minimum and 1 the last threshold) and T5 (DYNAMO 90/10).

Both run from the template of a PCP through the real verbs, from the plan to the last payment. Figures of the real runs
from domain 2.6, 3.2 and 5.3; suppliers, points and prices are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import kr, said
from tests.core.cast import criterion
from tests.journeys.course import START, Course
from vakna.actions import assessment, gates, initiatives, people
from vakna.core import affordable_loss, legal_frame
from vakna.core import assessment as marking
from vakna.core import gates as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Criterion, Key, Mark, Outcome, Picture, Stage, Weighing
from vakna.core.money import Money
from vakna.core.refusal import BadInput
from vakna.rules.at_work import RulesAsk

pytestmark = pytest.mark.django_db

JUDGES = ("asta", "beata", "petra", "ulla")
"""Who declares: the second assessor has left, so that a tender is marked once and agreed on once."""


def _weighted(key: str, number: int, group: v.CriterionGroup, *, weight: int, scale: int, least: int) -> Criterion:
    return replace(criterion(key, number, group), weight=Decimal(weight), scale=scale, threshold=least)


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One phase as it is announced: its places, its pay in kronor, and the least quality of 100 to go on from it."""

    places: int
    pay: int
    least: int = 0


def _begun(key: str, criteria: tuple[Criterion, ...], phases: dict[str, Phase], **more: Any) -> Course:
    """Plan a PCP in points, each phase with its own threshold, and publish all of it with the call."""
    run = Course(key=key, template="pcp", ceiling=None)
    run.do(people.leave, "axel", person="axel", role=v.Role.ASSESSOR)
    run.skip("dialog", *({"fas-1", "fas-2", "fas-3"} - set(phases)))
    points = {"mode": v.AssessmentMode.POINTS, "criteria": criteria, "more_than_places": (v.PlacesRule.POINTS,)} | more
    whole, most = sum(it.places * it.pay for it in phases.values()), sum(it.pay for it in phases.values())
    run.do(initiatives.set_ceilings, "ulla", ceiling=kr(whole), supplier_ceiling=kr(most))
    for number, (stage, it) in enumerate(phases.items()):
        opens = START + timedelta(days=60 * (number + 1))
        dates = {"opens_at": opens, "deadline": opens + timedelta(days=10), "decision_due": opens + timedelta(days=20)}
        money = {"pay": kr(it.pay), "ceiling": kr(it.pay * it.places), "supplier_ceiling": kr(it.pay)}
        own = {"places": it.places, "fewer_than_places": v.FewerRule.GO_ON_WITH_FEWER}
        weighing = replace(points["weighing"], threshold=Decimal(it.least))
        run.plan(stage, **{**points, **own, **money, **dates, "weighing": weighing})
    run.plan("inbjudan", **points)
    run.procure("pcp", "inbjudan", *phases, law=v.Law.NONE)
    for stage in ("inbjudan", *phases):
        run.publish(stage)
    return run


def _declare(run: Course, stage: str) -> list[str]:
    """Let everybody who judges declare about the suppliers that still go on. Gives them."""
    about = [one.key for one in run.picture.participations if one.state is v.ParticipationState.ACTIVE]
    for who in JUDGES:
        run.do(people.declare_interests, who, stage=stage, about=about)
    return about


def _agree(run: Course, stage: Stage, who: str, points: Sequence[int], price: Money | None = None) -> None:
    """Mark one supplier, alone and then agreed on."""
    marks = tuple(
        Mark(criterion=one.key, value=value, motive=said(f"{value} poäng: det visades för {one.key}."))
        for one, value in zip(stage.criteria, points, strict=True)
    )
    shared: dict[str, Any] = {"stage": stage.key, "participation": who}
    if not any(one.participation == who for one in run.picture.assessments if one.stage == stage.key):
        run.do(assessment.hand_in, "asta", **shared, marks=marks)
    run.do(assessment.agree, "petra", **shared, marks=marks, price=price)


def _delivered(run: Course, stage: str) -> list[str]:
    """Open a phase on its day, take in what those who are in it hand in, and close it. Gives them."""
    run.open_on_its_day(stage)
    there = {one.key: one for one in run.picture.participations if one.state is v.ParticipationState.ACTIVE}
    run.hand_in(stage, [one.organisation.removeprefix("org-") for one in there.values()])
    run.close_on_its_day(stage)
    return _declare(run, stage)


def _continuing(picture: Picture, stage: str) -> list[str]:
    found = rules.suggested(picture, picture.stage(Key(stage)))
    return [one.key for one in picture.participations if found.get(one.key) is v.Verdict.CONTINUES]


def _outcomes(run: Course, stage: str, on: Sequence[str]) -> tuple[Outcome, ...]:
    picture = run.picture
    return tuple(
        Outcome(
            participation=one.key, paid=True, eligible=one.key in on,
            verdict=v.Verdict.CONTINUES if one.key in on else v.Verdict.ENDED,
            reason=said("Ni nådde inte upp till det som krävdes."),
        )
        for one in rules.active(picture, picture.stage(Key(stage)))
    )  # fmt: skip


def _decide(run: Course, stage: str, on: Sequence[str], *, commit: bool = True) -> None:
    """Propose and decide who goes on; the next phase's pay is committed to each.

    Two suppliers with the same price make a rule at work ask for a reason, which is written.
    """
    about: dict[str, Any] = {"stage": stage, "outcome": v.GateOutcome.GO_ON, "reason": said("Så säger poängen.")}
    about["outcomes"] = _outcomes(run, stage, on)
    try:
        version = run.do(gates.propose, "ulla", **about)
    except RulesAsk as asked:
        same_price = [one.name for one in asked.found if one.rule.code == "ET10"]
        reasons = dict.fromkeys(same_price, said("Priset är det högsta som fasen betalar."))
        version = run.do(gates.propose, "ulla", **about, reasons=reasons)
    right: dict[str, Any] = {"mandate": v.Mandate.DELEGATION, "reference": "4.7"}
    run.do(gates.decide, "beata", stage=stage, version=version, commit=commit, **right)


_SILVER = (
    _weighted("impact", 1, v.CriterionGroup.NEED, weight=40, scale=10, least=5),
    _weighted("quality", 2, v.CriterionGroup.MODEL, weight=30, scale=10, least=5),
    _weighted("market", 3, v.CriterionGroup.MARKET, weight=30, scale=10, least=5),
)
_ROBOTS = {
    "fas-1": Phase(places=7, pay=50_000, least=60),
    "fas-2": Phase(places=3, pay=200_000, least=70),
    "fas-3": Phase(places=2, pay=600_000, least=70),
}
"""SILVER's places; 7 x 50,000 is its 350,000 of phase 1, and the whole its 2,150,000. The split is invented."""


def test_t2_thresholds_leave_fewer_than_planned_and_the_money_stays() -> None:
    run = _begun("silver", _SILVER, _ROBOTS, weighing=Weighing(threshold=Decimal(60)))
    tenderers = [f"b{number:02}" for number in range(1, 34)]
    run.hand_in("inbjudan", tenderers)
    run.close("inbjudan")
    everybody = _declare(run, "inbjudan")

    # 33 tenders: twelve fall on a threshold, and of the rest the seven with most points get the places.
    call, impact = run.stage("inbjudan"), [4] * 12 + [6] * 14 + [9] * 7
    for at, who in enumerate(everybody):
        _agree(run, call, who, (impact[at], 6, 6 + at % 3))
    tendered = run.picture
    assert len(everybody) == 33
    assert len(rules.eligible(tendered, call)) == 21
    assert [it.answer_code for it in rules.place_rule_steps(tendered, call)] == ["points-settles"]
    seven = _continuing(tendered, "inbjudan")
    assert seven == everybody[26:]
    with pytest.raises(BadInput) as refused:
        _decide(run, "inbjudan", [*seven, everybody[12]])
    assert [one.code for one in refused.value.problems] == ["outcome-places"]
    _decide(run, "inbjudan", seven)

    # 7 to 3.
    assert _delivered(run, "fas-1") == seven
    for at, who in enumerate(seven):
        _agree(run, run.stage("fas-1"), who, (9 - at, 7, 7) if at < 5 else (6, 4, 9))
    assert len(rules.eligible(run.picture, run.stage("fas-1"))) == 5
    three = _continuing(run.picture, "fas-1")
    assert three == seven[:3]
    _decide(run, "fas-1", three)
    run.pay("fas-1", seven, 50_000)

    # Of three prototypes two meet the minimum of every criterion, and one of them the threshold: two were planned for.
    assert _delivered(run, "fas-2") == three
    for who, points in zip(three, ((8, 7, 7), (6, 7, 7), (8, 4, 9)), strict=True):
        _agree(run, run.stage("fas-2"), who, points)
    stand = rules.standing(run.picture, run.stage("fas-2"))
    assert [(it.stopped, it.below, it.score and it.score.quality) for it in stand.values()] == [
        ((), False, Decimal("74.00")), ((), True, Decimal("66.00")), (("quality",), False, Decimal("71.00")),
    ]  # fmt: skip
    with pytest.raises(BadInput) as stopped:
        _decide(run, "fas-2", three[:2])
    assert [one.code for one in stopped.value.problems] == ["outcome-stopped"]
    _decide(run, "fas-2", three[:1])
    run.pay("fas-2", three, 200_000)
    assert _delivered(run, "fas-3") == three[:1]
    run.pay("fas-3", three[:1], 600_000)

    final = run.picture
    assert affordable_loss.stage_money(final) == kr(7 * 50_000 + 3 * 200_000 + 600_000)
    assert affordable_loss.to_ended(final) == kr(6 * 50_000 + 2 * 200_000)
    room = affordable_loss.room(final, "fas-3", None)
    assert (room.stage, room.initiative) == (kr(600_000), kr(600_000))
    assert legal_frame.total_value(final, final.terms.procurements[0]).known == kr(2_150_000)
    agreed = marking.consensus(final, "fas-2", three[2])
    assert agreed is not None
    assert [one.motive for one in agreed.marks][1] == said("4 poäng: det visades för quality.")
    ended = next(one.outcomes for one in final.decisions if one.stage == "fas-2")
    assert [one.verdict for one in ended] == [v.Verdict.CONTINUES, v.Verdict.ENDED, v.Verdict.ENDED]


_DYNAMO = (
    _weighted("quality", 1, v.CriterionGroup.NEED, weight=50, scale=5, least=3),
    _weighted("team", 2, v.CriterionGroup.TEAM, weight=30, scale=5, least=3),
    _weighted("exploitation", 3, v.CriterionGroup.MARKET, weight=20, scale=5, least=2),
)
"""Three weighted criteria, each with its threshold: below it the tender is rejected (domain 5.3)."""
_OFFERS = {
    "alfa": ((5, 4, 4), 85_000), "beta": ((4, 5, 4), 68_000), "gamma": ((3, 3, 2), 34_000),
    "delta": ((4, 5, 4), 68_000), "epsilon": ((5, 5, 1), 10_000),
}  # fmt: skip
"""Points on each criterion, and the price of the next phase, which is the price that counts."""


def test_t5_ninety_ten_with_thresholds_and_a_tie_parted_by_the_published_rule() -> None:
    parting = (v.PlacesRule.POINTS, v.PlacesRule.NEED_FIT, v.PlacesRule.PRICE)
    phases = {"fas-1": Phase(places=6, pay=85_000), "fas-2": Phase(places=2, pay=85_000)}
    run = _begun("dynamo", _DYNAMO, phases, more_than_places=parting,
                 scalability_removed_because=said("Affärsmodellen prövas i ett senare köp."),
                 weighing=Weighing(price_weight=Decimal(10)))  # fmt: skip
    run.hand_in("inbjudan", list(_OFFERS))
    run.close("inbjudan")
    everybody = _declare(run, "inbjudan")
    for who in everybody:
        _agree(run, run.stage("inbjudan"), who, (4, 4, 4), kr(85_000))
    _decide(run, "inbjudan", everybody)
    assert _delivered(run, "fas-1") == everybody
    of, who = run.stage("fas-1"), dict(zip(_OFFERS, everybody, strict=True))
    for name, (points, price) in _OFFERS.items():
        _agree(run, of, who[name], points, kr(price))

    # epsilon is rejected on one threshold; its 10 000 is not the lowest price of anybody eligible: 34 000 is.
    stand = rules.standing(run.picture, of)
    scores = {name: stand[Key(key)].score for name, key in who.items()}
    assert {name: it and (it.quality, it.price, it.total) for name, it in scores.items()} == {
        "alfa": (Decimal("90.00"), Decimal("40.00"), Decimal("85.00")),
        "beta": (Decimal("86.00"), Decimal("50.00"), Decimal("82.40")),
        "gamma": (Decimal("56.00"), Decimal("100.00"), Decimal("60.40")),
        "delta": (Decimal("86.00"), Decimal("50.00"), Decimal("82.40")),
        "epsilon": (Decimal("84.00"), None, Decimal("75.60")),
    }
    assert stand[Key(who["epsilon"])].stopped == ("exploitation",)
    steps = rules.place_rule_steps(run.picture, of)
    assert [it.answer_code for it in steps] == ["points-even", "need-fit-even", "price-even"]
    assert rules.suggested(run.picture, of) == {
        who["alfa"]: v.Verdict.CONTINUES, who["gamma"]: v.Verdict.ENDED, who["epsilon"]: v.Verdict.ENDED,
    }  # fmt: skip
    with pytest.raises(BadInput) as refused:
        _decide(run, "fas-1", [who[name] for name in ("alfa", "beta", "delta")])
    assert [one.code for one in refused.value.problems] == ["outcome-places"]

    # A krona less, agreed anew: price, the last published rule, parts the two and moves nobody else.
    _agree(run, of, who["delta"], (4, 5, 4), kr(67_999))
    steps = rules.place_rule_steps(run.picture, of)
    assert [it.answer_code for it in steps] == ["points-even", "need-fit-even", "price-settles"]
    on = _continuing(run.picture, "fas-1")
    assert on == [who["alfa"], who["delta"]]
    _decide(run, "fas-1", on)
    run.pay("fas-1", everybody, 85_000)

    final = run.picture
    assert affordable_loss.stage_money(final) == kr(5 * 85_000)
    assert affordable_loss.to_ended(final) == kr(3 * 85_000)
    assert affordable_loss.standing(final.money, stage="fas-2").committed == kr(2 * 85_000)
    assert affordable_loss.room(final, "fas-1", None).stage == kr(85_000)
    assert legal_frame.total_value(final, final.terms.procurements[0]).known == kr(8 * 85_000)
