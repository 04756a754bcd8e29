"""The goals of an initiative: what shall change, by how much, from when to when."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import demand
from vakna.core import goals as rules
from vakna.core import words
from vakna.core.initiative import Goal
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.fields import PartField, WholeField
from vakna.web.forms import PageForm
from vakna.web.sentences import PAGES

_TEXTS = ("title", "indicator")
_PLAIN = ("unit", "base_value", "base_year", "target_value", "target_year")


class GoalForm(PageForm):
    """One goal: an indicator with its base and target, and the UN's goals that it serves."""

    about = "goal"

    title = forms.CharField(max_length=200)
    indicator = forms.CharField(max_length=500)
    unit = forms.CharField(max_length=40)
    base_value = PartField(required=False, max_digits=14, decimal_places=2)
    base_year = WholeField(required=False)
    target_value = PartField(required=False, max_digits=14, decimal_places=2)
    target_year = WholeField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the seventeen goals."""
        super().__init__(*args, **options)
        named = [(str(one), f"{one}. {PAGES.say(self.language, f'sdg.{one}')}") for one in rules.SDGS]
        self.fields["sdgs"] = forms.MultipleChoiceField(
            choices=named, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.dress("sdgs", self.fields["sdgs"])

    def goal(self, key: Any, before: Goal | None) -> Goal:
        """Give the goal as the form says; words that were not changed keep every language."""
        said = self.cleaned_data
        texts: dict[str, Any] = {
            name: self.rewritten(name, getattr(before, name, None)) or self.said(name) for name in _TEXTS
        }
        plain = {name: said[name] for name in _PLAIN}
        return Goal(key=key, sdgs=tuple(sorted(int(one) for one in said["sdgs"])), **texts, **plain)


def goal(request: HttpRequest, key: str) -> HttpResponse:
    """State a goal, or write the one that the address names anew."""
    seen = access.visit(request, key)
    seen.require("demand.set_goal")
    before = rules.find(seen.picture.terms, request.GET.get("goal", ""))
    form = GoalForm(request.POST or None, language=seen.language, initial=_initial(seen, before))
    back, refusal = reverse("need", args=[key]), None
    if request.method == "POST" and form.is_valid():
        made = form.goal(before.key if before else rules.next_key(seen.picture.terms), before)
        refusal = answers.attempt(lambda: demand.set_goal(**seen.act(), goal=made))
        if refusal is None:
            return answers.done(request, back, "goals.saved")
    return doing.page(request, seen, "goal", form=form, here="need", refusal=refusal, back=back)


def _initial(seen: Visit, before: Goal | None) -> dict[str, Any]:
    if before is None:
        return {}
    texts = {name: getattr(before, name).said(seen.language) for name in _TEXTS}
    plain = {name: getattr(before, name) for name in _PLAIN}
    return texts | plain | {"sdgs": [str(one) for one in before.sdgs]}


def listed(seen: Visit) -> list[dict[str, Any]]:
    """Give each goal with its base and target in words, and the UN's goals by name."""
    return [
        {
            "key": one.key, "title": one.title, "indicator": one.indicator,
            "base": _level(seen, one.base_value, one.base_year, one.unit),
            "target": _level(seen, one.target_value, one.target_year, one.unit),
            "sdgs": [f"{number}. {PAGES.say(seen.language, f'sdg.{number}')}" for number in one.sdgs],
        }
        for one in seen.picture.terms.goals
    ]  # fmt: skip


def _level(seen: Visit, value: Any, year: int | None, unit: str) -> str:
    if value is None:
        return ""
    said = f"{words.number(seen.language, value)}{words.NBSP}{unit}"
    return f"{said} ({year})" if year else said
