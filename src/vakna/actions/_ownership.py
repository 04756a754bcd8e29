"""What a supplier writes of itself: only its own people, and only while it takes part."""

from vakna.core import vocabulary as v
from vakna.core.refusal import Conflict, NotFound

from ._journal import Pen


def require_own(pen: Pen, participation: str) -> None:
    """Refuse what is not one's own, and a supplier that takes part no more."""
    if participation not in pen.actor.participations:
        raise NotFound("no-such-supplier", key=participation)
    if pen.picture.participation(participation).state in {v.ParticipationState.ENDED, v.ParticipationState.WITHDRAWN}:
        raise Conflict("growth-over")
