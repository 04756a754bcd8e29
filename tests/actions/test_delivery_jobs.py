"""Jobs: part of the transaction that asks, never two workers at one, nothing lost when a worker is killed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from tests.actions import errands
from tests.cast import an_initiative
from vakna.actions.delivery import backend, hourly, leases, worker
from vakna.core import journal
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.locks
CAP = 120
LATER = datetime(2100, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds; a machine however slow gets the time it needs, up to a cap."""
    rest = threading.Event()
    tries = 0
    while not condition():
        tries += 1
        assert tries < CAP * 20, "it never came"
        rest.wait(0.05)


def _claim(at: datetime = LATER, name: str = "one") -> m.Job:
    job = leases.claim(at=at, worker=name)
    assert job is not None
    return job


@pytest.mark.django_db
def test_job_is_gone_when_whoever_asked_takes_it_back() -> None:
    with transaction.atomic():
        errands.add.enqueue(one=1, other=2)
        transaction.set_rollback(True)

    assert m.Job.objects.count() == 0


@pytest.mark.django_db
def test_result_is_kept_when_a_job_is_done() -> None:
    asked = errands.add.enqueue(one=1, other=2)

    worker.do(job=_claim(), now=lambda: LATER)
    asked.refresh()

    assert (asked.status, asked.return_value, asked.attempts) == (TaskResultStatus.SUCCESSFUL, 3, 1)
    assert asked.finished_at == LATER


@pytest.mark.django_db
def test_job_tells_how_it_stands_when_asked() -> None:
    asked = errands.add.enqueue(one=1, other=2)

    before = errands.add.get_result(asked.id).status
    _claim(at=clock.now())

    assert (before, errands.add.get_result(asked.id).status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    for unknown in ("0", "x"):
        with pytest.raises(TaskResultDoesNotExist):
            errands.add.get_result(unknown)


@pytest.mark.django_db
def test_job_is_done_once_when_asked_for_twice_under_one_key() -> None:
    first = backend.once(task=errands.add, key="sum").enqueue(one=1, other=2)
    second = backend.once(task=errands.add, key="sum").enqueue(one=3, other=4)
    worker.do(job=_claim(), now=lambda: LATER)
    third = backend.once(task=errands.add, key="sum").enqueue(one=5, other=6)

    assert (second.id, third.id, third.return_value) == (first.id, first.id, 3)
    assert leases.claim(at=LATER, worker="one") is None


@pytest.mark.django_db
def test_job_waits_when_its_time_has_not_come() -> None:
    errands.add.using(run_after=LATER).enqueue(one=1, other=2)

    assert leases.claim(at=LATER - MINUTE, worker="one") is None
    assert _claim(at=LATER).attempts == 1


@pytest.mark.django_db
def test_the_more_urgent_job_comes_first() -> None:
    errands.add.enqueue(one=1, other=1)
    errands.add.using(priority=10).enqueue(one=2, other=2)

    assert [_claim().arguments["kwargs"]["one"] for _ in range(2)] == [2, 1]


@pytest.mark.django_db
def test_failed_job_is_tried_again_later_and_later_and_given_up_after_the_fifth_time() -> None:
    errands.stumble.enqueue()
    waits, at = [], LATER
    for _ in range(leases.ATTEMPTS):
        worker.do(job=_claim(at=at), now=lambda now=at: now)  # type: ignore[misc]
        job = m.Job.objects.get()
        waits.append(job.run_after - at)
        at = max(at, job.run_after)

    assert [wait / MINUTE for wait in waits[:-1]] == [0.5, 2, 8, 32]
    assert job.finished_at == at
    assert job.failed.splitlines()[-1] == "ValueError: snubblade"
    assert leases.claim(at=at + timedelta(days=1), worker="one") is None


@pytest.mark.django_db
def test_other_worker_takes_over_when_the_lease_has_run_out_and_not_before() -> None:
    errands.add.enqueue(one=1, other=2)
    dead = leases.claim(at=LATER, worker="dead", lease=MINUTE)
    assert dead is not None

    assert leases.claim(at=LATER + MINUTE - timedelta.resolution, worker="alive") is None
    taken = leases.claim(at=LATER + MINUTE, worker="alive")

    assert taken is not None
    assert (taken.pk, taken.attempts, taken.worker) == (dead.pk, 2, "alive")


@pytest.mark.django_db
def test_late_worker_changes_nothing_when_somebody_else_has_its_job() -> None:
    errands.add.enqueue(one=1, other=2)
    late = _claim(name="late")
    taken = _claim(at=LATER + leases.LEASE, name="taken")

    assert not leases.finish(at=LATER, job=late, result="late")
    assert not leases.fail(at=LATER, job=late, reason="late")
    assert leases.finish(at=LATER, job=taken, result="taken")
    assert m.Job.objects.get().result == "taken"


@pytest.mark.django_db
def test_job_is_given_up_when_its_workers_die_each_time() -> None:
    errands.add.enqueue(one=1, other=2)
    for number in range(leases.ATTEMPTS):
        _claim(at=LATER + number * leases.LEASE)

    assert leases.claim(at=LATER + leases.ATTEMPTS * leases.LEASE, worker="one") is None
    job = m.Job.objects.get()
    assert (job.attempts, job.failed, job.finished_at is None) == (leases.ATTEMPTS, "the worker died each time", False)


@pytest.mark.django_db(transaction=True)
def test_no_job_is_taken_twice_when_many_workers_ask_at_once() -> None:
    for number in range(40):
        errands.add.enqueue(one=number, other=0)

    def take_all(name: int) -> list[int]:
        taken = []
        while (job := leases.claim(at=LATER, worker=f"w{name}")) is not None:
            taken.append(job.pk)
        connection.close()
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [pk for one in pool.map(take_all, range(4)) for pk in one]

    assert sorted(taken) == list(m.Job.objects.order_by("pk").values_list("pk", flat=True))


def _worker(environment: dict[str, str], *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "vakna", "work", *more], env=environment)  # noqa: S603  ourselves


