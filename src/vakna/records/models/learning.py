"""Insights, the living specification and the requests to change it, tests with users and what they said."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import Approval, Key, Scenario, ScenarioAnswer, Text
from vakna.records.fields import ValueField, key, word


class Insight(models.Model):
    """Something learned, with its source."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="insights")
    contact = key(null=True)
    came_from = key(null=True)
    key = key()
    at = models.DateTimeField()
    learned = ValueField(Text)
    source = ValueField(Text)
    origin = word(v.Origin, default=v.Origin.BUYER)
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="insights")
    approval = ValueField(Approval, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="insight_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Requirement(models.Model):
    """One version of one item of the living specification."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="requirements")
    item = key()
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    state = word(v.RequirementState)
    binding = models.BooleanField(default=False)
    origin = word(v.Origin, default=v.Origin.BUYER)
    wording = ValueField(Text)
    why = ValueField(Text)
    because = ValueField(tuple[Key, ...], default=tuple)

    class Meta:
        """A version number is used once per item; the state as of an instant is found by time."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "item", "version"], name="requirement_version_once"),
        ]
        indexes = [models.Index(fields=["initiative", "at"], name="requirement_by_time")]

    def __str__(self) -> str:
        """Read as item and version."""
        return f"{self.item} v{self.version}"


class Change(models.Model):
    """A request to change what was published."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="changes")
    key = key()
    number = models.PositiveIntegerField()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    what = ValueField(Text)
    why = ValueField(Text)
    because = ValueField(tuple[Key, ...], default=tuple)
    scalability = word(v.Effect)
    scalability_why = ValueField(Text)
    other_circle = models.BooleanField()
    other_object = models.BooleanField()
    other_value = models.BooleanField()
    state = word(v.ChangeState, default=v.ChangeState.ASKED)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    reason = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="change_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class UserTest(models.Model):
    """A test with users. The invitation's secret lies here as its hash alone, outside the picture."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="user_tests")
    key = key()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="user_tests")
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="user_tests")
    title = ValueField(Text)
    about = ValueField(Text)
    consent = ValueField(Text)
    scenarios = ValueField(tuple[Scenario, ...], default=tuple)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="user_test_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Feedback(models.Model):
    """What one test user gave, without a name."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="feedback")
    test = key()
    key = key()
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="feedback")
    at = models.DateTimeField()
    consented = models.BooleanField()
    answers = ValueField(tuple[ScenarioAnswer, ...], default=tuple)
    said = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="feedback_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key
