"""Initiatives made up at random, valid, and between them with every field of the document filled."""

import random
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from vakna.core.document.codec import hints
from vakna.core.initiative import COLLECTIONS, Cpv, Digest, Key, Picture, Suppression, Terms, Text
from vakna.core.money import Money
from vakna.rules.registry import BY_CODE

_WORDS = [
    "Åker",
    "råd & <b>mod</b>",
    "prov",
    "omsorg",
    'citat "här"',
    "ny väg",
    "räksmörgås\nmed radbrytning",
    "tab\tb",
    "🌅",
]
_INSIDE = ("organisations", "people", "goals", "funding_sources", "procurements", "stages")
_ONCE_EACH = {
    "needs": ("key", "version"),
    "stages": ("number",),
    "participations": ("first_stage", "organisation"),
    "submissions": ("stage", "participation", "version"),
    "ties": ("person", "organisation"),
    "assessments": ("stage", "participation", "by", "kind"),
    "proposals": ("stage", "version"),
    "decisions": ("stage",),
    "debriefs": ("stage", "participation"),
    "requirements": ("item", "version"),
    "economics": ("participation", "version"),
    "supplier_plans": ("participation", "version"),
}


class Maker:
    """Makes values by their declared type; `full` fills everything that may be left out.

    Each field has dice of its own, so that a field or collection more leaves all others as they were.
    """

    def __init__(self, seed: int, *, full: bool) -> None:
        self.seed, self.full, self._dice = seed, full, dict[str, random.Random]()
        self.dice = self._dice_of("itself")
        self.currency = self.dice.choice(["SEK", "EUR"])
        sizes = {name: 3 if full else self._dice_of(name).randint(1, 4) for name in (*_INSIDE, *COLLECTIONS)}
        self.keys = {name: [Key(f"{name[:4]}-{seed % 997}-{i}") for i in range(size)] for name, size in sizes.items()}

    def document_picture(self) -> Picture:
        """Make one initiative with all its collections."""
        participations = self.rows("participations", COLLECTIONS["participations"])
        self.keys["participations"] = [one.key for one in participations]
        rest = {name: self.rows(name, kind) for name, kind in COLLECTIONS.items() if name != "participations"}
        taken = {"participations": participations, **rest}
        return Picture(terms=self.record(Terms), _taken=taken)

    def rows(self, name: str, kind: Any) -> tuple[Any, ...]:
        """Make a collection: one row for each key that others may refer to; what may stand only once does."""
        made = [self.record(kind, key=key) for key in self.keys.get(name, range(2))]
        seen: dict[tuple[Any, ...], Any] = {}
        for one in made:
            seen.setdefault(self._identity(name, one), one)
        return tuple(seen.values())

    def _identity(self, name: str, one: Any) -> tuple[Any, ...]:
        if name == "assessments" and one.kind == "consensus":
            return (one.stage, one.participation, "consensus")
        if name == "assessments" and one.kind == "buyer":
            return (one.stage, one.participation, "buyer", one.buyer)
        return tuple(getattr(one, part) for part in _ONCE_EACH.get(name, ())) or (id(one),)

    def record(self, kind: Any, *, key: Any = None) -> Any:
        """Make a record, filling or leaving out what may be left out."""
        values, before = dict[str, Any](), self.dice
        for f in fields(kind):
            self.dice = self._dice_of(f"{kind.__name__}.{f.name}")
            values |= {f.name: self.value(kind, f)} if self._fills(f) else {}
        self.dice = before
        if "key" in values and isinstance(key, str):
            values["key"] = key
        if "period_ends" in values:
            values["period_ends"] = values["period_starts"] + timedelta(days=self.dice.randint(0, 400))
        return kind(**values)

    def _dice_of(self, name: str) -> random.Random:
        return self._dice.setdefault(name, random.Random(f"{self.seed} {name}"))  # noqa: S311  no secret is made

    def _fills(self, f: Any) -> bool:
        return f.default is MISSING or self.full or f.name in _INSIDE or self.dice.random() < 0.5

    def value(self, kind: Any, f: Any) -> Any:
        """Make the value of one field."""
        if f.name in (*_INSIDE, *COLLECTIONS) and not f.metadata.get("ref"):
            return self.rows(f.name, get_args(hints(kind)[f.name])[0])
        if f.name in ("needs", "members"):
            return self.rows(f.name, get_args(hints(kind)[f.name])[0])
        if kind is Suppression and f.name == "code":
            return self.dice.choice(sorted(BY_CODE))
        return self.of(hints(kind)[f.name], f.metadata.get("ref"))

    def of(self, kind: Any, ref: str | None = None) -> Any:
        """Make a value of a type; a key refers to something that is there."""
        if get_origin(kind) in (Union, UnionType):
            choices = [one for one in get_args(kind) if one is not type(None)]
            return self.of(self.dice.choice(choices), ref)
        if get_origin(kind) is tuple:
            return tuple(self.of(get_args(kind)[0], ref) for _ in range(2 if self.full else self.dice.randint(0, 2)))
        if is_dataclass(kind) and kind not in (Money, Text):
            return self.record(kind)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self.dice.choice(list(kind))
        return self.simple(kind, ref)

    def simple(self, kind: Any, ref: str | None) -> Any:
        """Make a value of a simple type."""
        dice = self.dice
        if kind is Key:
            return dice.choice(self.keys[ref]) if ref else Key(f"k-{dice.randrange(10**9)}")
        made = {
            str: lambda: f"{dice.choice(_WORDS)} {dice.randrange(10**6)}",
            int: lambda: dice.randrange(1, 10**6),
            bool: lambda: dice.random() < 0.5,
            Decimal: lambda: Decimal(dice.randrange(1, 5000)) / 10,
            Money: lambda: Money(Decimal(dice.randrange(10**9)) / 100, self.currency),
            Text: lambda: Text({language: f"{dice.choice(_WORDS)} {dice.random()}" for language in self._languages()}),
            date: lambda: date(2020, 1, 1) + timedelta(days=dice.randrange(2000)),
            datetime: lambda: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(microseconds=dice.randrange(10**14)),
            Digest: lambda: Digest(f"{dice.getrandbits(256):064x}"),
            Cpv: lambda: Cpv(f"{dice.randrange(3_000_000, 99_000_000):08d}"),
        }
        return made[kind]()

    def _languages(self) -> list[str]:
        return self.dice.choice([["sv"], ["en"], ["sv", "en"], ["en", "sv"], ["fi", "sv"]])


def initiative(seed: int, *, full: bool = False) -> Picture:
    """Make an initiative from a seed: the same seed, the same initiative."""
    return Maker(seed, full=full).document_picture()
