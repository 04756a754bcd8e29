"""The initiative with its procurements and stages, and its one summary row for lists."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.graveyard import Facts
from vakna.core.initiative import (
    AdoptionDecision,
    AdoptionRoute,
    Anchoring,
    Award,
    BegunFrom,
    Cancelled,
    Correction,
    Cpv,
    Criterion,
    Document,
    FormQuestion,
    FundingSource,
    FurtherUser,
    Goal,
    Key,
    Lesson,
    Lot,
    LotPlaces,
    MandateLetter,
    MarketLook,
    MaybeMoney,
    NamedBuyer,
    NeutralityDeclaration,
    Notice,
    Opening,
    Rate,
    ReachReport,
    RecordKept,
    RequiredLevel,
    Rights,
    SpreadPlan,
    Text,
    Undertaking,
    Weighing,
)
from vakna.core.portfolio import Card, Reached
from vakna.records.fields import ValueField, key, word


class Initiative(models.Model):
    """One innovation process, the root."""

    key = key(unique=True)
    number = models.CharField(max_length=40)
    title = ValueField(Text)
    summary = ValueField(Text)
    provenance = word(v.Provenance)
    invented = models.BooleanField(default=False)
    sandbox = models.BooleanField(default=False)
    clock_at = models.DateTimeField(null=True)
    script = models.CharField(max_length=64, default="")
    state = word(v.InitiativeState, default=v.InitiativeState.ACTIVE)
    state_reason = ValueField(Text, null=True)
    started = models.DateField()
    diary_number = models.CharField(max_length=80, null=True)
    begun_from = ValueField(BegunFrom, null=True)
    buyers = ValueField(tuple[Key, ...], default=tuple)
    intermediaries = ValueField(tuple[Key, ...], default=tuple)
    ceiling = ValueField(MaybeMoney, null=True)
    supplier_ceiling = ValueField(MaybeMoney, null=True)
    two_signatures = models.BooleanField(default=False)
    rights = ValueField(Rights, default=Rights)
    phases = ValueField(tuple[v.Phase, ...], default=tuple)
    further_development = ValueField(Text, null=True)
    further_told = models.DateTimeField(null=True)
    sources = ValueField(tuple[str, ...], default=tuple)
    cpv = ValueField(tuple[Cpv, ...], default=tuple)
    programme = ValueField(Text, null=True)
    undertakings = ValueField(tuple[Undertaking, ...], default=tuple)
    mandates = ValueField(tuple[MandateLetter, ...], default=tuple)
    neutrality = ValueField(tuple[NeutralityDeclaration, ...], default=tuple)
    reach_reports = ValueField(tuple[ReachReport, ...], default=tuple)
    adoption_routes = ValueField(tuple[AdoptionRoute, ...], default=tuple)
    adoption_decisions = ValueField(tuple[AdoptionDecision, ...], default=tuple)
    spread_plans = ValueField(tuple[SpreadPlan, ...], default=tuple)
    further_users = ValueField(tuple[FurtherUser, ...], default=tuple)
    spread_answer = ValueField(Text, null=True)
    market_looks = ValueField(tuple[MarketLook, ...], default=tuple)
    anchorings = ValueField(tuple[Anchoring, ...], default=tuple)
    lessons = ValueField(tuple[Lesson, ...], default=tuple)
    goals = ValueField(tuple[Goal, ...], default=tuple)
    funding_sources = ValueField(tuple[FundingSource, ...], default=tuple)
    rates = ValueField(tuple[Rate, ...], default=tuple)

    class Meta:
        """Only a sandbox has a clock of its own."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(clock_at__isnull=True) | models.Q(sandbox=True), name="clock_only_in_sandbox"
            ),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class CastOrganisation(models.Model):
    """An organisation that an initiative's document names, in the order it came in."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="cast_organisations")
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="+")

    class Meta:
        """Once in each initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "organisation"], name="cast_organisation_once")]

    def __str__(self) -> str:
        """Read as the organisation."""
        return str(self.organisation_id)


class CastPerson(models.Model):
    """A person that an initiative's document names, in the order they came in."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="cast_people")
    person = models.ForeignKey("Person", models.PROTECT, related_name="+")

    class Meta:
        """Once in each initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "person"], name="cast_person_once")]

    def __str__(self) -> str:
        """Read as the person."""
        return str(self.person_id)


