"""The talks about decisions of a written history as acts. Pure."""

from collections.abc import Iterator

from vakna.core import debriefs
from vakna.core.initiative import Debrief, Key, Picture, Stage

from ._event import Event


def of(picture: Picture, procurer: Key) -> Iterator[Event]:
    """Give the acts: offered to all that a gate ended at one instant, answered by each, noted when held."""
    for stage in picture.terms.stages:
        yield from _offered(picture, stage, procurer)
    for one in picture.debriefs:
        yield from _answered(picture, one)
        if one.held_at is not None and one.summary is not None:
            values = {"debrief": one.key, "summary": one.summary}
            yield Event(at=one.held_at, verb="debriefs.note", by=procurer, values=values)


def _offered(picture: Picture, stage: Stage, procurer: Key) -> Iterator[Event]:
    there = debriefs.of_stage(picture, stage.key)
    for one in there[:1]:
        values = {
            "stage": stage.key, "starts": one.starts, "minutes": one.minutes, "place": one.place,
            "keys": {it.participation: it.key for it in there},
        }  # fmt: skip
        yield Event(at=one.offered_at, verb="debriefs.offer", by=procurer, values=values)


def _answered(picture: Picture, one: Debrief) -> Iterator[Event]:
    if one.answered_at is None:
        return
    mine = picture.participation(one.participation)
    by = mine.contact or next(it.key for it in picture.terms.people if it.organisation == mine.organisation)
    if one.declined:
        yield Event(at=one.answered_at, verb="debriefs.decline", by=by, values={"debrief": one.key})
    elif one.booked is not None:
        values = {"debrief": one.key, "starts": one.booked}
        yield Event(at=one.answered_at, verb="debriefs.book", by=by, values=values)
