"""The named programme that an initiative may belong to, so that initiatives of many organisations are counted together.

A programme is its name alone: who writes the same name, in any language, with capitals or without, is in the same one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .initiative import Text
from .refusal import BadInput

LONGEST = 120
"""So many letters a programme's name has at most."""


@dataclass(frozen=True, slots=True)
class _Programme:
    names: frozenset[str]
    said: Text


def check(programme: Text | None) -> None:
    """Refuse (`BadInput`) a name longer than `LONGEST` in any language; None is no programme."""
    if programme is not None and any(len(one) > LONGEST for one in programme.by_language.values()):
        raise BadInput("programme-long", path="programme", most=LONGEST)


def fold(name: str) -> str:
    """Give the form in which names are compared."""
    return " ".join(name.split()).casefold()


def by_name(named: Iterable[Text]) -> Mapping[str, Text]:
    """Give each programme by each of its folded names, as most write it and in every language that anybody wrote."""
    found: dict[str, _Programme] = {}
    for one, _ in Counter(named).most_common():
        names = {fold(said) for said in one.by_language.values()}
        same = list(dict.fromkeys(found[name] for name in sorted(names) if name in found))
        whole = _Programme(names=frozenset(names).union(*(it.names for it in same)), said=_joined(same, one))
        found.update(dict.fromkeys(whole.names, whole))
    return {name: one.said for name, one in found.items()}


def _joined(same: Iterable[_Programme], one: Text) -> Text:
    said: dict[str, str] = {}
    for text in (*(it.said for it in same), one):
        said = {**text.by_language, **said}
    return Text(said)


def of(programme: Text, known: Mapping[str, Text]) -> Text:
    """Give a programme as `by_name` knows it."""
    return known[fold(next(iter(programme.by_language.values())))]
