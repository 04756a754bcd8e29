"""A further organisation stands behind the initiative as a buyer, with a need owner of its own."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import demand
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.web import access, answers, doing
from vakna.web.forms import PageForm


class BuyerForm(PageForm):
    """Who speaks for the new buyer: somebody with an account there."""

    about = "new_buyer"
    own = {"person": "email"}

    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "off"}))


def new_buyer(request: HttpRequest, key: str) -> HttpResponse:
    """Add the organisation behind an address as a buyer; the person becomes need owner and is told."""
    seen = access.visit(request, key)
    seen.require("demand.add_buyer")
    form = BuyerForm(request.POST or None, language=seen.language)
    back, refusal = reverse("need", args=[key]), None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: demand.add_buyer(**seen.act(), **_behind(form.cleaned_data["email"])))
        if refusal is None:
            return answers.done(request, back, "needs.buyer_added")
    return doing.page(request, seen, "new_buyer", form=form, here="need", refusal=refusal, back=back)


def _behind(email: str) -> dict[str, Any]:
    """Find the person behind an address and its organisation, or refuse."""
    found = m.Person.objects.filter(email__iexact=email).select_related("organisation").first()
    if found is None:
        raise NotFound("no-account-with-email", path="email", email=email)
    return {"organisation": found.organisation.key, "person": found.key}
