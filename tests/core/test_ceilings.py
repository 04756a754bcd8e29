"""A ceiling changes by a decision alone, never past the initiative's, and rising money asks what was learned."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import CONCEPT, PROTOTYPE, day, entry, in_state, kr, picture, taking_part, terms
from vakna.core import ceilings as rules
from vakna.core import over_time
from vakna.core.initiative import Assumption, CeilingChange, Key, MoneyEntry, Picture, text
from vakna.core.money import Money
from vakna.core.refusal import BadInput, Conflict, NotAllowed, OverCeiling, Refusal
from vakna.core.vocabulary import (
    AssumptionAbout,
    AssumptionState,
    Ceiling,
    ChangeState,
    Mandate,
    MoneyState,
    StageState,
)

DECIDED = in_state(CONCEPT, StageState.DECIDED, published_at=day(20))
OPEN = in_state(PROTOTYPE, StageState.OPEN, published_at=day(60))
RIGHT = rules.Right(mandate=Mandate.DELEGATION, reference="4.7")
SPENT = (entry(MoneyState.COMMITTED, 25_000), entry(MoneyState.COMMITTED, 25_000, supplier="beta"))


def world(*entries: MoneyEntry, **rest: Any) -> Picture:
    return picture(of=terms(DECIDED, OPEN), money=entries or SPENT, participations=taking_part(), **rest)


def asked(amount: int, ceiling: Ceiling = Ceiling.STAGE, stage: str | None = "prototyp", **rest: Any) -> CeilingChange:
    values: dict[str, Any] = {"key": Key("tak"), "at": day(70), "by": Key("ulla"), "reason": text("Fler prov.")} | rest
    return CeilingChange(ceiling=ceiling, stage=Key(stage) if stage else None, to=kr(amount), **values)


def accepted(whole: Picture, change: CeilingChange, at: int = 71) -> CeilingChange:
    return rules.decided(whole, change, by="beata", at=day(at), accepted=True, right=RIGHT, motive=None)


def assumption(state: AssumptionState) -> Assumption:
    return Assumption(key=Key(f"a-{state}"), about=AssumptionAbout.NEED, statement=text("Sant"), state=state)


def test_stage_left_over_is_its_ceiling_less_what_is_bound_once_its_gate_is_decided() -> None:
    assert rules.with_left_over(world()) == ((DECIDED, kr(25_000)),)
    assert rules.left_over(world(), OPEN) is None


def test_left_over_money_moves_whole_to_a_later_stage_and_the_sum_of_ceilings_stays() -> None:
    change = asked(125_000, moved_from=Key("koncept"))
    rules.check(world(), change)

    after = rules.applied(world().terms, accepted(world(), change))

    assert [one.ceiling for one in after.stages] == [kr(50_000), kr(125_000)]
    assert rules.undone(after, accepted(world(), change)) == world().terms


@pytest.mark.parametrize(
    ("change", "kind", "code"),
    [
        (asked(125_001, moved_from=Key("koncept")), OverCeiling, "over-left-over"),
        (asked(90_000, moved_from=Key("koncept")), OverCeiling, "over-left-over"),
        (asked(80_000, stage="koncept", moved_from=Key("prototyp")), BadInput, "move-later-stage"),
        (asked(210_000, Ceiling.INITIATIVE, None, moved_from=Key("koncept")), BadInput, "move-later-stage"),
        (asked(150_001), OverCeiling, "ceiling-over-initiative"),
        (asked(49_999, stage="koncept"), OverCeiling, "ceiling-below-exposure"),
        (asked(24_999, Ceiling.SUPPLIER, None), OverCeiling, "ceiling-below-exposure"),
        (asked(49_999, Ceiling.INITIATIVE, None), OverCeiling, "ceiling-below-exposure"),
        (asked(100_000), BadInput, "ceiling-same"),
        (asked(100_001, stage=None), BadInput, "ceiling-stage"),
        (asked(200_001, Ceiling.INITIATIVE), BadInput, "ceiling-stage"),
        (replace(asked(1), to=Money(kr(1).amount, "EUR")), BadInput, "money-currencies"),
    ],
)
def test_ceiling_that_cannot_be_is_refused(change: CeilingChange, kind: type[Refusal], code: str) -> None:
    with pytest.raises(kind) as caught:
        rules.check(world(), change)

    assert caught.value.code == code


def test_money_of_a_stage_that_is_not_decided_does_not_move_and_an_unstated_ceiling_does_not_change() -> None:
    waiting = replace(world(), terms=terms(in_state(CONCEPT, StageState.CLOSED), OPEN))
    with pytest.raises(Conflict, match="move-before-gate"):
        rules.check(waiting, asked(110_000, moved_from=Key("koncept")))

    free = replace(world(), terms=replace(terms(DECIDED, OPEN), ceiling=None))
    with pytest.raises(Conflict, match="ceiling-not-stated"):
        rules.check(free, asked(1, Ceiling.INITIATIVE, None))


def test_who_asked_does_not_decide_and_nobody_decides_twice_or_without_right() -> None:
    right: dict[str, Any] = {"accepted": True, "right": RIGHT, "today": day(72).date()}
    done = accepted(world(), asked(110_000))

    with pytest.raises(NotAllowed, match="ceiling-own"):
        rules.check_decided(world(), asked(110_000), by="ulla", **right)
    with pytest.raises(Conflict, match="ceiling-decided"):
        rules.check_decided(world(), done, by="beata", **right)
    with pytest.raises(BadInput, match="mandate-item"):
        rules.check_decided(world(), asked(110_000), by="beata", **(right | {"right": replace(RIGHT, reference=" ")}))
    rules.check_decided(world(), asked(1), by="beata", **(right | {"accepted": False}))


def test_rising_money_is_warned_of_until_another_assumption_is_settled() -> None:
    none = world(assumptions=(assumption(AssumptionState.OPEN),), ceiling_changes=())
    one = world(assumptions=(assumption(AssumptionState.SUPPORTED),), ceiling_changes=())
    first = accepted(one, asked(110_000, key=Key("forra")))
    again = one.with_rows(ceiling_changes=(first,))
    more = again.with_rows(assumptions=(assumption(AssumptionState.SUPPORTED), assumption(AssumptionState.REFUTED)))

    assert rules.rises_unlearned(none, asked(110_000)) is True
    assert rules.rises_unlearned(one, asked(110_000)) is False
    assert rules.rises_unlearned(again, asked(120_000)) is True
    assert rules.rises_unlearned(more, asked(120_000)) is False
    assert rules.rises_unlearned(none, asked(90_000)) is False
    assert rules.rises_unlearned(again, first) is False


def test_stage_ceilings_above_the_announced_value_are_told() -> None:
    announced = [replace(one, total_value=kr(180_000)) for one in world().terms.procurements]
    whole = replace(world(), terms=replace(world().terms, procurements=tuple(announced)))

    assert rules.beyond_value(whole, asked(110_000)) == kr(5_000)
    assert rules.beyond_value(whole, asked(105_000)) is None


def test_money_over_time_holds_the_ceilings_of_each_day() -> None:
    paid = entry(MoneyState.PAID, 25_000, at=day(40))
    change = accepted(world(), asked(220_000, Ceiling.INITIATIVE, None))
    after = replace(world(*SPENT, paid), terms=rules.applied(world().terms, change))

    found = over_time.days(after.with_rows(ceiling_changes=(change,)))

    assert [(one.exposure, one.paid, one.opened, one.ceiling) for one in found] == [
        (kr(0), kr(0), kr(75_000), kr(200_000)),
        (kr(50_000), kr(0), kr(75_000), kr(200_000)),
        (kr(50_000), kr(25_000), kr(75_000), kr(200_000)),
        (kr(50_000), kr(25_000), kr(175_000), kr(200_000)),
        (kr(50_000), kr(25_000), kr(175_000), kr(220_000)),
    ]
    assert change.state is ChangeState.ACCEPTED
