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
