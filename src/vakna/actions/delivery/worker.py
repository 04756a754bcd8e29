"""The worker: takes one job after the other, sends what is due, rests, and stops when it is told to."""

import logging
import os
import secrets
import socket
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils.module_loading import import_string
from django_tasks.utils import normalize_json

from vakna.actions import search
from vakna.records import clock
from vakna.records import models as m

from . import hourly, leases, letters, reminders

_REST = 1.0
_log = logging.getLogger("vakna.worker")


def work(
    *,
    now: Callable[[], datetime] = clock.now,
    wait: Callable[[float], bool],
    lease: timedelta = leases.LEASE,
) -> None:
    """Work until `wait` says that it is time to stop. `wait(seconds)` rests, and gives True to stop.

    A job that has been begun is finished first.
    """
    name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"[:80]
    while not wait(0):
        if not _round_or_fault(now, name, lease) and wait(_REST):
            return


def one_round(
    *, at: datetime, worker: str, lease: timedelta = leases.LEASE, now: Callable[[], datetime] = clock.now
) -> bool:
    """Remind, send what is due, keep the search up, ask for the hour's own jobs, do one job. Gives if there was one."""
    reminders.remind(at=at)
    letters.send_due(at=at)
    search.index_due(at=at)
    hourly.ask_for_checkpoints(at=at)
    hourly.ask_for_summaries(at=at)
    hourly.ask_for_questions(at=at)
    job = leases.claim(at=at, worker=worker, lease=lease)
    if job is None:
        return False
    do(job=job, now=now)
    return True


def do(*, job: m.Job, now: Callable[[], datetime] = clock.now) -> None:
    """Do a claimed job and note how it went. What it raises is noted with the job and never stops the worker."""
    try:
        result = _call(job)
    except Exception as fault:  # noqa: BLE001  any fault of a task is the task's own; the worker goes on
        _log.warning("%s failed the %d. time: %s", job.name, job.attempts, fault)
        leases.fail(at=now(), job=job, reason="".join(traceback.format_exception(fault)))
    else:
        leases.finish(at=now(), job=job, result=result)


def _call(job: m.Job) -> Any:
    task = import_string(job.name)
    return normalize_json(task.call(*job.arguments["args"], **job.arguments["kwargs"]))


def _round_or_fault(now: Callable[[], datetime], name: str, lease: timedelta) -> bool:
    """Do one round; a database that is away for a while is a rest, not the end of the worker."""
    close_old_connections()
    try:
        return one_round(at=now(), worker=name, lease=lease, now=now)
    except DatabaseError as fault:
        _log.warning("the database does not answer: %s", fault)
        return False
