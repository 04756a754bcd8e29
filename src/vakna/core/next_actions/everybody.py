"""What everybody in an initiative has to do next, worked out together: each supplier is asked of its own rows alone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..initiative import Key, Participation, Picture
from ..people import Actor, actors_in
from ..vocabulary import Role
from .reads import READS

_ALONE = frozenset({Role.SUPPLIER})


def everybody(picture: Picture) -> tuple[Key, ...]:
    """Give the members and the suppliers' contacts, by key."""
    contacts = {one.contact for one in picture.participations if one.contact}
    return tuple(sorted({one.person for one in picture.terms.members} | contacts))


def views(picture: Picture, at: datetime) -> Iterator[tuple[Actor, Picture]]:
    """Give everybody, each with the picture to ask: a supplier's holds its own rows and those that are nobody's own.

    What a supplier has to do never rests on another supplier's rows; leaving them out keeps the work in step with the
    number of suppliers, where asking each of the whole picture would grow with its square.
    """
    own = _Own(picture)
    for actor in actors_in(picture, everybody(picture), at):
        yield actor, own.of(actor) if actor.roles == _ALONE else picture


class _Own:
    """The rows of a picture by the supplier they belong to, with their place in the order."""

    def __init__(self, picture: Picture) -> None:
        """Sort the rows once."""
        self._picture = picture
        self._shared: dict[str, list[tuple[int, Any]]] = {}
        self._by: dict[str, dict[Key, list[tuple[int, Any]]]] = {}
        for name in READS:
            self._sort(name)
        self._nobodys = {name: tuple(one for _, one in pairs) for name, pairs in self._shared.items()}

    def _sort(self, name: str) -> None:
        shared, by = self._shared.setdefault(name, []), self._by.setdefault(name, {})
        for place, one in enumerate(getattr(self._picture, name)):
            owner = _owner(one)
            (shared if owner is None else by.setdefault(owner, [])).append((place, one))

    def of(self, actor: Actor) -> Picture:
        """Give the picture with this supplier's rows alone."""
        taken = {name: self._rows(name, by, actor) for name, by in self._by.items()}
        return replace(self._picture, _taken=taken)

    def _rows(self, name: str, by: Mapping[Key, list[tuple[int, Any]]], actor: Actor) -> tuple[Any, ...]:
        mine = [pair for key in actor.participations for pair in by.get(key, ())]
        if not mine:
            return self._nobodys[name]
        return tuple(one for _, one in sorted([*self._shared[name], *mine], key=lambda pair: pair[0]))


def _owner(one: Any) -> Key | None:
    owner: Key | None = one.key if isinstance(one, Participation) else getattr(one, "participation", None)
    return owner
