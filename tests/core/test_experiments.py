"""An experiment's cap is affordable loss: it fits in its stage's room, which shrinks until the result is known."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, actor, day, entry, in_state, kr, picture
from vakna.core import affordable_loss, experiments
from vakna.core import vocabulary as v
from vakna.core.initiative import Assumption, Experiment, Key, Picture, text
from vakna.core.next_actions import next_actions
from vakna.core.refusal import OverCeiling, Refusal

ABOUT = Assumption(key=Key("a"), about=v.AssumptionAbout.NEED, statement=text("Natten går att ändra."))
RESULT, DECISION = text("Elva av fjorton."), text("Vi går vidare.")


def _experiment(key: str = "x", **rest: Any) -> Experiment:
    values: dict[str, Any] = {
        "during": CONCEPT.key, "owner": Key("petra"), "cap": kr(10_000), "starts": day(20).date(),
        "ends": day(30).date(),
    } | rest  # fmt: skip
    return Experiment(key=Key(key), assumption=Key("a"), hypothesis=text("Hälften säger ja."), **values)


def _picture(*running: Experiment, state: v.StageState = v.StageState.OPEN, **rest: Any) -> Picture:
    return picture(
        CALL, in_state(CONCEPT, state), PROTOTYPE, assumptions=(ABOUT,), experiments=running,
        **rest,
    )  # fmt: skip


def _code(of: Picture, now: Experiment, before: Experiment | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        experiments.check_set(of, before, now)
    return refused.value.code


def test_a_cap_may_take_all_that_is_left_and_not_a_krona_more() -> None:
    money = (entry(v.MoneyState.COMMITTED, 50_000),)

    experiments.check_set(_picture(money=money), None, _experiment(cap=kr(25_000)))
    with pytest.raises(OverCeiling) as refused:
        experiments.check_set(_picture(money=money), None, _experiment(cap=kr(25_001)))

    assert (refused.value.code, refused.value.values["left"]) == ("experiment-over-room", kr(25_000))


def test_caps_under_way_are_at_stake_until_the_result_is_known() -> None:
    other = _experiment("other", cap=kr(70_000))
    done = replace(other, result=RESULT)

    assert _code(_picture(other), _experiment()) == "experiment-over-room"
    experiments.check_set(_picture(done), None, _experiment())
    experiments.check_set(_picture(other), other, replace(other, cap=kr(75_000)))
    left = [affordable_loss.room(_picture(one), "koncept", None) for one in (other, done)]
    assert [(room.stage, room.initiative) for room in left] == [(kr(5_000), kr(130_000)), (kr(75_000), kr(200_000))]


def test_a_supplier_cannot_be_committed_what_an_experiment_may_cost() -> None:
    running = _picture(_experiment(cap=kr(60_000)))

    affordable_loss.require_room(running, "koncept", "s-alfa", kr(15_000))
    with pytest.raises(OverCeiling) as refused:
        affordable_loss.require_room(running, "koncept", "s-alfa", kr(15_001))

    assert (refused.value.values["ceiling"], refused.value.values["left"]) == (v.Ceiling.STAGE, kr(15_000))


def test_an_experiment_that_cannot_be_is_refused() -> None:
    before = _experiment()
    late = before.starts - timedelta(days=1) if before.starts else None

    assert _code(_picture(), _experiment(ends=late)) == "experiment-ends-first"
    assert _code(_picture(), _experiment(decision=DECISION)) == "experiment-decision-first"
    assert _code(_picture(), _experiment(result=RESULT, spent=kr(10_001))) == "experiment-over-cap"
    assert _code(_picture(), _experiment(during=None)) == "experiment-needs-stage"
    assert _code(_picture(), _experiment(during=Key("saknas"))) == "no-such-stage"
    assert _code(_picture(), _experiment(owner=Key("saknas"))) == "no-such-person"
    assert _code(_picture(state=v.StageState.DECIDED), _experiment()) == "experiment-stage-over"
    assert _code(_picture(), replace(before, assumption=Key("b"))) == "no-such-assumption"
    other = replace(ABOUT, key=Key("b"))
    both = _picture().with_rows(assumptions=(ABOUT, other))
    assert _code(both, replace(before, assumption=Key("b")), before) == "experiment-assumption-fixed"


def test_the_result_may_be_written_after_the_stage_is_over() -> None:
    over = _picture(_experiment(), state=v.StageState.DECIDED)

    experiments.check_set(over, _experiment(), _experiment(result=RESULT, spent=kr(10_000), decision=DECISION))


def _to_do(one: Experiment, who: str, at: int) -> list[str]:
    whole = _picture(one, state=v.StageState.PUBLISHED)
    found = next_actions(whole, actor(whole, who), day(at))
    return [it.code for it in found if it.code in ("tell-result", "decide-experiment")]


def test_the_owner_is_told_the_day_after_the_time_box_and_until_something_is_decided() -> None:
    one = _experiment()

    assert [_to_do(one, "petra", at) for at in (30, 31)] == [[], ["tell-result"]]
    assert _to_do(replace(one, result=RESULT), "petra", 25) == ["decide-experiment"]
    assert _to_do(replace(one, result=RESULT, decision=DECISION), "petra", 99) == []
    assert [_to_do(one, who, 31) for who in ("nora", "ulla", "inga", "asta")] == [[], [], [], []]
    assert _to_do(replace(one, owner=Key("inga")), "inga", 31) == ["tell-result"]
    assert _to_do(replace(one, owner=None), "petra", 31) == ["tell-result"]
