"""Who takes part, what was handed in, how it was assessed, proposed and decided; drafts and files beside them."""

from datetime import datetime

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Answer,
    Attachment,
    FirmProfile,
    Key,
    Leaving,
    Mark,
    MaybeMoney,
    Outcome,
    Partner,
    Risk,
    Signature,
    Text,
)
from vakna.records.fields import ValueField, key, word


class Participation(models.Model):
    """One supplier in one procurement or dialogue."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="participations")
    key = key()
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="participations")
    procurement = models.ForeignKey("Procurement", models.PROTECT, null=True, related_name="participations")
    lot = models.CharField(max_length=64, null=True)
    first_stage = models.ForeignKey("Stage", models.PROTECT, related_name="+")
    contact = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    consortium = ValueField(tuple[Key, ...], default=tuple)
    joined_at = models.DateTimeField()
    state = word(v.ParticipationState, default=v.ParticipationState.ACTIVE)
    ended_stage = models.ForeignKey("Stage", models.PROTECT, null=True, related_name="+")
    alias = models.PositiveIntegerField(null=True)
    profile = ValueField(FirmProfile, null=True)
    leaving = ValueField(Leaving, null=True)

    class Meta:
        """A supplier takes part once in a procurement or dialogue stage, and once in each lot."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="participation_key_once"),
            models.UniqueConstraint(
                fields=["first_stage", "organisation"],
                condition=models.Q(lot__isnull=True),
                name="participation_once",
            ),
            models.UniqueConstraint(
                fields=["first_stage", "organisation", "lot"],
                condition=models.Q(lot__isnull=False),
                name="participation_once_per_lot",
            ),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Submission(models.Model):
    """What was handed in. Under seal the answers and attachments lie encrypted in `sealed` and nowhere else."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="submissions")
    key = key()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="submissions")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="submissions")
    version = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    digest = models.CharField(max_length=64, null=True)
    receipt = models.TextField(null=True)
    attachments = ValueField(tuple[Attachment, ...], default=tuple)
    answers = ValueField(tuple[Answer, ...], default=tuple)
    partners = ValueField(tuple[Partner, ...], default=tuple)
    partners_changed = ValueField(Text, null=True)
    withdrawn_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        """A version number is used once."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="submission_key_once"),
            models.UniqueConstraint(fields=["stage", "participation", "version"], name="submission_version_once"),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Assessment(models.Model):
    """One assessor's marks of one supplier in one stage, one buyer's of the need fit, or the consensus."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="assessments")
    key = key()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="assessments")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="assessments")
    kind = word(v.AssessmentKind)
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    marks = ValueField(tuple[Mark, ...], default=tuple)
    buyer = models.ForeignKey("Organisation", models.PROTECT, null=True, related_name="+")
    price = ValueField(MaybeMoney, null=True)
    price_reason = ValueField(Text, null=True)
    moderation = ValueField(Text, null=True)
    risks = ValueField(tuple[Risk, ...], default=tuple)

    class Meta:
        """One individual assessment per assessor and supplier in a stage, one per buyer, and one consensus."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="assessment_key_once"),
            models.UniqueConstraint(
                fields=["stage", "participation", "by"],
                condition=models.Q(kind=v.AssessmentKind.INDIVIDUAL),
                name="assessment_once_per_assessor",
            ),
            models.UniqueConstraint(
                fields=["stage", "participation", "buyer"],
                condition=models.Q(kind=v.AssessmentKind.BUYER),
                name="assessment_once_per_buyer",
            ),
            models.UniqueConstraint(
                fields=["stage", "participation"],
                condition=models.Q(kind=v.AssessmentKind.CONSENSUS),
                name="consensus_once",
            ),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Proposal(models.Model):
    """One version of what a gate is proposed to decide."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="proposals")
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="proposals")
    version = models.PositiveIntegerField()
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = word(v.GateOutcome)
    reason = ValueField(Text)
    outcomes = ValueField(tuple[Outcome, ...], default=tuple)
    signature = ValueField(Signature, null=True)

    class Meta:
        """A version number is used once per gate."""

        constraints = [models.UniqueConstraint(fields=["stage", "version"], name="proposal_version_once")]

    def __str__(self) -> str:
        """Read as stage and version."""
        return f"{self.stage_id} v{self.version}"


class Decision(models.Model):
    """What was decided at a stage's gate. One per stage."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="decisions")
    stage = models.OneToOneField("Stage", models.PROTECT, related_name="decision")
    proposal = models.PositiveIntegerField(null=True)
    by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    mandate = word(v.Mandate)
    reference = models.CharField(max_length=200)
    outcome = word(v.GateOutcome)
    reason = ValueField(Text | v.NotPublished)
    released_at = models.DateTimeField()
    outcomes = ValueField(tuple[Outcome, ...], default=tuple)
    diary_number = models.CharField(max_length=80, null=True)
    committee = models.CharField(max_length=200, null=True)
    minuted = models.DateField(null=True)
    first = ValueField(Signature, null=True)

    def __str__(self) -> str:
        """Read as its stage."""
        return str(self.stage_id)


