"""Several answers written side by side, kept as a draft, and released to all at one instant."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue, drafts
from vakna.core.initiative import Stage, Text
from vakna.core.refusal import Refusal
from vakna.records import models as m
from vakna.records.windows import Window
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

from .forms import AnswersForm

_A_PAGE = 50


def release_answers(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Write answers to the questions that wait; each post keeps the draft, and the button releases what is written."""
    waits = Window(where=Q(stage__key=stage, answer__isnull=True), order=("number",), size=_A_PAGE)
    seen = access.visit(request, key, windows={"questions": lambda _: waits})
    seen.require("dialogue.release_answers")
    one = seen.stage(stage)
    asked: dict[str, Any] = {"questions": seen.picture.questions, "stage": one, "at": seen.at}
    form = AnswersForm(request.POST or None, initial=_draft(seen, one), language=seen.language, **asked)
    refusal = None
    if request.method == "POST" and form.is_valid():
        said = form.answers()
        refusal = answers.attempt(lambda: _do(request, seen, one, form, said))
        if refusal is None:
            return _done(request, seen, one, len(said))
    values: dict[str, Any] = {
        **frame(seen, here=one.key, title=one.name.said(seen.language)),
        "stage": one,
        "autosave": reverse("draft_save", args=[seen.key, _form(one)]),
        "rows": form.rows(),
    }
    return answers.page(request, "dialogue/release_answers.html", seen=seen, form=form, refusal=refusal, **values)


def _form(stage: Stage) -> str:
    return f"answers.{stage.key}"


def _draft(seen: Visit, stage: Stage) -> dict[str, str]:
    mine = m.Draft.objects.filter(initiative__key=seen.key, person__key=seen.actor.person, form=_form(stage)).first()
    return dict(mine.content) if mine else {}


def _do(request: HttpRequest, seen: Visit, stage: Stage, form: AnswersForm, said: dict[str, Text]) -> Refusal | None:
    """Keep the draft, and release when asked; what is released is taken out of the draft."""
    mine: dict[str, Any] = {"by": seen.actor.person, "initiative": seen.key, "form": _form(stage)}
    if form.content():
        drafts.keep(at=seen.at, content=form.content(), **mine)
    if request.POST.get("do") != "release":
        return None
    dialogue.release_answers(
        **seen.act(), answers=said, move_deadline=form.cleaned_data.get("move_deadline", False),
        cleared_because=answers.cleared_because(request),
    )  # fmt: skip
    drafts.discard(**mine)
    return None


def _done(request: HttpRequest, seen: Visit, stage: Stage, count: int) -> HttpResponse:
    if request.POST.get("do") != "release":
        where = reverse("release_answers", args=[seen.key, stage.key])
        return answers.done(request, where, "questions.draft_saved")
    where = reverse("questions", args=[seen.key, stage.key])
    return answers.done(request, where, "questions.released", count=count, number=count)
