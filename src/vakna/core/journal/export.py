"""A journal as one file: what leaves the house for others to check. Reads and writes the form; judges nothing.

The form is told in `vakna.core.journal`. Reading refuses what is not in it, above all unknown fields: words in an
entry that no hash covers would look as checked as the rest.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from ..refusal import BadInput, Problem
from .entry import Entry

FORMAT = "vakna-journal"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry as stored: with its leaf and the root of the tree that ends with it (hexadecimal)."""

    entry: Entry
    leaf: str
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """The protected part `name` of an entry, with its salt (hexadecimal). No salt means that it has been erased."""

    sequence: int
    name: str
    salt: str | None = None
    value: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The stored end of the journal: how many entries, and the root over them (hexadecimal)."""

    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedTree:
    """A stage's tree of submissions after its opening; leaves and root in hexadecimal."""

    stage: str
    size: int
    root: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One journal with all that is needed to check it. `keys` and `checkpoints` are in signed-note form."""

    origin: str
    head: Head
    keys: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    protected: tuple[Protected, ...] = ()
    checkpoints: tuple[str, ...] = ()
    sealed: tuple[SealedTree, ...] = ()


def dump(export: Export) -> dict[str, object]:
    """Write an export as plain data, ready for `json.dumps`."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "origin": export.origin,
        "keys": list(export.keys),
        "entries": [{**asdict(row.entry), "leaf": row.leaf, "root": row.root} for row in export.rows],
        "protected": [_dump_protected(part) for part in export.protected],
        "head": asdict(export.head),
        "checkpoints": list(export.checkpoints),
        "sealed": [{**asdict(tree), "leaves": list(tree.leaves)} for tree in export.sealed],
    }


def _dump_protected(part: Protected) -> dict[str, object]:
    if part.salt is None:
        return {"sequence": part.sequence, "name": part.name, "erased": True}
    return {"sequence": part.sequence, "name": part.name, "salt": part.salt, "value": part.value}


def parse(content: str | bytes) -> Export:
    """Read the text of an exported journal. Refuses (`BadInput`) with the path of the first thing that is not in the
    form. Whether what stands there is true is for `verify` to say.
    """
    try:
        data = json.loads(content, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise BadInput("not-readable", given=str(error)) from None
    return load(data)


def load(data: object) -> Export:
    """Read plain data, as `dump` writes it, as an export. Refuses as `parse` does."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadInput("not-a-journal", path="format", expected=FORMAT)
    if data.get("version") != VERSION:
        raise BadInput("journal-version", path="version", given=str(data.get("version")), expected=VERSION)
    frame = _record(data, "", _FRAME)
    return Export(
        origin=frame["origin"],
        head=Head(**_record(frame["head"], "head", _HEAD)),
        keys=_strings(frame["keys"], "keys"),
        rows=tuple(_row(one, f"entries[{i}]") for i, one in enumerate(frame["entries"])),
        protected=tuple(_protected(one, f"protected[{i}]") for i, one in enumerate(frame["protected"])),
        checkpoints=_strings(frame["checkpoints"], "checkpoints"),
        sealed=tuple(_sealed(one, f"sealed[{i}]") for i, one in enumerate(frame["sealed"])),
    )


_ENTRY = {"sequence": int, "at": str, "actor": str, "act": str, "subject": str, "facts": dict, "commitments": dict}
_ROW = {**_ENTRY, "leaf": str, "root": str}
_HEAD = {"size": int, "root": str}
_ERASED = {"sequence": int, "name": str, "erased": bool}
_KEPT = {"sequence": int, "name": str, "salt": str, "value": object}
_TREE = {"stage": str, "size": int, "root": str, "leaves": list}
_LISTS = dict.fromkeys(("keys", "entries", "protected", "checkpoints", "sealed"), list)
_FRAME = {"format": str, "version": int, "origin": str, "head": dict, **_LISTS}
_CODES: Mapping[type, str] = {
    str: "expected-string",
    int: "expected-whole-number",
    bool: "expected-yes-or-no",
    dict: "expected-record",
    list: "expected-list",
}


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        # A field told twice lets two readers of one file read two journals.
        raise ValueError("a field stands twice in one object")
    return found


def _row(data: object, path: str) -> Row:
    found = _record(data, path, _ROW)
    for name, value in found["commitments"].items():
        _expect(value, str, f"{path}.commitments.{name}")
    return Row(entry=Entry(**{name: found[name] for name in _ENTRY}), leaf=found["leaf"], root=found["root"])


def _protected(data: object, path: str) -> Protected:
    erased = isinstance(data, dict) and "erased" in data
    found = _record(data, path, _ERASED if erased else _KEPT)
    if erased and not found.pop("erased"):
        raise BadInput("erased-or-kept", path=f"{path}.erased")
    return Protected(**found)


def _sealed(data: object, path: str) -> SealedTree:
    found = _record(data, path, _TREE)
    return SealedTree(**found | {"leaves": _strings(found["leaves"], f"{path}.leaves")})


def _strings(data: list[Any], path: str) -> tuple[str, ...]:
    for i, one in enumerate(data):
        _expect(one, str, f"{path}[{i}]")
    return tuple(data)


def _record(data: object, path: str, kinds: Mapping[str, type]) -> dict[str, Any]:
    found = _expect(data, dict, path)
    for name in found:
        if name not in kinds:
            raise BadInput(found=(_unknown(_at(path, name), name, kinds),))
    for name, kind in kinds.items():
        if name not in found:
            raise BadInput("missing-field", path=_at(path, name))
        _expect(found[name], kind, _at(path, name))
    return dict(found)


def _unknown(path: str, name: str, kinds: Mapping[str, type]) -> Problem:
    # Not as keyword values: `name` and `path` would meet the refusal's own.
    return Problem(path, "unknown-field", (("name", name), ("known", ", ".join(sorted(kinds)))))


_Kind = TypeVar("_Kind")


def _expect(data: object, kind: type[_Kind], path: str) -> _Kind:
    # `type` and not `isinstance`: true is no whole number here.
    if kind is not object and type(data) is not kind:
        raise BadInput(_CODES[kind], path=path, given=repr(data)[:60])
    return data  # type: ignore[return-value]  # checked just above


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
