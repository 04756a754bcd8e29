"""Start from this one: a new initiative with another one's plan, its need as a draft, and what it has learned."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import learning
from vakna.core import needs, passing_on
from vakna.core.refusal import NotAllowed
from vakna.web import access, answers, doing
from vakna.web.forms import area
from vakna.web.planning import figures
from vakna.web.planning.forms import NEED_PARTS, NeedForm
from vakna.web.planning.needs import free_key, next_number
from vakna.web.sentences import PAGES


class StartFromForm(NeedForm):
    """A name, a summary, the need as the other one wrote it, and what is carried over of what that has learned."""

    own = {"key": "title"}

    title = forms.CharField(max_length=120)
    summary = area(rows=3)
    number = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **options: Any) -> None:
        """Offer what may be carried over; nothing is chosen from the start."""
        super().__init__(*args, **options)
        choices = list(offered)
        if choices:
            self.fields["carry"] = forms.MultipleChoiceField(
                choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )
            self.dress("carry", self.fields["carry"])

    def groups(self) -> list[dict[str, object]]:
        """Give the form in its parts."""
        named = {
            "initiative": ("title", "summary", "number"), "carry": ("carry",), "need": (*self.parts(), "figures")
        }  # fmt: skip
        return [
            {
                "id": code, "title": PAGES.say(self.language, f"planning.part.{code}"),
                "fields": [self[name] for name in names if name in self.fields],
            }
            for code, names in named.items() if any(name in self.fields for name in names)
        ]  # fmt: skip


def start_from(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a new initiative from one that the reader may see."""
    person = access.require_person(request)
    seen = access.visit(request, key, parts=("gates", "learning"))
    if not request.user.may_start_initiatives:  # type: ignore[union-attr]
        raise NotAllowed("may-not-start")
    offered = [(one.key, one.said.said(seen.language)) for one in passing_on.offers(seen.picture)]
    form = StartFromForm(request.POST or None, language=seen.language, offered=offered, initial=_draft(seen))
    refusal = None
    if request.method == "POST" and form.is_valid():
        new = free_key(form.cleaned_data["title"])
        refusal = answers.attempt(lambda: _start(request, seen, form, person, new))
        if refusal is None:
            return answers.done(request, reverse("plan", args=[new]), "start_from.started")
    return doing.page(request, seen, "start_from", form=form, here="initiative", refusal=refusal, parts=form.groups(),
                      about={"title": seen.picture.terms.title, "count": len(passing_on.plan(seen.picture, ""))},
                      back=reverse("end_report", args=[key]))  # fmt: skip


def _draft(seen: access.Visit) -> dict[str, Any]:
    """Give the need as the other one wrote it last, to be written anew."""
    found = needs.current(seen.picture.terms)
    if not found:
        return {}
    said = {name: value.said(seen.language) for name in NEED_PARTS if (value := getattr(found[0], name)) is not None}
    return {**said, "figures": figures.written(found[0].figures, seen.language)}


def _start(request: HttpRequest, seen: access.Visit, form: StartFromForm, person: str, key: str) -> None:
    buyer = request.user.organisation.key  # type: ignore[union-attr]
    number = form.cleaned_data["number"] or next_number(seen.at.year)
    learning.start_from(
        by=person, at=seen.at, source=seen.key, key=key, number=number,
        title=form.said("title"), summary=form.said("summary"), buyer=buyer,
        need=form.need(version=1, at=seen.at, owner=buyer, by=person), carry=form.cleaned_data.get("carry") or (),
        once=access.once(request),
    )  # fmt: skip
