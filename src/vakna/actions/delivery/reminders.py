"""Reminders to suppliers with a draft that is not handed in, sent by the worker; nobody else learns of the draft."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from vakna.actions import _letters
from vakna.core import reminders as rules
from vakna.core import vocabulary as v
from vakna.records import models as m


def remind(*, at: datetime) -> int:
    """Write each reminder that is due at `at`, once, and give how many. A sandbox goes by its own clock.

    The journal is silent, as it is of drafts: an entry would tell the buyer who is about to hand in.
    """
    written = 0
    for stage in _closing(at):
        now = stage.initiative.clock_at if stage.initiative.sandbox else at
        for draft in _waiting(stage):
            written += _remind(draft, stage, now or at)
    return written


def _closing(at: datetime) -> Iterator[m.Stage]:
    """Give the open stages whose deadline is so near that the first reminder is due."""
    clock = F("initiative__clock_at")
    real = Q(initiative__sandbox=False, deadline__gte=at, deadline__lte=at + rules.FIRST)
    practice = Q(initiative__sandbox=True, deadline__gte=clock, deadline__lte=clock + rules.FIRST)
    rows = m.Stage.objects.filter(real | practice, state=v.StageState.OPEN)
    yield from rows.select_related("initiative", "procurement")


def _waiting(stage: m.Stage) -> list[m.Draft]:
    """Give the drafts of a stage whose owner has an address and whose organisation has not ended."""
    form = f"hand-in.{stage.key}"
    mine = Q(form=form) | Q(form__startswith=f"{form}.")
    rows = m.Draft.objects.filter(mine, initiative=stage.initiative, person__email__isnull=False)
    found = rows.select_related("person", "person__organisation").order_by("pk")
    return [one for one in found if rules.goes_on(_states(one, stage))]


def _states(draft: m.Draft, stage: m.Stage) -> list[str]:
    person = draft.person
    organisation = person.organisation if person else None
    mine = m.Participation.objects.filter(initiative=stage.initiative, procurement=stage.procurement)
    return list(mine.filter(organisation=organisation).values_list("state", flat=True))


def _remind(draft: m.Draft, stage: m.Stage, at: datetime) -> bool:
    if stage.deadline is None or draft.person is None:
        return False
    said = draft.reminded if draft.reminded_before == stage.deadline else None
    now = rules.due(stage.deadline, at, reminded=said)
    if now is None:
        return False
    with transaction.atomic():
        mine = m.Draft.objects.filter(pk=draft.pk, reminded=draft.reminded, reminded_before=draft.reminded_before)
        if not mine.update(reminded=now, reminded_before=stage.deadline):
            return False  # another worker was first, or it was handed in meanwhile
        _letters.write("reminder", to=[draft.person], at=at, initiative=stage.initiative, stage=stage.name,
                       deadline=stage.deadline, count=now)  # fmt: skip
        return True
