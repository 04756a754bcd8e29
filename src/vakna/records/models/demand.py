"""The need, version by version."""

from django.db import models

from vakna.core.initiative import Figure, Key, Text
from vakna.records.fields import ValueField


class Need(models.Model):
    """One version of the unmet need. Never overwritten."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="needs")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    owner = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    statement = ValueField(Text)
    purpose = ValueField(Text)
    users = ValueField(Text)
    now = ValueField(Text)
    wanted = ValueField(Text)
    unmet = ValueField(Text, null=True)
    shared_by = ValueField(Text, null=True)
    obstacles = ValueField(Text, null=True)
    market = ValueField(Text, null=True)
    figures = ValueField(tuple[Figure, ...], default=tuple)
    because = ValueField(tuple[Key, ...], default=tuple)

    class Meta:
        """A version number is used once."""

        constraints = [models.UniqueConstraint(fields=["initiative", "version"], name="need_version_once")]

    def __str__(self) -> str:
        """Read as its version."""
        return f"{self.initiative_id} v{self.version}"
