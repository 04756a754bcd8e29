"""What an initiative told the next, as history."""

from collections.abc import Iterator

from vakna.core.initiative import Key, Picture

from ._event import Event


def of(picture: Picture, *, leader: Key) -> Iterator[Event]:
    """Give each piece of advice as it was told, by the leader where nobody is named."""
    for one in picture.terms.lessons:
        yield Event(at=one.at, verb="learning.advise", by=one.by or leader, values={"key": one.key, "said": one.said})
