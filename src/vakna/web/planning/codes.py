"""The CPV codes of an initiative: what it is about, and the way from there to who else buys the same."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import demand
from vakna.core import cpv
from vakna.records import reference
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.forms import PageForm


class CodesForm(PageForm):
    """The codes as people write them."""

    about = "cpv"

    cpv = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))


def codes(request: HttpRequest, key: str) -> HttpResponse:
    """State the CPV codes that say what the initiative is about."""
    seen = access.visit(request, key)
    seen.require("demand.set_cpv")
    form = CodesForm(request.POST or None, language=seen.language, initial={"cpv": " ".join(seen.picture.terms.cpv)})
    back, refusal = reverse("need", args=[key]), None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: demand.set_cpv(**seen.act(), codes=cpv.read(form.cleaned_data["cpv"])))
        if refusal is None:
            return answers.done(request, back, "cpv.saved")
    return doing.page(request, seen, "cpv", form=form, here="need", refusal=refusal, back=back)


def listed(seen: Visit) -> list[dict[str, Any]]:
    """Give each code with what it is called; without the reference list the bare code."""
    labels = reference.cpv_labels(seen.picture.terms.cpv, seen.language)
    return [{"code": one, "label": labels.get(one, "")} for one in seen.picture.terms.cpv]
