"""The need, version by version."""

from django.db import models

from vakna.core.initiative import Figure, Key, Text
from vakna.records.fields import ValueField, key


class Need(models.Model):
    """One version of the unmet need. Never overwritten."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="needs")
    key = key(default="behov")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    why = ValueField(Text, null=True)
    owner = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    statement = ValueField(Text)
    purpose = ValueField(Text)
    users = ValueField(Text)
    now = ValueField(Text)
    wanted = ValueField(Text)
    unmet = ValueField(Text, null=True)
    shared_by = ValueField(Text, null=True)
    legal_obstacles = ValueField(Text, null=True)
    organisational_obstacles = ValueField(Text, null=True)
    obstacles = ValueField(Text, null=True)
    market = ValueField(Text, null=True)
    figures = ValueField(tuple[Figure, ...], default=tuple)
    because = ValueField(tuple[Key, ...], default=tuple)

    class Meta:
        """A version number is used once per need."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key", "version"], name="need_version_once")]

    def __str__(self) -> str:
        """Read as need and version."""
        return f"{self.key} v{self.version}"
