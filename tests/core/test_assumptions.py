"""Assumptions have a history, and money that rises is held against what was settled in between."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, day, kr, picture
from vakna.core import assumptions
from vakna.core import vocabulary as v
from vakna.core.initiative import Assumption, Experiment, Key, Stage, Text, text
from vakna.core.refusal import Refusal

OPEN, SUPPORTED, REFUTED = v.AssumptionState.OPEN, v.AssumptionState.SUPPORTED, v.AssumptionState.REFUTED
BECAUSE = text("Vi såg det.")


def _assumption(key: str = "a", state: v.AssumptionState = OPEN, **rest: Any) -> Assumption:
    evidence = None if state is OPEN else text("Nio av tolv.")
    values: dict[str, Any] = {"about": v.AssumptionAbout.NEED, "statement": text("Natten går att ändra.")} | rest
    return Assumption(key=Key(key), state=state, **{"evidence": evidence, **values})


def _lived(key: str, *steps: tuple[int, v.AssumptionState]) -> Assumption:
    one: Assumption | None = None
    for number, state in steps:
        one = assumptions.written(one, _assumption(key, state), by="petra", at=day(number), why=BECAUSE)
    assert one is not None
    return one


def _code(before: Assumption | None, now: Assumption, why: Text | None = BECAUSE) -> str:
    with pytest.raises(Refusal) as refused:
        assumptions.check_set(before, now, why)
    return refused.value.code


def test_each_writing_is_a_version_with_who_when_and_why() -> None:
    one = _lived("a", (1, OPEN), (5, REFUTED), (9, OPEN))

    assert [(it.version, it.at, it.state, it.by, it.why) for it in one.versions] == [
        (1, day(1), OPEN, "petra", BECAUSE), (2, day(5), REFUTED, "petra", BECAUSE), (3, day(9), OPEN, "petra", BECAUSE)
    ]  # fmt: skip
    assert one.state is OPEN


def test_what_cannot_be_written_is_refused() -> None:
    of_one = {"about": v.AssumptionAbout.SUPPLIER, "participation": Key("s-alfa")}

    assert _code(None, _assumption(state=SUPPORTED, evidence=None)) == "assumption-needs-evidence"
    assert _code(None, _assumption(participation=Key("s-alfa"))) == "assumption-about-supplier"
    assert _code(None, _assumption(about=v.AssumptionAbout.SUPPLIER)) == "assumption-about-supplier"
    assert _code(_assumption(), _assumption(**of_one)) == "assumption-about-fixed"
    assert _code(_assumption(), _assumption(), None) == "assumption-needs-why"
    assumptions.check_set(_assumption(), _assumption(state=REFUTED), BECAUSE)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (((1, OPEN),), None),
        (((1, OPEN), (5, SUPPORTED)), day(5)),
        (((1, SUPPORTED), (5, SUPPORTED)), day(1)),
        (((1, SUPPORTED), (5, REFUTED)), day(5)),
        (((1, SUPPORTED), (5, OPEN)), None),
        (((1, SUPPORTED), (5, OPEN), (9, SUPPORTED)), day(9)),
    ],
)
def test_it_is_settled_when_its_state_last_became_what_it_is(steps: Any, expected: datetime | None) -> None:
    assert assumptions.settled_at(_lived("a", *steps)) == expected


def test_a_stage_tests_what_it_names_and_what_is_tried_in_it() -> None:
    rows = (_assumption("named", SUPPORTED), _assumption("tried"), _assumption("other"))
    trial = Experiment(key=Key("x"), assumption=Key("tried"), during=CONCEPT.key, hypothesis=text("Hälften."))
    whole = picture(CALL, replace(CONCEPT, tests=(Key("named"),)), assumptions=rows, experiments=(trial,))

    found = assumptions.of_stage(whole, CONCEPT.key)

    assert ([one.key for one in found.settled], [one.key for one in found.open]) == (["named"], ["tried"])


def _rises(*rows: Assumption, at: int = 90, concept: Stage = CONCEPT, prototype: Stage = PROTOTYPE) -> Any:
    stages = (CALL, replace(concept, opens_at=day(20)), replace(prototype, opens_at=day(60)))
    return [(it.stage, it.before, it.settled) for it in assumptions.rises(picture(*stages, assumptions=rows), day(at))]


def test_money_that_rises_is_held_against_what_was_settled_between_the_two_stages() -> None:
    rows = (
        _lived("before", (1, OPEN), (19, SUPPORTED)),
        _lived("supported", (1, OPEN), (20, SUPPORTED)),
        _lived("refuted", (1, OPEN), (60, REFUTED)),
        _lived("after", (1, OPEN), (61, SUPPORTED)),
        _lived("reopened", (1, OPEN), (30, SUPPORTED), (40, OPEN)),
    )

    assert _rises(*rows) == [("prototyp", "koncept", ("supported", "refuted"))]
    assert _rises(*rows, at=30) == [("prototyp", "koncept", ("supported",))]


def test_money_that_rises_with_nothing_settled_says_so() -> None:
    assert _rises(_lived("open", (1, OPEN))) == [("prototyp", "koncept", ())]


def test_an_assumption_without_history_counts_in_the_stage_that_names_it() -> None:
    stated = _assumption("stated", SUPPORTED)

    assert _rises(stated) == [("prototyp", "koncept", ())]
    assert _rises(stated, concept=replace(CONCEPT, tests=(Key("stated"),))) == [("prototyp", "koncept", ("stated",))]


def test_the_first_paid_stage_and_money_that_falls_are_no_rises() -> None:
    same = replace(PROTOTYPE, pay=CONCEPT.pay, ceiling=CONCEPT.ceiling)
    skipped = replace(PROTOTYPE, state=v.StageState.SKIPPED)
    not_published = replace(PROTOTYPE, pay=v.NotPublished.YES, ceiling=None)

    assert [_rises(prototype=one) for one in (same, skipped, not_published)] == [[], [], []]
    assert _rises(prototype=replace(same, ceiling=kr(75_001))) == [("prototyp", "koncept", ())]


def test_an_assumption_that_is_not_there_is_not_found() -> None:
    with pytest.raises(Refusal) as refused:
        assumptions.find(picture(), "saknas")

    assert (refused.value.code, refused.value.status) == ("no-such-assumption", 404)
