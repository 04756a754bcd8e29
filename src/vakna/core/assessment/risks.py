"""Risks to follow: each 1 in a reverse consensus gets an owner and a plan, and is shown again at the next gate."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from ..initiative import Assessment, Key, Risk, Stage, Text
from ..refusal import BadInput
from ..vocabulary import AssessmentMode, RiskState
from .marks import RISK


def from_marks(stage: Stage, agreed: Assessment, said: Mapping[Key, Risk], owner: Key) -> tuple[Risk, ...]:
    """Make the risks of one consensus: one for each 1, as `said` about that criterion, else owned by `owner`.

    Refuses (`BadInput`) what is said about a criterion that was not marked 1.
    """
    ones = [one.criterion for one in agreed.marks if one.value == RISK and stage.mode is AssessmentMode.REVERSE]
    for criterion in said:
        if criterion not in ones:
            raise BadInput("risk-without-mark", path=f"risks[{criterion}]")
    return tuple(said.get(criterion) or Risk(criterion=criterion, owner=owner) for criterion in ones)


def followed(risk: Risk, state: RiskState, shown: Text | None, at: datetime) -> Risk:
    """Give the risk as followed up. Refuses one said to be open still, or with nothing said of what showed."""
    if state is RiskState.OPEN:
        raise BadInput("risk-state", path="state")
    if shown is None:
        raise BadInput("risk-shown", path="shown")
    return replace(risk, state=state, shown=shown, followed_at=at)
