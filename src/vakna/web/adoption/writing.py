"""The forms: the route to adoption, the decision on use, and taking up again what had died."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import adoption
from vakna.core import graveyard
from vakna.core import vocabulary as v
from vakna.core.initiative import AdoptionRoute
from vakna.web import access, answers, doing
from vakna.web.fields import DayField, KeyField, WordField
from vakna.web.forms import PageForm, area

from .page import COLLECTIONS


class RouteForm(PageForm):
    """Who buys, from which budget, by when it is decided, and who answers for further development."""

    about = "route"

    budget = area(rows=2)
    decide_by = DayField()
    developer = area(rows=2)
    why = area(required=False, rows=2)

    def __init__(self, *args: Any, seen: access.Visit, **options: Any) -> None:
        """Offer the buyers and those with the same need; what stands in the card stands in the fields."""
        card = graveyard.route(seen.picture.terms)
        super().__init__(*args, language=seen.language, initial=self._before(card, seen.language), **options)
        self.card = card
        names = {one.key: one.name for one in seen.picture.terms.organisations}
        among = dict.fromkeys((*seen.picture.terms.buyers, *((card.buyer,) if card else ())))
        self.fields = {"buyer": KeyField(among=[(str(one), names[one]) for one in among]), **self.fields}
        self.dress("buyer", self.fields["buyer"])

    @staticmethod
    def _before(card: AdoptionRoute | None, language: str) -> dict[str, Any]:
        if card is None:
            return {}
        return {"buyer": card.buyer, "budget": card.budget.said(language), "decide_by": card.decide_by,
                "developer": card.developer.said(language)}  # fmt: skip

    def route(self, seen: access.Visit) -> AdoptionRoute:
        """Give the card as the form says it; what was not changed keeps its languages."""
        typed, card = self.cleaned_data, self.card
        budget = self.rewritten("budget", card.budget if card else None) or self.said("budget")
        developer = self.rewritten("developer", card.developer if card else None) or self.said("developer")
        return AdoptionRoute(version=1, at=seen.at, buyer=typed["buyer"], budget=budget, decide_by=typed["decide_by"],
                             developer=developer, why=self.maybe_said("why"))  # fmt: skip


class ReviveForm(RouteForm):
    """A new route, and why it will go better this time."""

    about = "route"

    reason = area(rows=3)
    why = None  # type: ignore[assignment]


class AdoptionForm(PageForm):
    """Introduced or laid down, the cause, the reason, and where the decision is written."""

    about = "adoption"

    reason = area(rows=3)
    reference = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer both ways, and the causes."""
        super().__init__(*args, **options)
        steps = (v.AdoptionStep.ADOPT, v.AdoptionStep.LAY_DOWN)
        own = {
            "step": WordField(among=steps, language=self.language),
            "cause": WordField(among=v.CauseOfDeath, language=self.language, radio=False, required=False),
        }
        self.fields = {**own, **self.fields}
        for name, field in own.items():
            self.dress(name, field)


def set_route(request: HttpRequest, key: str) -> HttpResponse:
    """Write the next version of the route."""
    seen = access.visit(request, key)
    seen.require("adoption.set_route")
    form, refusal, back = RouteForm(request.POST or None, seen=seen), None, reverse("adoption", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: adoption.set_route(**seen.act(), route=form.route(seen)))
        if refusal is None:
            return answers.done(request, back, "adoption.written")
    return doing.page(request, seen, "set_route", form=form, here="adoption", refusal=refusal, back=back)


def decide_adoption(request: HttpRequest, key: str) -> HttpResponse:
    """Decide on use when the last test is over."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    seen.require("adoption.decide")
    form, refusal = AdoptionForm(request.POST or None, language=seen.language), None
    back = reverse("adoption", args=[key])
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        given = {"step": typed["step"], "cause": typed["cause"], "reference": typed["reference"] or None}
        refusal = answers.attempt(lambda: adoption.decide(**seen.act(), reason=form.said("reason"), **given))
        if refusal is None:
            return answers.done(request, back, "adoption.decided")
    return doing.page(request, seen, "decide_adoption", form=form, here="adoption", refusal=refusal, back=back)


def revive(request: HttpRequest, key: str) -> HttpResponse:
    """Take up again what lies in the graveyard, with a new route."""
    seen = access.visit(request, key)
    seen.require("adoption.revive")
    form, refusal, back = ReviveForm(request.POST or None, seen=seen), None, reverse("adoption", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(
            lambda: adoption.revive(**seen.act(), reason=form.said("reason"), route=form.route(seen))
        )
        if refusal is None:
            return answers.done(request, back, "adoption.revived")
    return doing.page(request, seen, "revive", form=form, here="adoption", refusal=refusal, back=back)
