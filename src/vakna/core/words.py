"""Sentences by code, and how sums, dates and numbers are written in Swedish and English. Knows no page, no storage."""

import string
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .initiative import MaybeMoney, Text
from .money import Money
from .refusal import Problem
from .vocabulary import NotPublished, Qualifier

LANGUAGES = ("sv", "en")
NBSP = "\u00a0"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
_PLURAL = frozenset({"one", "other"})

Sentence = str | Mapping[str, str]
"""A sentence, or its `one` and `other` forms."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Every sentence of some rooms, by language and dotted code."""

    by_language: Mapping[str, Mapping[str, Sentence]]

    @classmethod
    def of(cls, *folders: Path) -> "Sentences":
        """Read `<folder>/<lang>/*.toml` and `<folder>/<lang>.toml`. A code said twice is a bug and raises."""
        return cls({lang: _read(lang, folders) for lang in LANGUAGES})

    def say(self, lang: str, code: str, /, **values: object) -> str:
        """Give the sentence with its values written in `lang`. A missing code or value is a bug (KeyError)."""
        return self._form(lang, code, values).format_map({name: write(lang, one) for name, one in values.items()})

    def codes(self, lang: str) -> frozenset[str]:
        """List every code of a language."""
        return frozenset(self.by_language[lang])

    def placeholders(self, lang: str, code: str) -> frozenset[str]:
        """List the names of the values that a sentence asks for, over all its forms."""
        said = self.by_language[lang][code]
        forms = (said,) if isinstance(said, str) else tuple(said.values())
        return frozenset(name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name)

    def _form(self, lang: str, code: str, values: Mapping[str, object]) -> str:
        said = self.by_language[lang][code]
        if isinstance(said, str):
            return said
        return said["one" if values["count"] == 1 else "other"]


def _read(lang: str, folders: Iterable[Path]) -> Mapping[str, Sentence]:
    found: dict[str, Sentence] = {}
    for folder in folders:
        for file in (*sorted((folder / lang).glob("*.toml")), *folder.glob(f"{lang}.toml")):
            for code, said in _flat(tomllib.loads(file.read_text(encoding="utf-8")), ""):
                if code in found:
                    raise ValueError(f"{code} is said twice, the second time in {file.name}")
                found[code] = said
    return found


def _flat(table: Mapping[str, Any], above: str) -> Iterable[tuple[str, Sentence]]:
    for name, value in table.items():
        code = f"{above}.{name}" if above else name
        if isinstance(value, dict) and value.keys() != _PLURAL:
            yield from _flat(value, code)
        else:
            yield code, value


CORE = Sentences.of(Path(__file__).parent / "texts")


def write(lang: str, value: object) -> str:
    """Write any value that a sentence can hold, by its type. None is a value that is not known."""
    if value is None or isinstance(value, Money | NotPublished):
        return money(lang, value)
    for kind, writer in _WRITERS.items():
        if isinstance(value, kind):
            return writer(lang, value)
    raise TypeError(f"no sentence can hold a {type(value).__name__}")


def money(lang: str, m: MaybeMoney) -> str:
    """Write a sum excluding VAT (`25 000 kr`, `SEK 25,000`); öre only when there are any."""
    if m is None:
        return CORE.say(lang, "values.unknown")
    if isinstance(m, NotPublished):
        return word(lang, m)
    digits = _grouped(lang, m.amount if m.amount % 1 else m.amount.to_integral_value(), places=2)
    if lang == "sv":
        return f"{digits}{NBSP}{'kr' if m.currency == 'SEK' else m.currency}"
    return f"{m.currency}{NBSP}{digits}"


def number(lang: str, n: Decimal | int) -> str:
    """Write a number with its groups of three kept together and the decimal mark of the language."""
    return _grouped(lang, Decimal(n))


def count(lang: str, qualifier: Qualifier, n: int) -> str:
    """Write a count as exactly as it was reported: `12`, `nästan 30`, `nearly 40`."""
    return CORE.say(lang, f"count.{qualifier.value}", number=n)


def day(lang: str, d: date) -> str:
    """Write a date: `25 mars 2022`, `25 March 2022`."""
    return f"{d.day}{NBSP}{CORE.say(lang, f'calendar.month.{d.month}')} {d.year}"


def instant(lang: str, at: datetime, *, weekday: bool = True, zone: bool = False) -> str:
    """Write an instant on Swedish clocks: `fredag 25 mars 2022 kl. 16.00`; `zone` names the clock (deadlines)."""
    here = at.astimezone(STOCKHOLM)
    named = f"{CORE.say(lang, f'calendar.weekday.{here.isoweekday()}')} " if weekday else ""
    said = CORE.say(
        lang, "calendar.instant", day=named + day(lang, here.date()), hour=f"{here:%H}", minute=f"{here:%M}"
    )
    return f"{said}, {CORE.say(lang, f'calendar.zone.{here.tzname()}')}" if zone else said


def word(lang: str, one: StrEnum) -> str:
    """Give the display word of one value of a closed list."""
    return CORE.say(lang, f"word.{_snake(type(one).__name__)}.{one.value}")


def joined(lang: str, parts: Iterable[object]) -> str:
    """Write a list as in running text: `a, b och c`."""
    said = [write(lang, one) for one in parts]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {CORE.say(lang, 'values.and')} {said[-1]}"


def explain(lang: str, problem: Problem) -> tuple[str, str]:
    """Give what is wrong and what to do about it, for one problem of a refusal."""
    values = dict(problem.values)
    return tuple(CORE.say(lang, f"refusal.{problem.code}.{part}", **values) for part in ("says", "hint"))  # type: ignore[return-value]


def sort_key(lang: str, s: str) -> str:
    """Give a stored key that sorts names alphabetically under any collation: digits only.

    In Swedish å, ä and ö come last, é sorts as e and ü as y; in English every letter sorts without its mark.
    """
    return "".join(_ordinal(lang, letter) for letter in unicodedata.normalize("NFC", s).casefold())


_LAST = {"å": "57", "ä": "58", "æ": "58", "ö": "59", "ø": "59"}
_ALIKE = {"ü": "y", "ø": "o", "æ": "a", "ð": "d", "þ": "t", "ł": "l"}


def _ordinal(lang: str, letter: str) -> str:
    if lang == "sv" and letter in _LAST:
        return _LAST[letter]
    if lang == "sv" and letter == "ü":
        letter = "y"
    base = unicodedata.normalize("NFD", _ALIKE.get(letter, letter) if letter != "ü" else "u")[0]
    if base in string.digits:
        return f"{10 + int(base)}"
    if base in string.ascii_lowercase:
        return f"{30 + ord(base) - ord('a')}"
    return "00" if unicodedata.category(base)[0] in "ZPSC" else f"99{ord(base):07d}"


def _grouped(lang: str, n: Decimal | int, *, places: int | None = None) -> str:
    plain = f"{n:,f}" if isinstance(n, int) or places is None or n == n.to_integral_value() else f"{n:,.{places}f}"
    return plain.replace(",", NBSP).replace(".", ",") if lang == "sv" else plain


@cache
def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


_WRITERS: Mapping[type | tuple[type, ...], Callable[[str, Any], str]] = {
    StrEnum: word,
    str: lambda _lang, value: value,
    bool: lambda lang, value: CORE.say(lang, "values.yes" if value else "values.no"),
    (int, Decimal): number,
    datetime: instant,
    date: day,
    Text: lambda lang, value: value.said(lang),
    (tuple, list, frozenset): joined,
}
"""Who writes what; a type stands before the types it belongs to."""
