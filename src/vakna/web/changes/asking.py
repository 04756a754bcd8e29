"""A change is asked for beside the frame that was published, so that whoever asks sees whether it holds."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core.initiative import Key
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from .forms import ChangeForm
from .register import COLLECTIONS, frames


def request_change(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a change of what was published."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    seen.require("dialogue.request_change")
    form = ChangeForm(request.POST or None, seen=seen, initial={"stage": request.GET.get("stage", "")})
    refusal = None
    if request.method == "POST" and form.is_valid():
        one = form.change(key=Key(f"c-{secrets.token_hex(4)}"), seen=seen)
        cleared = answers.cleared_because(request)
        refusal = answers.attempt(lambda: dialogue.request_change(**seen.act(), change=one, cleared_because=cleared))
        if refusal is None:
            return answers.done(request, reverse("changes", args=[key]), "changes.requested")
    framed = frame(seen, here="need", title=" ")
    shown = frames(seen)
    return answers.page(request, "changes/ask.html", seen=seen, form=form, refusal=refusal, frames=shown, **framed)
