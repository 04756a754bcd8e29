"""What suppliers told of their ability to grow, as history: resources and versions of figures."""

from collections.abc import Callable, Iterator

from vakna.core.initiative import Key, Picture

from ._event import Event


def of(picture: Picture, contact: Callable[[Picture, Key], Key]) -> Iterator[Event]:
    """Give each resource and each version of unit economics as its supplier wrote it."""
    for one in picture.resources:
        by = contact(picture, one.participation)
        yield Event(at=one.at, verb="growth.set_resource", by=by, values={"resource": one})
    for it in picture.economics:
        values = {"participation": it.participation, "points": it.points, "basis": it.basis, "key": it.key}
        yield Event(at=it.at, verb="growth.set_economics", by=contact(picture, it.participation), values=values)
