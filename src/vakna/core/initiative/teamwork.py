"""How the team works together: tasks with hand-overs, whom the work is anchored with, and advice marked as advice.

All is the team's own; suppliers, observers and business coaches see none of it (core.visibility).
"""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A task given on from one person to another, and why."""

    at: datetime = seen(v.Seen.PARTY)
    giver: Key = seen(v.Seen.PARTY, ref="people")
    taker: Key = seen(v.Seen.PARTY, ref="people")
    why: Text = seen(v.Seen.PARTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something one person of the team is to do. `owner` has it now; the hand-overs tell who had it before."""

    key: Key
    number: int
    title: Text = seen(v.Seen.PARTY)
    at: datetime = seen(v.Seen.PARTY)
    by: Key = seen(v.Seen.PARTY, ref="people")
    owner: Key = seen(v.Seen.PARTY, ref="people")
    stage: Key | None = seen(v.Seen.PARTY, ref="stages", default=None)
    due: date | None = seen(v.Seen.PARTY, default=None)
    hand_overs: tuple[HandOver, ...] = ()
    done_at: datetime | None = seen(v.Seen.PARTY, default=None)
    result: Text | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchoring:
    """With whom the work was anchored, on which day, what they said, and the mandate that came of it."""

    key: Key
    day: date = seen(v.Seen.PARTY)
    at: datetime = seen(v.Seen.PARTY)
    by: Key = seen(v.Seen.PARTY, ref="people")
    whom: Text = seen(v.Seen.PARTY)
    told: Text = seen(v.Seen.PARTY)
    mandate: Text | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """An intermediary's advice to the buyer, marked as advice and never a decision, and the buyer's answer."""

    key: Key
    number: int
    at: datetime = seen(v.Seen.PARTY)
    by: Key = seen(v.Seen.PARTY, ref="people")
    stage: Key = seen(v.Seen.PARTY, ref="stages")
    subject: Text = seen(v.Seen.PARTY)
    said: Text = seen(v.Seen.PARTY)
    answered_at: datetime | None = seen(v.Seen.PARTY, default=None)
    answered_by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    answer: Text | None = seen(v.Seen.PARTY, default=None)
