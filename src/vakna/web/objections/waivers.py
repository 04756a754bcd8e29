"""A house rule is set aside for one initiative: which, whose it is, by whom and until when."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import oversight
from vakna.core.initiative import Key
from vakna.web import access, answers, doing

from .forms import WaiverForm


def grant_waiver(request: HttpRequest, key: str) -> HttpResponse:
    """Note a waiver from a house rule."""
    seen = access.visit(request, key, parts=("objections",))
    seen.require("oversight.grant_waiver")
    form = WaiverForm(request.POST or None, seen=seen, initial={"objection": request.GET.get("objection", "")})
    refusal = None
    if request.method == "POST" and form.is_valid():
        waiver = form.waiver(key=Key(f"w-{secrets.token_hex(4)}"), seen=seen)
        refusal = answers.attempt(lambda: oversight.grant_waiver(**seen.act(), waiver=waiver))
        if refusal is None:
            return answers.done(request, reverse("objections", args=[key]), "objections.waived")
    back = reverse("objections", args=[key])
    return doing.page(request, seen, "grant_waiver", form=form, here="objections", refusal=refusal, back=back)
