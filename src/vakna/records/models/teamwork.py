"""The team's tasks, and the advice that it is given."""

from django.db import models

from vakna.core.initiative import HandOver, Text
from vakna.records.fields import ValueField, key


class Task(models.Model):
    """Something one person of the team is to do; the row changes, the hand-overs and the journal keep its history."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="tasks")
    key = key()
    number = models.PositiveIntegerField()
    title = ValueField(Text)
    at = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    owner = models.ForeignKey("Person", models.PROTECT, related_name="tasks")
    stage = models.ForeignKey("Stage", models.PROTECT, null=True, related_name="tasks")
    due = models.DateField(null=True)
    hand_overs = ValueField(tuple[HandOver, ...], default=tuple)
    done_at = models.DateTimeField(null=True)
    result = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="task_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class Advice(models.Model):
    """An intermediary's advice, and what the buyer made of it."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="advice")
    key = key()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="advice")
    subject = ValueField(Text)
    said = ValueField(Text)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    answer = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="advice_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key
