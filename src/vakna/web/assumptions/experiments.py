"""An experiment is planned under its cap, and ended with a result and what is decided from it."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import assumptions, experiments
from vakna.core.initiative import Assumption, Experiment, Key
from vakna.web import access, answers, doing

from . import rows
from .forms import ExperimentForm


def plan_experiment(request: HttpRequest, key: str, assumption: str) -> HttpResponse:
    """Plan a small test of an assumption."""
    seen = _visit(request, key)
    about = assumptions.find(seen.picture, assumption)
    return _set(request, seen, about, None, Key(f"x-{secrets.token_hex(4)}"))


def experiment(request: HttpRequest, key: str, experiment: str) -> HttpResponse:
    """Say what came of an experiment, what it cost and what is decided."""
    seen = _visit(request, key)
    one = experiments.find(seen.picture, experiment)
    return _set(request, seen, seen.picture.assumption(one.assumption), one, one.key)


def _set(
    request: HttpRequest, seen: access.Visit, about: Assumption, before: Experiment | None, key: Key
) -> HttpResponse:
    form = ExperimentForm(request.POST or None, seen=seen, before=before)
    refusal = None
    if request.method == "POST" and form.is_valid():
        one = form.experiment(key, about.key)
        refusal = answers.attempt(lambda: dialogue.set_experiment(**seen.act(), experiment=one))
        if refusal is None:
            return answers.done(request, reverse("assumption", args=[seen.key, about.key]), "assumptions.tested")
    name = "end_experiment" if before else "plan_experiment"
    back = reverse("assumption", args=[seen.key, about.key])
    return doing.page(
        request, seen, name, form=form, here="assumptions", refusal=refusal, back=back,
        about={"statement": about.statement},
    )  # fmt: skip


def _visit(request: HttpRequest, key: str) -> access.Visit:
    seen = access.visit(request, key, collections=rows.COLLECTIONS)
    seen.require("dialogue.set_experiment")
    return seen
