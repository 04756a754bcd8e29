"""The passages that a search across initiatives finds, made anew by the worker from what readers may read.

No other act writes them: the worker compares the size of each journal with the size that the passages were made at, so
that nothing can be forgotten and no act waits for it (docs/decisions/0013). The journal is silent: nothing is told that
does not stand in the initiative already.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from vakna.core import passages as rules
from vakna.core import visibility
from vakna.core.initiative import Picture
from vakna.core.people import Actor
from vakna.core.vocabulary import Role, Seen
from vakna.records import full_text, pictures
from vakna.records import models as m

_EYES = {Seen.PUBLIC: Actor.nobody(), Seen.PARTY: Actor(roles=frozenset({Role.OBSERVER}))}
"""Whose eyes each class of passage is read with: any visitor's, and those of an observer, who sees what the team does
but nothing that is for assessors alone."""


def index_due(*, at: datetime) -> int:
    """Make anew the passages of each initiative in which something has happened or become open. Gives how many."""
    behind = Q(initiative__indexed__isnull=True) | ~Q(initiative__indexed__sequence=F("size"))
    due = m.Head.objects.filter(behind | Q(initiative__indexed__again_at__lte=at), initiative__isnull=False)
    return sum(_index(key, at) for key in list(due.order_by("pk").values_list("initiative__key", flat=True)))


def rebuild(*, at: datetime) -> int:
    """Make every passage anew, as after a database was put back from a copy. Gives how many initiatives."""
    keys = m.Initiative.objects.order_by("pk").values_list("key", flat=True)
    return sum(_index(key, at) for key in list(keys))


def _index(key: str, at: datetime) -> int:
    with transaction.atomic():
        m.Head.objects.select_for_update(of=("self",)).get(initiative__key=key)
        look = pictures.look(key, rules.PARTS, locked=True)
        row = m.Initiative.objects.get(key=key)
        now = look.clock_at or at
        m.Passage.objects.filter(initiative=row).delete()
        m.Passage.objects.bulk_create(_rows(row, look.picture, now))
        # A sandbox's clock moves by an entry of its own.
        again = None if row.sandbox else rules.changes_at(look.picture, now)
        there = {"sequence": look.picture.sequence, "again_at": again}
        m.Indexed.objects.update_or_create(initiative=row, defaults=there)
    return 1


def _rows(row: m.Initiative, picture: Picture, at: datetime) -> Iterator[m.Passage]:
    known: set[rules.Passage] = set()
    for seen, actor in _EYES.items():
        found = rules.passages(visibility.seen_by(picture, actor, at=at, demo=True))
        yield from _as_rows(row, seen, (one for one in found if one not in known))
        known |= set(found)


def _as_rows(row: m.Initiative, seen: Seen, found: Iterable[rules.Passage]) -> Iterator[m.Passage]:
    for one in found:
        searched = {it: full_text.to_store(it, one.words(it)) for it in full_text.LANGUAGES}
        yield m.Passage(
            initiative=row, seen=seen, kind=one.kind, key=one.key, stage=one.stage, about=one.about, said=one.said,
            day=one.day, **searched,
        )  # fmt: skip
