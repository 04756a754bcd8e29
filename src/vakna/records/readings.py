"""Who has read what came under seal, as the journal has it. It reads; who may see it has been asked before."""

from dataclasses import dataclass
from datetime import datetime

from vakna.records import models as m

from .journals import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading: when, by whom (None when the name has been erased), of which submission, in which entry."""

    at: datetime
    person: str | None
    submission: str | None
    sequence: int


def of_stage(*, initiative: str, stage: str) -> tuple[Reading, ...]:
    """Give the readings of a stage's submissions, the latest first. Three queries."""
    journal = name_of(key=initiative)
    entries = list(m.Entry.objects.filter(journal=journal, act="selection.read", subject=f"stage:{stage}"))
    numbers = [one.sequence for one in entries]
    parts = m.ProtectedPart.objects.filter(journal=journal, sequence__in=numbers, name="submission")
    read = dict(parts.values_list("sequence", "value"))
    names = m.Person.objects.filter(pseudonym__in={one.actor for one in entries}).values_list("pseudonym", "name")
    known = dict(names)
    found = (
        Reading(
            at=datetime.fromisoformat(one.at), person=known.get(one.actor), submission=read.get(one.sequence),
            sequence=one.sequence,
        )
        for one in entries
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: -one.sequence))
