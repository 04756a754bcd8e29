"""What becomes of a finished test: it waits, is late, stands open too long, is laid down, ends, or is used."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.rules.documents import PCP, picture
from vakna.core.graveyard import Fate, Grave, Limits, facts, standing
from vakna.core.initiative import AdoptionDecision, Key, Picture, Stage, text
from vakna.core.vocabulary import AdoptionStep, CauseOfDeath, InitiativeState, Instrument, Provenance, StageState

LIMITS = Limits(pilot=540, adoption=180)
WHOLE = picture(PCP)
TOLD = next(one.released_at for one in WHOLE.decisions if one.stage == "fas-2")


def _with(**changes: Any) -> Picture:
    return replace(WHOLE, terms=replace(WHOLE.terms, **changes))


def _said(step: AdoptionStep, day: int, cause: CauseOfDeath | None = None) -> AdoptionDecision:
    return AdoptionDecision(
        key=Key(f"b{day}"), at=TOLD + timedelta(days=day), step=step, cause=cause, reason=text("Skäl")
    )


def _opened(one: Stage, which: str) -> Stage:
    return replace(one, state=StageState.OPEN) if which in {one.key, one.instrument} else one


LAID = _said(AdoptionStep.LAY_DOWN, 5, CauseOfDeath.NO_BUDGET)
BARE = _with(adoption_routes=())
_STATES: dict[str, Callable[[], Picture]] = {
    "waits": lambda: BARE,
    "routed": lambda: WHOLE,
    "laid": lambda: _with(adoption_decisions=(LAID,)),
    "taken up": lambda: _with(adoption_routes=(), adoption_decisions=(LAID, _said(AdoptionStep.TAKE_UP, 100))),
    "adopted": lambda: _with(adoption_decisions=(_said(AdoptionStep.ADOPT, 9),)),
    "stopped": lambda: _with(state=InitiativeState.ENDED_STOPPED, state_reason=text("Slut")),
    "stated": lambda: _with(provenance=Provenance.STATED),
    "in use": lambda: _with(stages=tuple(_opened(one, Instrument.PPI) for one in WHOLE.terms.stages)),
    "open": lambda: _with(stages=tuple(_opened(one, "fas-2") for one in WHOLE.terms.stages)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "day", "fate"),
    [
        ("waits", -1, None),
        ("waits", 180, Fate.WAITS),
        ("waits", 181, Fate.LATE),
        ("routed", 400, Fate.WAITS),
        ("routed", 480, Fate.LATE),
        ("laid", 6, Fate.LAID_DOWN),
        ("taken up", 280, Fate.WAITS),
        ("taken up", 281, Fate.LATE),
        ("adopted", 999, None),
        ("stopped", 1, Fate.ENDED),
        ("stated", 999, None),
        ("in use", 999, None),
    ],
)
def test_test_stands_where_its_facts_put_it(state: str, day: int, fate: Fate | None) -> None:
    found = standing(_STATES[state](), TOLD + timedelta(days=day), LIMITS)

    assert (found.fate if found else None) is fate


def test_test_that_stands_open_too_long_is_stuck_and_a_dead_one_tells_its_cause() -> None:
    still = replace(_STATES["open"](), _taken={**WHOLE._taken, "decisions": ()})
    opened = next(one.opens_at for one in WHOLE.terms.stages if one.key == "fas-2")
    assert opened is not None

    fates = [standing(still, opened + timedelta(days=day), LIMITS) for day in (540, 541)]

    assert [one.fate if one else None for one in fates] == [None, Fate.STUCK]
    laid = standing(_STATES["laid"](), TOLD + timedelta(days=9), LIMITS)
    assert laid is not None
    assert (laid.dead, laid.cause, laid.reason) == (True, CauseOfDeath.NO_BUDGET, text("Skäl"))
    waits = standing(BARE, TOLD, LIMITS)
    assert waits == Grave(fate=Fate.WAITS, stage=WHOLE.stage("fas-2").name, since=TOLD.date(), due=date(2024, 6, 12))
    assert facts(replace(WHOLE, terms=replace(WHOLE.terms, stages=()))) is None
