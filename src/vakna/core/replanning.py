"""Turns of the plan: a stage opened again, another round of one, a stage or a procurement cancelled (design 4)."""

from dataclasses import replace
from datetime import datetime

from .affordable_loss import standing
from .initiative import Key, Picture, Procurement, Stage, Terms
from .refusal import BadInput, Conflict
from .stages import in_order, move, rules
from .vocabulary import Regime, StageState

_OVER = frozenset({StageState.DECIDED, StageState.CANCELLED})
_BEGUN = frozenset({StageState.PUBLISHED, StageState.OPEN, StageState.CLOSED})


def require_reopenable(picture: Picture, stage: Stage, deadline: datetime, at: datetime) -> None:
    """Refuse to open a closed stage again: one whose tenders have been seen, one that is proposed on, a past deadline.

    What was under seal has been read; letting anybody hand in after that would not be equal treatment (LOU 4 kap. 1 §).
    """
    move(stage, StageState.OPEN)
    if stage.state is not StageState.CLOSED or not rules(stage).takes_submissions:
        raise Conflict("reopen-not-closed", stage=stage.name)
    if stage.regime is Regime.SEALED:
        raise Conflict("reopen-sealed")
    if any(one.stage == stage.key for one in picture.proposals):
        raise Conflict("reopen-proposed")
    if deadline <= at:
        raise BadInput("deadline-passed", path="deadline", deadline=deadline)


def require_repeatable(stage: Stage) -> None:
    """Refuse (`Conflict`) another round of a stage that is not over: decided, cancelled, or closed with no gate."""
    closed = stage.state is StageState.CLOSED and stage.gate.value == "none"
    if stage.state not in _OVER and not closed:
        raise Conflict("repeat-not-over", stage=stage.name)


def round_of(terms: Terms, stage: Stage) -> int:
    """Say which round a stage is: 1, or one more than the stage of the same form that it follows."""
    before = next((one for one in terms.stages if one.key == stage.follows), None)
    return 1 + round_of(terms, before) if before is not None and before.instrument is stage.instrument else 1


def another(stage: Stage, *, key: Key, number: int) -> Stage:
    """Give the next round of a stage as a plan: what it says, without dates and history, and tied to it.

    A new call for tenders is a new competition, so it stands under no procurement until it is put under its own.
    """
    return replace(
        stage, key=key, number=number, state=StageState.PLANNED, follows=stage.key, corrections=(), opening=None,
        published_at=None, opens_at=None, questions_until=None, deadline=None, decision_due=None, ends_at=None,
        skipped_because=None, cancelled=None, diary_number=None, drafts=(),
        procurement=None if rules(stage).takes_tenders else stage.procurement,
    )  # fmt: skip


def place_after(terms: Terms, stage: Stage) -> int:
    """Give the number of the stage that another round comes after: the stage itself, or the last one that has begun."""
    begun = (one.number for one in terms.stages if one.published_at is not None)
    return max((stage.number, *begun))


def require_cancellable(picture: Picture, stage: Stage) -> None:
    """Refuse (`Conflict`) to cancel a stage that has not begun or is decided, or while money is committed in it.

    What is committed is first paid or released, supplier by supplier, so that nothing hangs under the ceilings.
    """
    move(stage, StageState.CANCELLED)
    if stage.state not in _BEGUN:
        raise Conflict("cancel-not-begun", stage=stage.name)
    for outside in (False, True):
        sums = standing(picture.money, stage=stage.key, outside=outside)
        left = sums.exposure.less(sums.paid)
        if left.amount > 0:
            raise Conflict("cancel-committed", left=left)


def require_procurement_cancellable(picture: Picture, procurement: Procurement) -> None:
    """Refuse (`Conflict`) to cancel a procurement that is cancelled already, or in which a contract is signed."""
    if procurement.cancelled is not None:
        raise Conflict("procurement-cancelled")
    its = {one.key for one in picture.terms.stages if one.procurement == procurement.key}
    if any(one.stage in its for one in picture.contracts):
        raise Conflict("cancel-contracted")


def under_way(terms: Terms, procurement: Key) -> tuple[Stage, ...]:
    """Give the stages of a procurement that have begun and are not over, in order: those that a cancellation ends."""
    return tuple(one for one in in_order(terms) if one.procurement == procurement and one.state in _BEGUN)
