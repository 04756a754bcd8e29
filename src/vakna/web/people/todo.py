"""What waits for one person over all initiatives, read from the summary rows and put in words. It judges nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from vakna.core import document
from vakna.core.initiative import Text
from vakna.core.money import Money
from vakna.core.words import STOCKHOLM
from vakna.records import clock
from vakna.records import models as m
from vakna.web.sentences import PAGES

from .ways import OF_ALL, way

_IN_TIME_ONLY = frozenset({"answer-rfi", "tender", "deliver", "confirm"})
_MANY = 3
"""From how many on the same thing about several suppliers is said once."""
_FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One thing to do: what and why in words, where, by when, and about how many minutes."""

    title: str
    explain: str
    initiative: Text
    url: str
    minutes: int
    due: datetime | None
    at: datetime

    @property
    def today(self) -> bool:
        """Say whether it is due on the day it now is where the initiative's clock stands."""
        return self.due is not None and self.due.astimezone(STOCKHOLM).date() == self.at.astimezone(STOCKHOLM).date()

    @property
    def clock(self) -> dict[str, str]:
        """Give hour and minute of the due instant, as a sentence writes them."""
        here = self.due.astimezone(STOCKHOLM) if self.due else self.at
        return {"hour": f"{here:%H}", "minute": f"{here:%M}"}

    @property
    def overdue(self) -> bool:
        """Say whether its time has passed."""
        return self.due is not None and self.due < self.at


def of(person: m.Person, cards: list[m.Summary], *, language: str, at: datetime) -> list[ToDo]:
    """List what waits for the person, the nearest due first. `at` is the real instant; a sandbox has its own clock.

    The same thing to do about several suppliers of a stage is one thing, with the minutes of all.
    """
    found = [one for card in cards for one in _together(card, _in(card, person, language, at), language)]
    return sorted(found, key=lambda one: one.due or _FAR)


def _together(card: m.Summary, rows: Iterator[tuple[Mapping[str, Any], ToDo]], language: str) -> Iterator[ToDo]:
    alike: dict[tuple[str, str], list[ToDo]] = defaultdict(list)
    for row, said in rows:
        if row["code"] in OF_ALL and row["stage"]:
            alike[row["code"], row["stage"]].append(said)
        else:
            yield said
    for (code, stage), same in alike.items():
        yield from [_as_one(card, code, stage, same, language)] if len(same) >= _MANY else same


def _as_one(card: m.Summary, code: str, stage: str, same: list[ToDo], language: str) -> ToDo:
    return replace(
        same[0],
        title=PAGES.say(language, f"people.many.{code}.title", count=len(same)),
        explain=PAGES.say(language, f"people.many.{code}.explain"),
        url=way(code, initiative=card.initiative.key, stage=stage, participation=None),
        minutes=sum(one.minutes for one in same),
        due=min((one.due for one in same if one.due), default=None),
    )


def _in(card: m.Summary, person: m.Person, language: str, at: datetime) -> Iterator[tuple[Mapping[str, Any], ToDo]]:
    now = clock.now_in(card.initiative, real=at)
    for row in card.to_do:
        due = datetime.fromisoformat(row["due"]) if row["due"] else None
        gone = row["code"] in _IN_TIME_ONLY and due is not None and due < now
        if row["person"] == person.key and not gone:
            yield row, _said(card, row, due, language, now)


def _said(card: m.Summary, row: dict[str, Any], due: datetime | None, language: str, now: datetime) -> ToDo:
    code, values = row["code"], {name: _value(name, value) for name, value in row["values"].items()}
    return ToDo(
        title=PAGES.say(language, f"next.{code}.title", **values),
        explain=PAGES.say(language, f"next.{code}.explain", **values),
        initiative=card.initiative.title,
        url=way(code, initiative=card.initiative.key, stage=row["stage"], participation=row["participation"]),
        minutes=row["minutes"],
        due=due,
        at=now,
    )


def _value(name: str, stored: Any) -> object:
    """Read one stored value as what it was: texts by language, sums, days."""
    if isinstance(stored, dict):
        return Text(stored)
    if name == "amount":
        return document.decode(Money, stored)
    return date.fromisoformat(stored) if name == "since" else stored
