"""Questions, contacts, information to all, insights and the living specification."""

from dataclasses import dataclass
from datetime import datetime

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question from the market. Who asked is never shown; the answer is public to all at one instant."""

    key: Key
    number: int
    stage: Key = seen(ref="stages")
    asked_at: datetime | None = seen(v.Seen.PARTY, default=None)
    asker: Key | None = seen(v.Seen.OWN, ref="organisations", default=None)
    question: Text
    answer: Text | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One buyer-supplier exchange. The buyer's information and the supplier's own ideas are two different fields."""

    key: Key
    stage: Key = seen(ref="stages")
    participation: Key | None = seen(v.Seen.OWN, ref="participations", default=None)
    kind: v.ContactKind
    at: datetime
    people: tuple[Key, ...] = seen(v.Seen.OWN, ref="people", default=())
    told: Text = seen(v.Seen.PARTY)
    ideas: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A supplier's note that it has seen a broadcast: a reminder's answer, never a condition."""

    participation: Key = seen(v.Seen.OWN, ref="participations")
    at: datetime = seen(v.Seen.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """Information made available to all at one instant, in time before the hand-in that it affects."""

    key: Key
    number: int
    stage: Key = seen(ref="stages")
    available_at: datetime
    subject: Text
    body: Text
    because: tuple[Key, ...] = seen(v.Seen.PARTY, ref="insights", default=())
    acknowledgements: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """Something learned, with its source."""

    key: Key
    at: datetime = seen(v.Seen.PARTY)
    learned: Text = seen(v.Seen.PARTY)
    source: Text = seen(v.Seen.PARTY)
    contact: Key | None = seen(v.Seen.ASSESSOR, ref="contacts", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One version of one item of the living specification (kravpunkt)."""

    item: Key
    version: int
    at: datetime
    state: v.RequirementState
    wording: Text = seen(v.Seen.PARTY)
    why: Text = seen(v.Seen.PARTY)
    because: tuple[Key, ...] = seen(v.Seen.PARTY, ref="insights", default=())
