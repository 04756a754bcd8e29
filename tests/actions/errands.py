"""Tasks for the tests of the worker, where a worker in another process can find them."""

import signal
from pathlib import Path

from django_tasks import task


@task()
def add(*, one: int, other: int) -> int:
    """Give a sum."""
    return one + other


@task()
def stumble() -> None:
    """Fail, each time."""
    raise ValueError("snubblade")


@task()
def linger(*, begun: str) -> str:
    """Never come back the first time; the second time be done at once."""
    if Path(begun).exists():
        return "done"
    Path(begun).touch()
    while True:
        signal.pause()
