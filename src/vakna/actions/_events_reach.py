"""Where a document's stages were made known, as history. A second after it happened, so that the stage is out."""

from collections.abc import Iterator
from datetime import timedelta

from vakna.core.initiative import Key, Picture

from ._event import Event


def of(picture: Picture, leader: Key) -> Iterator[Event]:
    """Give each channel as it was put on record: when it happened, or when its stage had been published."""
    published = {one.key: one.published_at for one in picture.terms.stages}
    for one in picture.reaches:
        out = published[one.stage]
        at = max(one.at, out) if out else one.at
        yield Event(at=at + timedelta(seconds=1), verb="dialogue.record_reach", by=leader, values={"reach": one})
