"""Money as entries: values that are never changed, only followed by others."""

from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import MaybeMoney, Text
from vakna.core.money import Money
from vakna.records.fields import ValueField, key, word


class MoneyEntry(models.Model):
    """One movement of money. The sum is a number of its own so that the database itself can refuse a negative one."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="money")
    key = key()
    at = models.DateTimeField()
    state = word(v.MoneyState)
    value = models.DecimalField(max_digits=17, decimal_places=2)
    currency = models.CharField(max_length=3, default="SEK")
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="money")
    participation = models.ForeignKey("Participation", models.PROTECT, null=True, related_name="money")
    payer = models.ForeignKey("Organisation", models.PROTECT, related_name="+")
    source = models.CharField(max_length=64, null=True)
    outside_stage_money = models.BooleanField(default=False)
    reference = models.CharField(max_length=200, null=True)
    vat_rate = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    vat = ValueField(Money, null=True)

    class Meta:
        """Keys are unique within the initiative; no negative sums."""

        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="money_key_once"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="money_not_negative"),
        ]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key

    @property
    def amount(self) -> Money:
        """Give the sum as a core value."""
        return Money(self.value, self.currency)


class CeilingChange(models.Model):
    """A new ceiling that was asked for, and what was decided on it."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="ceiling_changes")
    key = key()
    at = models.DateTimeField()
    by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    ceiling = word(v.Ceiling)
    stage = models.ForeignKey("Stage", models.PROTECT, null=True, related_name="+")
    before = ValueField(MaybeMoney, null=True)
    to = ValueField(Money)
    moved_from = models.ForeignKey("Stage", models.PROTECT, null=True, related_name="+")
    reason = ValueField(Text)
    state = word(v.ChangeState, default=v.ChangeState.ASKED)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    mandate = word(v.Mandate, null=True)
    reference = models.CharField(max_length=200, null=True)
    committee = models.CharField(max_length=200, null=True)
    minuted = models.DateField(null=True)
    motive = ValueField(Text, null=True)
    settled = models.PositiveIntegerField(default=0)

    class Meta:
        """Keys are unique within the initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "key"], name="ceiling_change_key_once")]

    def __str__(self) -> str:
        """Read as its key."""
        return self.key
