"""Windows: the rows of one collection that a page shows, so that a long one is never read whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When

from vakna.core.initiative import Picture
from vakna.core.vocabulary import RequirementState
from vakna.records import models as m


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which rows of a collection are read, in which order, and (with `size`) which page of how many.

    With `size` the rows that match are counted too, and a page that does not exist becomes the nearest that does.
    """

    where: Q = Q()
    order: tuple[Any, ...] = ("pk",)
    size: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a window found: how many rows match in all, and which page of them it gave."""

    count: int
    page: int


Choose = Callable[[Picture], Window]
"""Chooses the window of one collection from what has been read so far, the windows before it included."""

Windows = Mapping[str, Choose]

NOTHING = Window(where=Q(pk__in=()))
"""No row at all, and no query."""


def questions(stage: str, *, all_of_them: bool, organisation: str | None, at: datetime, size: int, page: int) -> Window:
    """Give a page of a stage's questions: those without an answer first, then the latest.

    Outside the team (`all_of_them` false) there is what is answered at `at`, and what one's own organisation asked.
    """
    seen = Q() if all_of_them else Q(answered_at__lte=at)
    own = Q(asker__key=organisation) if organisation and not all_of_them else Q()
    waits = Case(When(answer__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Window(where=Q(stage__key=stage) & (seen | own), order=(waits, "-number"), size=size, page=page)


def requirements(
    initiative: str, at: datetime, *, state: str = "", origin: str = "", size: int | None = None, page: int = 1
) -> Window:
    """Give each item of the specification as it stood at `at`: in force, proposed, dropped; then by the item's name.

    The versions of an item are counted from one without a gap, so that its first stands for the item.
    """
    mine = m.Requirement.objects.filter(initiative__key=initiative)
    before = mine.filter(item=OuterRef("item"), at__lte=at).order_by("-version").values("pk")[:1]
    latest = mine.filter(version=1).annotate(latest=Subquery(before)).values("latest")
    filters = {name: value for name, value in (("state", state), ("origin", origin)) if value}
    ranks = [When(state=one, then=Value(rank)) for rank, one in enumerate(_IN_ORDER)]
    order = (Case(*ranks, output_field=IntegerField()), "item")
    return Window(where=Q(pk__in=latest, **filters), order=order, size=size, page=page)


_IN_ORDER = (RequirementState.CURRENT, RequirementState.PROPOSED, RequirementState.DROPPED)
