"""Questions, contacts, information to all, insights and the living specification."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import Acknowledgement, Key, Text
from vakna.records.fields import ValueField, key, word


class Question(models.Model):
    """A question from the market and its answer."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="questions")
    key = key()
    number = models.PositiveIntegerField()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="questions")
    asked_at = models.DateTimeField(null=True)
    asker = models.ForeignKey("Organisation", models.PROTECT, null=True, related_name="+")
    question = ValueField(Text)
    answer = ValueField(Text, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="question_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Contact(models.Model):
    """One buyer-supplier exchange."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="contacts")
    key = key()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="contacts")
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="contacts")
    kind = word(v.ContactKind)
    at = models.DateTimeField()
    people = ValueField(tuple[Key, ...], default=tuple)
    told = ValueField(Text)
    ideas = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="contact_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Broadcast(models.Model):
    """Information made available to all at one instant."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="broadcasts")
    key = key()
    number = models.PositiveIntegerField()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="broadcasts")
    available_at = models.DateTimeField()
    subject = ValueField(Text)
    body = ValueField(Text)
    because = ValueField(tuple[Key, ...], default=tuple)
    acknowledgements = ValueField(tuple[Acknowledgement, ...], default=tuple)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="broadcast_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Insight(models.Model):
    """Something learned, with its source."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="insights")
    contact = key(null=True)
    key = key()
    at = models.DateTimeField()
    learned = ValueField(Text)
    source = ValueField(Text)

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
    state = word(v.RequirementState)
    wording = ValueField(Text)
    why = ValueField(Text)
    because = ValueField(tuple[Key, ...], default=tuple)

    class Meta:
        """A version number is used once per item."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "item", "version"], name="requirement_version_once"),
        ]

    def __str__(self) -> str:
        """Read as item and version."""
        return f"{self.item} v{self.version}"
