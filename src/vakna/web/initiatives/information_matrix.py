"""The matrix of information as a page draws it: suppliers against what was told, wide and narrow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page

from vakna.core import equal_information
from vakna.core.equal_information import Cell, Row
from vakna.core.initiative import Broadcast, Contact, Key, Stage
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import suppliers

_ACROSS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One square: `told` with the time it took to acknowledge, `waits`, `lacks` (told to another), or `out` of it."""

    kind: str
    words: str


def lay(seen: Visit, sent: Sequence[Broadcast], page: Page[Row], untold: Sequence[Contact]) -> dict[str, Any] | None:
    """Lay out the matrix: suppliers down, and for a wide page, when they are few, also suppliers across.

    `untold` are contacts in which something was told that not all have been given: drawn where suppliers go across.
    """
    rows = list(page)
    if not rows or not sent:
        return None
    names = [suppliers.names(seen.picture)[row.participation.organisation] for row in rows]
    squares = [[_square(seen, cell) for cell in row.cells] for row in rows]
    down = [{"name": name, "squares": line} for name, line in zip(names, squares, strict=True)]
    if page.paginator.count > _ACROSS:
        return {"down": down, "sent": sent}
    told = [(one, [line[place] for line in squares]) for place, one in enumerate(sent)]
    keys = [row.participation.key for row in rows]
    return {"down": down, "sent": sent, "across": names, "groups": _by_stage(seen, told, untold, keys)}


def _by_stage(
    seen: Visit, told: Iterable[tuple[Broadcast, list[Square]]], untold: Sequence[Contact], keys: list[Key]
) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for one, squares in told:
        group = groups.setdefault(one.stage, {"stage": seen.picture.stage(one.stage), "lines": [], "untold": []})
        group["lines"].append({"broadcast": one, "left": days_left(seen, one), "squares": squares})
    for stage, group in groups.items():
        mine = [one for one in untold if one.stage == stage]
        group["untold"] = [{"contact": one, "squares": _heard(seen, one, keys)} for one in reversed(mine)]
    return list(groups.values())


def _heard(seen: Visit, contact: Contact, keys: list[Key]) -> list[Square]:
    """Give who was told in a contact and who was not, among those that still have to know the same."""
    stage = seen.picture.stage(contact.stage)
    circle = {one.key for one in equal_information.circle(seen.picture, stage)}
    found = equal_information.differences(seen.picture, stage, seen.at)
    lacks = {key for one in found if one.piece.source == contact.key for key in one.lacks}
    kinds = ["lacks" if key in lacks else "told" if key in circle else "out" for key in keys]
    said = {"lacks": _say(seen, "lacks"), "told": _say(seen, "heard"), "out": _say(seen, "out")}
    return [Square(kind=kind, words=said[kind]) for kind in kinds]


def _square(seen: Visit, cell: Cell | None) -> Square:
    if cell is None:
        return Square(kind="out", words=_say(seen, "out"))
    if cell.acknowledged_at is None:
        return Square(kind="waits", words=_say(seen, "waits"))
    return Square(kind="told", words=_took(seen, cell.available_at, cell.acknowledged_at))


def _took(seen: Visit, available: datetime, acknowledged: datetime) -> str:
    """Write how long it took, in whole hours or days, never less than one hour."""
    hours = max(1, round((acknowledged - available).total_seconds() / 3600))
    return _say(seen, "days", count=round(hours / 24)) if hours >= 24 else _say(seen, "hours", count=hours)


def days_left(seen: Visit, one: Broadcast) -> int | None:
    """Give the whole days from a piece of information to the hand-in that it affects, where one is to come."""
    deadline = affected(seen, one).deadline
    return (deadline - one.available_at) // timedelta(days=1) if deadline and deadline > one.available_at else None


def affected(seen: Visit, one: Broadcast) -> Stage:
    """Give the stage whose hand-in a piece of information affects, else its own."""
    return seen.picture.stage(one.affects or one.stage)


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"initiatives.information.{code}", **values)
