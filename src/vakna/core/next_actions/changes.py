"""What those who decide on changes have to do next."""

from ..changes import is_outside, to_decide
from ..initiative import Picture
from ..people import Actor
from .action import Found, in_stage


def decide(picture: Picture, actor: Actor) -> Found:
    """Decide on each change that somebody else has asked for; one outside the frame says so."""
    for one in to_decide(picture, actor):
        code = "decline-change" if is_outside(one) else "decide-change"
        yield in_stage(code, picture.stage(one.stage), 10, number=one.number, what=one.what)
