"""A load keeps what it can, goes on where a killed one stopped, and neither loses nor doubles anything."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.market.releases import loaded, package, release, silent, written
from vakna.core.refusal import BadInput, Conflict
from vakna.market import extra, json_stream, loading, questions, settling
from vakna.market.asked import Asked
from vakna.market.store import Store


def _counted(store: Store) -> tuple[int, int, int]:
    with questions.desk(store) as desk:
        answer = questions.ask(desk, Asked())
    return answer.basis.procurements, answer.tenders.lots, answer.suppliers.lots


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    store = Store.of(tmp_path)
    file = written(tmp_path, "a.json", package([release(1), release(2)]))
    first = loaded(store, file)
    file.rename(tmp_path / "b.json")

    again = loaded(store, tmp_path / "b.json")

    assert [one.known for one in (*first.reports, *again.reports)] == [False, True]
    assert _counted(store) == (2, 2, 2)


def test_later_release_of_a_procurement_adds_and_does_not_double(tmp_path: Path) -> None:
    store = Store.of(tmp_path)
    early = release(1, date="2024-01-01", awards=[], id="early")
    loaded(store, written(tmp_path, "a.json", package([early])))

    loaded(store, written(tmp_path, "b.json", package([release(1), release(2)])))

    assert _counted(store) == (2, 2, 2)


def test_award_counts_before_the_contract_that_it_became(tmp_path: Path) -> None:
    store = Store.of(tmp_path)
    contracts = [{"id": "c", "value": {"amount": 1000, "currency": "SEK"}}]
    loaded(store, written(tmp_path, "a.json", package([release(1, contracts=contracts)])))

    with questions.desk(store) as desk:
        (valued, kept) = questions.ask(desk, Asked()).sums

    assert [(one.kind, one.count, one.total) for one in (valued, kept)] == [("valued", 1, 1000), ("contracts", 1, 1000)]


def test_archives_folders_and_packed_files_are_opened(tmp_path: Path) -> None:
    import gzip
    import zipfile

    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "a.zip", "w") as archive:
        archive.writestr("one.json", package([release(1)]))
        archive.writestr("deep/two.json", package([release(2)]))
    written(tmp_path / "in", "c.json.gz", gzip.compress(package([release(3)]).encode()))
    written(tmp_path / "in", "d.json.gz", gzip.compress(package([release(4)]).encode())[:40])
    store = Store.of(tmp_path)

    done = loaded(store, tmp_path / "in")

    names = ["in/d.json", "in/a.zip/deep/two.json", "in/a.zip/one.json", "in/c.json"]
    assert [one.name for one in done.reports] == names
    assert dict(done.reports[0].outcome.lost) == {"unreadable-file": 1}
    assert _counted(store) == (3, 3, 3)


def test_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        loaded(Store.of(tmp_path), tmp_path / "nothing")


def test_second_load_waits_its_turn(tmp_path: Path) -> None:
    store = Store.of(tmp_path)

    with store.alone(), pytest.raises(Conflict, match="market-busy"):
        loaded(store, written(tmp_path, "a.json", package([release()])))


def test_missing_extra_is_named_with_the_command_that_adds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)

    with pytest.raises(Conflict) as refused:
        loading.load(Store.of(tmp_path), [tmp_path], told=silent)

    assert (refused.value.code, refused.value.values) == (
        "market-extra-missing", {"command": "pip install -e '.[market]'"},
    )  # fmt: skip


def _large(folder: Path, count: int) -> Path:
    """Write a package that is read in several pieces; items in it begin like a release, so that cuts go wrong."""
    filler = "x" * 2_000
    items = [{"ocid": f"item-{number}", "note": filler} for number in range(3)]
    return written(folder, "large.json", package(release(number, items=items) for number in range(count)))


def test_wrong_cuts_cost_time_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path, "x.json", package(release(number, items=[{"ocid": "no"}]) for number in range(50)))
    found = json_stream.shape(path)
    assert found is not None

    for size in (100, 777, 5_000):
        met, at = [], found.start
        while at < found.end:
            stop = min(at + size, found.end)
            piece = json_stream.read(path, found, at, stop)
            met += [one["ocid"] for one in (*piece.elements, *(json.loads(bytes(it)) for it in piece.raw))]
            at = found.end if piece.closed else piece.end

        assert met == [f"ocds-test-{number}" for number in range(50)]


_KILLED = """
import os, signal, sys
from pathlib import Path
from vakna.market import loading
from vakna.market.store import Store

def die(name, done, whole):
    if done > whole / 3:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    loading.load(Store.of(Path(sys.argv[1])), [Path(sys.argv[2])], jobs=int(sys.argv[3]), told=die)
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_load_that_is_killed_loses_and_doubles_nothing(tmp_path: Path, jobs: int) -> None:
    store, path = Store.of(tmp_path), _large(tmp_path, 4_000)
    script = written(tmp_path, "killed.py", _KILLED)

    killed = subprocess.run(  # noqa: S603  ourselves
        [sys.executable, str(script), str(tmp_path), str(path), str(jobs)], check=False, cwd=ROOT, capture_output=True
    )
    ((_, begun),) = store.known().items()
    # What a kill in the middle of a write leaves: half a line, and a part that no line tells of.
    with store.ledger.open("ab") as ledger:
        ledger.write(b'{"part": "000')
    (store.parts / "999999").mkdir()
    done = loaded(store, path)

    assert killed.returncode == -signal.SIGKILL
    assert (begun.done, settling.current(store) is not None) == (False, True)
    assert 0 < begun.outcome.read < 4_000
    assert [one.outcome.read for one in done.reports] == [4_000]
    assert _counted(store) == (4_000, 4_000, 4_000)
    assert not (store.parts / "999999").exists()
    assert json.loads(store.ledger.read_bytes().splitlines()[-1])["files"][0]["done"] is True
