"""Names that assessors do not see: a supplier is read as Supplier A until the gate of the stage is decided.

Everything that is the supplier's is given under its alias: the organisation, the keys in addresses, the names of files,
and its name and its people's wherever somebody wrote them in a text. What stands inside a file is not read here.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_type_hints

from .. import initiative as i
from ..initiative import Key, Picture, Text
from ..people import Actor, organisations_of
from ..stages import takes_part
from ..vocabulary import OrganisationKind, Role, StageState
from ..words import CORE

NAMES_WAIT = frozenset({StageState.OPEN, StageState.CLOSED})
"""The states of a stage in which names that are hidden are not told yet."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One supplier as an assessor reads it: its letter, and the key that stands for it and for its organisation."""

    letter: str
    key: Key

    @property
    def organisation(self) -> Key:
        """Give the key that stands for its organisation."""
        return Key(f"o-{self.key}"[:64])

    def name(self, language: str) -> str:
        """Give the name that is read in place of the supplier's."""
        return CORE.say(language, "selection.hidden.name", letter=self.letter)

    @property
    def text(self) -> Text:
        """Give the same in every language."""
        return Text({language: self.name(language) for language in ("sv", "en")})


def aliases(picture: Picture, actor: Actor) -> Mapping[Key, Alias]:
    """Give the suppliers whose names are hidden from `actor`, by participation; an assessor in any other role too.

    A name is hidden while a stage that hides names is open or waits for its gate; the letter is the one that was dealt
    at registration. Suppliers of a brought-in history without letters are called in the order of the picture.
    """
    stages = [one for one in picture.terms.stages if one.names_hidden and one.state in NAMES_WAIT]
    if Role.ASSESSOR not in actor.roles or not stages or not picture.has("participations"):
        return {}
    rows = [one for one in picture.participations if any(takes_part(picture.terms, one, stage) for stage in stages)]
    whole = all(one.alias for one in rows)
    numbers = {one.key: one.alias or 0 if whole else place for place, one in enumerate(rows, start=1)}
    stage = {one.key: one.number for one in picture.terms.stages}
    return {one.key: _alias(picture, numbers[one.key], stage[one.first_stage]) for one in rows}


def _alias(picture: Picture, number: int, stage: int) -> Alias:
    letter = letters(number)
    return Alias(letter=letter, key=Key(f"{letter.lower()}-{stage}-{picture.terms.key}"[:64]))


def letters(number: int) -> str:
    """Give the letter or letters of a number: 1 is A, 26 is Z, 27 is AA."""
    more, last = divmod(number - 1, len(_LETTERS))
    return (letters(more) if more else "") + _LETTERS[last]


def true_keys(picture: Picture, actor: Actor) -> Mapping[str, Key]:
    """Give the keys behind those that `actor` reads in place of them: of suppliers, organisations and hand-ins."""
    found = aliases(picture, actor)
    if not found:
        return {}
    behind: dict[str, Key] = {new: old for (_, old), new in _renamed(picture, found).items()}
    rows = (one for one in picture.participations if one.key in found)
    return behind | {found[one.key].organisation: one.organisation for one in rows}


def hide(shown: Picture, truth: Picture, found: Mapping[Key, Alias], language: str) -> Picture:
    """Give what is shown with the names of these suppliers hidden; `truth` is the picture before redaction."""
    hiding = _Hiding(truth, found, language)
    taken = {name: tuple(hiding.rows(name, getattr(shown, name))) for name in shown.taken}
    return replace(shown, terms=hiding.terms(shown.terms), _taken=taken)


def _renamed(picture: Picture, found: Mapping[Key, Alias]) -> dict[tuple[str, Key], Key]:
    """Give every key that would tell whose a row is, by collection, with the key in its place."""
    renamed: dict[tuple[str, Key], Key] = {("participations", key): one.key for key, one in found.items()}
    for name in picture.taken:
        count: dict[Key, int] = {}
        for row in getattr(picture, name):
            owner: Any = getattr(row, "participation", None)
            if owner in found and hasattr(row, "key"):
                count[owner] = count.get(owner, 0) + 1
                renamed[name, row.key] = Key(f"{name[:2]}{count[owner]}-{found[owner].key}"[:64])
    return renamed


