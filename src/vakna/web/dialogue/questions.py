"""Questions and answers: anybody asks, nobody sees who asked, the answers are open to all at one instant."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import dialogue
from vakna.core import questions as rules
from vakna.core.initiative import Picture, Question, Stage
from vakna.core.people import TEAM, Actor, actor_in
from vakna.core.refusal import NotFound, Refusal
from vakna.records import models as m
from vakna.records.windows import Window
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives import watched
from vakna.web.initiatives.frame import frame

from .forms import AnswerForm, AskForm

_A_PAGE = 50
_ANSWERED, _WAITING, _OLDEST = "answered", "waiting", "oldest"


@require_safe
def questions(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """List the questions of the stage that one may see: searched, answered or waiting, the newest or oldest first.

    A page of the database's own is read unless something is searched for: the stream may be long.
    """
    asked = _asked(request)
    seen = access.visit(request, key, windows={"questions": lambda picture: _window(request, picture, stage, asked)})
    one = seen.stage(stage)
    total, waiting = _counted(seen, one)
    values = {
        **_about(seen, one),
        "page": _page(request, seen, asked),
        "asked": asked,
        "query": urlencode({name: said for name, said in asked.items() if said}),
        "total": total,
        "waiting": waiting,
        "open_now": rules.are_taken(one, seen.at),
        "may_answer": seen.may("dialogue.answer"),
        "may_release": seen.may("dialogue.release_answers"),
        "watch": watched.of(seen),
    }
    return answers.page(request, "dialogue/questions.html", seen=seen, **values)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Read what is searched for and how it is sorted; anything unknown is as if it were not said."""
    show, order = request.GET.get("show", ""), request.GET.get("order", "")
    return {
        "q": request.GET.get("q", "").strip()[:100],
        "show": show if show in (_ANSWERED, _WAITING) else "",
        "order": order if order == _OLDEST else "",
    }


def _visible(actor: Actor) -> Q:
    """Give which questions a visitor may see at all, as the redaction has it: it is asked again of what is read."""
    if actor.roles & TEAM:
        return Q()
    return Q(answer__isnull=False) | (Q(asker__key=actor.organisation) if actor.organisation else Q())


def _window(request: HttpRequest, picture: Picture, stage: str, asked: dict[str, str]) -> Window:
    """Choose which questions are read, and in which order; a search reads them all and looks in their words."""
    actor = actor_in(picture, access.person(request), access.received_at(request))
    where = Q(stage__key=stage) & _visible(actor)
    if asked["show"]:
        where &= Q(answer__isnull=asked["show"] == _WAITING)
    waits = Case(When(answer__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField())
    order = ("number",) if asked["order"] == _OLDEST else (waits, "-number")
    page = request.GET.get("page", "")
    size = None if asked["q"] else _A_PAGE
    return Window(where=where, order=order, size=size, page=int(page) if page.isdecimal() and len(page) < 9 else 1)


def _counted(seen: Visit, stage: Stage) -> tuple[int, int]:
    """Count the questions that the visitor may see, and those of them that wait for an answer. One query."""
    mine = m.Question.objects.filter(_visible(seen.actor), initiative__key=seen.key, stage__key=stage.key)
    counted = mine.aggregate(total=Count("pk"), waiting=Count("pk", filter=Q(answer__isnull=True)))
    return counted["total"], counted["waiting"]


def _page(request: HttpRequest, seen: Visit, asked: dict[str, str]) -> Page[Any]:
    """Give the page: as it was read, or of what the search found."""
    rows = list(seen.picture.questions)
    if asked["q"]:
        found = [it for it in rows if _says(it, asked["q"].casefold())]
        return Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    shown = seen.shown["questions"]
    page: Page[Any] = Paginator(range(shown.count), _A_PAGE).get_page(shown.page)
    page.object_list = rows
    return page


def _says(one: Question, words: str) -> bool:
    """Say whether a question or its answer holds these words, in any language, or has this number."""
    texts = (one.question, *((one.answer,) if one.answer else ()))
    return words == str(one.number) or any(words in said.casefold() for it in texts for said in it.by_language.values())


def ask(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Ask a question. No account is needed, and who asked is never shown."""
    seen = access.visit(request, key)
    seen.require("dialogue.ask")
    one = seen.stage(stage)
    form = AskForm(request.POST or None, language=seen.language)
    if request.method != "POST":
        rules.require_taken(one, seen.at)
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
    seen = access.visit(request, key, parts=("questions",))
    seen.require("dialogue.answer")
    found = next((it for it in seen.picture.questions if it.key == question), None)
    if found is None:
        raise NotFound("no-such-question", key=question)
    one = seen.stage(found.stage)
    form = AnswerForm(request.POST or None, language=seen.language, stage=one, at=seen.at)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _answer(request, seen, question, form))
        if refusal is None:
            return answers.done(
                request, reverse("questions", args=[key, one.key]), "dialogue.answered", number=found.number
            )
    values = {**_about(seen, one), "question": found}
    return answers.page(request, "dialogue/answer_question.html", seen=seen, form=form, refusal=refusal, **values)


def _answer(request: HttpRequest, seen: Visit, question: str, form: AnswerForm) -> Refusal | None:
    dialogue.answer(
        **seen.act(), question=question, said=form.said("answer"),
        move_deadline=form.cleaned_data.get("move_deadline", False), cleared_because=answers.cleared_because(request),
    )  # fmt: skip
    return None


def _about(seen: Visit, one: Stage) -> dict[str, Any]:
    return {**frame(seen, here=one.key, title=one.name.said(seen.language)), "stage": one}
