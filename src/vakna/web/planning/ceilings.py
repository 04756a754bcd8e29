"""What may be lost in all, and how an initiative is ended."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.web import access, answers, doing

from .forms import CeilingsForm, EndForm


def ceilings(request: HttpRequest, key: str) -> HttpResponse:
    """Say what may be lost in all and on one supplier, before a stage that pays is published."""
    seen = access.visit(request, key)
    seen.require("initiatives.set_ceilings")
    terms = seen.picture.terms
    initial = {"ceiling": terms.ceiling, "supplier_ceiling": terms.supplier_ceiling}
    form = CeilingsForm(request.POST or None, language=seen.language, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: initiatives.set_ceilings(**seen.act(), **form.cleaned_data))
        if refusal is None:
            return answers.done(request, reverse("plan", args=[key]), "planning.ceilings_set")
    back = reverse("plan", args=[key])
    return doing.page(request, seen, "ceilings", form=form, here="plan", refusal=refusal, back=back)


def end_initiative(request: HttpRequest, key: str) -> HttpResponse:
    """End the initiative, with the reason."""
    seen = access.visit(request, key)
    seen.require("initiatives.end")
    form = EndForm(request.POST or None, language=seen.language, planned=bool(seen.picture.terms.spread_plans))
    refusal = None
    if request.method == "POST" and form.is_valid():
        state, reason, spread = form.cleaned_data["state"], form.said("reason"), form.maybe_said("spread")
        refusal = answers.attempt(lambda: initiatives.end(**seen.act(), state=state, reason=reason, spread=spread))
        if refusal is None:
            return answers.done(request, reverse("plan", args=[key]), "planning.ended")
    back = reverse("plan", args=[key])
    return doing.page(request, seen, "end", form=form, here="plan", refusal=refusal, back=back)