class Procurement(models.Model):
    """Groups stages under one notice and contract chain."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="procurements")
    key = key()
    title = ValueField(Text)
    law = word(v.Law)
    procedure = ValueField(Text)
    notice = ValueField(Notice, null=True)
    total_value = ValueField(MaybeMoney, null=True)
    option_value = ValueField(MaybeMoney, null=True)
    purchase_value = ValueField(MaybeMoney, null=True)
    same_kind_this_year = ValueField(MaybeMoney, null=True)
    option_frame = ValueField(Text, null=True)
    named_buyers = ValueField(tuple[NamedBuyer, ...], default=tuple)
    lots = ValueField(tuple[Lot, ...], default=tuple)
    award = ValueField(Award, null=True)
    cancelled = ValueField(Cancelled, null=True)
    record = ValueField(RecordKept, null=True)
    diary_number = models.CharField(max_length=80, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="procurement_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Stage(models.Model):
    """A bounded piece of the process, edited as data until it is published."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="stages")
    follows = key(null=True)
    key = key()
    number = models.PositiveIntegerField()
    name = ValueField(Text)
    instrument = word(v.Instrument)
    procurement = models.ForeignKey(Procurement, models.PROTECT, null=True, related_name="stages")
    phases = ValueField(tuple[v.Phase, ...], default=tuple)
    regime = word(v.Regime, default=v.Regime.OPEN_WORKING)
    gate = word(v.GateKind, default=v.GateKind.NONE)
    state = word(v.StageState, default=v.StageState.PLANNED)
    question = ValueField(Text, null=True)
    purpose = ValueField(Text, null=True)
    wants_to_know = ValueField(tuple[Text, ...], default=tuple)
    background = ValueField(Text, null=True)
    target_group = ValueField(Text, null=True)
    we_know = ValueField(tuple[Text, ...], default=tuple)
    use_of_answers = ValueField(Text, null=True)
    secrecy_notice = ValueField(Text, null=True)
    compensation = ValueField(Text, null=True)
    next_steps = ValueField(Text, null=True)
    drafts = ValueField(tuple[Document, ...], default=tuple)
    contact = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    places = models.PositiveIntegerField(null=True)
    lot_places = ValueField(tuple[LotPlaces, ...], default=tuple)
    weeks = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    published_at = models.DateTimeField(null=True)
    opens_at = models.DateTimeField(null=True)
    questions_until = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    decision_due = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    pay = ValueField(MaybeMoney, null=True)
    payer = models.ForeignKey("Organisation", models.PROTECT, null=True, related_name="+")
    ceiling = ValueField(MaybeMoney, null=True)
    supplier_ceiling = ValueField(MaybeMoney, null=True)
    success = ValueField(Text, null=True)
    owner = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    rights = ValueField(Rights, null=True)
    more_than_places = ValueField(tuple[v.PlacesRule, ...], default=tuple)
    fewer_than_places = word(v.FewerRule, null=True)
    information_days = models.PositiveIntegerField(default=5)
    mode = word(v.AssessmentMode, default=v.AssessmentMode.REVERSE)
    weighing = ValueField(Weighing, null=True)
    need_per_buyer = models.BooleanField(default=False)
    names_hidden = models.BooleanField(default=False)
    spread_limit = models.PositiveIntegerField(null=True)
    criteria = ValueField(tuple[Criterion, ...], default=tuple)
    form = ValueField(tuple[FormQuestion, ...], default=tuple)
    deliverables = ValueField(tuple[Text, ...], default=tuple)
    readiness = ValueField(tuple[RequiredLevel, ...], default=tuple)
    agreed_goals = ValueField(tuple[Text, ...], default=tuple)
    open_book = ValueField(Text, null=True)
    decision_forum = ValueField(Text, null=True)
    exit_points = ValueField(tuple[Text, ...], default=tuple)
    operating_unit = ValueField(Text, null=True)
    adoption_decider = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    tests = ValueField(tuple[Key, ...], default=tuple)
    corrections = ValueField(tuple[Correction, ...], default=tuple)
    opening = ValueField(Opening, null=True)
    opening_asked_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    skipped_because = ValueField(Text, null=True)
    cancelled = ValueField(Cancelled, null=True)
    scalability_removed_because = ValueField(Text, null=True)
    diary_number = models.CharField(max_length=80, null=True)

    class Meta:
        """Keys and numbers are unique within the initiative."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="stage_key_once"),
            models.UniqueConstraint(fields=["initiative", "number"], name="stage_number_once"),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Summary(models.Model):
    """One row per initiative for lists and start pages, written by the same action that changed the initiative."""

    initiative = models.OneToOneField(Initiative, models.PROTECT, related_name="card")
    sequence = models.PositiveIntegerField(default=0)
    buyer = models.CharField(max_length=400, default="")
    stage = ValueField(Text, null=True)
    stage_number = models.PositiveIntegerField(default=0)
    stages = models.PositiveIntegerField(default=0)
    active_suppliers = models.PositiveIntegerField(null=True)
    paid = ValueField(MaybeMoney, null=True)
    ceiling = ValueField(MaybeMoney, null=True)
    using = models.JSONField(null=True)
    portfolio = ValueField(Card, null=True)
    reached = ValueField(tuple[Reached, ...], default=tuple)
    test = ValueField(Facts, null=True)
    next_due = models.DateTimeField(null=True)
    to_do = models.JSONField(default=list)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        """Read as its initiative."""
        return str(self.initiative_id)
