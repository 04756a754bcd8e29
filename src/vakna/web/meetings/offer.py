"""What other pages say of the meetings: a stage's page how many times are free, a gate whether the summary is out."""

from typing import Any

from django.db.models import Count, Q

from vakna.core import meetings, stages
from vakna.core.initiative import Picture, Stage
from vakna.core.vocabulary import Instrument, StageState
from vakna.records import models as m
from vakna.web.access import Visit


def times_of(seen: Visit, stage: Stage) -> dict[str, int] | None:
    """Count the times of a dialogue, and the free ones that are still to come. None where there are none. One query.

    A market dialogue always shows the way, also before the first time is offered.
    """
    if not stages.rules(stage).dialogue or stage.state is StageState.PLANNED:
        return None
    free = Q(booked_at__isnull=True, starts__gt=seen.at)
    rows = m.Slot.objects.filter(initiative__key=seen.key, stage__key=stage.key)
    counted = rows.aggregate(all=Count("pk"), free=Count("pk", filter=free))
    if not counted["all"] and stage.instrument is not Instrument.MARKET_DIALOGUE:
        return None
    return {"all": counted["all"], "free": counted["free"] if stage.state is StageState.OPEN else 0}


def at_gate(picture: Picture, stage: Stage) -> dict[str, Any] | None:
    """Give what a dialogue's gate says of its meetings: how many told something, and whether the summary is out.

    `picture` is what `records.telling` gives. None where nothing was told in a meeting, and no market dialogue is held.
    """
    told = len(meetings.told(picture, stage.key))
    if not told and stage.instrument is not Instrument.MARKET_DIALOGUE:
        return None
    return {"told": told, "summary": meetings.summary(picture, stage.key) is not None}


def confirmed_in(seen: Visit, stage: str) -> int:
    """Count the meetings whose minutes the supplier has confirmed: a number for all, where the minutes are not."""
    rows = m.Contact.objects.filter(initiative__key=seen.key, stage__key=stage, slot__isnull=False)
    return sum(one is not None and one.right for one in rows.values_list("confirmation", flat=True))
