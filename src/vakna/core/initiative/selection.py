"""Suppliers taking part, what they hand in, how it is assessed and what each gate decides."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .. import vocabulary as v
from ..money import Money
from .neutrality import FirmProfile
from .stage_form import Claim
from .values import Digest, Key, MaybeMoney, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A supplier's own word that it leaves its contract on a day, and why. What it is paid the buyer then settles."""

    at: datetime
    day: date = seen(v.Seen.OWN)
    reason: Text = seen(v.Seen.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One supplier in one procurement or dialogue. Before the award of a sealed call nobody outside sees it.

    `alias` is the number behind the name that assessors read where names are hidden (1 is A): dealt once, when the
    supplier is registered. `profile` is what the supplier says of its firm: seen by nobody but itself, only counted.
    """

    key: Key
    organisation: Key = seen(ref="organisations")
    procurement: Key | None = seen(ref="procurements", default=None)
    lot: Key | None = None
    first_stage: Key = seen(ref="stages")
    contact: Key | None = seen(v.Seen.OWN, ref="people", default=None)
    consortium: tuple[Key, ...] = seen(ref="organisations", default=())
    joined_at: datetime
    state: v.ParticipationState = v.ParticipationState.ACTIVE
    ended_stage: Key | None = seen(ref="stages", default=None)
    alias: int | None = seen(v.Seen.ASSESSOR, default=None)
    profile: FirmProfile | None = seen(v.Seen.OWN, default=None)
    leaving: Leaving | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file handed in, known by its hash; the bytes lie in the vault. `topic` is the question that it answers."""

    topic: Key | None = seen(v.Seen.OWN, default=None)
    name: str = seen(v.Seen.OWN)
    size: int = seen(v.Seen.OWN)
    digest: Digest = seen(v.Seen.OWN)
    media_type: str = seen(v.Seen.OWN)
    ground: Text | None = seen(v.Seen.OWN, default=None)
    damage: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer in a submission, under a question or criterion group.

    `said` is always the whole answer as one reads it; `number`, `sum`, `chosen` (keys of choices) and `claim` say it
    again as a value where the stage's form asks for one. `ground` is the supplier's mark: why it should be protected;
    `damage` what would happen if it were given out.
    """

    topic: Key = seen(v.Seen.OWN)
    said: Text = seen(v.Seen.OWN)
    number: Decimal | None = seen(v.Seen.OWN, default=None)
    sum: Money | None = seen(v.Seen.OWN, default=None)
    chosen: tuple[Key, ...] = seen(v.Seen.OWN, default=())
    claim: Claim | None = seen(v.Seen.OWN, default=None)
    ground: Text | None = seen(v.Seen.OWN, default=None)
    damage: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody a supplier works with: its name, country, own register number or none, and its part of the work."""

    kind: v.PartnerKind = seen(v.Seen.OWN)
    name: str = seen(v.Seen.OWN)
    country: str = seen(v.Seen.OWN, default="SE")
    number: str | None = seen(v.Seen.OWN, default=None)
    part: Text = seen(v.Seen.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was handed in for a stage, versioned; the latest before the deadline counts.

    `partners` are the consortium and the subcontractors; `partners_changed` why they are others than those named last.
    """

    key: Key
    stage: Key = seen(ref="stages")
    participation: Key = seen(ref="participations")
    version: int = seen(v.Seen.OWN)
    received_at: datetime
    digest: Digest | None = seen(v.Seen.OWN, default=None)
    receipt: str | None = seen(v.Seen.OWN, default=None)
    attachments: tuple[Attachment, ...] = ()
    answers: tuple[Answer, ...] = ()
    partners: tuple[Partner, ...] = ()
    partners_changed: Text | None = seen(v.Seen.OWN, default=None)
    withdrawn_at: datetime | None = seen(v.Seen.OWN, default=None)
    confirmed_at: datetime | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """0 fails, 1 carries risk, 2 passes, or points on the criterion's scale, with the motive (domain 1.4)."""

    criterion: Key = seen(v.Seen.ASSESSOR)
    value: int = seen(v.Seen.ASSESSOR)
    motive: Text | None = seen(v.Seen.ASSESSOR, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A mark of 1 in a consensus, with its owner, how it is followed and what has shown; seen at the next gate."""

    criterion: Key = seen(v.Seen.ASSESSOR)
    owner: Key | None = seen(v.Seen.ASSESSOR, ref="people", default=None)
    plan: Text | None = seen(v.Seen.ASSESSOR, default=None)
    state: v.RiskState = seen(v.Seen.ASSESSOR, default=v.RiskState.OPEN)
    shown: Text | None = seen(v.Seen.ASSESSOR, default=None)
    followed_at: datetime | None = seen(v.Seen.ASSESSOR, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One assessor's marks of one supplier in one stage, one buyer's of the need fit, or the consensus led by a chair.

    `buyer` stands at a buyer's own marks; `price` (counted, excluding VAT), `price_reason` (why it is not the
    supplier's answer), `moderation` (what was talked through where the assessors' marks lay far apart) and `risks`
    (one for each 1) at the consensus.
    """

    key: Key
    stage: Key = seen(ref="stages")
    participation: Key = seen(v.Seen.ASSESSOR, ref="participations")
    kind: v.AssessmentKind = seen(v.Seen.ASSESSOR)
    by: Key = seen(v.Seen.ASSESSOR, ref="people")
    at: datetime = seen(v.Seen.ASSESSOR)
    marks: tuple[Mark, ...] = ()
    buyer: Key | None = seen(v.Seen.ASSESSOR, ref="organisations", default=None)
    price: MaybeMoney = seen(v.Seen.ASSESSOR, default=None)
    price_reason: Text | None = seen(v.Seen.ASSESSOR, default=None)
    moderation: Text | None = seen(v.Seen.ASSESSOR, default=None)
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Three separate decisions for one supplier (paid, eligible, continues) and the reason it is given.

    One that turns is told its new direction too.
    """

    participation: Key = seen(ref="participations")
    paid: bool | None = seen(v.Seen.OWN, default=None)
    eligible: bool | None = seen(v.Seen.OWN, default=None)
    verdict: v.Verdict
    reason: Text | v.NotPublished = seen(v.Seen.OWN, default=v.NotPublished.YES)
    direction: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The first of two signatures at a gate: by whom, when, by what right. The second is the decision itself."""

    by: Key = seen(v.Seen.PARTY, ref="people")
    at: datetime
    mandate: v.Mandate
    reference: str
    committee: str | None = None
    minuted: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One version of what a gate is proposed to decide. Only the last version can be decided."""

    stage: Key = seen(v.Seen.ASSESSOR, ref="stages")
    version: int = seen(v.Seen.ASSESSOR)
    by: Key = seen(v.Seen.ASSESSOR, ref="people")
    at: datetime = seen(v.Seen.ASSESSOR)
    outcome: v.GateOutcome = seen(v.Seen.ASSESSOR)
    reason: Text = seen(v.Seen.ASSESSOR)
    outcomes: tuple[Outcome, ...] = seen(v.Seen.ASSESSOR, default=())
    signature: Signature | None = seen(v.Seen.ASSESSOR, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided at the gate, by whom by what right, and when everyone was told at one instant.

    `reference` is the item of the delegation, or the paragraph of the minute of `committee` of the day `minuted`.
    `first` is the other signature, where the initiative asks for two.
    """

    stage: Key = seen(ref="stages")
    proposal: int | None = None
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    at: datetime
    mandate: v.Mandate
    reference: str
    outcome: v.GateOutcome
    reason: Text | v.NotPublished
    released_at: datetime
    outcomes: tuple[Outcome, ...] = ()
    diary_number: str | None = None
    committee: str | None = None
    minuted: date | None = None
    first: Signature | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """A talk offered to a supplier that a gate has ended: the same times and length (minutes) to each.

    `booked` is the time it has taken; no supplier sees another's. `summary` is short and shared with the supplier.
    """

    key: Key
    stage: Key = seen(v.Seen.OWN, ref="stages")
    participation: Key = seen(v.Seen.OWN, ref="participations")
    offered_at: datetime = seen(v.Seen.OWN)
    starts: tuple[datetime, ...] = seen(v.Seen.OWN)
    minutes: int = seen(v.Seen.OWN)
    place: Text = seen(v.Seen.OWN)
    booked: datetime | None = seen(v.Seen.OWN, default=None)
    declined: bool = seen(v.Seen.OWN, default=False)
    answered_at: datetime | None = seen(v.Seen.OWN, default=None)
    held_at: datetime | None = seen(v.Seen.OWN, default=None)
    summary: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumption:
    """A supplier on hold taken up again, or ended, between gates: asked for by one person, decided by another.

    `stage` is the one whose gate put it on hold; `verdict` is `continues` or `ended`, by the right that a gate asks.
    """

    key: Key
    participation: Key = seen(v.Seen.OWN, ref="participations")
    stage: Key = seen(v.Seen.OWN, ref="stages")
    at: datetime = seen(v.Seen.OWN)
    by: Key | None = seen(v.Seen.ASSESSOR, ref="people", default=None)
    verdict: v.Verdict = seen(v.Seen.OWN)
    reason: Text = seen(v.Seen.OWN)
    state: v.ChangeState = seen(v.Seen.OWN, default=v.ChangeState.ASKED)
    decided_at: datetime | None = seen(v.Seen.OWN, default=None)
    decided_by: Key | None = seen(v.Seen.OWN, ref="people", default=None)
    mandate: v.Mandate | None = seen(v.Seen.OWN, default=None)
    reference: str | None = seen(v.Seen.OWN, default=None)
    committee: str | None = seen(v.Seen.OWN, default=None)
    minuted: date | None = seen(v.Seen.OWN, default=None)
    motive: Text | None = seen(v.Seen.OWN, default=None)
