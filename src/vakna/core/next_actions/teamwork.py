"""What working together asks: one's own tasks, and an answer to advice."""

from datetime import datetime, time

from .. import teamwork
from ..initiative import Picture
from ..people import Actor
from ..words import STOCKHOLM
from .action import Found, NextAction

_END_OF_DAY = time(23, 59)


def own_tasks(picture: Picture, actor: Actor) -> Found:
    """Do the tasks that one has, or hand them over."""
    for one in teamwork.waiting(picture, actor.person):
        due = datetime.combine(one.due, _END_OF_DAY, tzinfo=STOCKHOLM) if one.due else None
        yield NextAction(code="do-task", minutes=30, due=due, values={"number": one.number, "title": one.title})


def answer_advice(picture: Picture) -> Found:
    """Say what was made of each piece of advice."""
    for one in picture.advice:
        if one.answered_at is None:
            values = {"number": one.number, "subject": one.subject}
            yield NextAction(code="answer-advice", minutes=5, values=values)
