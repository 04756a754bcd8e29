"""What is said about procurement that is not so, or not quite: each claim, what it rests on, and what the rule says."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vakna.core.initiative import Key, Text
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import Layer

from .registry import find as rule_called
from .rule import Rule

CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim, as it comes with Vakna. Who has read its source, and when, is signed in the house."""

    key: Key
    layer: Layer
    claim: Text
    says: Text
    source: str
    jurisdiction: str
    confidence: str
    rules: tuple[Rule, ...] = ()


@cache
def claims() -> tuple[Claim, ...]:
    """Give the claims that come with Vakna, in the order of the file."""
    file = Path(__file__).parent / "folklore.toml"
    return tuple(_read(row) for row in tomllib.loads(file.read_text(encoding="utf-8"))["claim"])


def find(key: str) -> Claim:
    """Find a claim. Refuses (`NotFound`) what no claim is called."""
    found = next((one for one in claims() if one.key == key), None)
    if found is None:
        raise NotFound("no-such-claim", given=key)
    return found


def about(rule: Rule) -> tuple[Claim, ...]:
    """Give the claims that a rule bears on."""
    return tuple(one for one in claims() if rule in one.rules)


def _read(row: dict[str, Any]) -> Claim:
    if row["confidence"] not in CONFIDENCE:
        raise ValueError(row["confidence"])
    return Claim(
        key=Key(row["key"]), layer=Layer(row["layer"]), claim=Text(row["claim"]), says=Text(row["says"]),
        source=row["source"], jurisdiction=row["jurisdiction"], confidence=row["confidence"],
        rules=tuple(rule_called(code) for code in row["rules"]),
    )  # fmt: skip
