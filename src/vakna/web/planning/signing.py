"""How many sign at the gates: one decider, or two different ones."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import gates
from vakna.web import access, answers, doing
from vakna.web.forms import PageForm
from vakna.web.sentences import PAGES


class SignaturesForm(PageForm):
    """One signature or two."""

    about = "signatures"

    two = forms.TypedChoiceField(coerce=lambda said: said == "two", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer both in whole sentences."""
        super().__init__(*args, **options)
        choices = [(one, PAGES.say(self.language, f"signatures.choice.{one}")) for one in ("one", "two")]
        self.fields["two"].choices = choices  # type: ignore[attr-defined]


def signatures(request: HttpRequest, key: str) -> HttpResponse:
    """Say whether one person decides at the gates or two sign; a gate with a proposal is not changed under way."""
    seen = access.visit(request, key)
    seen.require("gates.set_signatures")
    now = "two" if seen.picture.terms.two_signatures else "one"
    form = SignaturesForm(request.POST or None, language=seen.language, initial={"two": now})
    back, refusal = reverse("team", args=[key]), None
    if request.method == "POST" and form.is_valid():
        two = form.cleaned_data["two"]
        refusal = answers.attempt(lambda: gates.set_signatures(**seen.act(), two=two))
        if refusal is None:
            return answers.done(request, back, "signatures.set")
    return doing.page(request, seen, "signatures", form=form, here="team", refusal=refusal, back=back)
