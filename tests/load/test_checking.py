"""Ten thousand documents judged from files on two processors, against parsing the same files as plain JSON."""

import json
import resource
import time
from collections import deque
from datetime import UTC, datetime
from importlib import resources
from multiprocessing import get_context
from pathlib import Path

import pytest

from vakna.cli.checking import How, judge_files

_FILES, _ROUNDS, _FIRST = 500, 20, 1_000
_LEAST_SIZE = 60_000
_HOW = How(lang="sv", format="text", at=datetime(2025, 1, 10, tzinfo=UTC), whole=False)


def _written(folder: Path) -> list[str]:
    """Write the practice case under many names, each with a title of its own."""
    data = json.loads((resources.files("vakna") / "demo" / "ovningsfallet.json").read_text(encoding="utf-8"))
    for number in range(_FILES):
        data["initiative"]["title"] = {"sv": f"Övningsfall {number}"}
        (folder / f"{number}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return [str(folder / f"{number}.json") for number in range(_FILES)]


def _parse(name: str) -> int:
    return len(json.loads(Path(name).read_text(encoding="utf-8")))


def _parsed(names: list[str]) -> float:
    before = time.perf_counter()
    with get_context("spawn").Pool(2) as pool:
        deque(pool.imap(_parse, names, chunksize=20), maxlen=0)
    return time.perf_counter() - before


def _judged(names: list[str]) -> float:
    before = time.perf_counter()
    assert not any(one.fails or one.problems for one in judge_files(names, _HOW, jobs=2))
    return time.perf_counter() - before


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def test_ten_thousand_documents_cost_at_most_eight_times_their_parsing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = _written(tmp_path)
    smallest = min(Path(one).stat().st_size for one in names)
    every = names * _ROUNDS

    parsing = _parsed(every)
    judging = _judged(every[:_FIRST])
    few = _most_memory()
    judging += _judged(every[_FIRST:])
    many = _most_memory()

    with capsys.disabled():
        print(
            f"\nrules: {len(every)} documents of at least {smallest // 1000} kB judged in {judging:.0f} s, parsed in "
            f"{parsing:.0f} s: {judging / parsing:.1f} times; "
            f"{few // 1024} MB at most after {_FIRST}, {many // 1024} MB in all"
        )
    assert smallest >= _LEAST_SIZE
    assert judging <= 8 * parsing
    assert many <= 1.1 * few
