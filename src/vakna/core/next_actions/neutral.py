"""What neutrality asks: of an intermediary its word for each stage, of the need owner a letter of mandate to it."""

from datetime import datetime

from .. import neutrality
from ..initiative import Picture
from ..people import Actor
from ..words import STOCKHOLM
from .action import Found, NextAction, in_stage


def declare(picture: Picture, actor: Actor) -> Found:
    """Declare for each stage that is out, where one's own organisation is an intermediary here."""
    if actor.organisation in picture.terms.intermediaries:
        for stage in neutrality.undeclared(picture.terms, actor.organisation):
            yield in_stage("declare-neutrality", stage, 5, due=stage.deadline)


def give_mandate(picture: Picture, at: datetime) -> Found:
    """Write a letter to each intermediary that has no mandate in force."""
    today = at.astimezone(STOCKHOLM).date()
    for key in picture.terms.intermediaries:
        if neutrality.mandate(picture.terms, key, today) is None:
            values = {"organisation": picture.organisation(key).name}
            yield NextAction(code="give-mandate", minutes=10, values=values)
