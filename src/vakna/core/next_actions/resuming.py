"""What suppliers on hold ask of the team, and what is asked of those who decide on them between gates."""

from .. import resuming
from ..gates import is_held
from ..initiative import Picture
from ..people import Actor
from .action import Found, in_stage


def look_after(picture: Picture) -> Found:
    """Say what becomes of each supplier on hold, before the gate of the stage that it would come to."""
    for one in picture.participations:
        held = resuming.held_in(picture, one.key) if is_held(one) else None
        if held is not None and resuming.waiting(picture, one.key) is None:
            following = resuming.goes_on_to(picture, held)
            yield in_stage(
                "look-at-held", held, 10, due=following.decision_due if following else None, participation=one.key,
                supplier=picture.supplier_name(one.key),
            )  # fmt: skip


def decide(picture: Picture, actor: Actor) -> Found:
    """Decide on each supplier on hold that somebody else has asked about."""
    for one in resuming.to_decide(picture, actor):
        stage, supplier = picture.stage(one.stage), picture.supplier_name(one.participation)
        yield in_stage("decide-resumption", stage, 10, participation=one.participation, supplier=supplier)
