"""An assumption is written, and written anew with why; what it said before is kept."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import assumptions as rules
from vakna.core.initiative import Key
from vakna.web import access, answers, doing

from . import rows
from .forms import AssumptionForm


def write_assumption(request: HttpRequest, key: str) -> HttpResponse:
    """Write what must be true."""
    seen = _visit(request, key)
    form = AssumptionForm(request.POST or None, seen=seen)
    refusal = None
    if request.method == "POST" and form.is_valid():
        one = form.assumption(Key(f"a-{secrets.token_hex(4)}"))
        refusal = answers.attempt(
            lambda: dialogue.set_assumption(**seen.act(), assumption=one, tested_in=form.tested_in())
        )
        if refusal is None:
            return answers.done(request, reverse("assumptions", args=[key]), "assumptions.written")
    back = reverse("assumptions", args=[key])
    return doing.page(request, seen, "write_assumption", form=form, here="assumptions", refusal=refusal, back=back)


def revise_assumption(request: HttpRequest, key: str, assumption: str) -> HttpResponse:
    """Write what tests have said since, or open again what was settled."""
    seen = _visit(request, key)
    before = rules.find(seen.picture, assumption)
    form = AssumptionForm(request.POST or None, seen=seen, before=before)
    refusal = None
    if request.method == "POST" and form.is_valid():
        one, why = form.assumption(before.key), form.said("why")
        refusal = answers.attempt(
            lambda: dialogue.set_assumption(**seen.act(), assumption=one, why=why, tested_in=form.tested_in())
        )
        if refusal is None:
            return answers.done(request, reverse("assumption", args=[key, assumption]), "assumptions.revised")
    back = reverse("assumption", args=[key, assumption])
    return doing.page(request, seen, "revise_assumption", form=form, here="assumptions", refusal=refusal, back=back)


def _visit(request: HttpRequest, key: str) -> access.Visit:
    seen = access.visit(request, key, collections=rows.COLLECTIONS)
    seen.require("dialogue.set_assumption")
    return seen
