"""A million OCDS-like releases loaded beside flatten-tool, and every question answered: `make bench` prints it.

`MARKET_RELEASES` sets another count. flatten-tool is no dependency: it runs where `FLATTEN_TOOL` names its command, on
a share of the same draw (`FLATTEN_SHARE`, one in a hundred unless told otherwise), its time scaled by that share.
Others at work on the machine slow both, so processor time is told beside the clock's.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.load import resampled
from tests.market.releases import OPEN_DATA, with_open_data
from vakna.market import adopters, questions
from vakna.market.asked import Asked
from vakna.market.store import Store

_COUNT = int(os.environ.get("MARKET_RELEASES") or 1_000_000)
_SHARE = int(os.environ.get("FLATTEN_SHARE") or 100)
_FLATTEN = os.environ.get("FLATTEN_TOOL")
_LARGEST = 20_000
_LOAD = """
import sys
from pathlib import Path
from vakna.market import loading
from vakna.market.store import Store

if __name__ == "__main__":
    loading.load(Store.of(Path(sys.argv[1])), [Path(sys.argv[2])], jobs=2, told=lambda *_: None)
"""


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = work()
    return time.perf_counter() - begun, answer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ran:
    """What a program took: seconds by the clock and of processors, and the most memory of one process (MB)."""

    seconds: float
    processor: float
    memory: int

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s by the clock, {self.processor:.0f} s of processor, {self.memory} MB at most"


def _run(*command: str) -> _Ran:
    """Run a program with its helpers."""
    before = time.perf_counter()
    child = subprocess.Popen(command)  # noqa: S603  ourselves, and the tool that the environment names
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    seconds = time.perf_counter() - before
    return _Ran(seconds=seconds, processor=used.ru_utime + used.ru_stime, memory=used.ru_maxrss // 1024)


@with_open_data
def test_a_million_releases_are_loaded_and_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = resampled.real_releases(OPEN_DATA / "procurement" / "ocds")
    large, script, data = tmp_path / "large.json", tmp_path / "load.py", tmp_path / "data"
    script.write_text(_LOAD, encoding="utf-8")
    resampled.write(large, real, count=_COUNT, largest=_LARGEST)
    data.mkdir()

    ours = _run(sys.executable, str(script), str(data), str(large))
    store = Store.of(data)
    ((_, known),) = store.known().items()
    with questions.desk(store) as desk:
        taken = _questions(desk)

    with capsys.disabled():
        print(f"\n{_COUNT:,} releases, {large.stat().st_size / 1e9:.1f} GB: {ours}")
        print(f"kept {json.dumps(known.outcome.dump())}")
        print("; ".join(f"{name}: {one * 1000:.0f} ms" for name, one in taken.items()))
    assert known.outcome.read == _COUNT
    assert {name: one for name, one in taken.items() if one >= 1} == {}
    if _FLATTEN:
        _beside_flatten_tool(tmp_path, real, ours, capsys)


_QUESTIONS: Mapping[str, Callable[[questions.Desk, Asked], Any]] = {
    "basis": questions.basis,
    "marks": questions.marks,
    "sums": questions.sums,
    "sizes": lambda desk, frame: questions.sizes(desk, frame, "MDL"),
    "tenders": questions.tenders,
    "suppliers": questions.suppliers,
    "buyers": lambda desk, frame: questions.buyers(desk, frame, "MDL"),
}


def _questions(desk: questions.Desk) -> dict[str, float]:
    """Ask each question of one division, of all codes and of a period; the slowest of the three counts."""
    answer = questions.ask(desk, Asked())  # Ibis wakes up once in a process.
    taken: dict[str, float] = {}
    for frame in (Asked(codes=("45",)), Asked(), Asked(codes=("7", "3"), since=date(2016, 1, 1))):
        for name, work in _QUESTIONS.items():
            one, _ = _timed(partial(work, desk, frame))
            taken[name] = max(one, taken.get(name, 0))
    like = answer.buyers[0].number
    taken["potential"], _ = _timed(partial(adopters.potential, desk, answer, (), like=like))
    return taken


def _beside_flatten_tool(
    folder: Path, real: list[dict[str, Any]], ours: _Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    """Let flatten-tool flatten a share of the same draw, and scale its time."""
    few = folder / "few.json"
    resampled.write(few, real, count=_COUNT // _SHARE, largest=_LARGEST)
    options = ("--root-list-path", "releases", "--root-id", "ocid", "--main-sheet-name", "releases", "-f", "csv")
    theirs = _run(str(_FLATTEN), "flatten", *options, "-o", str(folder / "flat"), str(few))
    clock, processor = (_SHARE * one for one in (theirs.seconds, theirs.processor))
    with capsys.disabled():
        print(f"flatten-tool: {_COUNT // _SHARE:,} releases: {theirs}")
        print(f"for all {_COUNT:,}: {clock:.0f} s by the clock, {processor:.0f} s of processor")
        print(
            f"{clock / ours.seconds:.0f} times as fast by the clock, {processor / ours.processor:.0f} in processor time"
        )
    assert clock > 10 * ours.seconds
