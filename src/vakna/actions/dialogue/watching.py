"""Watching an initiative: letters to whoever wants to hear what is told to all. The person's own matter."""

from datetime import datetime

from vakna.actions._journal import hold
from vakna.records import models as m


def watch(*, by: str, at: datetime, initiative: str, once: str = "") -> None:
    """Have a letter when something new is told to all. Twice is the same as once."""
    with hold("dialogue.watch", by=by, at=at, initiative=initiative, once=once) as pen:
        person = pen.person(by)
        m.Watch.objects.get_or_create(initiative=pen.initiative, person=person, defaults={"since": at})
        pen.write("watch", protected={"by": by}, unnamed=True)


def unwatch(*, by: str, at: datetime, initiative: str, once: str = "") -> None:
    """Have no more letters. Who did not watch does not watch afterwards either."""
    with hold("dialogue.unwatch", by=by, at=at, initiative=initiative, once=once) as pen:
        m.Watch.objects.filter(initiative=pen.initiative, person=pen.person(by)).delete()
        pen.write("watch", protected={"by": by}, unnamed=True)
