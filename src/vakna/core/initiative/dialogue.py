"""Questions, slots, contacts, information to all, and the packs that level what some were told before others."""

from dataclasses import dataclass
from datetime import datetime

from .. import vocabulary as v
from .files import Document, Paper
from .values import Digest, Key, Text, seen


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
class Slot:
    """A time for dialogue: as long as every other of its stage, open to all, taken by at most one supplier."""

    key: Key
    stage: Key = seen(ref="stages")
    starts: datetime
    minutes: int
    place: Text
    participation: Key | None = seen(v.Seen.OWN, ref="participations", default=None)
    booked_at: datetime | None = None
    wish: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What the supplier says of the minutes of its contact: right, or what is wrong in them."""

    at: datetime = seen(v.Seen.OWN)
    by: Key = seen(v.Seen.OWN, ref="people")
    right: bool = seen(v.Seen.OWN)
    said: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One buyer-supplier exchange. The buyer's information and the supplier's own ideas are two different fields.

    `told` is what the buyer told, or None when nothing new was told; all others must be given it, unless
    `only_theirs` says why it concerns this supplier alone. A contact without a participation was with all of them.
    """

    key: Key
    stage: Key = seen(ref="stages")
    participation: Key | None = seen(v.Seen.OWN, ref="participations", default=None)
    kind: v.ContactKind
    at: datetime
    people: tuple[Key, ...] = seen(v.Seen.OWN, ref="people", default=())
    by: Key | None = seen(v.Seen.OWN, ref="people", default=None)
    told: Text | None = seen(v.Seen.PARTY, default=None)
    only_theirs: Text | None = seen(v.Seen.OWN, default=None)
    ideas: Text | None = seen(v.Seen.OWN, default=None)
    documents: tuple[Paper, ...] = ()
    slot: Key | None = seen(v.Seen.OWN, ref="slots", default=None)
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A supplier's note that it has seen a broadcast: a reminder's answer, never a condition."""

    participation: Key = seen(v.Seen.OWN, ref="participations")
    at: datetime = seen(v.Seen.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """Information made available to all at one instant, in time before the hand-in that it affects.

    `passes_on` are the contacts whose information it gives to everyone. When it came close to a supplier's own text, a
    person cleared it and signed the reason.
    """

    key: Key
    number: int
    kind: v.BroadcastKind = v.BroadcastKind.INFORMATION
    stage: Key = seen(ref="stages")
    affects: Key | None = seen(ref="stages", default=None)
    available_at: datetime
    subject: Text
    body: Text
    documents: tuple[Document, ...] = ()
    because: tuple[Key, ...] = seen(v.Seen.PARTY, ref="insights", default=())
    passes_on: tuple[Key, ...] = seen(v.Seen.ASSESSOR, ref="contacts", default=())
    cleared_by: Key | None = seen(v.Seen.ASSESSOR, ref="people", default=None)
    cleared_because: Text | None = seen(v.Seen.ASSESSOR, default=None)
    acknowledgements: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """One thing in an information pack, as it stood when the pack was made."""

    kind: v.PackItemKind
    source: Key
    at: datetime
    heading: Text
    body: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything relevant that was told before, collected for those who join later (LOU 4 kap. 8 §). Public."""

    key: Key
    number: int
    stage: Key = seen(ref="stages")
    at: datetime
    items: tuple[PackItem, ...] = ()
    digest: Digest
    cleared_by: Key | None = seen(v.Seen.ASSESSOR, ref="people", default=None)
    cleared_because: Text | None = seen(v.Seen.ASSESSOR, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """A tenderer that took part in preparing: levelled first, heard before anything else, excluded last."""

    key: Key
    participation: Key = seen(v.Seen.OWN, ref="participations")
    noted_at: datetime = seen(v.Seen.OWN)
    how: Text = seen(v.Seen.OWN)
    pack: Key | None = seen(v.Seen.OWN, ref="packs", default=None)
    levelled_at: datetime | None = seen(v.Seen.OWN, default=None)
    remaining: Text | None = seen(v.Seen.OWN, default=None)
    heard_at: datetime | None = seen(v.Seen.OWN, default=None)
    heard: Text | None = seen(v.Seen.OWN, default=None)
    outcome: v.InvolvementOutcome | None = seen(v.Seen.OWN, default=None)
    decided_at: datetime | None = seen(v.Seen.OWN, default=None)
    decided_by: Key | None = seen(v.Seen.OWN, ref="people", default=None)
    reason: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a stage was made known, when, and to whom: the openness of the invitation (features, row 6)."""

    key: Key
    stage: Key = seen(ref="stages")
    at: datetime
    channel: Text
    audience: Text | None = None
    open_to_all: bool = True
