"""Whether somebody watches an initiative, as the panel "Keep up" needs to know it."""

from dataclasses import dataclass

from vakna.records import models as m
from vakna.web.access import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """How the visitor stands: whether it may watch, and whether it does."""

    may: bool
    on: bool


def of(seen: Visit) -> Watching:
    """See how the visitor stands. One query, and none for nobody."""
    person = seen.actor.person
    on = person is not None and m.Watch.objects.filter(initiative__key=seen.key, person__key=person).exists()
    return Watching(may=person is not None and seen.may("dialogue.watch"), on=on)
