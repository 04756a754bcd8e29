"""Who else has the need, as history: each statement, and the buyer's answers to those who wish to buy together."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from vakna.core.initiative import Key, Picture

from ._event import Event


def of(
    picture: Picture, *, speaker: Callable[[Picture, Key], Key], procurer: Callable[[Picture], Key]
) -> Iterator[Event]:
    """Give each statement and each answer; `speaker` names who speaks for an organisation. Letters hold no files."""
    for one in picture.followers:
        wish = one.joins
        asked = replace(wish, answered_at=None, accepted=None, reason=None) if wish else None
        values = {
            "organisation": one.organisation, "strength": one.strength, "note": one.note, "size": one.size,
            "joins": asked,
        }  # fmt: skip
        yield Event(at=one.at, verb="demand.follow", by=speaker(picture, one.organisation), values=values)
        if wish is not None and wish.answered_at is not None:
            values = {"organisation": one.organisation, "accepted": wish.accepted, "reason": wish.reason}
            yield Event(at=wish.answered_at, verb="demand.answer_join", by=procurer(picture), values=values)
