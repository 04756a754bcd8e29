"""Django's task interface with our own table behind it: a job is a row of the transaction that asks for it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import get_module_path, normalize_json

from vakna.records import clock
from vakna.records import models as m

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedTask(Task[_Given, _Result]):
    """A task that can carry a unique key."""

    unique_key: str | None = None


def once(*, task: Task[_Given, _Result], key: str) -> LeasedTask[_Given, _Result]:
    """Give the task under a unique key: whatever is asked for under the same key is done once."""
    if not isinstance(task, LeasedTask):
        raise TypeError(f"{task.name} is not a task of this house")
    return replace(task, unique_key=key)


class LeasedBackend(BaseTaskBackend):
    """Keeps jobs as rows: undone by the rollback of whoever asked, leased by a worker, retried with growing waits."""

    task_class = LeasedTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult[Any]:
        """Write the job, or find the one that stands under the same unique key."""
        self.validate_task(task)
        now = clock.now()
        asked = {
            "name": get_module_path(task.func), "arguments": normalize_json({"args": args, "kwargs": kwargs}),
            "queue": task.queue_name, "priority": task.priority, "run_after": task.run_after or now, "enqueued_at": now,
        }  # fmt: skip
        if task.unique_key is None:
            return self._result(m.Job.objects.create(**asked))
        return self._result(m.Job.objects.get_or_create(unique_key=task.unique_key, defaults=asked)[0])

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Read how a job stands. Raises `TaskResultDoesNotExist` for a number that no job has."""
        job = m.Job.objects.filter(pk=result_id).first() if result_id.isdecimal() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job)

    def _result(self, job: m.Job) -> TaskResult[Any]:
        result: TaskResult[Any] = TaskResult(
            task=import_string(job.name), id=str(job.pk), status=_status(job, clock.now()), enqueued_at=job.enqueued_at,
            started_at=job.started_at, finished_at=job.finished_at, last_attempted_at=job.started_at,
            args=job.arguments["args"], kwargs=job.arguments["kwargs"], backend=self.alias,
            errors=[TaskError(exception_class_path="builtins.Exception", traceback=job.failed)] if job.failed else [],
            worker_ids=[job.worker] * job.attempts,
        )  # fmt: skip
        object.__setattr__(result, "_return_value", job.result)
        return result


def _status(job: m.Job, now: datetime) -> TaskResultStatus:
    if job.finished_at is not None:
        return TaskResultStatus.FAILED if job.failed else TaskResultStatus.SUCCESSFUL
    leased = job.leased_until is not None and job.leased_until > now
    return TaskResultStatus.RUNNING if leased else TaskResultStatus.READY
