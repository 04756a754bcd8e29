"""One question of a stage's form: written while the stage is planned, corrected in public once it is published."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.core import good_time, words
from vakna.core import vocabulary as v
from vakna.core.initiative import FormQuestion, Stage, Text
from vakna.web import access, answers, doing, rules_asked
from vakna.web.sentences import PAGES

from . import overview
from .forms import QuestionForm


def form_question(request: HttpRequest, key: str, stage: str, question: str) -> HttpResponse:
    """Change a question of the form, or take it away by a correction."""
    seen = access.visit(request, key)
    return _write(request, seen, seen.stage(stage), overview.find(seen.stage(stage), question), new=False)


def new_form_question(request: HttpRequest, key: str, stage: str, kind: str) -> HttpResponse:
    """Add a question of a kind to the form."""
    seen = access.visit(request, key)
    return _write(request, seen, seen.stage(stage), overview.new(seen.stage(stage), kind), new=True)


def _write(request: HttpRequest, seen: access.Visit, one: Stage, question: FormQuestion, *, new: bool) -> HttpResponse:
    corrects, back = one.state in overview.CORRECTED, reverse("stage_form", args=[seen.key, one.key])
    seen.require("initiatives.correct_stage" if corrects else "initiatives.plan_stage")
    posted = request.POST if request.method == "POST" else None
    form = QuestionForm(posted, language=seen.language, question=question, new=new, corrects=corrects)
    refusal = None
    if posted is not None and form.is_valid():
        act = _correct if corrects else _plan
        refusal = answers.attempt(lambda: act(seen, one, form))
        if refusal is None:
            return answers.done(request, back, "formbuilder.saved")
    values: dict[str, Any] = {
        "about": {"stage": one.name, "kind": question.kind}, "back": back,
        "effects": [_on_deadline(seen, one)] if corrects and one.deadline else [],
        "late": not good_time.in_good_time(one, seen.at),
    }  # fmt: skip
    return doing.page(request, seen, "correct_form" if corrects else "form_question", form=form, here=one.key,
                      refusal=refusal, template="planning/correct.html", **values)  # fmt: skip


def _plan(seen: access.Visit, stage: Stage, form: QuestionForm) -> None:
    changed = replace(stage, form=_with(stage, form.written()))
    initiatives.plan_stage(**seen.act(), stage=changed)


def _correct(seen: access.Visit, stage: Stage, form: QuestionForm) -> None:
    """Publish the new form as a correction; what it is about is said in every language by the house."""
    written, gone = form.written(), bool(form.cleaned_data.get("remove"))
    known = any(one.key == written.key for one in stage.form)
    kind = "removed" if gone else "changed" if known else "added"
    what = {one: words.CORE.say(one, f"form_correction.{kind}", question=written.asks) for one in words.LANGUAGES}
    after = tuple(one for one in stage.form if one.key != written.key) if gone else _with(stage, written)
    initiatives.correct_stage(
        **seen.act(), stage=stage.key, what=Text(what), why=form.said("why"), confirm=form.cleaned_data["confirm"],
        form=after, reasons=rules_asked.reasons(seen.request),
    )  # fmt: skip


def _with(stage: Stage, written: FormQuestion) -> tuple[FormQuestion, ...]:
    """Give the form with the question in its old place, or last when it is new."""
    if all(one.key != written.key for one in stage.form):
        return (*stage.form, written)
    return tuple(written if one.key == written.key else one for one in stage.form)


def _on_deadline(seen: access.Visit, stage: Stage) -> str:
    """Say what the correction does to the deadline now."""
    if stage.state is v.StageState.PUBLISHED or good_time.in_good_time(stage, seen.at):
        return PAGES.say(seen.language, "formbuilder.deadline_stays", deadline=stage.deadline)
    return PAGES.say(seen.language, "formbuilder.deadline_moves", to=good_time.moved_deadline(stage, seen.at))
