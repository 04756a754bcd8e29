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
    return stands(seen, on=on)


def stands(seen: Visit, *, on: bool) -> Watching:
    """Give how the visitor stands, where it is known already whether it watches."""
    return Watching(may=seen.actor.person is not None and seen.may("dialogue.watch"), on=on)
