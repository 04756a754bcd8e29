"""What spread asks: the plans before a late gate, a look at the market in time, who develops further, once a year."""

from datetime import datetime, time

from .. import adoptions, market_looks, spread_plans
from ..initiative import Participation, Picture
from ..people import Actor
from ..vocabulary import Provenance
from ..words import STOCKHOLM
from .action import Found, NextAction, in_stage

_END_OF_DAY = time(23, 59)


def write_plan(picture: Picture) -> Found:
    """Write the buyer's plan for spread while a late stage is under way."""
    stage = spread_plans.asked_in(picture.terms)
    if stage is not None and not picture.terms.spread_plans:
        yield in_stage("write-spread-plan", stage, 15, due=stage.decision_due)


def write_own(picture: Picture, mine: list[Participation]) -> Found:
    """Write one's own plan for spread before the gate of a late stage that one takes part in."""
    stage = spread_plans.asked_in(picture.terms)
    if stage is None:
        return
    lacking = {one.key for one in spread_plans.without_plan(picture, stage)}
    for one in mine:
        if one.key in lacking:
            yield in_stage("write-supplier-plan", stage, 20, due=stage.decision_due, participation=one.key)


def look(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Look at the market beside each solution that one has said one would look at, from a month before the day."""
    today = adoptions.day_of(at)
    for one in market_looks.last(picture.terms):
        if one.who == actor.person and one.next_on - market_looks.SOON <= today:
            due = datetime.combine(one.next_on, _END_OF_DAY, tzinfo=STOCKHOLM)
            name = picture.organisation(one.supplier).name
            yield NextAction(code="look-at-market", minutes=30, due=due, values={"organisation": name})


def follow_up(picture: Picture, at: datetime) -> Found:
    """Say who looks at the market beside a solution that is taken up, and once a year who develops it further."""
    if picture.terms.provenance is Provenance.STATED:
        return
    for supplier in market_looks.lacking(picture):
        name = picture.organisation(supplier).name
        yield NextAction(code="set-market-look", minutes=2, values={"organisation": name})
    due = market_looks.further_due(picture, adoptions.day_of(at))
    if due is not None:
        yield NextAction(code="tell-further", minutes=5, due=datetime.combine(due, _END_OF_DAY, tzinfo=STOCKHOLM))
