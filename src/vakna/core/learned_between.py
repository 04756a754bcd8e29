"""What was learned between two questions to the market: after the first had closed, before the next was published.

The seed asks for several rounds, each deeper than the last: who reads the second shall see what the first led to.
"""

from dataclasses import dataclass
from datetime import datetime

from .initiative import Broadcast, Insight, Need, Picture, Question, Stage, Terms
from .stages import rules
from .vocabulary import StageState


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when the first stage had closed until the one that builds on it was published; now while it is planned."""

    since: datetime
    until: datetime

    def holds(self, at: datetime | None) -> bool:
        """Say whether an instant lies in the span."""
        return at is not None and self.since < at <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What came in a span, as far as the picture shows it, in the order it came."""

    broadcasts: tuple[Broadcast, ...]
    needs: tuple[Need, ...]
    questions: tuple[Question, ...]
    insights: tuple[Insight, ...]


def span(terms: Terms, stage: Stage, at: datetime) -> Span | None:
    """Give the span before a stage that builds on another; None when it builds on none, or on one that has not closed.

    A stage has closed when its last day for answers has passed.
    """
    first = next((one for one in terms.stages if one.key == stage.follows), None)
    if first is None or first.deadline is None or first.state in {StageState.PLANNED, StageState.OPEN}:
        return None
    return Span(since=first.deadline, until=stage.published_at or at)


def learned(picture: Picture, stage: Stage, within: Span) -> Learned:
    """Give what was told to everyone, how the need was written anew, what was answered, and the insights.

    What is told under contract is for those under contract and is left out. Needs the parts broadcasts and questions
    and the collection of insights.
    """
    public = (one for one in picture.broadcasts if not rules(picture.stage(one.stage)).contract)
    told = (one for one in public if within.holds(one.available_at))
    rewritten = (one for one in picture.terms.needs if one.version > 1 and within.holds(one.at))
    answered = (one for one in picture.questions if one.stage == stage.follows and within.holds(one.answered_at))
    return Learned(
        broadcasts=tuple(sorted(told, key=lambda one: one.available_at)),
        needs=tuple(sorted(rewritten, key=lambda one: one.at)),
        questions=tuple(sorted(answered, key=lambda one: one.number)),
        insights=tuple(sorted((one for one in picture.insights if within.holds(one.at)), key=lambda one: one.at)),
    )
