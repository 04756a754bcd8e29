"""What waits to leave the house: letters and jobs, written in the transaction that caused them."""

from django.db import models


class Letter(models.Model):
    """A mail to one address: waiting, sent, or given up with the reason."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, null=True, related_name="letters")
    to = models.EmailField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    written_at = models.DateTimeField()
    release_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=300, default="")

    def __str__(self) -> str:
        """Read as its subject."""
        return self.subject


class Job(models.Model):
    """A task that a worker takes on a lease, retries when the lease runs out, and does once per unique key."""

    name = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    unique_key = models.CharField(max_length=200, null=True, unique=True)
    run_after = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, default="")
    attempts = models.PositiveIntegerField(default=0)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    failed = models.TextField(default="")

    class Meta:
        """The worker looks for what is due."""

        indexes = [models.Index(fields=["finished_at", "run_after"], name="job_due")]

    def __str__(self) -> str:
        """Read as its task."""
        return self.name
