"""What must be true, with its history, and the small tests that say whether it is."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import AssumptionVersion, MaybeMoney, Text
from vakna.records.fields import ValueField, key, word


class Assumption(models.Model):
    """What must be true, and what tests have said."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="assumptions")
    key = key()
    about = word(v.AssumptionAbout)
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="+")
    phase = word(v.Phase, null=True)
    statement = ValueField(Text)
    state = word(v.AssumptionState, default=v.AssumptionState.OPEN)
    confidence = word(v.Confidence, null=True)
    evidence = ValueField(Text, null=True)
    next_test = ValueField(Text, null=True)
    versions = ValueField(tuple[AssumptionVersion, ...], default=tuple)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="assumption_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Experiment(models.Model):
    """The test of one assumption."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="experiments")
    key = key()
    assumption = models.ForeignKey(Assumption, models.PROTECT, related_name="experiments")
    during = models.ForeignKey("Stage", models.PROTECT, null=True, related_name="experiments")
    owner = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    hypothesis = ValueField(Text)
    cap = ValueField(MaybeMoney, null=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    result = ValueField(Text, null=True)
    spent = ValueField(MaybeMoney, null=True)
    decision = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="experiment_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key
