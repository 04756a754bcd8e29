"""Runs a program with its helpers, and tells what it took: by the clock, of the processors and of memory."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_BETWEEN = 0.1
"""How many seconds lie between two looks at the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """Seconds by the clock and of processors, and the most memory that it held with all its helpers together (MB)."""

    seconds: float
    processor: float
    memory: int

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s by the clock, {self.processor:.1f} s of processor, {self.memory} MB at most"


def run(*command: str) -> Ran:
    """Run a program to its end. It must end well."""
    begun = time.perf_counter()
    child = subprocess.Popen(command)  # noqa: S603  ourselves, and the tool that the environment names
    looked: list[int] = []
    over = threading.Event()
    watch = threading.Thread(target=_look, args=(child.pid, looked, over))
    watch.start()
    _, status, used = os.wait4(child.pid, 0)
    over.set()
    watch.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return Ran(
        seconds=time.perf_counter() - begun, processor=used.ru_utime + used.ru_stime,
        memory=max(*looked, used.ru_maxrss * 1024) // 1_000_000,
    )  # fmt: skip


def _look(pid: int, looked: list[int], over: threading.Event) -> None:
    while True:
        looked.append(sum(map(_held, _family(pid))))
        if over.wait(_BETWEEN):
            return


def _family(pid: int) -> Iterator[int]:
    """Give a process and all that it has begun, as Linux tells it."""
    yield pid
    try:
        children = [one.read_text(encoding="ascii") for one in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in (int(one) for text in children for one in text.split()):
        yield from _family(child)


def _held(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except OSError:
        return 0
