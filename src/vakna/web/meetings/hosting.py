"""The team offers times, all equally long, and takes away one that cannot be held."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import meetings
from vakna.web import access, answers, doing
from vakna.web.forms import PageForm

from .booking import about
from .forms import OfferForm, RemoveForm
from .times import dialogue_stage, slot_of


def open_slots(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Offer times one after the other. The length is the stage's own once it has one."""
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.open_slots")
    one = dialogue_stage(seen, stage)
    there = meetings.of_stage(seen.picture, stage)
    fixed = there[0].minutes if there else None
    begun = {"place": there[-1].place.said(seen.language)} if there else {}
    form = OfferForm(request.POST or None, language=seen.language, fixed=fixed, initial=begun)
    back, refusal = reverse("times", args=[key, stage]), None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(
            lambda: dialogue.open_slots(
                **seen.act(), stage=stage, starts=form.starts(), minutes=form.length(), place=form.said("place")
            )
        )
        if refusal is None:
            count = form.cleaned_data["count"]
            return answers.done(request, back, "meetings.offered", count=count, number=count)
    values: dict[str, Any] = {"about": {"stage": one.name}, "back": back, "fixed": fixed}
    return doing.page(request, seen, "open_slots", form=form, here=stage, refusal=refusal,
                      template="meetings/offer.html", **values)  # fmt: skip


def remove_slot(request: HttpRequest, key: str, slot: str) -> HttpResponse:
    """Take an offered time away; a booked one with a reason that its supplier is told."""
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.remove_slot")
    one = slot_of(seen, slot)
    kind: type[PageForm] = RemoveForm if meetings.is_taken(one) else doing.Bare
    form = kind(request.POST if request.method == "POST" else None, language=seen.language)
    values, refusal = about(seen, one), None
    if request.method == "POST" and form.is_valid():
        reason = form.maybe_said("reason")
        refusal = answers.attempt(lambda: dialogue.remove_slot(**seen.act(), slot=slot, reason=reason))
        if refusal is None:
            return answers.done(request, values["back"], "meetings.removed", starts=one.starts)
    return doing.page(request, seen, "remove_slot", form=form, here=one.stage, refusal=refusal, **values)
