"""Who has read what came under seal, as the journal has it. It reads; who may see it has been asked before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from vakna.records import models as m

from .journals import HOUSE, name_of


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt that was refused: when, by whom (None when erased), the key of what it was at, and the code."""

    at: datetime
    person: str | None
    tried: str | None
    refused: str


def attempts(*, initiative: str, keys: Collection[str]) -> tuple[Attempt, ...]:
    """Give the refused attempts at any of these keys in an initiative, the latest first. Three queries."""
    told = {"journal": HOUSE, "act": "oversight.note_attempt", "subject": f"initiative:{initiative}"}
    entries = {one.sequence: one for one in m.Entry.objects.filter(**told)}
    parts = m.ProtectedPart.objects.filter(journal=HOUSE, sequence__in=list(entries), name="tried")
    tried = {number: key for number, key in parts.values_list("sequence", "value") if key in keys}
    actors = {entries[number].actor for number in tried}
    names = dict(m.Person.objects.filter(pseudonym__in=actors).values_list("pseudonym", "name"))
    return tuple(
        Attempt(
            at=datetime.fromisoformat(entries[number].at), person=names.get(entries[number].actor), tried=key,
            refused=entries[number].facts["refused"],
        )
        for number, key in sorted(tried.items(), reverse=True)
    )  # fmt: skip
