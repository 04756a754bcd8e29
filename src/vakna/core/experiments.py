"""Experiments: small tests with a cap and a time box, whose result leads to a decision.

Source: the seed, affordable loss ("små, hanterbara experiment"); domain 7.5.
"""

from datetime import date

from .affordable_loss import room
from .assumptions import find as find_assumption
from .initiative import Experiment, Picture, Stage
from .money import Money
from .refusal import BadInput, Conflict, NotFound, OverCeiling
from .vocabulary import StageState

_OVER = frozenset({StageState.DECIDED, StageState.SKIPPED, StageState.CANCELLED})


def find(picture: Picture, key: str) -> Experiment:
    """Find an experiment, or refuse."""
    found = next((one for one in picture.experiments if one.key == key), None)
    if found is None:
        raise NotFound("no-such-experiment", key=key)
    return found


def is_under_way(one: Experiment) -> bool:
    """Say whether the result is not known yet: until then its cap is at stake."""
    return one.result is None


def waits_for_decision(one: Experiment) -> bool:
    """Say whether there is a result from which nobody has decided anything."""
    return one.result is not None and one.decision is None


def is_overdue(one: Experiment, today: date) -> bool:
    """Say whether the time box is over and nobody has said what came of it. Its last day is within it."""
    return one.ends is not None and one.ends < today and is_under_way(one)


def may_be_made_in(stage: Stage) -> bool:
    """Say whether an experiment may be planned in a stage: its gate is not decided, and it is not left out."""
    return stage.state not in _OVER


def check_set(picture: Picture, before: Experiment | None, now: Experiment) -> None:
    """Refuse an experiment that cannot be: without its assumption, ending before it starts, or in a stage that is over.

    A decision asks for a result, what it cost may not be more than the cap, and the cap not more than is left of what
    the stage can afford to lose. What has a result can be put in words anew, but the assumption it is about stays.
    """
    find_assumption(picture, now.assumption)
    if now.owner is not None and now.owner not in {one.key for one in picture.terms.people}:
        raise NotFound("no-such-person", path="owner", key=now.owner)
    if before is not None and before.assumption != now.assumption:
        raise Conflict("experiment-assumption-fixed", path="assumption")
    if now.starts is not None and now.ends is not None and now.ends < now.starts:
        raise BadInput("experiment-ends-first", path="ends")
    if now.decision is not None and now.result is None:
        raise BadInput("experiment-decision-first", path="decision")
    if isinstance(now.spent, Money) and isinstance(now.cap, Money) and now.spent.amount > now.cap.amount:
        raise BadInput("experiment-over-cap", path="spent", cap=now.cap)
    _check_stage(picture, before, now)


def _check_stage(picture: Picture, before: Experiment | None, now: Experiment) -> None:
    if now.during is None:
        if isinstance(now.cap, Money) and now.cap.amount and is_under_way(now):
            raise BadInput("experiment-needs-stage", path="during", cap=now.cap)
        return
    stage = next((one for one in picture.terms.stages if one.key == now.during), None)
    if stage is None:
        raise NotFound("no-such-stage", path="during", key=now.during)
    moved = before is None or before.during != now.during
    if moved and not may_be_made_in(stage):
        raise Conflict("experiment-stage-over", path="during", stage=stage.name)
    if is_under_way(now):
        _require_room(picture, now)


def _require_room(picture: Picture, now: Experiment) -> None:
    """Refuse (`OverCeiling`) a cap that is more than the stage's room, its own earlier cap not counted."""
    others = tuple(one for one in picture.experiments if one.key != now.key)
    left = room(picture.with_rows(experiments=others), now.during or "", None).least
    if isinstance(now.cap, Money) and left is not None and now.cap.amount > left.amount:
        raise OverCeiling("experiment-over-room", path="cap", left=left, asked=now.cap)
