"""The named programme that an initiative belongs to, and the way from there to the programme's portfolio."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import demand
from vakna.web import access, answers, doing
from vakna.web.forms import PageForm


class ProgrammeForm(PageForm):
    """The programme's name; nothing leaves it."""

    about = "programme"

    programme = forms.CharField(max_length=400, required=False)


def programme(request: HttpRequest, key: str) -> HttpResponse:
    """State which programme the initiative belongs to, or that it belongs to none."""
    seen = access.visit(request, key)
    seen.require("demand.join_programme")
    before = seen.picture.terms.programme
    said = {"programme": before.said(seen.language)} if before else {}
    form = ProgrammeForm(request.POST or None, language=seen.language, initial=said)
    back, refusal = reverse("need", args=[key]), None
    if request.method == "POST" and form.is_valid():
        named = form.rewritten("programme", before)
        refusal = answers.attempt(lambda: demand.join_programme(**seen.act(), programme=named))
        if refusal is None:
            return answers.done(request, back, "programme.saved")
    return doing.page(request, seen, "programme", form=form, here="need", refusal=refusal, back=back)
