"""The journal's rows: append-only by triggers, protected parts apart, sealed trees and signed checkpoints."""

from django.db import models


class Head(models.Model):
    """The one lock of an initiative (or of the house, when `initiative` is empty) and its Merkle frontier."""

    name = models.CharField(max_length=80, unique=True)
    initiative = models.OneToOneField("Initiative", models.PROTECT, null=True, related_name="head")
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.JSONField(default=list)

    def __str__(self) -> str:
        """Read as its name."""
        return self.name


class Entry(models.Model):
    """One act. Never updated, never deleted."""

    journal = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField()
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    commitments = models.JSONField(default=dict)
    leaf = models.CharField(max_length=64)
    root = models.CharField(max_length=64)

    class Meta:
        """A sequence number is used once in a journal."""

        constraints = [models.UniqueConstraint(fields=["journal", "sequence"], name="entry_sequence_once")]

    def __str__(self) -> str:
        """Read as journal and sequence."""
        return f"{self.journal} {self.sequence}"


class ProtectedPart(models.Model):
    """What a commitment stands for: salt and value, which one action may erase without touching a hash."""

    journal = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField()
    name = models.CharField(max_length=40)
    salt = models.CharField(max_length=64, null=True)
    value = models.JSONField(null=True)
    erased = models.BooleanField(default=False)

    class Meta:
        """One part of a name per entry."""

        constraints = [models.UniqueConstraint(fields=["journal", "sequence", "name"], name="protected_once")]

    def __str__(self) -> str:
        """Read as entry and name."""
        return f"{self.journal} {self.sequence} {self.name}"


class SealedTree(models.Model):
    """The tree of one sealed stage. Its size is published at the opening, not before."""

    stage = models.OneToOneField("Stage", models.PROTECT, related_name="sealed_tree")
    size = models.PositiveIntegerField(default=0)
    frontier = models.JSONField(default=list)

    def __str__(self) -> str:
        """Read as its stage."""
        return str(self.stage_id)


class SealedLeaf(models.Model):
    """One act under seal, by the hash of its receipt: joins the journal's account at the opening."""

    tree = models.ForeignKey(SealedTree, models.PROTECT, related_name="leaves")
    sequence = models.PositiveIntegerField()
    leaf = models.CharField(max_length=64)

    class Meta:
        """A sequence number is used once in a tree."""

        constraints = [models.UniqueConstraint(fields=["tree", "sequence"], name="sealed_sequence_once")]

    def __str__(self) -> str:
        """Read as tree and sequence."""
        return f"{self.tree_id} {self.sequence}"


class Checkpoint(models.Model):
    """A signed note of a journal's size and root, handed out as evidence."""

    journal = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        """One checkpoint per journal and size."""

        constraints = [models.UniqueConstraint(fields=["journal", "size"], name="checkpoint_once")]

    def __str__(self) -> str:
        """Read as journal and size."""
        return f"{self.journal} {self.size}"
