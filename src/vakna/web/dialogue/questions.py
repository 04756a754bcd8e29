"""Questions and answers: anybody asks, nobody sees who asked, the answer is open to all at one instant."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import dialogue
from vakna.core.initiative import Stage
from vakna.core.refusal import Conflict, NotFound
from vakna.core.vocabulary import StageState
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

from .forms import AnswerForm, AskForm

_A_PAGE = 50


@require_safe
def questions(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """List every question of the stage that one may see: those without an answer first, then the latest."""
    seen = access.visit(request, key, parts=("contacts",))
    one = seen.stage(stage)
    found = [it for it in seen.picture.questions if it.stage == one.key]
    found.sort(key=lambda it: (it.answer is not None, -it.number))
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    values = {**_about(seen, one), "page": page, "open_now": one.state is StageState.OPEN}
    return answers.page(request, "dialogue/questions.html", seen=seen, may_answer=seen.may("dialogue.answer"), **values)


def ask(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Ask a question. No account is needed, and who asked is never shown."""
    seen = access.visit(request, key)
    seen.require("dialogue.ask")
    one = seen.stage(stage)
    if one.state is not StageState.OPEN:
        raise Conflict("stage-not-open")
    form = AskForm(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        organisation = request.user.organisation.key if request.user.is_authenticated else None
        refusal = answers.attempt(
            lambda: dialogue.ask(**seen.act(), stage=stage, question=form.said("question"), organisation=organisation)
        )
        if refusal is None:
            return answers.done(request, reverse("stage", args=[key, stage]), "dialogue.asked")
    return answers.page(request, "dialogue/ask.html", seen=seen, form=form, refusal=refusal, **_about(seen, one))


def answer_question(request: HttpRequest, key: str, question: str) -> HttpResponse:
    """Answer a question to all at one instant."""
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.answer")
    found = next((it for it in seen.picture.questions if it.key == question), None)
    if found is None:
        raise NotFound("no-such-question", key=question)
    one = seen.stage(found.stage)
    form = AnswerForm(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: dialogue.answer(**seen.act(), question=question, said=form.said("answer")))
        if refusal is None:
            return answers.done(
                request, reverse("questions", args=[key, one.key]), "dialogue.answered", number=found.number
            )
    values = {**frame(seen, here=one.key, title=one.name.said(seen.language)), "stage": one, "question": found}
    return answers.page(request, "dialogue/answer_question.html", seen=seen, form=form, refusal=refusal, **values)


def _about(seen: Visit, one: Stage) -> dict[str, Any]:
    return {**frame(seen, here=one.key, title=one.name.said(seen.language)), "stage": one}
