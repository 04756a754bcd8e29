"""The change requests of a document, as history: asked for, and decided by another person."""

from collections.abc import Iterator
from typing import Any

from vakna.core.initiative import Picture
from vakna.core.vocabulary import ChangeState

from ._event import Event


def of(picture: Picture) -> Iterator[Event]:
    """Give each change as it was asked for and as it was decided."""
    for one in picture.changes:
        yield Event(at=one.at, verb="dialogue.request_change", by=one.by, values={"change": one})
        if one.decided_at is not None and one.decided_by is not None:
            accepted = one.state is ChangeState.ACCEPTED
            values: dict[str, Any] = {"change": one.key, "accepted": accepted, "reason": one.reason}
            yield Event(at=one.decided_at, verb="dialogue.decide_change", by=one.decided_by, values=values)
