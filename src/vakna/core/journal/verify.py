"""The judge of an exported journal: where it stopped being what it was. Hashes only; signatures are asked for.

Needs no house, no database and no clock: what it says can be said by anyone with the file and the public key.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from .canonical import NotCanonicalError
from .checkpoint import Checkpoint, read_checkpoint
from .entry import commitment, is_hash, leaf_hash
from .export import Export, Protected, Row
from .merkle import EMPTY_ROOT, Frontier, tree_root

SEALED_FACT = "sealed_tree"
_EMPTY = EMPTY_ROOT.hex()
_NO_HASH = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was: a code for its sentence, the entry it points at (or None), and typed values."""

    code: str
    sequence: int | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)


OpenNote = Callable[[str], str | None]


def verify(export: Export, *, open_note: OpenNote, older_checkpoints: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Judge an exported journal. Nothing found means that nothing has been altered, removed, swapped or inserted.

    `open_note` gives the text of a signed note when one of the trusted keys signed it, and None otherwise.
    `older_checkpoints` are notes kept outside the house: one is enough to convict truncation and a full rewrite, which
    a file alone can hide. Findings come in the order of entries, so the first with a `sequence` names the first bad
    entry; those about the whole come last.

    What no hash can tell: if leaf and root of one entry were recomputed but nothing after it, it is the entry after
    that is named; and entries that someone with the house's own pen added at the end are entries.
    """
    walk = _walk(export.rows)
    findings = [
        *_out_of_order(export.rows),
        *walk.findings,
        *_head(export, walk),
        *_protected(export),
        *_sealed(export),
        *_checkpoints(export, walk, older_checkpoints, open_note),
    ]
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[bool, int]:
    return finding.sequence is None, finding.sequence or 0


@dataclass(slots=True)
class _Walk:
    """The way through the rows: the tree as it grows, while no entry is missing from it."""

    frontier: Frontier = field(default_factory=Frontier)
    roots: list[str] = field(default_factory=lambda: [_EMPTY])
    expected: int = 0
    whole: bool = True
    fits: bool = True
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: str, sequence: int, **values: str | int) -> None:
        self.findings.append(Finding(code=code, sequence=sequence, values=values))


def _number(row: Row) -> int:
    return row.entry.sequence


def _out_of_order(rows: Sequence[Row]) -> Iterator[Finding]:
    for found, expected in zip(rows, sorted(rows, key=_number), strict=True):
        if _number(found) != _number(expected):
            yield Finding(code="entry-out-of-order", sequence=_number(expected))
            return


def _walk(rows: Sequence[Row]) -> _Walk:
    walk = _Walk()
    for sequence, group in groupby(sorted(rows, key=_number), key=_number):
        _step(walk, sequence, list(group))
    return walk


def _step(walk: _Walk, sequence: int, group: list[Row]) -> None:
    if sequence < 0:
        walk.find("entry-inserted", sequence)
        return
    if sequence > walk.expected:
        walk.find("entry-missing", walk.expected, count=sequence - walk.expected)
        walk.whole = False
    if len(group) > 1:
        walk.find("entry-inserted", sequence)
    row, grown = _fitting(walk.frontier, group)
    if row.leaf != _own_leaf(row):
        walk.find("entry-altered", sequence)
    walk.expected = sequence + 1
    if walk.whole:
        _grow(walk, sequence, row, grown)


def _grow(walk: _Walk, sequence: int, row: Row, grown: Frontier) -> None:
    root = grown.root().hex()
    if root != row.root and walk.fits:
        walk.find("entry-root-differs", sequence)
    walk.fits = root == row.root
    walk.frontier = grown
    walk.roots.append(root)


def _fitting(frontier: Frontier, group: list[Row]) -> tuple[Row, Frontier]:
    """Choose the row, and its stored or recomputed leaf, that the stored root speaks for; else the first as stored."""
    ways = [(row, frontier.append(leaf)) for row in group for leaf in _leaves(row)]
    return next(((row, grown) for row, grown in ways if grown.root().hex() == row.root), ways[0])


def _leaves(row: Row) -> list[bytes]:
    known = dict.fromkeys(leaf for leaf in (row.leaf, _own_leaf(row)) if leaf and is_hash(leaf))
    return [bytes.fromhex(leaf) for leaf in known] or [_NO_HASH]


def _own_leaf(row: Row) -> str | None:
    try:
        return leaf_hash(row.entry).hex()
    except NotCanonicalError:
        return None


def _head(export: Export, walk: _Walk) -> Iterator[Finding]:
    size = export.head.size
    if size > walk.expected:
        yield Finding(code="entry-missing", sequence=walk.expected, values={"count": size - walk.expected})
    elif size < walk.expected:
        yield Finding(code="entry-beyond-head", sequence=size, values={"size": size})
    elif walk.whole and walk.roots[size] != export.head.root:
        yield Finding(code="head-differs", values={"size": size})


def _protected(export: Export) -> Iterator[Finding]:
    commitments = {_number(row): row.entry.commitments for row in export.rows}
    for part in export.protected:
        promised = commitments.get(part.sequence, {}).get(part.name)
        if promised is None:
            yield Finding(code="protected-unknown", sequence=part.sequence, values={"name": part.name})
        elif part.salt is not None and _commits_to(part, part.salt) != promised:
            yield Finding(code="protected-differs", sequence=part.sequence, values={"name": part.name})


def _commits_to(part: Protected, salt: str) -> str | None:
    try:
        return commitment(bytes.fromhex(salt), part.value)
    except ValueError:
        return None


def _sealed(export: Export) -> Iterator[Finding]:
    opened = [row.entry.facts.get(SEALED_FACT) for row in export.rows]
    for tree in export.sealed:
        if {"stage": tree.stage, "size": tree.size, "root": tree.root} not in opened:
            yield Finding(code="sealed-tree-unrecorded", values={"stage": tree.stage})
        if len(tree.leaves) != tree.size or _tree_root(tree.leaves) != tree.root:
            yield Finding(code="sealed-tree-differs", values={"stage": tree.stage})


def _tree_root(leaves: Iterable[str]) -> str | None:
    if not all(is_hash(leaf) for leaf in leaves):
        return None
    return tree_root([bytes.fromhex(leaf) for leaf in leaves]).hex()


def _checkpoints(export: Export, walk: _Walk, older: Sequence[str], open_note: OpenNote) -> Iterator[Finding]:
    """Hold the tree against each checkpoint: first those of the file, then those kept outside, numbered from 1.

    `since` is the size up to which an earlier checkpoint still speaks for the journal.
    """
    opened: list[tuple[int, Checkpoint]] = []
    for number, note in enumerate((*export.checkpoints, *older), start=1):
        checkpoint = _opened(note, open_note)
        if isinstance(checkpoint, Checkpoint):
            opened.append((number, checkpoint))
        else:
            yield Finding(code=checkpoint, values={"number": number})
    since = 0
    for number, checkpoint in sorted(opened, key=lambda one: one[1].size):
        finding = _against(checkpoint, export.origin, walk, number, since)
        if finding is None:
            since = checkpoint.size
        else:
            yield finding


def _opened(note: str, open_note: OpenNote) -> Checkpoint | str:
    text = open_note(note)
    if text is None:
        return "checkpoint-signature"
    try:
        return read_checkpoint(text)
    except ValueError:
        return "checkpoint-unreadable"


def _against(checkpoint: Checkpoint, origin: str, walk: _Walk, number: int, since: int) -> Finding | None:
    size, values = checkpoint.size, {"number": number, "size": checkpoint.size}
    if checkpoint.origin != origin:
        return Finding(code="checkpoint-other-journal", values={"number": number, "origin": checkpoint.origin})
    if size > walk.expected:
        return Finding(code="checkpoint-beyond-end", sequence=walk.expected, values=values)
    if size < len(walk.roots) and walk.roots[size] != checkpoint.root:
        return Finding(code="checkpoint-differs", values=values | {"since": since})
    return None
