"""Questions, slots, contacts, information to all, and what levels what some were told before others."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import Acknowledgement, Confirmation, Document, Key, PackItem, Paper, Text
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


class Slot(models.Model):
    """A time for dialogue."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="slots")
    key = key()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="slots")
    starts = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    place = ValueField(Text)
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="slots")
    booked_at = models.DateTimeField(null=True)
    wish = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="slot_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Contact(models.Model):
    """One buyer-supplier exchange, and the minutes of it."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="contacts")
    slot = key(null=True)
    key = key()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="contacts")
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="contacts")
    kind = word(v.ContactKind)
    at = models.DateTimeField()
    people = ValueField(tuple[Key, ...], default=tuple)
    by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    told = ValueField(Text, null=True)
    only_theirs = ValueField(Text, null=True)
    ideas = ValueField(Text, null=True)
    documents = ValueField(tuple[Paper, ...], default=tuple)
    confirmation = ValueField(Confirmation, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="contact_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Involvement(models.Model):
    """A tenderer that took part in preparing."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="involvements")
    pack = key(null=True)
    key = key()
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="involvements")
    noted_at = models.DateTimeField()
    how = ValueField(Text)
    levelled_at = models.DateTimeField(null=True)
    remaining = ValueField(Text, null=True)
    heard_at = models.DateTimeField(null=True)
    heard = ValueField(Text, null=True)
    outcome = word(v.InvolvementOutcome, null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    reason = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="involvement_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Broadcast(models.Model):
    """Information made available to all at one instant."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="broadcasts")
    key = key()
    number = models.PositiveIntegerField()
    kind = word(v.BroadcastKind, default=v.BroadcastKind.INFORMATION)
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="broadcasts")
    affects = models.ForeignKey("Stage", models.PROTECT, null=True, related_name="+")
    available_at = models.DateTimeField()
    subject = ValueField(Text)
    body = ValueField(Text)
    documents = ValueField(tuple[Document, ...], default=tuple)
    because = ValueField(tuple[Key, ...], default=tuple)
    passes_on = ValueField(tuple[Key, ...], default=tuple)
    cleared_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    cleared_because = ValueField(Text, null=True)
    acknowledgements = ValueField(tuple[Acknowledgement, ...], default=tuple)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="broadcast_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Pack(models.Model):
    """An information pack as it was made."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="packs")
    key = key()
    number = models.PositiveIntegerField()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="packs")
    at = models.DateTimeField()
    items = ValueField(tuple[PackItem, ...], default=tuple)
    digest = models.CharField(max_length=64)
    cleared_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    cleared_because = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="pack_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Reach(models.Model):
    """Where a stage was made known, and to whom."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="reaches")
    key = key()
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="reaches")
    at = models.DateTimeField()
    channel = ValueField(Text)
    audience = ValueField(Text, null=True)
    open_to_all = models.BooleanField(default=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="reach_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key
