"""Long lists of suppliers, in alphabetical order and fifty a page: nothing here looks like a ranking."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from vakna.core import lots, words
from vakna.core.initiative import Participation
from vakna.web.access import Visit

PER_PAGE = 50
Row = TypeVar("Row")


def of(request: HttpRequest, rows: Sequence[Row]) -> Page[Row]:
    """Give the page that the address asks for; one that does not exist is the nearest that does."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def by_name(seen: Visit, rows: Iterable[Participation]) -> list[Participation]:
    """Put suppliers in alphabetical order."""
    called = names(seen)
    return sorted(rows, key=lambda one: words.sort_key(seen.language, called[one.key]))


def names(seen: Visit) -> dict[Any, str]:
    """Give every supplier's name by its participation."""
    organisations = {one.key: one.name for one in seen.picture.terms.organisations}
    return {one.key: _with_lot(seen, one, organisations[one.organisation]) for one in seen.picture.participations}


def _with_lot(seen: Visit, one: Participation, name: str) -> str:
    lot = lots.name(seen.picture.terms, one, seen.language) if one.lot else ""
    return f"{name}, {lot}" if lot else name
