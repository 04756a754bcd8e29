"""What a test asks beside itself: a route to adoption before it ends, and a decision on use when it has ended."""

from datetime import datetime, time

from .. import graveyard
from ..initiative import Picture
from ..words import STOCKHOLM
from .action import Found, NextAction, in_stage

_END_OF_DAY = time(23, 59)


def write_route(picture: Picture) -> Found:
    """Write who buys, from which budget and by when, once a test has begun; in witnessed histories alone."""
    known = graveyard.facts(picture)
    if known is not None and not known.routed and not known.ended:
        begun = [one for one in graveyard.tests(picture.terms) if one.opens_at is not None and one.name == known.stage]
        for stage in begun[-1:]:
            yield in_stage("write-route", stage, 15, due=stage.decision_due)


def decide(picture: Picture, at: datetime) -> Found:
    """Decide on use when the last test is over, by the day that the route names."""
    known = graveyard.facts(picture)
    over = known is not None and known.told_at is not None and known.told_at <= at and known.laid_down_at is None
    if known is not None and over and known.decide_by is not None:
        due = datetime.combine(known.decide_by, _END_OF_DAY, tzinfo=STOCKHOLM)
        yield NextAction(code="decide-adoption", minutes=20, due=due, values={"stage": known.stage})
