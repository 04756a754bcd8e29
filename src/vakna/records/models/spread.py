"""Organisations with the same need, those that use the solution, and the counts that were reported."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import MaybeMoney, Text
from vakna.records.fields import ValueField, key, word


class Follower(models.Model):
    """Another public body with the same need; each statement of strength is a row."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="followers")
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    strength = word(v.Strength)
    at = models.DateTimeField()
    note = ValueField(Text, null=True)

    def __str__(self) -> str:
        """Read as organisation and strength."""
        return f"{self.organisation_id} {self.strength}"


class Adoption(models.Model):
    """One named organisation using the solution."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="adoptions")
    key = key()
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    supplier = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    since = models.DateField()
    how = word(v.HowBought)
    value = ValueField(MaybeMoney, null=True)
    in_use = models.BooleanField(default=True)
    checked = models.DateField(null=True)
    source = models.TextField(null=True)

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
