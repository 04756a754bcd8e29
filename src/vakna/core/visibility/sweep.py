"""What only hidden rows named is dropped, so that no list and no key gives away what a row kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_type_hints

from ..initiative import Key, Picture, Terms
from ..people import Actor


def without_dangling(picture: Picture) -> Picture:
    """Drop keys of rows that are hidden, and rows that are nothing without them."""
    known: dict[str, frozenset[Key]] = {"people": _keys(picture.terms.people)}
    known |= {name: _keys(getattr(picture, name)) for name in picture.taken}
    swept = _mapped(picture, lambda one: _kept(one, known))
    return swept if _counts(swept) == _counts(picture) else without_dangling(swept)


def _counts(picture: Picture) -> list[int]:
    """Count the rows of each collection: a row that was dropped may have been all that another stood on."""
    return [len(getattr(picture, name)) for name in picture.taken]


def _keys(rows: tuple[Any, ...]) -> frozenset[Key]:
    return frozenset(one.key for one in rows if hasattr(one, "key"))


def _kept(one: Any, known: Mapping[str, frozenset[Key]]) -> Any:
    changed: dict[str, Any] = {}
    kind: Any = type(one)
    for name, ref, required in _references(kind):
        value = getattr(one, name)
        if ref not in known or value is None:
            continue
        if isinstance(value, tuple):
            kept = tuple(key for key in value if key in known[ref])
            changed |= {name: kept} if kept != value else {}
        elif value not in known[ref]:
            if required:
                return None
            changed[name] = None
    for name in _nested(kind):
        value = getattr(one, name)
        inside = _all(value, lambda it: _kept(it, known)) if isinstance(value, tuple) else value and _kept(value, known)
        changed |= {name: inside} if inside != value else {}
    return replace(one, **changed) if changed else one


@cache
def _references(kind: type) -> tuple[tuple[str, str, bool], ...]:
    found = ((f.name, f.metadata.get("ref"), f.default is MISSING) for f in fields(kind))
    return tuple((name, ref, required) for name, ref, required in found if ref)


@cache
def _nested(kind: type) -> tuple[str, ...]:
    """Give the fields that hold records which themselves refer to rows by key."""
    hints = get_type_hints(kind)
    return tuple(f.name for f in fields(kind) if any(_references(it) for it in _record_types(hints[f.name])))


def _record_types(hint: Any) -> Iterator[type]:
    for one in (hint, *get_args(hint)):
        if isinstance(one, type) and is_dataclass(one):
            yield one


def _mapped(picture: Picture, change: Callable[[Any], Any]) -> Picture:
    """Give the picture with every row, of the terms and outside them, changed or dropped."""
    own: dict[str, Any] = {f.name: getattr(picture.terms, f.name) for f in fields(Terms)}
    inside: dict[str, Any] = {name: _all(value, change) for name, value in own.items() if _is_rows(value)}
    taken = {name: _all(getattr(picture, name), change) for name in picture.taken}
    return replace(picture, terms=replace(picture.terms, **inside), _taken=taken)


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0])


def _all(rows: tuple[Any, ...], change: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(one for one in map(change, rows) if one is not None)


def only_named(picture: Picture, actor: Actor) -> Picture:
    """Keep the organisations and persons that something still seen refers to, and the actor's own."""
    named: dict[str, set[Key | None]] = {"people": {actor.person}, "organisations": {actor.organisation}}
    rows = [getattr(picture, name) for name in picture.taken]
    bare = replace(picture.terms, organisations=(), people=())
    for one in (bare, *(one for collection in rows for one in collection)):
        for ref, key in named_in(one):
            named.setdefault(ref, set()).add(key)
    people = tuple(one for one in picture.terms.people if one.key in named["people"])
    homes = named["organisations"] | {one.organisation for one in people}
    organisations = tuple(one for one in picture.terms.organisations if one.key in homes)
    return replace(picture, terms=replace(picture.terms, people=people, organisations=organisations))


def named_in(one: Any) -> Iterator[tuple[str, Key]]:
    """Give every key that a record, or a record inside it, refers to others by, with what it refers to."""
    kind: Any = type(one)
    for name, ref in _pointers(kind):
        value = getattr(one, name)
        for each in value if isinstance(value, tuple) else (value,):
            if each is not None:
                yield from ((ref, each),) if ref else named_in(each)


@cache
def _pointers(kind: Any) -> tuple[tuple[str, str | None], ...]:
    """Give the fields of a record that refer to rows by key, with what they refer to, or that hold records which do."""
    hints = get_type_hints(kind)
    found = ((f.name, f.metadata.get("ref"), hints[f.name]) for f in fields(kind))
    return tuple((name, ref) for name, ref, hint in found if ref or any(_pointers(it) for it in _record_types(hint)))
