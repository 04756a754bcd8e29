"""What the owner of an experiment has to do next: say what came of it, and decide what it leads to."""

from datetime import datetime, time

from ..experiments import is_overdue, is_under_way, waits_for_decision
from ..initiative import Experiment, Picture
from ..people import Actor
from ..vocabulary import Role
from ..words import STOCKHOLM
from .action import Found, NextAction


def own(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Give each experiment of one's own that waits; what nobody owns is the process leader's.

    A time box that is over asks for the result, and a result for a decision (domain 7.5: overdue nudges).
    """
    today = at.astimezone(STOCKHOLM).date()
    for number, one in enumerate(picture.experiments, start=1):
        mine = one.owner == actor.person if one.owner else Role.PROCESS_LEADER in actor.roles
        if mine and (is_overdue(one, today) or waits_for_decision(one)):
            yield _waits(one, number)


def _waits(one: Experiment, number: int) -> NextAction:
    code = "tell-result" if is_under_way(one) else "decide-experiment"
    due = datetime.combine(one.ends, time(16), tzinfo=STOCKHOLM) if one.ends else None
    return NextAction(code=code, minutes=10, due=due, values={"number": number, "hypothesis": one.hypothesis})
