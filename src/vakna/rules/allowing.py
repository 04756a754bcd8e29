"""Suppressions as data: which findings may stand, why, and who says so. Without a reason and a name, nothing."""

from collections.abc import Iterator
from typing import Any

from vakna.core.initiative import Key, Picture
from vakna.core.initiative import Suppression as Kept
from vakna.core.refusal import BadInput, NotFound, Problem

from .finding import Suppression
from .registry import BY_CODE, find

_FIELDS = ("code", "reason", "by", "stage")
_NEEDED = {"reason": "allow-reason", "by": "allow-by"}


def read(data: object) -> tuple[Suppression, ...]:
    """Read `[[allow]]` tables (code, reason, by, and stage when it is for one). Refuses every fault at once."""
    rows = data.get("allow") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise BadInput("allow-shape", path="allow")
    problems: list[Problem] = []
    read_rows = [_row(f"allow[{i}]", row, problems) for i, row in enumerate(rows)]
    if problems:
        raise BadInput(found=tuple(problems))
    return tuple(one for one in read_rows if one is not None)


def kept(picture: Picture) -> tuple[Suppression, ...]:
    """Give the suppressions that the picture itself holds and that still hold; none where they were not taken."""
    return tuple(one for one in _held(picture) if one.taken_back_at is None)


def taken_back(picture: Picture) -> tuple[Suppression, ...]:
    """Give the suppressions that the picture holds and that somebody has taken back."""
    return tuple(one for one in _held(picture) if one.taken_back_at is not None)


def _held(picture: Picture) -> Iterator[Suppression]:
    for one in picture.suppressions if picture.has("suppressions") else ():
        yield Suppression(
            code=one.code, reason=one.reason, by=one.signed, stage=one.stage, where=one.where,
            supplier=one.participation, at=one.at, key=one.key, taken_back_at=one.taken_back_at,
            taken_back_because=one.taken_back_because, taken_back_by=one.taken_back_signed,
        )  # fmt: skip


def require_known(picture: Picture) -> None:
    """Refuse (`BadInput`, every fault at once) what a picture lets stand of a rule that is not there, or unsaid why."""
    problems = tuple(it for i, one in enumerate(picture.suppressions) for it in _faults(f"suppressions[{i}]", one))
    if problems:
        raise BadInput(found=problems)


def _faults(path: str, one: Kept) -> Iterator[Problem]:
    if one.code not in BY_CODE:
        yield Problem(f"{path}.code", "no-such-rule", (("given", one.code),))
    if not any(said.strip() for said in one.reason.by_language.values()):
        yield Problem(f"{path}.reason", "allow-reason")
    if not one.signed.strip():
        yield Problem(f"{path}.signed", "allow-by")


def _row(path: str, row: Any, problems: list[Problem]) -> Suppression | None:
    if not isinstance(row, dict):
        problems.append(Problem(path, "allow-shape"))
        return None
    problems += [Problem(f"{path}.{name}", "unknown-field", _unknown(name)) for name in row if name not in _FIELDS]
    said = {name: str(row.get(name, "")).strip() for name in _FIELDS}
    problems += [Problem(f"{path}.{name}", code) for name, code in _NEEDED.items() if not said[name]]
    try:
        code = find(said["code"]).code
    except NotFound as refusal:
        problems.append(Problem(f"{path}.code", refusal.code, tuple(refusal.values.items())))
        return None
    return Suppression(code=code, reason=said["reason"], by=said["by"], stage=Key(said["stage"]) or None)


def _unknown(name: str) -> tuple[tuple[str, object], ...]:
    return (("name", name), ("known", ", ".join(_FIELDS)))
