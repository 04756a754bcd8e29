"""Organisations with the same need, those that use the solution, and the counts that were reported."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import CheckIn, Document, Join, MaybeMoney, Text
from vakna.records.fields import ValueField, key, word


class Follower(models.Model):
    """Another public body with the same need; each statement of strength is a row."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="followers")
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    strength = word(v.Strength)
    at = models.DateTimeField()
    note = ValueField(Text, null=True)
    size = models.PositiveIntegerField(null=True)
    letters = ValueField(tuple[Document, ...], default=tuple)
    joins = ValueField(Join, null=True)

    def __str__(self) -> str:
        """Read as organisation and strength."""
        return f"{self.organisation_id} {self.strength}"


class Adoption(models.Model):
    """One named organisation that took up the solution.

    Of the question that was mailed to its contact, the link's secret lies here as its hash alone, outside the picture.
    """

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="adoptions")
    key = key()
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    supplier = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    since = models.DateField()
    how = word(v.HowBought)
    solution = models.CharField(max_length=200, null=True)
    value = ValueField(MaybeMoney, null=True)
    source = models.TextField(null=True)
    contact = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    reference = models.TextField(null=True)
    checks = ValueField(tuple[CheckIn, ...], default=tuple)
    asked_at = models.DateTimeField(null=True)
    question_digest = models.CharField(max_length=64, default="")

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="adoption_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class ReportedCount(models.Model):
    """A published number of using organisations."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="counts")
    key = key()
    qualifier = word(v.Qualifier)
    count = models.PositiveIntegerField()
    period_starts = models.DateField()
    period_ends = models.DateField()
    sector = word(v.Sector)
    source = models.TextField()
    note = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative; a period does not end before it starts."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="count_key_once"),
            models.CheckConstraint(
                condition=models.Q(period_ends__gte=models.F("period_starts")), name="count_period_forward"
            ),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key
