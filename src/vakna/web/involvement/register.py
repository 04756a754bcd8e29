"""The tenderers of one competition that were there before it: found, noted, and how far each has come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import dialogue
from vakna.core import involvement as rules
from vakna.core.initiative import Involvement
from vakna.core.refusal import NotFound
from vakna.web import access, answers, doing
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .forms import NoteForm

SEEN = ("slots", "contacts", "involvements", "submissions", "ties", "money")
"""The collections that tell who took part in preparing."""


@require_safe
def preparations(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """List who was there before, after the opening; a supplier sees its own alone."""
    seen = access.visit(request, key, collections=SEEN)
    one = seen.stage(stage)
    noted = [it for it in seen.picture.involvements if rules.call_of(seen.picture, it.participation).key == one.key]
    may_note = seen.may("dialogue.note_involvement")
    if not may_note and not noted:
        raise NotFound("no-such-involvement", key=stage)
    values: dict[str, Any] = {
        "stage": one, "may_note": may_note, "noted": [row(seen, it) for it in noted],
        "found": [_found(seen, it) for it in rules.suggestions(seen.picture, stage)] if may_note else [],
    }  # fmt: skip
    framed = frame(seen, here=stage, title=" ")
    return answers.page(request, "involvement/preparations.html", seen=seen, **values, **framed)


def note_involvement(request: HttpRequest, key: str, stage: str, participation: str) -> HttpResponse:
    """Note how a tenderer took part."""
    seen = access.visit(request, key, collections=SEEN)
    seen.require("dialogue.note_involvement")
    one = next((it for it in seen.picture.participations if it.key == participation), None)
    if one is None or not rules.is_known(seen.picture, seen.stage(stage)):
        raise NotFound("no-such-supplier", key=participation)
    form = NoteForm(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(
            lambda: dialogue.note_involvement(**seen.act(), participation=participation, how=form.said("how"))
        )
        if refusal is None:
            return answers.done(request, reverse("preparations", args=[key, stage]), "involvement.noted")
    about: dict[str, object] = {"supplier": seen.picture.supplier_name(one.key)}
    back = reverse("preparations", args=[key, stage])
    return doing.page(request, seen, "note_involvement", form=form, here=stage, refusal=refusal, about=about, back=back)


def row(seen: access.Visit, one: Involvement) -> dict[str, Any]:
    """Give one part in the preparations as a list shows it."""
    return {"one": one, "supplier": seen.picture.supplier_name(one.participation), "next": next_words(seen, one)}


def next_words(seen: access.Visit, one: Involvement) -> str:
    """Say what comes next."""
    return PAGES.say(seen.language, f"involvement.next.{rules.step(one)}")


def _found(seen: access.Visit, one: rules.Suggestion) -> dict[str, Any]:
    traces = [PAGES.say(seen.language, f"involvement.trace.{it.kind}", count=it.count) for it in one.traces]
    return {"key": one.participation, "supplier": seen.picture.supplier_name(one.participation), "traces": traces}
