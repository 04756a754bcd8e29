"""Who does which job, and how long: claims under a lease, so that a worker that dies loses nothing. Knows no task."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from vakna.records import models as m

LEASE = timedelta(minutes=5)
ATTEMPTS = 5
_FIRST_WAIT = timedelta(seconds=30)


def claim(*, at: datetime, worker: str, lease: timedelta = LEASE) -> m.Job | None:
    """Take the next job that is due: never begun, tried again, or left by a worker whose lease has run out.

    Two workers never get the same job: on PostgreSQL a locked row is passed over, on SQLite the transaction is the only
    writer from its first statement. A job that has been begun too often is given up here: its workers died under it.
    """
    if not _due(at).exists():
        return None  # on SQLite the transaction below keeps every other writer out
    with transaction.atomic():
        while (job := _lock(_due(at)).first()) is not None:
            if job.attempts < ATTEMPTS:
                return _take(job, at, worker, lease)
            _end(job, at, failed=job.failed or "the worker died each time")
    return None


def finish(*, at: datetime, job: m.Job, result: Any) -> bool:
    """Note that a job is done. Gives False, and writes nothing, when the lease ran out and another has it."""
    return _write(job, finished_at=at, leased_until=None, result=result, failed="")


def fail(*, at: datetime, job: m.Job, reason: str) -> bool:
    """Note that a job failed: it is tried again after a wait that grows fourfold, and given up after the fifth time."""
    if job.attempts >= ATTEMPTS:
        return _write(job, finished_at=at, leased_until=None, failed=reason)
    wait: timedelta = _FIRST_WAIT * 4 ** (job.attempts - 1)
    return _write(job, leased_until=None, run_after=at + wait, failed=reason)


def _due(at: datetime) -> QuerySet[m.Job]:
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    return m.Job.objects.filter(free, finished_at__isnull=True, run_after__lte=at).order_by(
        "-priority", "run_after", "pk"
    )


def _lock(jobs: QuerySet[m.Job]) -> QuerySet[m.Job]:
    return jobs.select_for_update(skip_locked=True) if connection.features.has_select_for_update_skip_locked else jobs


def _take(job: m.Job, at: datetime, worker: str, lease: timedelta) -> m.Job:
    job.attempts += 1
    job.started_at, job.leased_until, job.worker = at, at + lease, worker
    job.save(update_fields=["attempts", "started_at", "leased_until", "worker"])
    return job


def _end(job: m.Job, at: datetime, *, failed: str) -> None:
    job.finished_at, job.leased_until, job.failed = at, None, failed
    job.save(update_fields=["finished_at", "leased_until", "failed"])


def _write(job: m.Job, **said: Any) -> bool:
    mine = m.Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, finished_at__isnull=True)
    return mine.update(**said) == 1
