"""What an assessment leaves to do beside the marks: the need marked for one's own buyer, and risks to follow."""

from ..assessment import buyers_missing, marks_per_buyer, to_assess
from ..initiative import Picture, Stage
from ..people import Actor, has_tie, organisations_of
from ..stages import in_order, next_after
from ..vocabulary import ParticipationState, RiskState, StageState
from .action import Found, in_stage


def mark_need(picture: Picture, actor: Actor, stages: list[Stage]) -> Found:
    """Mark the need for one's own buyer, where the buyers do so each for itself and it has not."""
    for stage in stages:
        if actor.organisation not in picture.terms.buyers or not marks_per_buyer(picture, stage):
            continue
        for one in to_assess(picture, stage.key):
            tied = has_tie(picture, actor.person or "", organisations_of(one))
            if actor.organisation in buyers_missing(picture, stage, one.key) and not tied:
                yield in_stage(
                    "mark-need", stage, 10, due=stage.decision_due, participation=one.key,
                    supplier=picture.supplier_name(one.key),
                )  # fmt: skip


def follow(picture: Picture, actor: Actor) -> Found:
    """Follow one's risks up between the gate that they come from and the next one."""
    going = {one.key for one in picture.participations if one.state == ParticipationState.ACTIVE}
    for stage in in_order(picture.terms):
        following = next_after(picture.terms, stage)
        if stage.state != StageState.DECIDED or following is None or following.state == StageState.DECIDED:
            continue
        mine = sum(
            risk.owner == actor.person and risk.state is RiskState.OPEN
            for one in picture.assessments
            if one.stage == stage.key and one.participation in going
            for risk in one.risks
        )
        if mine:
            yield in_stage("follow-risk", following, 10, due=following.decision_due, count=mine)
