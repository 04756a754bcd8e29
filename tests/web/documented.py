"""Reads a document that somebody was given, field by field, beside the whole truth that it was redacted from."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

from tests.web.canary_table import _STRICT, Leaf, _class
from tests.web.canary_world import World
from vakna.core.document.codec import hints
from vakna.core.initiative import COLLECTIONS, Terms, Text
from vakna.core.money import Money

_KNOWN_BY = {
    "Tie": ("person", "organisation"), "Proposal": ("stage", "version"), "Decision": ("stage",),
    "Requirement": ("item", "version"), "Follower": ("organisation",), "Member": ("person", "role"),
    "Need": ("key", "version"), "Declaration": ("person", "stage"),
}  # fmt: skip
"""What makes two rows the same, where they have no key."""


def told(world: World, document: Any) -> Iterator[Leaf]:
    """List every field that a document holds, each with the row of the true picture that it belongs to."""
    yield from _fields(Terms, document["initiative"], world.picture.terms, "public", world.picture.terms)
    for name, kind in COLLECTIONS.items():
        for one in document.get(name, ()):
            row = _same(kind, one, getattr(world.picture, name))
            yield from _fields(kind, one, row, "public", row)


def _same(kind: type, one: Any, rows: Any) -> Any:
    names = _KNOWN_BY.get(kind.__name__, ("key",))
    wanted = tuple(str(one.get(name, _default(kind, name))) for name in names)
    return next(row for row in rows if tuple(str(getattr(row, name)) for name in names) == wanted)


def _default(kind: Any, name: str) -> Any:
    """Give what a field is when the document leaves it out."""
    return next(f.default for f in fields(kind) if f.name == name)


def _fields(kind: Any, said: Any, row: Any, outer: str, holder: Any, *, whose: Any = None) -> Iterator[Leaf]:
    owner = said.get("participation") or whose or getattr(row, "participation", None)
    if kind.__name__ == "Participation":
        owner = said["key"]
    stage = row.key if type(row).__name__ == "Stage" else getattr(row, "stage", None)
    for f in fields(kind):
        if f.name not in said:
            continue
        seen = max(outer, _class(f), key=_STRICT.index)
        inner = _record_in(hints(kind)[f.name])
        if inner is None:
            yield Leaf(word="", record=kind.__name__, field=f.name, seen=seen, row=row, owner=owner, stage=stage)
            continue
        held = said[f.name] if isinstance(said[f.name], list) else [said[f.name]]
        for one in held:
            mine = _same(inner, one, getattr(holder, f.name)) if kind is Terms and f.name in _ROWS_INSIDE else row
            whose = owner if kind.__name__ in ("DisclosureItem", "Participation") else None
            yield from _fields(inner, one, mine, seen, mine, whose=whose)


_ROWS_INSIDE = ("organisations", "people", "members", "needs", "procurements", "stages")


def _record_in(kind: Any) -> Any:
    """Give the record that a field holds, one or many; None when it holds plain values."""
    if get_origin(kind) in (Union, UnionType, tuple):
        return next((found for one in get_args(kind) if (found := _record_in(one))), None)
    return kind if is_dataclass(kind) and kind not in (Money, Text) else None
