"""T2 (SILVER: 33 tenders to 7 to 3, then 2 that meet the minimum and 1 above the last threshold) and T5 (DYNAMO 90/10).

Figures of the real runs from domain 2.6, 3.2 and 5.3; suppliers, points and prices are invented.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.core.cast import criterion, day, kr, organisation, outcome, ready_stage, stage, terms
from vakna.core import affordable_loss, document, gates
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    COLLECTIONS,
    Assessment,
    Key,
    Mark,
    MoneyEntry,
    Outcome,
    Participation,
    Picture,
    Stage,
    Weighing,
    text,
)
from vakna.core.money import Money

_POINTS = {"mode": v.AssessmentMode.POINTS, "more_than_places": (v.PlacesRule.POINTS, v.PlacesRule.NEED_FIT)}
_CRITERIA = (
    replace(criterion("impact", 1, v.CriterionGroup.NEED), weight=Decimal(40), scale=10, threshold=5),
    replace(criterion("quality", 2, v.CriterionGroup.MODEL), weight=Decimal(30), scale=10, threshold=5),
    replace(criterion("market", 3, v.CriterionGroup.MARKET), weight=Decimal(30), scale=10, threshold=5),
)


def _suppliers(count: int) -> list[str]:
    return [f"bolag-{number:02}" for number in range(1, count + 1)]


def _picture(stages: tuple[Stage, ...], names: list[str], *, going: list[str], **rest: Any) -> Picture:
    """Give a picture in which all have tendered and only some still go on."""
    of = terms(*stages, ceiling=kr(2_150_000), supplier_ceiling=kr(2_150_000))
    of = replace(of, organisations=(*of.organisations, *(organisation(one) for one in names)))
    rows = tuple(
        Participation(
            key=Key(f"s-{one}"), organisation=Key(one), procurement=Key("p"), first_stage=Key("inbjudan"),
            joined_at=day(1), alias=number,
            state=v.ParticipationState.ACTIVE if one in going else v.ParticipationState.ENDED,
            ended_stage=None if one in going else Key("inbjudan"),
        )
        for number, one in enumerate(names, start=1)
    )  # fmt: skip
    taken: dict[str, Any] = dict.fromkeys(COLLECTIONS, ())
    return Picture(terms=of, _taken={**taken, "participations": rows, **rest})


def _agreed(of: Stage, name: str, *points: int, price: Money | None = None) -> Assessment:
    marks = tuple(
        Mark(criterion=one.key, value=value, motive=text(f"{value} poäng: det visades för {one.key}."))
        for one, value in zip(of.criteria, points, strict=True)
    )
    return Assessment(
        key=Key(f"a-{of.key}-{name}"), stage=of.key, participation=Key(f"s-{name}"), kind=v.AssessmentKind.CONSENSUS,
        by=Key("petra"), at=day(30), marks=marks, price=price,
    )  # fmt: skip


def _continuing(picture: Picture, of: Stage) -> list[str]:
    return sorted(key for key, one in gates.suggested(picture, of).items() if one is v.Verdict.CONTINUES)


def _outcomes(picture: Picture, of: Stage) -> tuple[Outcome, ...]:
    return tuple(outcome(key.removeprefix("s-"), one) for key, one in gates.suggested(picture, of).items())


def _phase(key: str, number: int, places: int, pay: int, threshold: int) -> Stage:
    return ready_stage(
        key=key, number=number, instrument=v.Instrument.PCP_PHASE, places=places, pay=kr(pay), ceiling=kr(pay * places),
        supplier_ceiling=kr(pay), criteria=_CRITERIA, weighing=Weighing(threshold=Decimal(threshold)), **_POINTS,
    )  # fmt: skip


def _committed(of: Stage, names: list[str]) -> tuple[MoneyEntry, ...]:
    assert isinstance(of.pay, Money)
    return tuple(
        MoneyEntry(key=Key(f"e-{of.key}-{one}"), at=day(31), state=v.MoneyState.COMMITTED, amount=of.pay, stage=of.key,
                   participation=Key(one), payer=Key("kop")) for one in names
    )  # fmt: skip


def test_t2_thresholds_leave_fewer_than_planned_and_the_money_stays() -> None:
    call = stage(
        "inbjudan", 1, v.Instrument.OPEN_CALL, procurement=Key("p"), gate=v.GateKind.AWARD, criteria=_CRITERIA,
        weighing=Weighing(threshold=Decimal(60)), state=v.StageState.CLOSED, **_POINTS,
    )  # fmt: skip
    one, two, three = (
        _phase("ett", 2, 7, 50_000, 60), _phase("tva", 3, 3, 200_000, 60), _phase("tre", 4, 2, 400_000, 70)
    )  # fmt: skip
    last = _phase("fyra", 5, 2, 100_000, 70)
    stages, names = (call, one, two, three, last), _suppliers(33)

    # 33 tenders: twelve fall on a threshold, and of the rest the seven with most points get the places.
    impact = [4] * 12 + [6] * 14 + [9] * 7
    tenders = tuple(_agreed(call, name, impact[at], 6, 6 + at % 3) for at, name in enumerate(names))
    tendered = _picture(stages, names, going=names, assessments=tenders)
    assert len(gates.eligible(tendered, call)) == 21
    assert [it.answer_code for it in gates.place_rule_steps(tendered, call)] == ["points-settles", "not-needed"]
    seven = _continuing(tendered, call)
    assert seven == [f"s-bolag-{number:02}" for number in range(27, 34)]
    gates.check_outcomes(tendered, call, v.GateOutcome.GO_ON, _outcomes(tendered, call))

    # 7 to 3.
    first = [it.removeprefix("s-") for it in seven]
    marks = tuple(_agreed(one, name, 9 - at, 7, 7) for at, name in enumerate(first[:5])) + tuple(
        _agreed(one, name, 6, 4, 9) for name in first[5:]
    )
    ending = _picture(stages, names, going=first, assessments=marks, money=_committed(one, seven))
    assert len(gates.eligible(ending, one)) == 5
    third = _continuing(ending, one)
    assert third == seven[:3]

    # 3 to 2 that meet the minimum, though three were planned for.
    going = [it.removeprefix("s-") for it in third]
    marks = (_agreed(two, going[0], 8, 8, 8), _agreed(two, going[1], 7, 7, 7), _agreed(two, going[2], 8, 4, 9))
    money = (*_committed(one, seven), *_committed(two, third))
    prototypes = _picture(stages, names, going=going, assessments=marks, money=money)
    assert gates.standing(prototypes, two)[Key(third[2])].stopped == ("quality",)
    assert _continuing(prototypes, two) == third[:2]

    # Only one is above the last threshold; what the other would have got is still there.
    marks = (_agreed(three, going[0], 8, 7, 7), _agreed(three, going[1], 6, 7, 7))
    money = (*money, *_committed(three, third[:2]))
    field = _picture(stages, names, going=going[:2], assessments=marks, money=money)
    stand = gates.standing(field, three)
    assert [(it.below, it.eligible, it.score and it.score.quality) for it in stand.values()] == [
        (False, True, Decimal("74.00")), (True, False, Decimal("66.00")),
    ]  # fmt: skip
    assert gates.suggested(field, three) == {third[0]: v.Verdict.CONTINUES, third[1]: v.Verdict.ENDED}

    final = field.with_rows(money=(*money, *_committed(last, third[:1])))
    assert affordable_loss.standing(final.money).exposure == kr(7 * 50_000 + 3 * 200_000 + 2 * 400_000 + 100_000)
    assert affordable_loss.room(final, "fyra", None).stage == kr(100_000)
    assert affordable_loss.room(final, "fyra", None).initiative == kr(300_000)
    kept = document.load(document.dump(final)).assessments[1].marks[0].motive
    assert kept == text("6 poäng: det visades för impact.")


_DYNAMO = (
    replace(criterion("quality", 1, v.CriterionGroup.NEED), weight=Decimal(50), scale=5, threshold=3),
    replace(criterion("team", 2, v.CriterionGroup.TEAM), weight=Decimal(30), scale=5, threshold=3),
    replace(criterion("exploitation", 3, v.CriterionGroup.MARKET), weight=Decimal(20), scale=5, threshold=2),
)
"""Three weighted criteria, each with its threshold: below it the tender is rejected (domain 5.3)."""


def test_t5_ninety_ten_with_thresholds_and_a_tie_parted_by_the_published_rule() -> None:
    rules = (v.PlacesRule.POINTS, v.PlacesRule.NEED_FIT, v.PlacesRule.PRICE)
    of = ready_stage(
        key="ett", number=2, instrument=v.Instrument.PCP_PHASE, places=6, state=v.StageState.CLOSED, criteria=_DYNAMO,
        mode=v.AssessmentMode.POINTS, weighing=Weighing(price_weight=Decimal(10)), more_than_places=rules,
    )  # fmt: skip
    following = _phase("tva", 3, 2, 85_000, 0)
    names = ["alfa", "beta", "gamma", "delta", "epsilon"]
    offers = {
        "alfa": (5, 4, 4, 85_000), "beta": (4, 5, 4, 68_000), "gamma": (3, 3, 2, 34_000), "delta": (4, 5, 4, 68_000),
        "epsilon": (5, 5, 1, 10_000),
    }  # fmt: skip
    marks = tuple(_agreed(of, name, *it[:3], price=kr(it[3])) for name, it in offers.items())
    call = stage("inbjudan", 1, v.Instrument.OPEN_CALL, procurement=Key("p"), state=v.StageState.DECIDED)
    whole = _picture((call, of, following), names, going=names, assessments=marks)

    stand = gates.standing(whole, of)
    told = {
        key: (it.eligible, it.score.quality, it.score.price, it.score.total) for key, it in stand.items() if it.score
    }

    # epsilon is rejected on one threshold; its 10 000 is not the lowest price of anybody eligible: 34 000 is.
    assert told == {
        "s-alfa": (True, Decimal("90.00"), Decimal("40.00"), Decimal("85.00")),
        "s-beta": (True, Decimal("86.00"), Decimal("50.00"), Decimal("82.40")),
        "s-gamma": (True, Decimal("56.00"), Decimal("100.00"), Decimal("60.40")),
        "s-delta": (True, Decimal("86.00"), Decimal("50.00"), Decimal("82.40")),
        "s-epsilon": (False, Decimal("84.00"), None, Decimal("75.60")),
    }
    assert stand[Key("s-epsilon")].stopped == ("exploitation",)
    codes = [it.answer_code for it in gates.place_rule_steps(whole, of)]
    assert codes == ["points-even", "need-fit-even", "price-even"]
    assert gates.suggested(whole, of) == {
        "s-alfa": v.Verdict.CONTINUES, "s-gamma": v.Verdict.ENDED, "s-epsilon": v.Verdict.ENDED,
    }  # fmt: skip

    # The same with one krona between them: price, the last rule, parts them and moves nobody else.
    cheaper = tuple(_agreed(of, "delta", 4, 5, 4, price=kr(67_999)) if it.key == "a-ett-delta" else it for it in marks)
    parted = whole.with_rows(assessments=cheaper)
    assert [it.answer_code for it in gates.place_rule_steps(parted, of)] == [
        "points-even", "need-fit-even", "price-settles",
    ]  # fmt: skip
    assert _continuing(parted, of) == ["s-alfa", "s-delta"]
