"""The plan may turn: what may be opened again, done once more or cancelled, and what may not."""

from dataclasses import replace

import pytest

from tests.core.cast import CALL, CONCEPT, day, entry, kr, picture
from vakna.core import replanning
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Proposal, text
from vakna.core.refusal import BadInput, Conflict

_CLOSED = replace(CONCEPT, state=v.StageState.CLOSED)


def test_a_closed_stage_is_opened_again_only_before_a_proposal_and_with_a_deadline_to_come() -> None:
    laid = Proposal(
        stage=_CLOSED.key, version=1, by=Key("ulla"), at=day(1), outcome=v.GateOutcome.GO_ON, reason=text("Nog.")
    )
    replanning.require_reopenable(picture(_CLOSED), _CLOSED, day(10), day(9))
    refused = []
    for one, rows, at in (
        (replace(_CLOSED, state=v.StageState.OPEN), (), 9),
        (replace(_CLOSED, regime=v.Regime.SEALED), (), 9),
        (_CLOSED, (laid,), 9),
        (_CLOSED, (), 10),
    ):
        with pytest.raises((Conflict, BadInput)) as found:
            replanning.require_reopenable(picture(one, proposals=rows), one, day(10), day(at))
        refused.append(found.value.code)

    assert refused == ["stage-move", "reopen-sealed", "reopen-proposed", "deadline-passed"]


def test_another_round_keeps_the_terms_and_loses_dates_history_and_for_a_call_the_procurement() -> None:
    over = replace(CONCEPT, state=v.StageState.DECIDED, published_at=day(1), procurement=Key("p"))

    again = replanning.another(over, key=Key("koncept-2"), number=9)
    called = replanning.another(replace(CALL, procurement=Key("p")), key=Key("inbjudan-2"), number=10)

    assert (again.follows, again.state, again.published_at, again.deadline) == (
        over.key, v.StageState.PLANNED, None, None,
    )  # fmt: skip
    assert (again.pay, again.places, again.criteria, again.procurement) == (
        over.pay, over.places, over.criteria, Key("p"),
    )  # fmt: skip
    assert (called.follows, called.procurement) == (CALL.key, None)
    assert replanning.round_of(picture(over, again).terms, again) == 2


def test_a_stage_is_not_cancelled_before_it_has_begun_nor_while_money_is_committed_in_it() -> None:
    going = replace(CONCEPT, state=v.StageState.OPEN)
    bound = entry(v.MoneyState.COMMITTED, 25_000)
    freed = entry(v.MoneyState.RELEASED, 25_000)

    with pytest.raises(Conflict) as planned:
        replanning.require_cancellable(picture(CONCEPT), replace(CONCEPT, state=v.StageState.PLANNED))
    with pytest.raises(Conflict) as committed:
        replanning.require_cancellable(picture(going, money=(bound,)), going)
    replanning.require_cancellable(picture(going, money=(bound, freed)), going)

    assert (planned.value.code, committed.value.code, committed.value.values["left"]) == (
        "cancel-not-begun", "cancel-committed", kr(25_000),
    )  # fmt: skip
