"""The two clean documents that faults are planted in, a bare one, and how a fault is planted."""

import copy
import json
import tomllib
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from vakna.core import document
from vakna.core.initiative import Picture
from vakna.rules.lint import Report, lint

PRACTICE, PCP = "practice", "pcp"
AT = {PRACTICE: datetime(2025, 1, 10, tzinfo=UTC), PCP: datetime(2024, 3, 1, tzinfo=UTC)}
BARE: dict[str, Any] = {
    "format": "vakna-initiative",
    "version": 1,
    "initiative": {
        "key": "tomt", "number": "1", "title": {"sv": "Tomt"}, "summary": {"sv": "Inget"}, "provenance": "witnessed",
        "started": "2024-01-01",
    },
}  # fmt: skip


@cache
def _clean(name: str) -> Any:
    if name == PRACTICE:
        return json.loads((resources.files("vakna") / "demo" / "ovningsfallet.json").read_text(encoding="utf-8"))
    return tomllib.loads((Path(__file__).parent / "pcp.toml").read_text(encoding="utf-8"))


def clean(name: str) -> Any:
    """Give a clean document as plain data of one's own."""
    return copy.deepcopy(_clean(name))


def put(data: Any, path: str, value: object) -> None:
    """Set what a path names to a value, or take it away (`None`), or add to a list (`+` at the end of the path).

    A part names a field, or a row of a list by its key, or by its number.
    """
    *inner, last = path.split(".")
    for part in inner:
        data = data[_index(data, part) if isinstance(data, list) else part]
    if last.endswith("+"):
        data.setdefault(last[:-1], []).append(value)
    elif value is None:
        del data[_index(data, last) if isinstance(data, list) else last]
    else:
        data[_index(data, last) if isinstance(data, list) else last] = value


def _index(rows: list[Any], part: str) -> int:
    named = (i for i, row in enumerate(rows) if isinstance(row, dict) and part in {row.get("key"), row.get("stage")})
    return int(part) if part.isdecimal() else next(named)


def picture(name: str, *changes: tuple[str, object]) -> Picture:
    """Give a clean document's picture, with changes."""
    data = clean(name)
    for path, value in changes:
        put(data, path, value)
    return document.load(data)


def report(name: str, *changes: tuple[str, object]) -> Report:
    """Judge a clean document with changes, at the instant at which it is clean."""
    return lint(picture(name, *changes), at=AT[name])
