"""One command serves the pages and runs the worker beside them; stopped, it leaves nothing running."""

import os
import signal
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli import shell

CAP = 120


def _until(condition: Callable[[], bool]) -> None:
    rest = threading.Event()
    for _ in range(CAP * 10):
        if condition():
            return
        rest.wait(0.1)
    raise AssertionError("it never came")


class Served:
    """A house that is being served: its process, its address, its data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        words = [*shell.COMMAND, "--lang", "en", "serve", "--port", "0", "--workers", "1"]
        self.process = subprocess.Popen(words, env=shell.environment(folder), stdout=subprocess.PIPE, text=True)  # noqa: S603
        assert self.process.stdout
        line = self.process.stdout.readline()
        self.place = urlsplit(line.split()[1])

    def get(self, path: str, **headers: str) -> tuple[int, str] | None:
        """Give the status and where it leads; None while nobody answers."""
        assert self.place.hostname
        connection = HTTPConnection(self.place.hostname, self.place.port, timeout=CAP)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
        except ConnectionError:
            return None
        finally:
            connection.close()
        return answer.status, answer.getheader("Location", "")

    def worked(self) -> list[str]:
        """Give the jobs that have been done."""
        with sqlite3.connect(self.folder / "vakna.sqlite3") as database:
            return [name for (name,) in database.execute("SELECT name FROM records_job WHERE finished_at IS NOT NULL")]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A house served on a port of its own."""
    house = Served(tmp_path)
    yield house
    if house.process.poll() is None:
        house.process.terminate()
        house.process.wait(CAP)


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def test_pages_are_served_and_the_worker_works_and_nothing_is_left_when_it_is_stopped(served: Served) -> None:
    _until(lambda: served.get("/") is not None)
    _until(lambda: len(served.worked()) == 3)
    children = _children(served.process.pid)

    front = served.get("/", **{"Accept-Language": "en"})
    served.process.send_signal(signal.SIGTERM)
    code = served.process.wait(CAP)

    assert front == (302, "/en/")
    hourly = "vakna.actions.delivery.hourly"
    assert sorted(served.worked()) == [
        f"{hourly}.mail_questions", f"{hourly}.renew_summaries", f"{hourly}.sign_checkpoints",
    ]  # fmt: skip
    assert code == 0
    assert children
    _until(lambda: not any(_runs(pid) for pid in children))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _words(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")


def test_worker_ends_when_the_server_is_killed(served: Served) -> None:
    _until(lambda: bool(served.worked()))
    children = _children(served.process.pid)
    (worker,) = [pid for pid in children if "work" in _words(pid)]

    served.process.kill()
    served.process.wait(CAP)

    try:
        _until(lambda: not _runs(worker))
    finally:
        for pid in filter(_runs, children):
            os.kill(pid, signal.SIGKILL)


def test_taken_port_is_said_before_anything_is_built(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = shell.run(tmp_path / "house", "serve", "--lang", "en", "--port", str(other.getsockname()[1]))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("--port: Something else listens at port ")
    assert not (tmp_path / "house" / "vakna.sqlite3").exists()
