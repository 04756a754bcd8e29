"""Rows to one frozen picture, in parts, at a fixed number of queries per part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
from vakna.records.rows import ROWS, TERMS_APART, Names, value

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Look:
    """A picture, and the clock its initiative goes by: a standing instant in a sandbox, else None for real time."""

    picture: Picture
    clock_at: datetime | None


def look(key: str, parts: Iterable[str] = ALL_PARTS, *, locked: bool = False) -> Look:
    """Take the picture of one initiative, with the named parts, and its clock.

    The journal head is compared before and after, so that the picture is of one instant; inside an action the head is
    locked and nothing needs comparing. Queries: 7 for the terms (and 1 to compare), 1 for the participations when any
    part is asked for, and 1 for each collection of a part.
    Refuses `no-such-initiative`.
    """
    for _ in range(_TRIES):
        seen = _read(key, frozenset(parts))
        if locked or seen.picture.sequence == m.Head.objects.values_list("size", flat=True).get(initiative__key=key):
            return seen
    raise Conflict("initiative-busy", key=key)


def take(key: str, parts: Iterable[str] = ALL_PARTS, *, locked: bool = False) -> Picture:
    """Take the picture of one initiative; see `look`."""
    return look(key, parts, locked=locked).picture


def _read(key: str, parts: frozenset[str]) -> Look:
    row = m.Initiative.objects.select_related("head").filter(key=key).first()
    if row is None:
        raise NotFound("no-such-initiative", key=key)
    names = Names()
    terms = _terms(row, names)
    asked = parts | {"participations"} if parts else parts  # other parts refer to participations by key
    wanted = [name for part in PARTS if part in asked for name in PARTS[part]]
    taken = {name: _collection(name, row, names) for name in wanted}
    return Look(Picture(terms=terms, sequence=row.head.size, _taken=taken), row.clock_at)


def _terms(row: m.Initiative, names: Names) -> Terms:
    organisations = [cast.organisation for cast in row.cast_organisations.select_related("organisation").order_by("pk")]
    people = [cast.person for cast in row.cast_people.select_related("person").order_by("pk")]
    procurements = list(row.procurements.order_by("pk"))
    stages = list(row.stages.order_by("pk"))
    for known in (organisations, people, procurements, stages):
        names.know(known)
    apart: dict[str, Any] = {
        "organisations": _values(Organisation, organisations, names),
        "people": _values(Person, people, names),
        "members": _values(Member, row.members.order_by("pk"), names),
        "needs": _values(Need, row.needs.order_by("pk"), names),
        "procurements": _values(Procurement, procurements, names),
        "stages": _values(Stage, stages, names),
    }
    own: dict[str, Any] = {name: getattr(row, name) for name in Terms.__dataclass_fields__ if name not in TERMS_APART}
    return Terms(**own, **apart)


def _collection(name: str, row: m.Initiative, names: Names) -> tuple[Any, ...]:
    rows = list(ROWS[name]._default_manager.filter(initiative=row).order_by("pk"))
    if name in ("participations", "assumptions"):
        names.know(rows)
    return _values(COLLECTIONS[name], rows, names)


def _values(kind: Any, rows: Iterable[Any], names: Names) -> tuple[Any, ...]:
    return tuple(value(kind, row, names) for row in rows)
