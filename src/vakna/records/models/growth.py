"""A supplier's ability to grow: resources it has attracted, and the versions of its unit economics."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import EconomicsPoint, MaybeMoney, PriceAt, Text
from vakna.records.fields import ValueField, key, word


class Resource(models.Model):
    """Something a supplier has attracted, or is about to."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="resources")
    key = key()
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="resources")
    at = models.DateTimeField()
    kind = word(v.ResourceKind)
    from_whom = ValueField(Text)
    scope = ValueField(Text)
    worth = ValueField(MaybeMoney, null=True)
    status = word(v.ResourceStatus)
    evidence = ValueField(Text, null=True)
    ground = ValueField(Text, null=True)
    damage = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="resource_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class UnitEconomics(models.Model):
    """One version of a supplier's unit economics."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="economics")
    key = key()
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="economics")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    basis = ValueField(Text)
    points = ValueField(tuple[EconomicsPoint, ...], default=tuple)

    class Meta:
        """Keys are unique within the initiative, and versions within the supplier."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="economics_key_once"),
            models.UniqueConstraint(fields=["participation", "version"], name="economics_version_once"),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key


class SupplierPlan(models.Model):
    """One version of a supplier's plan for spread."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="supplier_plans")
    key = key()
    participation = models.ForeignKey("Participation", models.PROTECT, related_name="supplier_plans")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    customers = ValueField(Text, null=True)
    channels = ValueField(Text, null=True)
    capacity = ValueField(Text, null=True)
    developer = ValueField(Text, null=True)
    prices = ValueField(tuple[PriceAt, ...], default=tuple)
    told = ValueField(Text, null=True)

    class Meta:
        """Keys are unique within the initiative, and versions within the supplier."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="supplier_plan_key_once"),
            models.UniqueConstraint(fields=["participation", "version"], name="supplier_plan_version_once"),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key
