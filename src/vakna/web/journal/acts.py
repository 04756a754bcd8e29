"""The entries of an event log in words: what was done, to what, and the open facts, for people who do not program."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vakna.core import vocabulary as v
from vakna.core import words
from vakna.core.initiative import Picture, Text
from vakna.core.money import Money
from vakna.web.sentences import PAGES

_LISTS: Mapping[str, tuple[type[StrEnum], ...]] = {
    "state": (
        v.StageState,
        v.InitiativeState,
        v.MoneyState,
        v.RequirementState,
        v.AssumptionState,
        v.ChangeState,
    ),
    "ceiling": (v.Ceiling,),
    "replacement": (v.FewerRule,),
    "outcome": (v.GateOutcome,),
    "mandate": (v.Mandate,),
    "kind": (v.AssessmentKind, v.BroadcastKind, v.ContactKind),
    "role": (v.Role,),
    "strength": (v.Strength,),
    "how": (v.HowBought,),
    "provenance": (v.Provenance,),
    "layer": (v.Layer,),
    "step": (v.AdoptionStep,),
    "function": (v.Function,),
    "turned_out": (v.Layer,),
}
_MONEY = re.compile(r"\d+\.\d\d [A-Z]{3}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)")


def instant(written: str) -> datetime | None:
    """Read an entry's instant; None when the row does not hold one, which the check of the journal then says."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def act(language: str, verb: str) -> str:
    """Say what was done. A verb that this house does not know is given as it stands."""
    code = f"journal.act.{verb}"
    return PAGES.say(language, code) if code in PAGES.codes(language) else verb


def subject(language: str, of: str, picture: Picture) -> str:
    """Say what it was done to: `stage:koncept` becomes the stage's name."""
    kind, _, key = of.partition(":")
    named = _named(kind, key, picture)
    if named is not None:
        return PAGES.say(language, f"journal.about.{kind}", name=named)
    code = f"journal.subject.{kind}"
    return PAGES.say(language, code) if code in PAGES.codes(language) else of


def _named(kind: str, key: str, picture: Picture) -> Text | None:
    if kind == "stage":
        return next((one.name for one in picture.terms.stages if one.key == key), None)
    if kind == "procurement":
        return next((one.title for one in picture.terms.procurements if one.key == key), None)
    return None


def facts(language: str, entry: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Give the open facts that can be said in a line; whole records stand in the file."""
    for name, value in entry.items():
        said = _said(language, name, value)
        if said:
            code = f"journal.fact.{name}"
            yield {"term": PAGES.say(language, code) if code in PAGES.codes(language) else name, "value": said}


def _said(language: str, name: str, value: Any) -> str:
    if isinstance(value, bool | int):
        return words.write(language, value)
    if isinstance(value, dict) and value and all(len(one) in (2, 3) and isinstance(value[one], str) for one in value):
        return Text(value).said(language)
    return _line(language, name, value) if isinstance(value, str) else ""


def _line(language: str, name: str, value: str) -> str:
    """Write a line of text: a word of a closed list, a sum, a day or an instant as such, anything else as it stands."""
    for kind in _LISTS.get(name, ()):
        if value in {one.value for one in kind}:
            return words.word(language, kind(value))
    if _MONEY.fullmatch(value):
        amount, currency = value.split(" ")
        return words.money(language, Money(Decimal(amount), currency))
    if _DAY.fullmatch(value):
        return words.day(language, date.fromisoformat(value))
    if _INSTANT.fullmatch(value):
        return words.instant(language, datetime.fromisoformat(value), weekday=False)
    return f"{value[:16]}…" if _DIGEST.fullmatch(value) else value
