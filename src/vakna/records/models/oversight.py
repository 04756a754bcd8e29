"""Requests for public records, claims that something is not in line with procurement, and house rules set aside."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import DisclosureItem, Text
from vakna.records.fields import ValueField, key, word


class Disclosure(models.Model):
    """A request for public records of one stage."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="disclosures")
    key = key()
    number = models.PositiveIntegerField()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="disclosures")
    at = models.DateTimeField()
    asks = ValueField(Text, null=True)
    asked_by = ValueField(Text, null=True)
    diary_number = models.CharField(max_length=80, null=True)
    items = ValueField(tuple[DisclosureItem, ...], default=tuple)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)
    given_to = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="disclosure_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Objection(models.Model):
    """A claim that something is not in line with procurement, and its answer."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="objections")
    key = key()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    claim = ValueField(Text)
    layer = word(v.Layer)
    principle = word(v.Principle, null=True)
    law = word(v.Law, null=True)
    rule_says = ValueField(Text, null=True)
    source = models.CharField(max_length=400, null=True)
    checked = models.DateField(null=True)
    owner = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    answer = ValueField(Text, null=True)
    answered_at = models.DateTimeField(null=True)
    turned_out = word(v.Layer, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="objection_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Waiver(models.Model):
    """A house rule set aside for one initiative."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="waivers")
    objection = key(null=True)
    key = key()
    at = models.DateTimeField()
    rule = ValueField(Text)
    owner = ValueField(Text)
    granted_by = ValueField(Text)
    reference = models.CharField(max_length=200)
    until = models.DateField(null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="waiver_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Suppression(models.Model):
    """A finding of a rule that may stand, with its public reason."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="suppressions")
    key = key()
    at = models.DateTimeField()
    code = models.CharField(max_length=80)
    where = models.CharField(max_length=300)
    stage = models.ForeignKey("Stage", models.PROTECT, null=True, related_name="+")
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="+")
    reason = ValueField(Text)
    by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    signed = models.CharField(max_length=200)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = ValueField(Text, null=True)
    taken_back_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    taken_back_signed = models.CharField(max_length=200, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="suppression_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class ClaimReview(models.Model):
    """A lawyer of the house has read the source of a claim of the folklore library, on a day, and signs for it.

    `signed` and `organisation` are the names that it was signed with. The latest of a claim holds; all are kept.
    """

    claim = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField()
    checked = models.DateField()
    note = ValueField(Text, null=True)
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    signed = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Read as the claim and the day."""
        return f"{self.claim} {self.checked}"


class Judgement(models.Model):
    """What the rules last said of an initiative: kept as long as its journal, the rules and the day are the same."""

    initiative = models.OneToOneField("Initiative", models.PROTECT, related_name="judgement")
    sequence = models.PositiveIntegerField()
    rules_version = models.PositiveIntegerField()
    day = models.DateField()
    whole = models.JSONField()
    outside = models.JSONField()

    def __str__(self) -> str:
        """Read as the day and the place in the journal."""
        return f"{self.day} {self.sequence}"
