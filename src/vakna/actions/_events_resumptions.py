"""What became of suppliers on hold between gates, in a written history, as acts. Pure."""

from collections.abc import Iterator
from typing import Any

from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Picture

from ._event import Event


def of(picture: Picture, *, asker: Key) -> Iterator[Event]:
    """Give the acts: asked for by one person, decided by another."""
    for one in picture.resumptions:
        values: dict[str, Any] = {"participation": one.participation, "verdict": one.verdict, "reason": one.reason,
                                  "key": one.key}  # fmt: skip
        yield Event(at=one.at, verb="resuming.ask", by=one.by or asker, values=values)
        if one.decided_at is not None and one.decided_by is not None:
            values = {
                "resumption": one.key, "accepted": one.state is v.ChangeState.ACCEPTED, "mandate": one.mandate,
                "reference": one.reference, "committee": one.committee, "minuted": one.minuted, "motive": one.motive,
            }  # fmt: skip
            yield Event(at=one.decided_at, verb="resuming.decide", by=one.decided_by, values=values)
