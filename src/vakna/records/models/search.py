"""What a search across initiatives finds: passages made from what is open, never a place where anything is kept."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import Text
from vakna.records.fields import ValueField, key, word


class Passage(models.Model):
    """One passage of an initiative as its readers may read it. `sv` and `en` are what is searched (`full_text`)."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="passages")
    seen = word(v.Seen, default=v.Seen.PUBLIC)
    kind = word(v.PassageKind)
    stage = key(null=True)
    key = key()
    about = ValueField(Text, null=True)
    said = ValueField(Text)
    day = models.DateField(null=True)
    sv = models.TextField(default="")
    en = models.TextField(default="")

    class Meta:
        """Read by initiative and class."""

        indexes = [models.Index(fields=["initiative", "seen"], name="passage_whose")]

    def __str__(self) -> str:
        """Read as what it is of."""
        return f"{self.kind} {self.key}"


class Indexed(models.Model):
    """How far an initiative's passages have come: the size of its journal then, and when more becomes open."""

    initiative = models.OneToOneField("Initiative", models.PROTECT, related_name="indexed")
    sequence = models.PositiveIntegerField()
    again_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Read as its initiative."""
        return str(self.initiative_id)
