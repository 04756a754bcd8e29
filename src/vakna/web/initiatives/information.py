"""The information page: what the buyer has told, made available to all at one instant, and who has acknowledged it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import equal_information, visibility, words
from vakna.core.equal_information import Cell, Row
from vakna.core.initiative import Broadcast
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import suppliers
from .frame import frame

_ACROSS = 8
_A_PAGE = 50


@require_safe
def information(request: HttpRequest, key: str) -> HttpResponse:
    """Show what has been told, and to the team and to each supplier who has acknowledged it."""
    seen = access.visit(request, key, parts=("contacts",))
    sent = equal_information.columns_of(seen.picture)
    page = Paginator(_rows(seen), _A_PAGE).get_page(request.GET.get("page"))
    return answers.page(
        request, "initiatives/information.html", **frame(seen, here="information"), seen=seen, page=page,
        told=[_told(seen, one) for one in sent], table=_table(seen, sent, page), questions=_questions(seen),
        acknowledged=_acknowledged(page), may_tell=seen.may("dialogue.broadcast"), nearest=_nearest(seen, sent),
    )  # fmt: skip


def _rows(seen: Visit) -> tuple[Row, ...]:
    """Give the rows of the matrix: every supplier's for readers, a supplier's own for itself, else none."""
    rows = equal_information.matrix(seen.picture)
    if not visibility.is_reader(seen.actor):
        rows = _own_rows(seen)
    names = suppliers.names(seen.picture)
    return tuple(sorted(rows, key=lambda row: words.sort_key(seen.language, names[row.participation.organisation])))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Square:
    """One square of the matrix: `told` with the time it took to acknowledge, `waits`, or `out` of the stage."""

    kind: str
    words: str


def _table(seen: Visit, sent: tuple[Broadcast, ...], page: Page[Row]) -> dict[str, Any] | None:
    """Lay out the matrix: suppliers down, and for a wide page, when they are few, also suppliers across."""
    rows = list(page)
    if not rows or not sent:
        return None
    names = [suppliers.names(seen.picture)[row.participation.organisation] for row in rows]
    squares = [[_square(seen, cell) for cell in row.cells] for row in rows]
    down = [{"name": name, "squares": line} for name, line in zip(names, squares, strict=True)]
    if page.paginator.count > _ACROSS:
        return {"down": down, "sent": sent}
    told = [(one, [line[place] for line in squares]) for place, one in enumerate(sent)]
    return {"down": down, "sent": sent, "across": names, "groups": _by_stage(seen, told)}


def _by_stage(seen: Visit, told: Iterable[tuple[Broadcast, list[_Square]]]) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for one, squares in told:
        stage = seen.picture.stage(one.stage)
        group = groups.setdefault(one.stage, {"stage": stage, "lines": []})
        group["lines"].append({"broadcast": one, "left": _days_left(seen, one), "squares": squares})
    return list(groups.values())


def _square(seen: Visit, cell: Cell | None) -> _Square:
    if cell is None:
        return _Square(kind="out", words=_say(seen, "out"))
    if cell.acknowledged_at is None:
        return _Square(kind="waits", words=_say(seen, "waits"))
    return _Square(kind="told", words=_took(seen, cell.available_at, cell.acknowledged_at))


def _took(seen: Visit, available: datetime, acknowledged: datetime) -> str:
    """Write how long it took, in whole hours or days, never less than one hour."""
    hours = max(1, round((acknowledged - available).total_seconds() / 3600))
    return _say(seen, "days", count=round(hours / 24)) if hours >= 24 else _say(seen, "hours", count=hours)


def _days_left(seen: Visit, one: Broadcast) -> int | None:
    deadline = seen.picture.stage(one.stage).deadline
    return (deadline - one.available_at).days if deadline and deadline > one.available_at else None


def _nearest(seen: Visit, sent: tuple[Broadcast, ...]) -> int | None:
    left = [days for one in sent if (days := _days_left(seen, one)) is not None]
    return min(left, default=None)


def _told(seen: Visit, one: Broadcast) -> dict[str, Any]:
    """Give one piece of information as a reader sees it; a supplier also whether it has acknowledged it itself."""
    mine = seen.actor.participations
    own = {note.participation: note.at for note in one.acknowledgements if note.participation in mine}
    rows = [row for row in _own_rows(seen) if any(cell and cell.broadcast == one.key for cell in row.cells)]
    return {
        "broadcast": one,
        "stage": seen.picture.stage(one.stage),
        "left": _days_left(seen, one),
        "acknowledged_at": min(own.values(), default=None),
        "asks": any(row.participation.key not in own for row in rows),
    }


def _own_rows(seen: Visit) -> tuple[Row, ...]:
    if not seen.actor.participations:
        return ()
    rows = equal_information.matrix(seen.picture)
    return tuple(row for row in rows if row.participation.key in seen.actor.participations)


def _acknowledged(page: Page[Row]) -> dict[str, int]:
    cells = [cell for row in page for cell in row.cells if cell is not None]
    return {"done": sum(not cell.waiting for cell in cells), "of": len(cells)}


def _questions(seen: Visit) -> list[dict[str, Any]]:
    """Give the answered questions, the last answered first, each with its stage."""
    answered = [one for one in seen.picture.questions if one.answer is not None]
    ordered = sorted(answered, key=lambda one: (one.answered_at is not None, one.answered_at, one.number), reverse=True)
    return [{"question": one, "stage": seen.picture.stage(one.stage)} for one in ordered]


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"initiatives.information.{code}", **values)
