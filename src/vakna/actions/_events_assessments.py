"""Assessments of a written history as acts: each assessor's, each buyer's, the consensus, and what followed a risk."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from vakna.core import vocabulary as v
from vakna.core.initiative import Assessment, Picture

from ._event import Event

_VERBS = {
    v.AssessmentKind.INDIVIDUAL: "assessment.hand_in",
    v.AssessmentKind.BUYER: "assessment.mark_need",
    v.AssessmentKind.CONSENSUS: "assessment.agree",
}


def of(picture: Picture) -> Iterator[Event]:
    """Give the assessments as they were made, and what was said of each risk when it was followed up."""
    for one in picture.assessments:
        values: dict[str, Any] = {
            "stage": one.stage, "participation": one.participation, "marks": one.marks, "key": one.key,
        }  # fmt: skip
        if one.kind is v.AssessmentKind.CONSENSUS:
            begun = tuple(replace(it, state=v.RiskState.OPEN, shown=None, followed_at=None) for it in one.risks)
            values |= {"price": one.price, "price_reason": one.price_reason, "moderation": one.moderation,
                       "risks": begun}  # fmt: skip
        yield Event(at=one.at, verb=_VERBS[one.kind], by=one.by, values=values)
        yield from _followed(one)


def _followed(one: Assessment) -> Iterator[Event]:
    for it in one.risks:
        if it.followed_at is not None:
            values = {"stage": one.stage, "participation": one.participation, "criterion": it.criterion,
                      "state": it.state, "shown": it.shown}  # fmt: skip
            yield Event(at=it.followed_at, verb="assessment.follow_risk", by=it.owner or one.by, values=values)
