"""What the rules say of an initiative, kept by (journal sequence, rules version, day): asked once, read many times."""

from datetime import datetime

from django.db import transaction

from vakna.core import visibility
from vakna.core.initiative import ALL_PARTS
from vakna.records import models as m
from vakna.records import pictures
from vakna.rules import kept
from vakna.rules.lint import Report, lint
from vakna.rules.outside import outside
from vakna.rules.registry import VERSION


def judged(*, at: datetime, initiative: str) -> tuple[Report, Report]:
    """Give what was said last, where nothing has happened since and the rules and the day are the same; else judge."""
    row = m.Judgement.objects.filter(initiative__key=initiative).select_related("initiative__head").first()
    if row is not None and (row.sequence, row.rules_version, row.day) == (_size(row), VERSION, at.date()):
        return kept.load(row.whole), kept.load(row.outside)
    return judge(at=at, initiative=initiative)


def _size(row: m.Judgement) -> int:
    size: int = row.initiative.head.size
    return size


def judge(*, at: datetime, initiative: str) -> tuple[Report, Report]:
    """Judge an initiative as it stands and keep what was said: the whole, and what anybody may know of it.

    It changes nothing that anybody has said or done, so it leaves no entry. What is under seal is not looked at.
    """
    picture = visibility.unsealed(pictures.take(initiative, ALL_PARTS))
    whole = lint(picture, at=at)
    shown = outside(picture, whole, at=at)
    said = {
        "sequence": whole.sequence, "rules_version": whole.rules_version, "day": at.date(),
        "whole": kept.dump(whole), "outside": kept.dump(shown),
    }  # fmt: skip
    with transaction.atomic():
        row = m.Initiative.objects.get(key=initiative)
        m.Judgement.objects.update_or_create(initiative=row, defaults=said)
    return whole, shown
