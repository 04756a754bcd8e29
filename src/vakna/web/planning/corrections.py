"""A correction of a published stage: what it does to the deadline and to what is handed in, said before it is done."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.core import confirmation, good_time
from vakna.core.initiative import Stage
from vakna.core.vocabulary import Regime
from vakna.web import access, answers, doing
from vakna.web.fields import InstantField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES


class CorrectionForm(PageForm):
    """What is corrected and why, perhaps a later deadline, and whether what is handed in shall be confirmed."""

    about = "correction"

    what = area(rows=3)
    why = area(rows=3)
    deadline = InstantField(required=False)
    confirm = forms.BooleanField(required=False)


def correct_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Publish a correction, told to all at once; the page says what it does to the deadline before it is pressed."""
    seen = access.visit(request, key, collections=("submissions",))
    seen.require("initiatives.correct_stage")
    one = seen.stage(stage)
    form = CorrectionForm(request.POST if request.method == "POST" else None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _correct(seen, one, form))
        if refusal is None:
            return answers.done(request, reverse("plan", args=[key]), "planning.done.correct_stage", stage=one.name)
    values: dict[str, Any] = {
        "about": {"stage": one.name}, "back": reverse("plan", args=[key]), "effects": _effects(seen, one),
        "late": not good_time.in_good_time(one, seen.at),
    }  # fmt: skip
    return doing.page(request, seen, "correct_stage", form=form, here=stage, refusal=refusal,
                      template="planning/correct.html", **values)  # fmt: skip


def _correct(seen: access.Visit, stage: Stage, form: CorrectionForm) -> None:
    given = form.cleaned_data
    initiatives.correct_stage(
        **seen.act(), stage=stage.key, what=form.said("what"), why=form.said("why"), deadline=given["deadline"],
        confirm=given["confirm"],
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
