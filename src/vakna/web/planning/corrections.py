"""A correction of a published stage, field by field: what it does to the deadline and the hand-ins, said before."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.core import confirmation, good_time
from vakna.core import corrections as rules
from vakna.core.initiative import Stage, Text
from vakna.core.vocabulary import CorrectedField, Regime
from vakna.web import access, answers, doing, rules_asked
from vakna.web.fields import InstantField, WholeField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES


class CorrectionForm(PageForm):
    """What is corrected and why, what the stage says field by field, perhaps a later deadline, whether to confirm."""

    about = "correction"

    what = area(rows=3)
    why = area(rows=3)
    deadline = InstantField(required=False)
    confirm = forms.BooleanField(required=False)

    def __init__(self, *args: Any, stage: Stage, **options: Any) -> None:
        """Fill in what the stage says now; a field that is left as it is is not corrected."""
        super().__init__(*args, **options)
        self.now, self.of = rules.correctable(stage), {_name(name): name for name in rules.correctable(stage)}
        self.own = {path: name for name, path in self.of.items()}
        for name, path in self.of.items():
            self.fields[name] = _field(self.now[path], self.language, self._called(stage, path))
            self.dress(name, self.fields[name])

    def parts(self) -> list[dict[str, Any]]:
        """Give the fields in groups, each under a heading, for the template."""
        groups = {"what": ("what", "why"), "fields": tuple(self.of), "then": ("deadline", "confirm")}
        titles = {code: PAGES.say(self.language, f"correcting.{code}") for code in groups}
        return [{"id": code, "title": titles[code], "fields": [self[it] for it in names]}
                for code, names in groups.items() if names]  # fmt: skip

    def changed(self) -> dict[str, rules.Value]:
        """Give the fields that were changed, by the names that the action takes."""
        typed = {path: self._typed(name, self.now[path]) for name, path in self.of.items()}
        return {path: value for path, value in typed.items() if not _same(value, self.now[path])}

    def _typed(self, name: str, before: rules.Value) -> rules.Value:
        if isinstance(before, Text):
            return self.rewritten(name, before)
        typed: rules.Value = self.cleaned_data[name]
        return typed

    def _called(self, stage: Stage, path: str) -> str:
        of, _, field = path.removeprefix("criteria.").rpartition(".")
        said = rules.called(self.language, stage, CorrectedField(field), of or None)
        return said[:1].upper() + said[1:]


def _name(path: str) -> str:
    """Name the form's field for a field of the stage."""
    return path.replace(".", "_")


def _field(now: rules.Value, language: str, label: str) -> forms.Field:
    """Make the field that asks for what a stage says now, filled in with it."""
    if isinstance(now, Text):
        return area(rows=3, label=label, initial=now.said(language))
    return InstantField(label=label, initial=now) if isinstance(now, datetime) else WholeField(label=label, initial=now)


def _same(one: rules.Value, other: rules.Value) -> bool:
    """Say whether two values are the same to whoever fills in the form: instants by the minute."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one == other.replace(second=0, microsecond=0)
    return one == other


def correct_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Publish a correction, told to all at once; the page says what it does to the deadline before it is pressed."""
    seen = access.visit(request, key, collections=("submissions",))
    seen.require("initiatives.correct_stage")
    one = seen.stage(stage)
    form = CorrectionForm(request.POST if request.method == "POST" else None, language=seen.language, stage=one)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _correct(seen, one, form, rules_asked.reasons(request)))
        if refusal is None:
            return answers.done(request, reverse("plan", args=[key]), "planning.done.correct_stage", stage=one.name)
    values: dict[str, Any] = {
        "about": {"stage": one.name}, "back": reverse("plan", args=[key]), "effects": _effects(seen, one),
        "late": not good_time.in_good_time(one, seen.at), "parts": form.parts(), "of_stage": one,
    }  # fmt: skip
    return doing.page(request, seen, "correct_stage", form=form, here=stage, refusal=refusal,
                      template="planning/correct.html", **values)  # fmt: skip


def _correct(seen: access.Visit, stage: Stage, form: CorrectionForm, reasons: dict[str, Text]) -> None:
    given = form.cleaned_data
    initiatives.correct_stage(
        **seen.act(), stage=stage.key, what=form.said("what"), why=form.said("why"), deadline=given["deadline"],
        confirm=given["confirm"], fields=form.changed(), reasons=reasons,
    )  # fmt: skip


def _effects(seen: access.Visit, stage: Stage) -> list[str]:
    """Say what a correction does now: to the deadline, and to those who have handed in."""
    found = [_on_deadline(seen, stage)] if good_time.affected(stage, seen.at) else []
    if stage.regime is Regime.SEALED and stage.opening is None:
        return [*found, PAGES.say(seen.language, "information.handed_in_sealed")]
    count = len(confirmation.standing(seen.picture, stage))
    return [*found, PAGES.say(seen.language, "information.handed_in", count=count)] if count else found


def _on_deadline(seen: access.Visit, stage: Stage) -> str:
    about = {
        "deadline": stage.deadline, "latest": good_time.latest(stage), "count": good_time.days(stage),
        "to": good_time.moved_deadline(stage, seen.at),
    }  # fmt: skip
    code = "stays" if good_time.in_good_time(stage, seen.at) else "moves"
    return PAGES.say(seen.language, f"information.deadline_{code}", **about)
