"""What the talks about a decision ask of the team and of those whom a gate has ended."""

from datetime import datetime

from .. import debriefs
from ..initiative import Picture
from ..people import Actor
from .action import Found, in_stage


def host(picture: Picture, at: datetime) -> Found:
    """Offer the talks soon after a decision that ended somebody, and note each one that is over."""
    for decision in picture.decisions:
        count = len(debriefs.ended(picture, decision.stage))
        told = decision.released_at <= at < decision.released_at + debriefs.SOON
        if count and told and not debriefs.of_stage(picture, decision.stage):
            due = decision.released_at + debriefs.SOON
            yield in_stage("offer-debriefs", picture.stage(decision.stage), 10, due=due, count=count)
    for one in picture.debriefs:
        over = debriefs.ends(one)
        if over is not None and over <= at and one.held_at is None:
            supplier = picture.supplier_name(one.participation)
            yield in_stage(
                "note-debrief", picture.stage(one.stage), 5, participation=one.participation, supplier=supplier
            )


def guest(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Choose a time, or say no, while one of the times is still to come."""
    for one in picture.debriefs:
        coming = [start for start in one.starts if start > at]
        if one.participation in actor.participations and debriefs.waits(one) and coming:
            yield in_stage(
                "book-debrief", picture.stage(one.stage), 3, due=max(coming), participation=one.participation,
                length=one.minutes,
            )  # fmt: skip
