"""The living specification as it stood at any instant, and what differs between two versions of it, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

from .initiative import Key, Need, Picture, Requirement, Text

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_LONG = 2_000
NEED_TEXTS = (
    "statement", "purpose", "users", "now", "wanted", "unmet", "shared_by",
    "legal_obstacles", "organisational_obstacles", "obstacles", "market",
)  # fmt: skip
"""The fields of a need that are compared, in the order of the need card."""


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words and what became of them."""

    kind: Kind
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One item as it was and as it became; None where it was not there yet."""

    item: Key
    before: Requirement | None
    after: Requirement | None


def items_at(requirements: Iterable[Requirement], instant: datetime) -> tuple[Requirement, ...]:
    """Give the last version of each item written at or before `instant`, in the order of the items' names."""
    last: dict[Key, Requirement] = {}
    for one in requirements:
        if one.at <= instant and (one.item not in last or last[one.item].version < one.version):
            last[one.item] = one
    return tuple(last[item] for item in sorted(last))


def compare(picture: Picture, before: datetime, after: datetime) -> tuple[Pair, ...]:
    """Give the items whose version differs between two instants, in the order of their names."""
    was = {one.item: one for one in items_at(picture.requirements, before)}
    became = {one.item: one for one in items_at(picture.requirements, after)}
    pairs = (Pair(item=item, before=was.get(item), after=became.get(item)) for item in sorted(was.keys() | became))
    return tuple(pair for pair in pairs if pair.before != pair.after)


def compare_needs(before: Need, after: Need, language: str) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    """Give each text of the need that differs between two versions, by the name of its field, in `language`."""
    pairs = ((name, _said(before, name, language), _said(after, name, language)) for name in NEED_TEXTS)
    return tuple((name, diff(was, became)) for name, was, became in pairs if was != became)


def diff(before: str, after: str) -> tuple[Piece, ...]:
    """Tell two texts apart word by word: what stays, what is gone, what is new.

    The pieces that are not new join to `before`, those that are not gone to `after`. What both begin and end with is
    set aside first, so that a small change in a long text is found at once; in a very long rest the commonest words
    are not used to find the way.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    middle = list(_between(old[head : len(old) - tail], new[head : len(new) - tail]))
    pieces = [(Kind.SAME, old[:head]), *middle, (Kind.SAME, old[len(old) - tail :])]
    return tuple(Piece(kind=kind, said="".join(words)) for kind, words in pieces if words)


def _between(old: list[str], new: list[str]) -> Iterator[tuple[Kind, list[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > _LONG)
    for same, a, b, c, d in matcher.get_opcodes():
        if same == "equal":
            yield Kind.SAME, old[a:b]
        else:
            yield Kind.GONE, old[a:b]
            yield Kind.NEW, new[c:d]


def _shared(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _said(need: Need, name: str, language: str) -> str:
    value: Text | None = getattr(need, name)
    return value.said(language) if value else ""