def test_nothing_is_lost_when_a_worker_is_killed_in_the_middle(
    child_environment: dict[str, str], tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    asked = errands.linger.enqueue(begun=str(begun))
    child = _worker(child_environment)
    try:
        until(begun.exists)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait(CAP)
    job = m.Job.objects.get(pk=asked.id)
    assert job.leased_until is not None
    m.Job.objects.exclude(pk=asked.id).delete()

    assert leases.claim(at=job.leased_until - MINUTE, worker="second") is None
    worker.do(job=_claim(at=job.leased_until, name="second"))

    asked.refresh()
    assert (asked.status, asked.return_value, asked.attempts) == (TaskResultStatus.SUCCESSFUL, "done", 2)


def test_worker_ends_well_when_told_to_stop(child_environment: dict[str, str]) -> None:
    asked = errands.add.enqueue(one=1, other=2)
    child = _worker(child_environment)
    try:
        until(lambda: m.Job.objects.filter(pk=asked.id, finished_at__isnull=False).exists())
        child.terminate()
        assert child.wait(CAP) == 0
    finally:
        child.kill()


def test_worker_ends_when_the_server_it_runs_beside_is_gone(child_environment: dict[str, str]) -> None:
    child = _worker(child_environment, "--beside", "1")
    try:
        assert child.wait(CAP) == 0
    finally:
        child.kill()


@pytest.mark.django_db(transaction=True)
def test_worker_goes_on_when_a_task_fails_and_rests_when_there_is_nothing_to_do() -> None:
    errands.stumble.using(priority=50).enqueue()
    errands.add.enqueue(one=1, other=2)
    rests: list[float] = []

    def wait(seconds: float) -> bool:
        rests.append(seconds)
        return seconds > 0

    worker.work(now=lambda: LATER, wait=wait)

    done = m.Job.objects.filter(finished_at__isnull=False).exclude(name__contains="hourly")
    assert [job.result for job in done] == [3]
    assert [seconds for seconds in rests if seconds] == [1.0]


@pytest.mark.django_db
def test_checkpoints_are_signed_once_an_hour_however_many_workers_ask() -> None:
    noon = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)

    for at in (noon, noon + 10 * MINUTE, noon + 54 * MINUTE, noon + 55 * MINUTE):
        hourly.ask_for_checkpoints(at=at)

    assert list(m.Job.objects.order_by("pk").values_list("unique_key", flat=True)) == [
        "checkpoints/2026-11-23T12",
        "checkpoints/2026-11-23T13",
    ]


@pytest.mark.django_db
def test_grown_journal_gets_its_checkpoint_when_the_hour_comes() -> None:
    built = an_initiative()
    name = f"initiative/{built.key}"
    hourly.ask_for_checkpoints(at=LATER)

    worker.do(job=_claim())

    head = m.Head.objects.get(name=name)
    note = m.Checkpoint.objects.get(journal=name, size=head.size)
    assert note.root == journal.Frontier.load(head.size, head.frontier).root().hex()
