"""The information packs of a written history as acts. What stands in each is collected anew when it is made. Pure."""

from collections.abc import Iterator

from vakna.core.initiative import Key, Picture

from ._event import Event


def of(picture: Picture, procurer: Key) -> Iterator[Event]:
    """Give each pack as it was made, signed by whoever cleared it where something had to be cleared."""
    for one in picture.packs:
        values = {"stage": one.stage, "cleared_because": one.cleared_because, "key": one.key}
        yield Event(at=one.at, verb="dialogue.make_pack", by=one.cleared_by or procurer, values=values)
