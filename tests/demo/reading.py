"""Reading the demo documents in tests."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import Any

from vakna.core import document
from vakna.core.initiative import Picture, Text
from vakna.core.money import Money

FOLDER = files("vakna") / "demo"
REAL = ("karlstad-1", "karlstad-2", "hammaro", "helsingborg-hallbar-handling", "recolab")
PRACTICE, PROGRAMME, TENDERS = "ovningsfallet", "ovningsprogrammet", "ovningsanbudet"
INVENTED = (PRACTICE, PROGRAMME, TENDERS)
ALL = (*REAL, *INVENTED)
FUNNEL = ("inbjudan", "koncept", "prototyp")


def written(name: str) -> str:
    """Give a document as it lies in its file."""
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def picture(name: str) -> Picture:
    """Load a document."""
    return document.load(document.parse(written(name)))


def values_in(value: Any) -> Iterator[Any]:
    """Give every value inside a record, itself included."""
    yield value
    if isinstance(value, tuple):
        for one in value:
            yield from values_in(one)
    elif is_dataclass(value) and not isinstance(value, type | Text | Money):
        for f in fields(value):
            yield from values_in(getattr(value, f.name))


def everything(of: Picture) -> Iterator[Any]:
    """Give every value of a whole picture."""
    yield from values_in(of.terms)
    for name in document.dump(of).keys() - {"format", "version", "initiative"}:
        yield from values_in(getattr(of, name))
