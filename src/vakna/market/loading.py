"""Loads files into the store: known ones are left alone, the rest is read in parts, on several processors, in order.

What a load has done before it was stopped is kept, and the next one goes on from there. Memory is flat: no more parts
are on their way than there are processors, and one more.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from . import extra, json_stream, reading, settling
from .members import BROKEN, Member, find
from .report import FileReport, Outcome
from .sources.plain import ColumnMap
from .store import Known, Store, write_part
from .tables import Sheet

_PIECE = 8 * 1024 * 1024
_TOGETHER = 500
"""How much, and how many small files, are read as one part."""

Told = Callable[[str, int, int], None]
"""Hears how it goes: the file, how many bytes of all are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of a load: one report a file, in the order of their names."""

    reports: tuple[FileReport, ...]


def load(store: Store, paths: Iterable[Path], *, how: ColumnMap | None = None, jobs: int = 2, told: Told) -> Loaded:
    """Load every file of the paths, and make the tables anew when something came in.

    Refuses without the extra, while another load runs, and for a path that is not there; nothing in a file stops it.
    """
    extra.require()
    members = list(find(paths))
    with store.alone():
        with _Hands(jobs) as hands:
            loader = _Loader(store=store, how=how, hands=hands, told=told, whole=sum(one.size for one in members))
            loader.everything(members)
        # The helpers have gone: what the tables need in memory is not added to what they needed.
        if loader.wrote or not settling.is_settled(store):
            settling.settle(store)
    return Loaded(reports=tuple(loader.reports))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Small:
    """A small file on its way: its content is read where it is turned into rows."""

    member: Member
    sha256: str


@dataclass(slots=True, kw_only=True)
class _Loader:
    store: Store
    how: ColumnMap | None
    hands: "_Hands"
    told: Told
    whole: int
    passed: int = 0
    wrote: bool = False
    known: dict[str, Known] = field(default_factory=dict)
    reports: list[FileReport] = field(default_factory=list)
    number: int = 0

    def everything(self, members: Sequence[Member]) -> None:
        """Read small files together, large ones alone."""
        self.known = self.store.known()
        self.number = max((int(line["part"]) for line in self.store.lines()), default=0)
        waiting: deque[tuple[list[_Small], str, Future[Any]]] = deque()
        for group in _groups(self._new(one for one in members if one.is_small)):
            part = self._next_part()
            waiting.append((group, part, self.hands.do(_read_together, group, self.store.parts / part, self.how)))
            if len(waiting) > self.hands.most:
                self._note_together(*waiting.popleft())
        while waiting:
            self._note_together(*waiting.popleft())
        for member in (one for one in members if not one.is_small):
            self._large(member)

    def _next_part(self) -> str:
        self.number += 1
        return f"{self.number:06d}"

    def _new(self, members: Iterable[Member]) -> Iterator[_Small]:
        """Give the files that have not been loaded; the same content twice is loaded once."""
        met = set()
        for member in members:
            sha256 = self._fingerprint(member)
            if sha256 is None:
                continue
            seen = self.known.get(sha256)
            if sha256 in met or (seen and seen.done):
                self._report(member, seen.outcome if seen else Outcome(), known=True)
                self._pass(member, member.size)
            else:
                met.add(sha256)
                yield _Small(member=member, sha256=sha256)

    def _fingerprint(self, member: Member) -> str | None:
        """Give a file's fingerprint; one that cannot be unpacked is reported as lost."""
        try:
            return member.fingerprint()
        except BROKEN:
            outcome = Outcome()
            outcome.lost["unreadable-file"] += 1
            self._report(member, outcome, known=False)
            self._pass(member, member.size)
            return None

    def _note_together(self, group: list[_Small], part: str, done: Future[list[Outcome]]) -> None:
        outcomes = done.result()
        both = list(zip(group, outcomes, strict=True))
        self._note(part, [_line(one.member, one.sha256, one.member.size, outcome) for one, outcome in both])
        for one, outcome in both:
            self._report(one.member, outcome, known=False)
            self._pass(one.member, one.member.size)

    def _large(self, member: Member) -> None:
        sha256 = self._fingerprint(member)
        if sha256 is None:
            return
        seen = self.known.get(sha256) or Known(name=member.name)
        if seen.done:
            self._report(member, seen.outcome, known=True)
            self._pass(member, member.size)
            return
        with member.on_disk(self.store.folder) as path:
            begun = _Begun(member=member, sha256=sha256, path=path, known=seen)
            if reading.is_table(member.name):
                self._table(begun)
            else:
                self._json(begun)
        self._report(member, seen.outcome, known=False)

    def _table(self, begun: "_Begun") -> None:
        """Read a large table row by row; its last part says that it is done."""
        before: tuple[str, int, Outcome] | None = None
        for sheet, reached in reading.read_rows(begun.path, begun.known.reached, begun.sha256[:12], self.how):
            if before:
                self._note_piece(begun, *before, done=False)
            part = self._next_part()
            write_part(self.store.parts / part, sheet)
            before = (part, reached, sheet.outcome)
        part, reached, outcome = before or (self._next_part(), begun.known.reached, Outcome())
        self._note_piece(begun, part, reached, outcome, done=True)

    def _json(self, begun: "_Begun") -> None:
        """Read a large JSON file in pieces, several at a time; after a wrong cut a piece is read again."""
        found = json_stream.shape(begun.path)
        if found is None:
            outcome = Outcome()
            outcome.lost["not-json"] += 1
            self._note_piece(begun, self._next_part(), begun.member.size, outcome, done=True)
            return
        at = max(found.start, begun.known.reached)
        while at < found.end:
            at = self._pieces(begun, found, at)

    def _pieces(self, begun: "_Begun", found: json_stream.Shape, start: int) -> int:
        """Read on from a place that is sure until a cut proves wrong; give where it is sure again."""
        cuts = json_stream.cuts(begun.path, found, start, _PIECE)
        waiting: deque[tuple[str, int, Future[tuple[int, bool, Outcome]]]] = deque()
        at = sure = start
        while True:
            while at < found.end and len(waiting) <= self.hands.most:
                stop, part = next(cuts), self._next_part()
                reading_it = _Reading(path=begun.path, start=at, stop=stop, file=begun.sha256[:12])
                waiting.append((part, at, self.hands.do(_read_piece, reading_it, found, self.store.parts / part)))
                at = stop
            if not waiting:
                return sure
            part, began, done = waiting.popleft()
            if began != sure:
                return self._again(waiting, sure)
            sure, closed, outcome = done.result()
            over = closed or sure >= found.end
            self._note_piece(begun, part, sure, outcome, done=over)
            if over:
                self._again(waiting, sure)
                return found.end

    def _again(self, waiting: deque[tuple[str, int, Future[Any]]], sure: int) -> int:
        """Let go of pieces that were cut wrongly; the next load clears away what they wrote."""
        for _, _, done in waiting:
            done.result()
        return sure

    def _note_piece(self, begun: "_Begun", part: str, reached: int, outcome: Outcome, *, done: bool) -> None:
        self._note(part, [_line(begun.member, begun.sha256, reached, outcome, done=done)])
        begun.known.outcome.add(outcome)
        ahead = begun.member.size - begun.told if done else max(0, min(reached, begun.member.size) - begun.told)
        begun.told += ahead
        self._pass(begun.member, ahead)

    def _note(self, part: str, lines: list[dict[str, Any]]) -> None:
        self.store.note(part, lines)
        self.wrote = True

    def _report(self, member: Member, outcome: Outcome, *, known: bool) -> None:
        self.reports.append(FileReport(name=member.name, known=known, outcome=outcome))

    def _pass(self, member: Member, size: int) -> None:
        self.passed += size
        self.told(member.name, self.passed, self.whole)


