"""Outages of the house, and which deadlines each has moved."""

from django.db import models

from vakna.core.initiative import Text
from vakna.records.fields import ValueField, key


class Outage(models.Model):
    """A time in which the house could not take in what was handed in. `moved` are the deadlines that it moved."""

    key = key(unique=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    what = ValueField(Text)
    noted_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class MovedDeadline(models.Model):
    """One deadline that an outage moved: the outage moves each stage once."""

    outage = models.ForeignKey(Outage, models.PROTECT, related_name="moved")
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="+")
    before = models.DateTimeField()
    after = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        """One outage moves one deadline once."""

        constraints = [models.UniqueConstraint(fields=["outage", "stage"], name="outage_moves_once")]

    def __str__(self) -> str:
        """Read as outage and stage."""
        return f"{self.outage_id} {self.stage_id}"
