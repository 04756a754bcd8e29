"""What an outage still asks to be moved, by the rule of `core.outages`. It reads."""

from datetime import datetime

from vakna.core import outages as rules
from vakna.core import people
from vakna.core.initiative import Stage, Terms
from vakna.records import models as m
from vakna.records import pictures


def touched(*, outage: m.Outage, by: str | None, at: datetime) -> list[str]:
    """Give the initiatives in which the outage asks for more time, and this person may give it; in the order of ids.

    A sandbox has a clock of its own, and no outage of the house is in it.
    """
    open_to = m.Initiative.objects.filter(members__person__key=by, sandbox=False)
    mine = open_to.filter(stages__deadline__isnull=False).distinct()
    found: list[str] = []
    for key in mine.order_by("pk").values_list("key", flat=True):
        picture = pictures.take(key, {"participations"})
        if people.may(people.actor_in(picture, by, at), "outages.extend") and waiting(
            outage=outage, terms=picture.terms
        ):
            found.append(key)
    return found


def waiting(*, outage: m.Outage, terms: Terms) -> list[tuple[Stage, datetime]]:
    """Give the stages that the outage touched and has not moved yet, each with its new deadline."""
    done = set(outage.moved.filter(stage__initiative__key=terms.key).values_list("stage__key", flat=True))
    return [pair for pair in rules.proposals(terms, outage.starts, outage.ends) if pair[0].key not in done]
