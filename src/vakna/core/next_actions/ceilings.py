"""What those who decide on ceilings have to do next."""

from ..ceilings import to_decide
from ..initiative import Picture
from ..people import Actor
from .action import Found, NextAction


def decide(picture: Picture, actor: Actor) -> Found:
    """Decide on each new ceiling that somebody else has asked for."""
    for number, one in enumerate(to_decide(picture, actor), start=1):
        values = {"ceiling": one.ceiling, "sum": one.to, "reason": one.reason, "number": number}
        yield NextAction(code="decide-ceiling", stage=one.stage, minutes=10, values=values)
