"""What a stage asks of everyone who judges in it, before anything else: to declare its ties to the suppliers there."""

from collections.abc import Iterable

from .. import declarations
from ..initiative import Picture, Stage
from ..people import Actor
from ..stages import in_order
from ..vocabulary import StageState
from .action import Found, in_stage


def declare(picture: Picture, actor: Actor) -> Found:
    """Declare for each stage that is closed and not decided."""
    decided = {one.stage for one in picture.decisions}
    waiting = (one for one in in_order(picture.terms) if one.state is StageState.CLOSED and one.key not in decided)
    for stage in waiting:
        if declarations.missing(picture, stage, actor.person or ""):
            yield in_stage("declare-interests", stage, 2, due=stage.decision_due)


def declared(picture: Picture, actor: Actor, stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Give the stages for which the person has declared, or that ask for no declaration."""
    return tuple(one for one in stages if not declarations.missing(picture, one, actor.person or ""))
