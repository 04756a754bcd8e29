"""What those who own an objection, and those who lean on a waiver from a house rule, have to do next."""

from datetime import datetime, time

from ..initiative import Picture
from ..objections import ends_soon, waiting
from ..people import Actor
from ..words import STOCKHOLM
from .action import Found, NextAction


def answer(picture: Picture, actor: Actor) -> Found:
    """Find out what holds, for each unanswered objection that one owns."""
    for one in waiting(picture, actor.person):
        yield NextAction(code="answer-objection", minutes=20, values={"number": one.number, "claim": one.claim})


def renew(picture: Picture, at: datetime) -> Found:
    """Ask for a waiver to be prolonged within a month before it ends."""
    today = at.astimezone(STOCKHOLM).date()
    for number, one in enumerate(picture.waivers):
        if one.until is not None and ends_soon(one, today):
            due = datetime.combine(one.until, time(16), tzinfo=STOCKHOLM)
            yield NextAction(code="renew-waiver", minutes=10, due=due, values={"number": number, "rule": one.rule})
