"""Where the loaded data lies: parts as they were read, the ledger that says which of them count, the tables of them.

A part is written under another name and takes its own when it is whole; then one line goes to the ledger. What is not
in the ledger does not count, so a load that is killed at any instant has lost and doubled nothing.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from pathlib import Path
from typing import Any

from vakna.core.refusal import Conflict

from .report import Outcome
from .tables import TABLES, Sheet, write

FOLDER = "market"
_BREAK = b"\n"


@dataclass(slots=True)
class Known:
    """What the ledger knows of one file: how far it has been read, whether to its end, and what came of it."""

    name: str
    reached: int = 0
    done: bool = False
    outcome: Outcome = field(default_factory=Outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The market's folder below the data folder of the house."""

    folder: Path

    @classmethod
    def of(cls, data: Path) -> "Store":
        """Give the store of a data folder; nothing is made yet."""
        return cls(folder=data / FOLDER)

    @property
    def parts(self) -> Path:
        """Where the parts lie."""
        return self.folder / "parts"

    @property
    def ledger(self) -> Path:
        """The list of what counts, one line a part."""
        return self.folder / "ledger.jsonl"

    def prepare(self) -> None:
        """Make the folders."""
        self.parts.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the store for one load at a time. Refuses (`market-busy`) while another load runs."""
        self.prepare()
        with (self.folder / "lock").open("w") as lock:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                raise Conflict("market-busy") from None
            self._mend()
            yield
            flock(lock, LOCK_UN)

    def _mend(self) -> None:
        """Cut off a line that was broken off as it was written, and clear away parts that the ledger does not know."""
        content = self.ledger.read_bytes() if self.ledger.exists() else b""
        whole = content.rfind(_BREAK) + 1
        if whole < len(content):
            with self.ledger.open("r+b") as file:
                file.truncate(whole)
        counted = {line["part"] for line in self.lines()}
        for one in self.parts.iterdir():
            if one.name not in counted:
                shutil.rmtree(one)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Give every whole line of the ledger."""
        if self.ledger.exists():
            with self.ledger.open("rb") as file:
                yield from (json.loads(line) for line in file if line.endswith(_BREAK))

    def known(self) -> dict[str, Known]:
        """Give what the ledger knows of each file, by its fingerprint."""
        found: dict[str, Known] = {}
        for one in (it for line in self.lines() for it in line["files"]):
            file = found.setdefault(one["sha256"], Known(name=one["name"]))
            file.reached, file.done = one["reached"], one["done"]
            file.outcome.add(Outcome.load(one["outcome"]))
        return found

    def note(self, part: str, files: Sequence[Mapping[str, Any]]) -> None:
        """Let a part count: the line is on the disk when this returns."""
        with self.ledger.open("ab") as file:
            file.write(json.dumps({"part": part, "files": files}, ensure_ascii=False).encode() + _BREAK)
            file.flush()
            os.fsync(file.fileno())


def write_part(folder: Path, sheet: Sheet) -> None:
    """Write the rows of a part; a table without rows gets no file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        if sheet.rows[name]:
            write(name, sheet.rows[name], folder / f"{name}.parquet")
