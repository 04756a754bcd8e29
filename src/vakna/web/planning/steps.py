"""The steps of a stage: published, opened, corrected, closed, skipped. Each page says what happens before it does."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.core import stages as rules
from vakna.core.initiative import Stage
from vakna.web import access, answers, doing, rules_asked
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES


class ReasonForm(PageForm):
    """A reason that stays."""

    about = "skip"

    reason = area(rows=3)


def publish_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Publish a planned stage; until it is ready the page says what is missing, and where it is filled in."""
    seen = access.visit(request, key)
    one = seen.stage(stage)
    missing = [_gap(seen, one, code) for code in rules.missing_before_opening(one, seen.picture.terms)]
    return step(
        request, seen, one, name="publish_stage", kind=doing.Bare, missing=missing,
        action=partial(initiatives.publish_stage, reasons=rules_asked.reasons(request)),
    )  # fmt: skip


def open_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Open a published stage."""
    seen = access.visit(request, key)
    return step(request, seen, seen.stage(stage), name="open_stage", action=initiatives.open_stage, kind=doing.Bare)


def close_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Close a stage for hand-in, when its deadline has passed."""
    seen = access.visit(request, key)
    return step(request, seen, seen.stage(stage), name="close_stage", action=initiatives.close_stage, kind=doing.Bare)


def skip_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Skip a stage that has not opened."""
    seen = access.visit(request, key)
    return step(request, seen, seen.stage(stage), name="skip_stage", action=initiatives.skip_stage, kind=ReasonForm)


def step(
    request: HttpRequest, seen: access.Visit, stage: Stage, *, name: str, action: Callable[..., Any],
    kind: type[PageForm], verb: str = "", **values: Any,
) -> HttpResponse:  # fmt: skip
    """Ask before one thing is done to a stage, do it, and lead back to the plan. `verb` is `initiatives.<name>`."""
    seen.require(verb or f"initiatives.{name}")
    form = kind(request.POST if request.method == "POST" else None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: action(**seen.act(), stage=stage.key, **_typed(form)))
        if refusal is None:
            return answers.done(request, reverse("plan", args=[seen.key]), f"planning.done.{name}", stage=stage.name)
    values |= {"about": {"stage": stage.name}, "back": reverse("plan", args=[seen.key]), "facts": _facts(seen, stage)}
    return doing.page(request, seen, name, form=form, here=stage.key, refusal=refusal,
                      template="planning/step.html", **values)  # fmt: skip


def _typed(form: PageForm) -> dict[str, Any]:
    """Give what was typed as the action takes it: words as texts in the page's language."""
    plain = getattr(form, "plain", ())
    typed = form.cleaned_data.items()
    return {name: form.said(name) if isinstance(value, str) and name not in plain else value for name, value in typed}


def _gap(seen: access.Visit, stage: Stage, code: str) -> dict[str, str]:
    """Say what a stage lacks, with the way to the field that fills it."""
    field = rules.FIELD_OF[code]
    if field in ("criteria", "drafts"):
        way = reverse(field, args=[seen.key, stage.key])
    else:
        own = {"more_than_places": "more_1", "rights": "rights_use"}.get(field, field)
        way = f"{reverse('edit_stage', args=[seen.key, stage.key])}#id_{own}"
    return {"url": way, "says": PAGES.say(seen.language, f"refusal.{code}.says")}


def _facts(seen: access.Visit, stage: Stage) -> list[dict[str, str]]:
    """Give the dates and sums that the step is about to make binding."""
    said = seen.language
    names = ("opens_at", "deadline", "decision_due", "places", "pay", "ceiling")
    values = {name: getattr(stage, name) for name in names}
    return [
        {"term": PAGES.say(said, f"form.stage.{name}.label"), "value": PAGES.say(said, "planning.value", value=value)}
        for name, value in values.items()
        if value is not None
    ]
