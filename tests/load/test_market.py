"""A million OCDS-like releases loaded beside flatten-tool, and every question answered: `make bench` prints it.

`MARKET_RELEASES` sets another count. `FLATTEN_VERSION` asks for the comparison: both load the same file by turns,
a share of the draw (`FLATTEN_SHARE`, one in ten unless told otherwise). Others at work on the machine slow both, so
processor time is told beside the clock's, and of each the median counts.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.load import flatten_tool, resampled
from tests.load.measured import Ran, run
from tests.market.releases import OPEN_DATA, with_open_data
from vakna.market import adopters, questions
from vakna.market.asked import Asked
from vakna.market.store import Store

_COUNT = int(os.environ.get("MARKET_RELEASES") or 1_000_000)
_SHARE = int(os.environ.get("FLATTEN_SHARE") or 10)
_ASKED = flatten_tool.is_asked_for()
_TURNS = 3
_FLAT = 1.3
"""How much more memory the whole may need than a fifth of it."""
_LARGEST = 20_000
_LOAD = """
import sys
from pathlib import Path
from statistics import median
from vakna.market import loading
from vakna.market.store import Store

if __name__ == "__main__":
    loading.load(Store.of(Path(sys.argv[1])), [Path(sys.argv[2])], jobs=2, told=lambda *_: None)
"""


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = work()
    return time.perf_counter() - begun, answer


def _load(folder: Path, path: Path) -> tuple[Ran, Store]:
    """Load a file into a store of its own, in a process of its own with its helpers."""
    script, data = folder / "load.py", folder / f"data-{path.stem}-{len(list(folder.iterdir()))}"
    script.write_text(_LOAD, encoding="utf-8")
    data.mkdir()
    return run(sys.executable, str(script), str(data), str(path)), Store.of(data)


@with_open_data
def test_a_million_releases_are_loaded_and_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = resampled.real_releases(OPEN_DATA / "procurement" / "ocds")
    large, fifth = tmp_path / "large.json", tmp_path / "fifth.json"
    resampled.write(large, real, count=_COUNT, largest=_LARGEST)
    resampled.write(fifth, real, count=_COUNT // 5, largest=_LARGEST)

    less, _ = _load(tmp_path, fifth)
    whole, store = _load(tmp_path, large)
    ((_, known),) = store.known().items()
    with questions.desk(store) as desk:
        taken = _questions(desk)

    with capsys.disabled():
        print(f"\n{_COUNT // 5:,} releases: {less}")
        print(f"{_COUNT:,} releases, {large.stat().st_size / 1e9:.1f} GB: {whole}")
        print(f"kept {json.dumps(known.outcome.dump())}")
        print("; ".join(f"{name}: {one * 1000:.0f} ms" for name, one in taken.items()))
    assert known.outcome.read == _COUNT
    assert whole.memory <= _FLAT * less.memory
    assert {name: one for name, one in taken.items() if one >= 1} == {}


@with_open_data
@pytest.mark.skipif(not _ASKED, reason="FLATTEN_VERSION names no flatten-tool to compare with")
def test_same_file_is_loaded_ten_times_as_fast_as_by_flatten_tool(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = resampled.real_releases(OPEN_DATA / "procurement" / "ocds")
    path, count = tmp_path / "few.json", _COUNT // _SHARE
    resampled.write(path, real, count=count, largest=_LARGEST)

    turns = [(run(*flatten_tool.command(path, tmp_path / "flat")), _load(tmp_path, path)[0]) for _ in range(_TURNS)]

    clock = median(theirs.seconds / ours.seconds for theirs, ours in turns)
    processor = median(theirs.processor / ours.processor for theirs, ours in turns)
    with capsys.disabled():
        print(f"\n{count:,} releases, {_TURNS} turns, load {os.getloadavg()[0]:.1f}")
        for theirs, ours in turns:
            print(f"flatten-tool {flatten_tool.VERSION or ''}: {theirs}; ours: {ours}")
        print(f"{clock:.1f} times as fast by the clock, {processor:.1f} in processor time")
    assert (clock >= 10, processor >= 10) == (True, True)


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
    """Ask each question of one division, of all codes and of a period; the slowest counts, each by its quicker try."""
    answer = questions.ask(desk, Asked())  # Ibis wakes up once in a process.
    taken: dict[str, float] = {}
    for frame in (Asked(codes=("45",)), Asked(), Asked(codes=("7", "3"), since=date(2016, 1, 1))):
        for name, work in _QUESTIONS.items():
            tries = [_timed(partial(work, desk, frame))[0] for _ in range(2)]
            taken[name] = max(min(tries), taken.get(name, 0))
    like = answer.buyers[0].number
    taken["potential"], _ = _timed(partial(adopters.potential, desk, answer, (), like=like))
    return taken
