"""What is said about procurement that is not so, or not quite: each claim, what it rests on, and what the rule says."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vakna.core.initiative import Key, Text
from vakna.core.vocabulary import Layer

from .registry import find
from .rule import Rule

CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim. `checked` is when somebody last read the source, `signed` the lawyer who did; None when nobody has."""

    key: Key
    layer: Layer
    claim: Text
    says: Text
    source: str
    jurisdiction: str
    confidence: str
    rules: tuple[Rule, ...] = ()
    checked: date | None = None
    signed: str | None = None


@cache
def claims() -> tuple[Claim, ...]:
    """Give the claims that come with Vakna, in the order of the file."""
    file = Path(__file__).parent / "folklore.toml"
    return tuple(_read(row) for row in tomllib.loads(file.read_text(encoding="utf-8"))["claim"])


def about(rule: Rule) -> tuple[Claim, ...]:
    """Give the claims that a rule bears on."""
    return tuple(one for one in claims() if rule in one.rules)


def _read(row: dict[str, Any]) -> Claim:
    if row["confidence"] not in CONFIDENCE:
        raise ValueError(row["confidence"])
    return Claim(
        key=Key(row["key"]), layer=Layer(row["layer"]), claim=Text(row["claim"]), says=Text(row["says"]),
        source=row["source"], jurisdiction=row["jurisdiction"], confidence=row["confidence"],
        rules=tuple(find(code) for code in row["rules"]), checked=row.get("checked"), signed=row.get("signed"),
    )  # fmt: skip
