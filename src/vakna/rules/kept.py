"""A report as plain data that is kept, and back again without loss: what is said once need not be asked anew."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from vakna.core import vocabulary
from vakna.core.initiative import Key, Text
from vakna.core.money import Money

from .finding import Look, Place, Result, Suppression
from .lint import Answer, Report
from .registry import BY_CODE


def dump(report: Report) -> dict[str, Any]:
    """Write a report as data that JSON holds."""
    return {
        "initiative": report.initiative,
        "sequence": report.sequence,
        "at": report.at.isoformat(),
        "version": report.rules_version,
        "answers": [_answer(one) for one in report.answers],
        "taken_back": [_suppression(one) for one in report.taken_back],
    }


def load(data: Mapping[str, Any]) -> Report:
    """Read what `dump` wrote by the same version of the rules."""
    return Report(
        initiative=Key(data["initiative"]), sequence=data["sequence"], at=datetime.fromisoformat(data["at"]),
        answers=tuple(_read(one) for one in data["answers"]), rules_version=data["version"],
        taken_back=tuple(_read_suppression(one) for one in data["taken_back"]),
    )  # fmt: skip


def _answer(one: Answer) -> dict[str, Any]:
    return {
        "code": one.rule.code,
        "result": one.result.value,
        "because": one.because,
        "findings": [_look(look) for look in one.findings],
        "suppressed": [[_look(look), _suppression(by)] for look, by in one.suppressed],
        "evidence": [list(place) for place in one.evidence],
    }


def _read(data: Mapping[str, Any]) -> Answer:
    return Answer(
        rule=BY_CODE[data["code"]], result=Result(data["result"]), because=data["because"],
        findings=tuple(_read_look(one) for one in data["findings"]),
        suppressed=tuple((_read_look(look), _read_suppression(by)) for look, by in data["suppressed"]),
        evidence=tuple(_place(one) for one in data["evidence"]),
    )  # fmt: skip


def _look(one: Look) -> list[Any]:
    return [list(one.place), one.fine, {name: _value(value) for name, value in one.values.items()}]


def _read_look(data: list[Any]) -> Look:
    place, fine, values = data
    return Look(place=_place(place), fine=fine, values={name: _read_value(one) for name, one in values.items()})


def _place(data: list[Any]) -> Place:
    return Place(*data)


def _suppression(one: Suppression) -> dict[str, Any]:
    return {name: _value(getattr(one, name)) for name in _SUPPRESSION}


def _read_suppression(data: Mapping[str, Any]) -> Suppression:
    return Suppression(**{name: _read_value(data[name]) for name in _SUPPRESSION})


_SUPPRESSION = tuple(Suppression.__dataclass_fields__)


def _value(value: object) -> Any:
    """Write a value that a sentence is filled with, under the name of what it is where JSON has no such thing."""
    if isinstance(value, Money):
        return {"money": str(value)}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Text):
        return {"text": dict(value.by_language)}
    if isinstance(value, StrEnum):
        return {"word": [type(value).__name__, value.value]}
    if isinstance(value, (tuple, list)):
        return [_value(one) for one in value]
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(type(value).__name__)


def _read_value(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_read_value(one) for one in data)
    if not isinstance(data, dict):
        return data
    ((kind, held),) = data.items()
    return _READ[kind](held)


def _word(held: list[str]) -> StrEnum:
    kind: type[StrEnum] = getattr(vocabulary, held[0])
    return kind(held[1])


_READ: Mapping[str, Callable[[Any], Any]] = {
    "money": Money.parse, "instant": datetime.fromisoformat, "day": date.fromisoformat, "text": Text, "word": _word,
}  # fmt: skip
