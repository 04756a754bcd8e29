"""Findings in other people's formats: SARIF 2.1.0, and the commands that GitHub's workflows read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_SARIF = {"block": "error", "warn": "warning", "note": "note"}
_GITHUB = {"block": "error", "warn": "warning", "note": "notice"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One finding, in words: what rule, how heavy (block, warn, note), in which file or initiative, where, and what.

    `allowed` is the public reason why it may stand.
    """

    code: str
    name: str
    level: str
    source: str
    path: str
    says: str
    allowed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One rule, in words."""

    code: str
    name: str
    level: str
    title: str
    help: str


def sarif(told: Iterable[Told], rules: Iterable[Described], *, version: str) -> dict[str, Any]:
    """Write findings as a SARIF log of one run."""
    driver = {
        "name": "Vakna",
        "version": version,
        "rules": [
            {
                "id": one.code,
                "name": one.name,
                "shortDescription": {"text": one.title},
                "help": {"text": one.help},
                "defaultConfiguration": {"level": _SARIF[one.level]},
            }
            for one in rules
        ],
    }
    runs = [{"tool": {"driver": driver}, "results": [_result(one) for one in told]}]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}


def _result(one: Told) -> dict[str, Any]:
    place = {
        "physicalLocation": {"artifactLocation": {"uri": one.source}},
        "logicalLocations": [{"fullyQualifiedName": one.path}],
    }
    result = {
        "ruleId": one.code, "level": _SARIF[one.level], "message": {"text": one.says}, "locations": [place],
    }  # fmt: skip
    if one.allowed is not None:
        result["suppressions"] = [{"kind": "external", "justification": one.allowed}]
    return result


def github(told: Iterable[Told]) -> list[str]:
    """Write findings as workflow commands, which GitHub shows beside the file. What may stand is left out."""
    return [
        f"::{_GITHUB[one.level]} file={_property(one.source)},title={_property(f'{one.code} {one.name}')}"
        f"::{_data(f'{one.path}: {one.says}')}"
        for one in told
        if one.allowed is None
    ]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
