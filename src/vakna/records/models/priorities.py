"""An organisation's own order among its initiatives: its judgements, what each is to take, and what it has a year.

It is the organisation's, not the initiative's: it stands outside the picture and the document.
"""

from django.db import models

from vakna.core.initiative import Text
from vakna.core.priorities import PlannedHalf, YearFrame
from vakna.records.fields import ValueField


class Placing(models.Model):
    """One judgement of an initiative by somebody of an organisation; the last one stands."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="placings")
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="placings")
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    own_value = models.PositiveSmallIntegerField()
    shared_need = models.PositiveSmallIntegerField()
    readiness = models.PositiveSmallIntegerField()
    why = ValueField(Text)

    def __str__(self) -> str:
        """Read as initiative and organisation."""
        return f"{self.initiative_id} {self.organisation_id}"


class ResourcePlan(models.Model):
    """What an initiative is to take of an organisation's money and people, half-year by half-year; the last stands."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="resource_plans")
    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="resource_plans")
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    halves = ValueField(tuple[PlannedHalf, ...], default=tuple)

    def __str__(self) -> str:
        """Read as initiative and organisation."""
        return f"{self.initiative_id} {self.organisation_id}"


class Frame(models.Model):
    """What an organisation has in one year for all its initiatives; a new word replaces it, the journal keeps both."""

    organisation = models.ForeignKey("Organisation", models.PROTECT, related_name="frames")
    year = models.PositiveIntegerField()
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    frame = ValueField(YearFrame)

    class Meta:
        """One frame a year."""

        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="frame_year_once")]

    def __str__(self) -> str:
        """Read as organisation and year."""
        return f"{self.organisation_id} {self.year}"
