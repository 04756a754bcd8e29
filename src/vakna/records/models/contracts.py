"""Contracts with all they say, what named buyers have called off, and suppliers that left or were bought."""

from datetime import date

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import ContractRights, MaybeMoney, Milestone, Option, Text
from vakna.core.money import Money
from vakna.records.fields import ValueField, key, word


class Contract(models.Model):
    """A contract as recorded; the signed file lies in the vault, known by its hash."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="contracts")
    key = key()
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="contracts")
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="contracts")
    signed = ValueField(date | v.NotPublished)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    solution = models.CharField(max_length=200, null=True)
    pay = ValueField(MaybeMoney, null=True)
    option_clause = ValueField(Text, null=True)
    use_right = ValueField(Text, null=True)
    diary_number = models.CharField(max_length=80, null=True)
    file_name = models.CharField(max_length=255, null=True)
    file_digest = models.CharField(max_length=64, null=True)
    milestones = ValueField(tuple[Milestone, ...], default=tuple)
    options = ValueField(tuple[Option, ...], default=tuple)
    rights = ValueField(ContractRights, null=True)
    further_development = ValueField(Text, null=True)
    on_leaving = word(v.Settlement, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="contract_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class CallOff(models.Model):
    """What a named buyer has called off."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="call_offs")
    key = key()
    at = models.DateTimeField()
    procurement = models.ForeignKey("Procurement", models.PROTECT, related_name="call_offs")
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(null=True)
    value = ValueField(Money, null=True)
    reference = models.CharField(max_length=200, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="call_off_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Departure(models.Model):
    """A supplier that left under contract, and what it was owed by which rule."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="departures")
    key = key()
    at = models.DateTimeField()
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="+")
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="+")
    day = models.DateField()
    rule = word(v.Settlement)
    part = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    due = ValueField(Money)
    released = ValueField(Money)
    replacement = word(v.FewerRule, null=True)
    reason = ValueField(Text)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="departure_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class OwnershipChange(models.Model):
    """A supplier that got another owner."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="ownership_changes")
    key = key()
    at = models.DateTimeField()
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="+")
    day = models.DateField()
    owner = models.CharField(max_length=200)
    note = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="ownership_change_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key