class _Hiding:
    """The hand that covers: what stands in place of each key and each name."""

    def __init__(self, truth: Picture, found: Mapping[Key, Alias], language: str) -> None:
        self.found, self.language, self.keys = found, language, _renamed(truth, found)
        rows = [one for one in truth.participations if one.key in found]
        self.found_by = {one.key: one for one in found.values()}
        self.stages = {one.key: one.published_at for one in truth.terms.stages}
        self.whose = {org: found[one.key] for one in rows for org in organisations_of(one)}
        self.people = {one.key for one in truth.terms.people if one.organisation in self.whose}
        self.cover = _covering(_names(truth, self.whose), language)

    def terms(self, terms: i.Terms) -> i.Terms:
        """Give the terms without the suppliers' people, and with an organisation under each alias."""
        people = tuple(one for one in terms.people if one.key not in self.people)
        members = tuple(one for one in terms.members if one.person not in self.people)
        called = tuple(
            i.Organisation(
                key=one.organisation,
                name=one.name(self.language),
                kind=OrganisationKind.COMPANY,
                invented=terms.invented,
            )
            for one in self.found.values()
        )
        return replace(terms, people=people, members=members, organisations=(*terms.organisations, *called))

    def rows(self, name: str, rows: Iterable[Any]) -> Iterable[Any]:
        """Give the rows of a collection as they are read; ties of others would tell whose they are."""
        for one in rows:
            if isinstance(one, i.Tie) and one.organisation in self.whose:
                yield replace(self._mapped(one), organisation=self.whose[one.organisation].organisation)
                continue
            if isinstance(one, i.Declaration):
                tied = tuple(self.whose[key].organisation if key in self.whose else key for key in one.tied)
                yield replace(self._mapped(one), tied=tied)
                continue
            key = self.keys.get((name, getattr(one, "key", None)))  # type: ignore[arg-type]
            mapped = self._mapped(one)
            mapped = replace(mapped, key=key) if key else mapped
            yield self._supplier(mapped) if isinstance(one, i.Participation) and one.key in self.found else mapped

    def _supplier(self, one: i.Participation) -> i.Participation:
        joined = self.stages[one.first_stage] or one.joined_at
        return replace(
            one, organisation=self.found_by[one.key].organisation, consortium=(), contact=None, joined_at=joined
        )

    def _mapped(self, one: Any, number: int = 0, of: Alias | None = None) -> Any:
        of = of or self.found.get(getattr(one, "participation", None))  # type: ignore[arg-type]
        changed = {}
        kind: Any = type(one)
        for name, ref, written in _fields(kind):
            value = getattr(one, name)
            new = self._value(value, ref, written, of)
            if new is not value:
                changed[name] = new
        if isinstance(one, i.Attachment) and of is not None:
            changed["name"] = self._file(one.name, number, of)
        return replace(one, **changed) if changed else one

    def _value(self, value: Any, ref: str | None, written: bool, of: Alias | None) -> Any:
        if isinstance(value, tuple):
            new = tuple(self._one(it, ref, written, of, place) for place, it in enumerate(value, start=1))
            return value if new == value else new
        return self._one(value, ref, written, of, 1)

    def _one(self, value: Any, ref: str | None, written: bool, of: Alias | None, place: int) -> Any:
        if ref is not None:
            return self.keys.get((ref, value), value)
        if isinstance(value, Text):
            said = {language: self.cover(it) for language, it in value.by_language.items()}
            return value if said == value.by_language else Text(said)
        if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith(i.__name__):
            return self._mapped(value, place, of)
        return self.cover(value) if written and type(value) is str else value

    def _file(self, name: str, number: int, of: Alias) -> str:
        ending = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
        values = {"name": of.name(self.language), "number": number, "ending": ending.group() if ending else ""}
        return CORE.say(self.language, "selection.hidden.file", **values)


@cache
def _fields(kind: type) -> tuple[tuple[str, str | None, bool], ...]:
    """Give the fields of a record: what they refer to, and whether they hold words that somebody typed."""
    hints = get_type_hints(kind)
    return tuple(
        (f.name, f.metadata.get("ref"), str in (hints[f.name], *get_args(hints[f.name]))) for f in fields(kind)
    )


_FORM = re.compile(
    r"^Team\s+|[\s,]+(?:AB|HB|KB|Oyj?|ASA?|A/S|ApS|Ltd\.?|Limited|Inc\.?|GmbH|BV|SA|ek\. för\.|\(publ\))(?=\s|$)",
)
_SHORTEST = 4


def _names(truth: Picture, whose: Mapping[Key, Alias]) -> dict[str, Alias]:
    """Give the names of the suppliers and of their people, each with the alias that it is read as."""
    found = {one.name: whose[one.key] for one in truth.terms.organisations if one.key in whose}
    for one in truth.terms.people:
        if one.organisation in whose:
            found |= {said: whose[one.organisation] for said in (one.name, one.email) if said}
    return found


def _covering(names: Mapping[str, Alias], language: str) -> Callable[[str], str]:
    """Give what covers these names in a text: as written in any case, without the company's form, and in addresses."""
    by: dict[str, Alias] = {}
    patterns = []
    for name, alias in sorted(names.items(), key=lambda pair: -len(pair[0])):
        stem = _FORM.sub("", name).strip()
        short = unicodedata.normalize("NFD", stem).encode("ascii", "ignore").decode().replace(" ", "")
        wanted = [rf"(?i:{_loosely(name)})"]
        if len(stem) >= _SHORTEST:
            wanted += [rf"\b{_loosely(stem)}", rf"(?i:(?<=[/@.]){short}|{short}(?=[.@/]))"]
        group = f"n{len(by)}"
        by[group] = alias
        patterns.append(f"(?P<{group}>{'|'.join(wanted)})")
    whole = re.compile("|".join(patterns)) if patterns else None
    return lambda said: whole.sub(lambda hit: by[str(hit.lastgroup)].name(language), said) if whole else said


def _loosely(name: str) -> str:
    return r"\s+".join(re.escape(one) for one in name.split())
