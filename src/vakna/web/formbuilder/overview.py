"""The form of a stage as a whole: its questions in order, what is asked while none is built, and the ways to change."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.core import stage_form as forms
from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import FormQuestion, Key, Stage, Text
from vakna.core.refusal import NotFound
from vakna.web import access, answers
from vakna.web.handin import topics
from vakna.web.initiatives.frame import frame
from vakna.web.planning.team import insiders
from vakna.web.sentences import PAGES

CORRECTED = frozenset({v.StageState.PUBLISHED, v.StageState.OPEN})
"""The states in which the form changes by a published correction alone."""


def stage_form(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show a stage's form; while the stage is planned, put its questions in order or take them away."""
    seen = access.visit(request, key)
    insiders(seen)
    one = seen.stage(stage)
    if not rules.rules(one).takes_submissions:
        raise NotFound("no-such-stage", key=stage)
    refusal = None
    if request.method == "POST":
        seen.require("initiatives.plan_stage")
        refusal = answers.attempt(lambda: initiatives.plan_stage(**seen.act(), stage=_rearranged(request, one)))
        if refusal is None:
            return answers.done(request, reverse("stage_form", args=[key, stage]), "formbuilder.saved")
    values: dict[str, Any] = {
        "one": one, "rows": [_row(seen, it, number) for number, it in enumerate(one.form, start=1)],
        "asked_now": topics.by_default(one, seen.language), "kinds": _kinds(seen.language),
        "planned": one.state is v.StageState.PLANNED and seen.may("initiatives.plan_stage"),
        "corrects": one.state in CORRECTED and seen.may("initiatives.correct_stage"),
    }  # fmt: skip
    framed = frame(seen, here=stage, title=PAGES.say(seen.language, "formbuilder.title", stage=one.name))
    return answers.page(request, "formbuilder/form.html", refusal=refusal, seen=seen, **values, **framed)


def _kinds(language: str) -> list[dict[str, Any]]:
    """Give the kinds of questions with what each is good for."""
    return [{"kind": one, "about": PAGES.say(language, f"formbuilder.kind.{one.value}")} for one in v.QuestionKind]


def _row(seen: access.Visit, one: FormQuestion, number: int) -> dict[str, Any]:
    """Give one question with what it takes, in short."""
    return {"number": number, "question": one, "takes": "; ".join(_takes(seen.language, one))}


def _takes(language: str, one: FormQuestion) -> list[str]:
    say = PAGES.say
    found = [say(language, "formbuilder.longest", most=one.longest)] if one.longest else []
    found += [say(language, "formbuilder.among", choices=[it.label for it in one.choices])] if one.choices else []
    found += [say(language, "handin.form.files", kinds=one.files)] if one.files else []
    return found + ([say(language, "formbuilder.about", dimension=one.dimension)] if one.dimension else [])


def _rearranged(request: HttpRequest, stage: Stage) -> Stage:
    """Give the stage with its form as the button asks: a question moved or taken away, or the first form made."""
    do, _, key = request.POST.get("do", "").partition(".")
    if do == "adopt" and not stage.form:
        return replace(stage, form=_adopted(stage))
    form = list(stage.form)
    at = next((number for number, one in enumerate(form) if one.key == key), None)
    if at is None:
        raise NotFound("no-such-form-question")
    moved = form.pop(at)
    if do in ("up", "down"):
        form.insert(max(0, at + (1 if do == "down" else -1)), moved)
    return replace(stage, form=tuple(form))


def _adopted(stage: Stage) -> tuple[FormQuestion, ...]:
    """Make a form of what is asked while none is built, so that it can be added to."""
    said = {language: topics.by_default(stage, language) for language in ("sv", "en")}
    groups = {one.value: one for one in v.CriterionGroup}
    return tuple(
        FormQuestion(
            key=Key(forms_key), kind=v.QuestionKind.TEXT, group=groups.get(forms_key),
            asks=_text({language: rows[number].label for language, rows in said.items()}),
            help=_text({language: rows[number].hint for language, rows in said.items() if rows[number].hint}),
        )
        for number, forms_key in enumerate(str(one.key) for one in said["sv"])
    )  # fmt: skip


def _text(said: dict[str, str]) -> Any:
    return Text(said) if said else None


def find(stage: Stage, key: str) -> FormQuestion:
    """Find a question of the stage's form, or refuse `no-such-form-question`."""
    found = next((one for one in stage.form if one.key == key), None)
    if found is None:
        raise NotFound("no-such-form-question")
    return found


def new(stage: Stage, kind: str) -> FormQuestion:
    """Give a question that is still to be written, of the kind asked for. Refuses a kind that there is not."""
    if kind not in set(v.QuestionKind):
        raise NotFound("no-such-form-question")
    return FormQuestion(key=forms.new_key(stage), kind=v.QuestionKind(kind), asks=Text({"sv": "-"}))
