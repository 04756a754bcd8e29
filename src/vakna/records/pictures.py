"""Rows to one frozen picture, in parts, at a fixed number of queries per part; of long collections, the part shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from math import ceil
from typing import Any

from django.db import connection

from vakna.core.initiative import (
    ALL_PARTS,
    COLLECTIONS,
    PARTS,
    Member,
    Need,
    Organisation,
    Person,
    Picture,
    Procurement,
    Stage,
    Terms,
)
from vakna.core.refusal import Conflict, NotFound
from vakna.records import models as m
from vakna.records import statements
from vakna.records.rows import ROWS, TERMS_APART, Names, every, values
from vakna.records.statements import Statement
from vakna.records.windows import NOTHING, Shown, Window, Windows

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Look:
    """A picture, and the clock its initiative goes by: a standing instant in a sandbox, else None for real time.

    `shown` says, for each window with a size, how many rows there are and which page of them the picture holds.
    """

    picture: Picture
    clock_at: datetime | None
    shown: Mapping[str, Shown] = field(default_factory=dict)


def look(
    key: str,
    parts: Iterable[str] = ALL_PARTS,
    *,
    locked: bool = False,
    collections: Iterable[str] = (),
    windows: Windows | None = None,
) -> Look:
    """Take the picture of one initiative, with the named parts, and its clock.

    The journal head is compared before and after, so that the picture is of one instant; inside an action the head is
    locked and nothing needs comparing. Queries: 7 for the terms (and 1 to compare), 1 for the participations when any
    part is asked for, and 1 for each collection of a part.

    `collections` are taken beside the parts, one query each, where a whole part is more than is needed. Of a collection
    with a window only those rows are read, after everything else: 1 query, 2 with a size, 3 with rows beside the page.
    A reference to a row outside the window is dropped by redaction as if the row were hidden; take whole what others
    refer to.
    Refuses `no-such-initiative`.
    """
    asked = frozenset(parts) | ({"participations"} if parts or collections else set())  # others refer to them by key
    named = frozenset(collections)
    wanted = [name for part, names in PARTS.items() for name in names if part in asked or name in named]
    for _ in range(_TRIES):
        seen = _read(key, wanted, windows or {})
        if locked or seen.picture.sequence == _size(key):
            return seen
    raise Conflict("initiative-busy", key=key)


def take(
    key: str,
    parts: Iterable[str] = ALL_PARTS,
    *,
    locked: bool = False,
    collections: Iterable[str] = (),
    windows: Windows | None = None,
) -> Picture:
    """Take the picture of one initiative; see `look`."""
    return look(key, parts, locked=locked, collections=collections, windows=windows).picture


def _read(key: str, wanted: list[str], windows: Windows) -> Look:
    row, sequence = _found(key)
    names = Names()
    terms = _terms(row, names)
    whole = (name for name in wanted if name not in windows)
    taken = {name: every(COLLECTIONS[name], ROWS[name], row.pk, names) for name in whole}
    picture = Picture(terms=terms, sequence=sequence, _taken=taken)
    shown: dict[str, Shown] = {}
    for name, choose in windows.items():
        taken[name] = _through(choose(picture), row, name, names, shown)
    return Look(picture, row.clock_at, shown)


def _found(key: str) -> tuple[m.Initiative, int]:
    """Find the row of an initiative, and the size of its journal."""
    held = _initiative().row(key)
    if held is None:
        raise NotFound("no-such-initiative", key=key)
    *own, size = held
    return m.Initiative.from_db(connection.alias, statements.columns(m.Initiative), own), size


def _size(key: str) -> int:
    """Give the size of an initiative's journal."""
    held = _journal_size().row(key)
    if held is None:
        raise NotFound("no-such-initiative", key=key)
    return int(held[0])


@cache
def _initiative() -> Statement:
    rows = m.Initiative.objects.filter(key="")
    return statements.made(rows.values_list(*statements.columns(m.Initiative), "head__size"))


@cache
def _journal_size() -> Statement:
    return statements.made(m.Head.objects.filter(initiative__key="").values_list("size"))


def _through(window: Window, row: m.Initiative, name: str, names: Names, shown: dict[str, Shown]) -> tuple[Any, ...]:
    """Read what a window shows of a collection, and note how many rows it is a page of."""
    if window is NOTHING:
        return ()
    mine = ROWS[name]._default_manager.filter(initiative=row)
    rows, size = mine.filter(window.where).order_by(*window.order), window.size
    if size is None:
        return values(COLLECTIONS[name], rows, names)
    count = rows.count()
    page = min(max(window.page, 1), max(ceil(count / size), 1))
    found = values(COLLECTIONS[name], rows[(page - 1) * size : page * size], names)
    shown[name] = Shown(count=count, page=page, rows=len(found))
    return found + (_beside(mine.filter(window.along(found)), name, names, set(found)) if window.along else ())


def _beside(rows: Any, name: str, names: Names, found: set[Any]) -> tuple[Any, ...]:
    return tuple(one for one in values(COLLECTIONS[name], rows, names) if one not in found)


def _terms(row: m.Initiative, names: Names) -> Terms:
    apart: dict[str, Any] = {
        "organisations": every(Organisation, m.CastOrganisation, row.pk, names, through="organisation"),
        "people": every(Person, m.CastPerson, row.pk, names, through="person"),
        "members": every(Member, m.Member, row.pk, names),
        "procurements": every(Procurement, m.Procurement, row.pk, names),
        "stages": every(Stage, m.Stage, row.pk, names),
        "needs": every(Need, m.Need, row.pk, names),
    }
    own: dict[str, Any] = {name: getattr(row, name) for name in Terms.__dataclass_fields__ if name not in TERMS_APART}
    return Terms(**own, **apart)