class Resumption(models.Model):
    """A supplier on hold asked to be taken up again or ended, and what was decided on it."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="resumptions")
    key = key()
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="resumptions")
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="resumptions")
    at = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    verdict = word(v.Verdict)
    reason = ValueField(Text)
    state = word(v.ChangeState, default=v.ChangeState.ASKED)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    mandate = word(v.Mandate, null=True)
    reference = models.CharField(max_length=200, null=True)
    committee = models.CharField(max_length=200, null=True)
    minuted = models.DateField(null=True)
    motive = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="resumption_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Debrief(models.Model):
    """A talk offered to a supplier that a gate has ended."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="debriefs")
    key = key()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="debriefs")
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="debriefs")
    offered_at = models.DateTimeField()
    starts = ValueField(tuple[datetime, ...], default=tuple)
    minutes = models.PositiveIntegerField()
    place = ValueField(Text)
    booked = models.DateTimeField(null=True)
    declined = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    summary = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative; a gate offers a supplier one talk, and a time is taken once."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="debrief_key_once"),
            models.UniqueConstraint(fields=["stage", "participation"], name="debrief_once"),
            models.UniqueConstraint(fields=["stage", "booked"], name="debrief_time_once"),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Draft(models.Model):
    """Somebody's unfinished work on one form: theirs alone, outside the picture and the journal.

    `reminded` is the last reminder that was sent, in minutes before the deadline `reminded_before`.
    """

    person = models.ForeignKey("Person", models.CASCADE, null=True, related_name="drafts")
    token = models.CharField(max_length=64, default="")
    initiative = models.ForeignKey("Initiative", models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    reminded = models.PositiveSmallIntegerField(null=True)
    reminded_before = models.DateTimeField(null=True)

    class Meta:
        """One draft per person (or link) and form."""

        constraints = [models.UniqueConstraint(fields=["initiative", "person", "token", "form"], name="draft_once")]

    def __str__(self) -> str:
        """Read as its form."""
        return self.form


class StoredFile(models.Model):
    """A file in the vault, encrypted at rest and known by the hash of its plain bytes."""

    owner = models.ForeignKey("Person", models.PROTECT, null=True, related_name="files")
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, related_name="files")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="files")
    initiative = models.ForeignKey("Initiative", models.PROTECT, null=True, related_name="files")
    topic = models.CharField(max_length=64, default="")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    media_type = models.CharField(max_length=120)
    place = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        """Read as its name."""
        return self.name


class FormToken(models.Model):
    """One key per form that was shown: posting the same form twice makes one thing."""

    token = models.CharField(max_length=64, unique=True)
    answer = models.CharField(max_length=400, default="")
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        """Read as its token."""
        return self.token
