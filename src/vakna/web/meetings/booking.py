"""A supplier takes a time, or lets its own go."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import meetings
from vakna.core.initiative import Slot
from vakna.core.refusal import NotAllowed
from vakna.web import access, answers, doing
from vakna.web.access import Visit

from .forms import BookForm
from .times import dialogue_stage, slot_of


def book_slot(request: HttpRequest, key: str, slot: str) -> HttpResponse:
    """Take a free time for one's own organisation, and say what one wants to talk about."""
    access.require_person(request)
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.book_slot")
    one = slot_of(seen, slot)
    form = BookForm(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: dialogue.book_slot(**seen.act(), slot=slot, wish=form.maybe_said("wish")))
        if refusal is None:
            return answers.done(request, _times(seen, one), "meetings.booked", starts=one.starts)
    return doing.page(request, seen, "book_slot", form=form, here=one.stage, refusal=refusal, **about(seen, one))


def cancel_slot(request: HttpRequest, key: str, slot: str) -> HttpResponse:
    """Let one's own time go before it begins."""
    access.require_person(request)
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.cancel_slot")
    one = slot_of(seen, slot)
    if one.participation not in seen.actor.participations and request.method != "POST":
        raise NotAllowed("slot-not-yours")
    form = doing.Bare(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST":
        refusal = answers.attempt(lambda: dialogue.cancel_slot(**seen.act(), slot=slot))
        if refusal is None:
            return answers.done(request, _times(seen, one), "meetings.cancelled", starts=one.starts)
    return doing.page(request, seen, "cancel_slot", form=form, here=one.stage, refusal=refusal, **about(seen, one))


def about(seen: Visit, slot: Slot) -> dict[str, Any]:
    """Give what every page about one time needs: the values of its sentences, and the way back."""
    stage = dialogue_stage(seen, slot.stage)
    said = {"stage": stage.name, "starts": slot.starts, "ends": meetings.ends(slot), "minutes": slot.minutes}
    return {"about": {**said, "place": slot.place}, "back": _times(seen, slot)}


def _times(seen: Visit, slot: Slot) -> str:
    return reverse("times", args=[seen.key, slot.stage])
