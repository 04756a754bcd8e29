"""The information page: what the buyer has told, made available to all at one instant, and who has acknowledged it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from vakna.core import equal_information, visibility, words
from vakna.core.equal_information import Row
from vakna.core.initiative import Broadcast, Contact
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.access import Visit

from . import information_matrix, suppliers
from .frame import frame
from .information_matrix import days_left

_A_PAGE = 50
_COLUMNS = 12
_UNTOLD = 20
_QUESTIONS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One page of what has been told, the latest first; `sent` the same in order of time; `count` is everything."""

    page: Page[Broadcast]
    sent: tuple[Broadcast, ...]
    count: int

    @property
    def query(self) -> str:
        """Give what keeps this page of it in the address, when one goes on to other suppliers."""
        return f"told={self.page.number}" if self.page.number > 1 else ""


@require_safe
def information(request: HttpRequest, key: str) -> HttpResponse:
    """Show what has been told, and to the team and to each supplier who has acknowledged it."""
    seen = access.visit(request, key, parts=("broadcasts",), collections=("contacts",))
    told, untold = _told(request, seen), _untold(seen)
    page = Paginator(_rows(seen, told.sent), _A_PAGE).get_page(request.GET.get("page"))
    return answers.page(
        request, "initiatives/information.html", **frame(seen, here="information"), seen=seen, page=page, told=told,
        pieces=_pieces(seen, told), table=information_matrix.lay(seen, told.sent, page, untold),
        acknowledged=_acknowledged(page), may_tell=seen.may("dialogue.broadcast"), nearest=_nearest(seen),
        untold=_untold_lines(seen, untold), **_questions(seen),
    )  # fmt: skip


def _told(request: HttpRequest, seen: Visit) -> Told:
    sent = equal_information.columns_of(seen.picture)
    page = Paginator(tuple(reversed(sent)), _COLUMNS).get_page(request.GET.get("told"))
    return Told(page=page, sent=tuple(reversed(tuple(page))), count=len(sent))


def _rows(seen: Visit, sent: Sequence[Broadcast]) -> tuple[Row, ...]:
    """Give the rows of the matrix: every supplier's for readers, a supplier's own for itself, else none."""
    readers = visibility.is_reader(seen.actor)
    rows = equal_information.matrix(seen.picture, columns=sent) if readers else _own_rows(seen, sent)
    names = suppliers.names(seen.picture)
    return tuple(sorted(rows, key=lambda row: words.sort_key(seen.language, names[row.participation.organisation])))


def _own_rows(seen: Visit, sent: Sequence[Broadcast]) -> tuple[Row, ...]:
    if not seen.actor.participations:
        return ()
    rows = equal_information.matrix(seen.picture, columns=sent)
    return tuple(row for row in rows if row.participation.key in seen.actor.participations)


def _untold(seen: Visit) -> tuple[Contact, ...]:
    """Give, to those who read everything, what was told in contacts and somebody whom it concerns lacks."""
    if not visibility.is_reader(seen.actor):
        return ()
    waiting = equal_information.untold(seen.picture, seen.at)
    stages = [seen.stage(key) for key in {one.stage for one in waiting}]
    found = [it for stage in stages for it in equal_information.differences(seen.picture, stage, seen.at)]
    lacking = {it.piece.source for it in found}
    return tuple(one for one in waiting if one.key in lacking)


def _untold_lines(seen: Visit, untold: Sequence[Contact]) -> dict[str, Any] | None:
    """Give what is not told to all as lines, and the page where it can be told with these contacts ticked."""
    if not untold:
        return None
    names = suppliers.names(seen.picture)
    home = {one.key: names[one.organisation] for one in seen.picture.participations}
    shown = untold[:_UNTOLD]
    asked = urlencode([("contact", one.key) for one in shown])
    where = f"{reverse('broadcast', args=[seen.key])}?{asked}" if seen.may("dialogue.broadcast") else ""
    lines = [{"contact": one, "supplier": _with(home, one), "stage": seen.stage(one.stage)} for one in shown]
    return {"lines": lines, "count": len(untold), "more": len(untold) - len(shown), "url": where}


def _with(home: dict[Any, str], one: Contact) -> str:
    return home.get(one.participation, "") if one.participation else ""


def _nearest(seen: Visit) -> int | None:
    """Give the fewest days that any information came before the hand-in that it affects."""
    left = [days for one in seen.picture.broadcasts if (days := days_left(seen, one)) is not None]
    return min(left, default=None)


def _pieces(seen: Visit, told: Told) -> list[dict[str, Any]]:
    """Give each piece of information as a reader sees it; a supplier also whether it has acknowledged it itself."""
    own = _own_rows(seen, told.sent)
    return [_piece(seen, one, own) for one in told.page]


def _piece(seen: Visit, one: Broadcast, rows: Sequence[Row]) -> dict[str, Any]:
    own = seen.actor.participations
    mine = {note.participation: note.at for note in one.acknowledgements if note.participation in own}
    concerned = [row for row in rows if any(cell and cell.broadcast == one.key for cell in row.cells)]
    return {
        "broadcast": one,
        "stage": seen.picture.stage(one.stage),
        "left": days_left(seen, one),
        "acknowledged_at": min(mine.values(), default=None),
        "asks": any(row.participation.key not in mine for row in concerned),
    }


def _acknowledged(page: Page[Row]) -> dict[str, int]:
    cells = [cell for row in page for cell in row.cells if cell is not None]
    return {"done": sum(not cell.waiting for cell in cells), "of": len(cells)}


def _questions(seen: Visit) -> dict[str, Any]:
    """Give the latest answers, which are everybody's, each with its stage. One query, however many there are."""
    answered = m.Question.objects.filter(initiative__key=seen.key, answer__isnull=False, answered_at__lte=seen.at)
    rows = list(answered.select_related("stage").order_by("-answered_at", "-number")[: _QUESTIONS + 1])
    shown = [{"question": one, "stage": one.stage} for one in rows[:_QUESTIONS]]
    return {"questions": shown, "more_questions": len(rows) > len(shown)}