@dataclass(slots=True, kw_only=True)
class _Begun:
    """A large file that is being read."""

    member: Member
    sha256: str
    path: Path
    known: Known
    told: int = 0


def _line(member: Member, sha256: str, reached: int, outcome: Outcome, *, done: bool = True) -> dict[str, Any]:
    return {"name": member.name, "sha256": sha256, "reached": reached, "done": done, "outcome": outcome.dump()}


def _groups(small: Iterable[_Small]) -> Iterator[list[_Small]]:
    """Put small files together until they weigh as much as a piece."""
    group: list[_Small] = []
    weight = 0
    for one in small:
        group.append(one)
        weight += one.member.size
        if weight >= _PIECE or len(group) >= _TOGETHER:
            yield group
            group, weight = [], 0
    if group:
        yield group


def _read_together(group: list[_Small], to: Path, how: ColumnMap | None) -> list[Outcome]:
    whole, outcomes = Sheet(), []
    for one in group:
        with one.member.open() as file:
            sheet = reading.read_small(one.member.name, file.read(), one.sha256[:12], how)
        outcomes.append(sheet.outcome)
        whole.take(sheet)
    write_part(to, whole)
    return outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A piece of a large JSON file."""

    path: Path
    start: int
    stop: int
    file: str


def _read_piece(one: _Reading, found: json_stream.Shape, to: Path) -> tuple[int, bool, Outcome]:
    """Read a piece; give where it ended, whether the list ended, and what came of it."""
    piece, sheet = json_stream.read(one.path, found, one.start, one.stop), Sheet()
    reading.take_piece(piece, sheet, one.file)
    write_part(to, sheet)
    return piece.end, piece.closed, sheet.outcome


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let a helper end when the load itself has been killed: it would wait for work for ever."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


class _Hands:
    """Who does the work: this process alone, or several beside it."""

    def __init__(self, jobs: int) -> None:
        self.most = jobs
        self._pool = _pool(jobs) if jobs > 1 else None

    def do(self, work: Callable[..., Any], *given: Any) -> "Future[Any]":
        """Begin a piece of work; alone it is done at once."""
        if self._pool:
            return self._pool.submit(work, *given)
        done: Future[Any] = Future()
        done.set_result(work(*given))
        return done

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
