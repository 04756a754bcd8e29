"""The times of a stage: all equally long, open to all; by whom one is taken only its team and its supplier see."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.core import meetings, stages
from vakna.core.initiative import Contact, Slot, Stage
from vakna.core.people import TEAM
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import StageState
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .offer import confirmed_in

PARTS = ("contacts", "broadcasts")
_A_PAGE = 60


@require_safe
def times(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """List the times: free or taken, with the way to book, to the minutes, and how many meetings are confirmed."""
    seen = access.visit(request, key, parts=PARTS)
    one = dialogue_stage(seen, stage)
    slots = meetings.of_stage(seen.picture, stage)
    mine = next((it for it in slots if it.participation in seen.actor.participations), None)
    page = Paginator(slots, _A_PAGE).get_page(request.GET.get("page"))
    taken, confirmed = sum(meetings.is_taken(it) for it in slots), confirmed_in(seen, stage)
    free = [it for it in slots if not meetings.is_taken(it) and it.starts > seen.at]
    values: dict[str, Any] = {
        **frame(seen, here=stage, title=PAGES.say(seen.language, "meetings.times")),
        "stage": one,
        "title": _title(seen, one, slots, free),
        "minutes": slots[0].minutes if slots else None,
        "rows": [_row(seen, one, it, mine) for it in page],
        "page": page,
        "mine": mine,
        "open_now": one.state is StageState.OPEN and bool(free),
        "taken": taken,
        "confirmed": confirmed,
        "summary": meetings.summary(seen.picture, stage),
        "may_offer": seen.may("dialogue.open_slots") and one.state in (StageState.PUBLISHED, StageState.OPEN),
        "may_tell": seen.may("dialogue.broadcast"),
        "may_book": seen.may("dialogue.book_slot"),
        "team": bool(seen.actor.roles & TEAM),
    }
    return answers.page(request, "meetings/times.html", seen=seen, **values)


def dialogue_stage(seen: Visit, key: str) -> Stage:
    """Find a stage that may hold times and is out, or refuse."""
    one = seen.stage(key)
    if not stages.rules(one).dialogue or one.state is StageState.PLANNED:
        raise NotFound("no-such-stage", key=key)
    return one


def slot_of(seen: Visit, key: str) -> Slot:
    """Find a time of the initiative, or refuse."""
    return meetings.slot(seen.picture, key)


def supplier_of(seen: Visit, slot: Slot) -> str:
    """Give the name of the supplier that has the time, where the reader may know it."""
    return seen.picture.supplier_name(slot.participation) if slot.participation else ""


def _title(seen: Visit, one: Stage, slots: tuple[Slot, ...], free: list[Slot]) -> str:
    if not slots:
        code = "none"
    elif one.state in (StageState.CLOSED, StageState.DECIDED) or all(it.starts <= seen.at for it in slots):
        code = "over"
    else:
        code = "free" if free else "full"
    return PAGES.say(seen.language, f"meetings.title.{code}", count=len(free), number=len(free))


def _row(seen: Visit, stage: Stage, slot: Slot, mine: Slot | None) -> dict[str, Any]:
    taken, begun = meetings.is_taken(slot), slot.starts <= seen.at
    own = slot is mine
    written = meetings.minutes_of(seen.picture, slot.key)
    state = "own" if own else "taken" if taken else "passed" if begun else "free"
    return {
        "slot": slot,
        "ends": meetings.ends(slot),
        "state": state,
        "kind": {"own": "ok", "free": "info"}.get(state, ""),
        "supplier": "" if own else supplier_of(seen, slot),
        "minutes": _minutes_state(written) if taken and (written or begun) and (own or slot.participation) else "",
        "ways": [way for way in _ways(seen, stage, slot, own=own, written=written) if way["url"]],
    }


def _minutes_state(written: Contact | None) -> str:
    if written is None:
        return "missing"
    if written.confirmation is None:
        return "waits"
    return "confirmed" if written.confirmation.right else "disputed"


def _ways(seen: Visit, stage: Stage, slot: Slot, *, own: bool, written: Contact | None) -> list[dict[str, str]]:
    """List what this person may do with this time."""
    begun, taken = slot.starts <= seen.at, meetings.is_taken(slot)
    can_book = stage.state is StageState.OPEN and not taken and not begun and seen.may("dialogue.book_slot")
    writes = seen.may("dialogue.write_minutes") and taken and begun
    wanted = {
        "book_slot": can_book,
        "cancel_slot": own and not begun and written is None,
        "minutes": written is not None and (own or bool(seen.actor.roles & TEAM)),
        "write_minutes": writes and written is None,
        "remove_slot": seen.may("dialogue.remove_slot") and not begun and written is None,
    }
    return [
        {
            "title": PAGES.say(seen.language, f"meetings.way.{name}"),
            "url": reverse(name, args=[seen.key, slot.key]) if shown else "",
        }
        for name, shown in wanted.items()
    ]
