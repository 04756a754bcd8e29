"""Questions from the market: until when they are taken, so that every answer reaches all in good time."""

from datetime import datetime, timedelta

from . import good_time
from .initiative import Stage
from .refusal import BadInput, Conflict, TooLate
from .vocabulary import StageState

TO_ANSWER = timedelta(days=1)
"""The time that the buyer keeps for writing the last answers, before the days in which all must have them."""


def cut_off(stage: Stage, opens: datetime) -> datetime | None:
    """Give until when a stage that opens at `opens` takes questions: as planned, else by rule; None without deadline.

    A day, for the answers, before the last instant in good time for the hand-in. A stage too short for that takes
    questions during half of its time.
    """
    last = good_time.latest(stage)
    if stage.questions_until is not None or stage.deadline is None or last is None:
        return stage.questions_until
    return max(last - TO_ANSWER, opens + (stage.deadline - opens) / 2)


def require_before_deadline(stage: Stage) -> None:
    """Refuse (`BadInput`) a plan that takes questions after its own deadline."""
    if stage.questions_until and stage.deadline and stage.questions_until > stage.deadline:
        raise BadInput("questions-after-deadline", path="questions_until", deadline=stage.deadline)


def are_taken(stage: Stage, at: datetime) -> bool:
    """Say whether the stage takes questions at `at`: the last instant itself is in time."""
    return stage.state == StageState.OPEN and (stage.questions_until is None or at <= stage.questions_until)


def require_taken(stage: Stage, at: datetime) -> None:
    """Refuse a question to a stage that is not open (`Conflict`), or that came after the last instant (`TooLate`)."""
    if stage.state != StageState.OPEN:
        raise Conflict("stage-not-open")
    if not are_taken(stage, at):
        raise TooLate("questions-closed", closed=stage.questions_until)
