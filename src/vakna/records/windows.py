"""Windows: the rows of one collection that a page shows, so that a long one is never read whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from vakna.core.initiative import Picture, Requirement
from vakna.core.vocabulary import RequirementState
from vakna.records import models as m


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which rows of a collection are read, in which order, and (with `size`) which page of how many.

    With `size` the rows that match are counted too, and a page that does not exist becomes the nearest that does.
    `along` says, from the page's rows, which more are read beside them: they come after, and are not counted.
    """

    where: Q = Q()
    order: tuple[Any, ...] = ("pk",)
    size: int | None = None
    page: int = 1
    along: Callable[[Sequence[Any]], Q] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a window found: how many rows match in all, which page of them it gave, and how many rows that page has.

    The page's rows come first in the collection; rows read beside them come after.
    """

    count: int
    page: int
    rows: int


Choose = Callable[[Picture], Window]
"""Chooses the window of one collection from what has been read so far, the windows before it included."""

Windows = Mapping[str, Choose]

NOTHING = Window(where=Q(pk__in=()))
"""No row at all, and no query."""


Rows = QuerySet[m.Requirement]


def items(initiative: str, at: datetime, *, earlier: int, and_item: str = "", size: int, page: int = 1) -> Window:
    """Give a page of the specification's items as they stood at `at`: in force, proposed, dropped; then by name.

    Beside the page's rows: the `earlier` versions before each of them, and the last version of `and_item`.
    """
    mine = m.Requirement.objects.filter(initiative__key=initiative)
    became = _firsts(mine).annotate(became=_standing(mine, at)).values("became")
    ranks = [When(state=one, then=Value(rank)) for rank, one in enumerate(_IN_ORDER)]

    def along(rows: Sequence[Requirement]) -> Q:
        beside = Q(pk__in=_last(mine.filter(item=and_item), 1)) | _witness(mine)
        for one in rows:
            beside |= Q(item=one.item, version__lt=one.version, version__gte=one.version - earlier)
        return beside

    order = (Case(*ranks, output_field=IntegerField()), "item")
    return Window(where=Q(pk__in=became), order=order, size=size, page=page, along=along)


def versions(initiative: str, item: str, *, asked: Sequence[int], size: int, page: int = 1) -> Window:
    """Give a page of one item's versions, the latest first. Beside them: the last two, and those `asked` for."""
    mine = m.Requirement.objects.filter(initiative__key=initiative)
    its = mine.filter(item=item)
    beside = Q(pk__in=_last(its, 2)) | Q(pk__in=its.filter(version__in=asked).values("pk")) | _witness(mine)
    return Window(where=Q(item=item), order=("-version",), size=size, page=page, along=lambda _: beside)


def differences(initiative: str, before: datetime, after: datetime, *, size: int, page: int = 1) -> Window:
    """Give a page of the items that differ between two instants, as they became. Beside them: as they were."""
    mine = m.Requirement.objects.filter(initiative__key=initiative)
    stood = _firsts(mine).annotate(was=_standing(mine, before), became=_standing(mine, after))
    differ = stood.filter(Q(was=None) | ~Q(was=F("became")))

    def along(rows: Sequence[Requirement]) -> Q:
        names = [one.item for one in rows]
        return Q(pk__in=stood.filter(item__in=names).values("was")) | _witness(mine)

    return Window(where=Q(pk__in=differ.values("became")), order=("item",), size=size, page=page, along=along)


def insights(since: datetime, until: datetime) -> Window:
    """Give the insights written down after one instant and no later than another, in that order."""
    return Window(where=Q(at__gt=since, at__lte=until), order=("at", "pk"))


_IN_ORDER = (RequirementState.CURRENT, RequirementState.PROPOSED, RequirementState.DROPPED)


def _firsts(mine: Rows) -> Rows:
    """Let the first version stand for its item: versions are counted from one without a gap."""
    return mine.filter(version=1)


def _standing(mine: Rows, at: datetime) -> Subquery:
    """Find the version of an item that stood at an instant."""
    return Subquery(mine.filter(item=OuterRef("item"), at__lte=at).order_by("-version").values("pk")[:1])


def _last(its: Rows, count: int) -> Any:
    return its.order_by("-version").values("pk")[:count]


def _witness(mine: Rows) -> Q:
    """Read one version whatever is shown, so that a page can tell what is hidden from what is not written yet."""
    return Q(pk__in=mine.order_by("pk").values("pk")[:1])
