"""What the initiative is: procurements, stages, criteria, rights; together the terms."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .. import vocabulary as v
from .adoption import AdoptionDecision, AdoptionRoute
from .demand import Goal, Need
from .files import Document
from .funding import FundingSource, Rate
from .growth import RequiredLevel
from .neutrality import MandateLetter, NeutralityDeclaration, ReachReport
from .passing_on import BegunFrom, Lesson
from .people import Member, Organisation, Person, Undertaking
from .spread_plans import FurtherUser, MarketLook, SpreadPlan
from .stage_form import FormQuestion
from .teamwork import Anchoring
from .values import Cpv, Digest, Key, MaybeMoney, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Who owns the results and what the buyer may do with them; anything but supplier-owned asks for a reason."""

    owner: v.RightsHolder = v.RightsHolder.SUPPLIER
    use: Text | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBuyer:
    """An organisation named from the start that may call off, with its maximum."""

    organisation: Key = seen(ref="organisations")
    max_quantity: int | None = None
    max_value: MaybeMoney = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The notice in a registered notice database. Our page is not the notice."""

    number: str
    published: date
    database: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An application for review of an award (överprövning), as noted: when it came, and when the court decided."""

    noted: date
    number: str | None = None
    settled: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """The award decision of a procurement and its standstill, in calendar days from the day after it is sent."""

    decided: date
    sent: datetime
    standstill_ends: date | None = None
    diary_number: str | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKept:
    """When the documentation of a procurement was completed and filed, by whom and under which number."""

    at: datetime
    by: Key = seen(v.Seen.PARTY, ref="people")
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """One part of a procurement that is tendered for and decided on its own; a supplier may go for several."""

    key: Key
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LotPlaces:
    """How many places a stage has in one lot."""

    lot: Key
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """When a stage or a procurement was cancelled, why, and the decision's reference. Told to all at that instant."""

    at: datetime
    reason: Text
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement:
    """Groups stages under one notice and contract chain; an initiative may hold none or many."""

    key: Key
    title: Text
    law: v.Law
    procedure: Text
    notice: Notice | None = None
    total_value: MaybeMoney = None
    option_value: MaybeMoney = None
    purchase_value: MaybeMoney = None
    same_kind_this_year: MaybeMoney = None
    option_frame: Text | None = None
    named_buyers: tuple[NamedBuyer, ...] = ()
    lots: tuple[Lot, ...] = ()
    award: Award | None = None
    record: RecordKept | None = None
    cancelled: Cancelled | None = None
    diary_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a number of points on a criterion's scale means, so that assessors give the same points for the same."""

    points: int
    means: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing looked at. A stop criterion ends the cooperation when it is marked 0.

    Where the stage counts weighted points: `weight` in per cent of the quality, `scale` the highest points, `threshold`
    the lowest points that still make a supplier eligible.
    """

    key: Key
    number: int
    group: v.CriterionGroup
    kind: v.CriterionKind
    title: Text
    guidance: Text | None = None
    stop: bool = False
    link_to_purchase: Text | None = None
    weight: Decimal | None = None
    scale: int | None = None
    threshold: int | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What else is published where weighted points are counted (domain 5.3: DYNAMO, SILVER).

    `threshold` is the lowest quality, of 100, that makes a supplier eligible; `price_weight` the price's part in per
    cent, nothing when price is not weighed; `price_of` whose price is counted.
    """

    threshold: Decimal | None = None
    price_weight: Decimal | None = None
    price_of: v.PriceOf = v.PriceOf.NEXT_STAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a stage as a correction changed it: words, an instant or a count, before and after.

    `criterion` is whose words they are, where they are a criterion's.
    """

    field: v.CorrectedField
    criterion: Key | None = None
    said_before: Text | None = None
    said_after: Text | None = None
    at_before: datetime | None = None
    at_after: datetime | None = None
    count_before: int | None = None
    count_after: int | None = None

    @property
    def before(self) -> Text | datetime | int | None:
        """Give what the field was."""
        return self.said_before or self.at_before or self.count_before

    @property
    def after(self) -> Text | datetime | int | None:
        """Give what the field is."""
        return self.said_after or self.at_after or self.count_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A published, versioned correction of a stage after it was published.

    `deadline` is the new one when it moved; `confirm` asks those who have handed in to confirm that it still stands;
    `reopens` says that the stage was closed, and takes in again until the new deadline.
    `form_before` is the stage's form as it was, when the correction changed it: none of the forms is lost. `fields` are
    the other fields that it changed, each with what it was.
    """

    version: int
    at: datetime
    what: Text
    why: Text
    deadline: datetime | None = None
    confirm: bool = False
    form_before: tuple[FormQuestion, ...] | None = None
    reopens: bool = False
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The record of a sealed opening: two authorised persons, the instant, the sealed tree's root and size."""

    at: datetime
    first: Key = seen(v.Seen.PARTY, ref="people")
    second: Key = seen(v.Seen.PARTY, ref="people")
    size: int
    root: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A bounded piece of the process: places, money, criteria, dates, and how it ends.

    `agreed_goals` are what the parties shall reach in it: joint goals of a partnering, interim goals of a partner. In a
    venture-client order `operating_unit` will use the solution and `adoption_decider` decides there on adoption.
    """

    key: Key
    number: int
    name: Text
    instrument: v.Instrument
    procurement: Key | None = seen(ref="procurements", default=None)
    phases: tuple[v.Phase, ...] = ()
    regime: v.Regime = v.Regime.OPEN_WORKING
    gate: v.GateKind = v.GateKind.NONE
    state: v.StageState = v.StageState.PLANNED
    question: Text | None = None
    purpose: Text | None = None
    wants_to_know: tuple[Text, ...] = ()
    background: Text | None = None
    target_group: Text | None = None
    we_know: tuple[Text, ...] = ()
    use_of_answers: Text | None = None
    secrecy_notice: Text | None = None
    compensation: Text | None = None
    next_steps: Text | None = None
    follows: Key | None = seen(ref="stages", default=None)
    drafts: tuple[Document, ...] = ()
    contact: Key | None = seen(v.Seen.PUBLIC, ref="people", default=None)
    places: int | None = None
    lot_places: tuple[LotPlaces, ...] = ()
    weeks: Decimal | None = None
    published_at: datetime | None = None
    opens_at: datetime | None = None
    questions_until: datetime | None = None
    deadline: datetime | None = None
    decision_due: datetime | None = None
    ends_at: datetime | None = None
    pay: MaybeMoney = None
    payer: Key | None = seen(ref="organisations", default=None)
    ceiling: MaybeMoney = None
    supplier_ceiling: MaybeMoney = None
    success: Text | None = None
    owner: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    rights: Rights | None = None
    more_than_places: tuple[v.PlacesRule, ...] = ()
    fewer_than_places: v.FewerRule | None = None
    information_days: int = 5
    mode: v.AssessmentMode = v.AssessmentMode.REVERSE
    weighing: Weighing | None = None
    need_per_buyer: bool = False
    names_hidden: bool = False
    spread_limit: int | None = None
    criteria: tuple[Criterion, ...] = ()
    form: tuple[FormQuestion, ...] = ()
    deliverables: tuple[Text, ...] = ()
    readiness: tuple[RequiredLevel, ...] = ()
    agreed_goals: tuple[Text, ...] = ()
    open_book: Text | None = None
    decision_forum: Text | None = None
    exit_points: tuple[Text, ...] = ()
    operating_unit: Text | None = None
    adoption_decider: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    tests: tuple[Key, ...] = seen(ref="assumptions", default=())
    corrections: tuple[Correction, ...] = ()
    opening: Opening | None = seen(v.Seen.ASSESSOR, default=None)
    skipped_because: Text | None = None
    cancelled: Cancelled | None = None
    scalability_removed_because: Text | None = None
    diary_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The part that says what the initiative is: people, need, procurements, stages."""

    key: Key
    number: str
    title: Text
    summary: Text
    provenance: v.Provenance
    invented: bool = False
    sandbox: bool = False
    state: v.InitiativeState = v.InitiativeState.ACTIVE
    state_reason: Text | None = None
    started: date
    diary_number: str | None = None
    begun_from: BegunFrom | None = None
    buyers: tuple[Key, ...] = seen(ref="organisations", default=())
    intermediaries: tuple[Key, ...] = seen(ref="organisations", default=())
    ceiling: MaybeMoney = None
    supplier_ceiling: MaybeMoney = None
    two_signatures: bool = False
    rights: Rights = Rights()
    phases: tuple[v.Phase, ...] = ()
    further_development: Text | None = None
    further_told: datetime | None = None
    sources: tuple[str, ...] = ()
    cpv: tuple[Cpv, ...] = ()
    programme: Text | None = None
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    members: tuple[Member, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    mandates: tuple[MandateLetter, ...] = ()
    neutrality: tuple[NeutralityDeclaration, ...] = ()
    reach_reports: tuple[ReachReport, ...] = ()
    adoption_routes: tuple[AdoptionRoute, ...] = ()
    adoption_decisions: tuple[AdoptionDecision, ...] = ()
    spread_plans: tuple[SpreadPlan, ...] = ()
    further_users: tuple[FurtherUser, ...] = ()
    spread_answer: Text | None = None
    market_looks: tuple[MarketLook, ...] = ()
    anchorings: tuple[Anchoring, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    goals: tuple[Goal, ...] = ()
    funding_sources: tuple[FundingSource, ...] = ()
    rates: tuple[Rate, ...] = ()
    needs: tuple[Need, ...] = ()
    procurements: tuple[Procurement, ...] = ()
    stages: tuple[Stage, ...] = ()
