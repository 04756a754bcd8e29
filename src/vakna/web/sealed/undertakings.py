"""Secrecy undertakings: who from outside the buyer may read what came under seal, and who still lacks the paper."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import people
from vakna.core import undertakings as rules
from vakna.web import access, answers, doing
from vakna.web.fields import DayField, KeyField
from vakna.web.forms import PageForm
from vakna.web.planning.team import insiders


class UndertakingForm(PageForm):
    """Who has signed, when, where the paper lies, and perhaps until when it binds."""

    about = "undertaking"

    signed = DayField()
    reference = forms.CharField(max_length=200)
    until = DayField(required=False)

    def __init__(self, *args: Any, engaged: list[tuple[str, str]], **options: Any) -> None:
        """Offer those who are engaged from outside."""
        super().__init__(*args, **options)
        self.fields = {"person": KeyField(among=engaged), **self.fields}
        self.dress("person", self.fields["person"])


def undertakings(request: HttpRequest, key: str) -> HttpResponse:
    """Show who from outside reads under an undertaking; note one more."""
    seen = access.visit(request, key)
    insiders(seen)
    terms, homes = seen.picture.terms, {one.key: one.name for one in seen.picture.terms.organisations}
    engaged = [
        {"person": one, "home": homes.get(one.organisation, ""), "undertaking": bound}
        for one, bound in rules.engaged(terms, seen.at)
    ]
    names = [(str(one.key), one.name) for one, _ in rules.engaged(terms, seen.at)]
    form = UndertakingForm(request.POST or None, language=seen.language, engaged=names)
    refusal = None
    if request.method == "POST":
        seen.require("people.note_undertaking")
        if form.is_valid():
            refusal = answers.attempt(lambda: people.note_undertaking(**seen.act(), **form.cleaned_data))
            if refusal is None:
                return answers.done(request, reverse("undertakings", args=[key]), "sealed.noted")
    values: dict[str, Any] = {
        "engaged": engaged, "may": bool(engaged) and seen.may("people.note_undertaking"),
        "back": reverse("team", args=[key]),
    }  # fmt: skip
    return doing.page(request, seen, "note_undertaking", form=form, here="team", refusal=refusal,
                      template="sealed/undertakings.html", **values)  # fmt: skip
