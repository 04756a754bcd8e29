"""One tenderer's part in the preparations: what has been done about it, and the step that waits for this person."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from vakna.actions import dialogue
from vakna.core import involvement as rules
from vakna.core.initiative import Involvement, Stage
from vakna.core.vocabulary import InvolvementOutcome
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.forms import PageForm
from vakna.web.initiatives.frame import frame

from .forms import DecideForm, HearForm, LevelForm
from .register import next_words


def involvement(request: HttpRequest, key: str, involvement: str) -> HttpResponse:
    """Show one, and take the step that waits for this person."""
    seen = access.visit(request, key, collections=("involvements", "packs"))
    one = rules.find(seen.picture, involvement)
    stage = rules.call_of(seen.picture, one.participation)
    step = _step(seen, one)
    form = _form(request, seen, step, stage) if step else None
    refusal = None
    if request.method == "POST" and form is not None and form.is_valid():
        refusal = answers.attempt(lambda: _ACTS[step](seen, one, form))
        if refusal is None:
            return answers.done(request, request.path, f"involvement.done.{step}")
    values: dict[str, Any] = {
        "one": one, "stage": stage, "step": step, "form": form, "next": next_words(seen, one),
        "supplier": seen.picture.supplier_name(one.participation),
        "mine": one.participation in seen.actor.participations,
        "pack": next((it for it in seen.picture.packs if it.key == one.pack), None),
        "doing": doing.sentences(seen.language, f"involvement_{step}", {}) if step else None,
    }  # fmt: skip
    framed = frame(seen, here=stage.key, title=" ")
    return answers.page(request, "involvement/one.html", refusal=refusal, seen=seen, **values, **framed)


def _step(seen: Visit, one: Involvement) -> str:
    """Name the step that this person can take now, or nothing."""
    now = rules.step(one)
    return now if now != "done" and seen.may(f"dialogue.{now}_involvement") else ""


def _form(request: HttpRequest, seen: Visit, step: str, stage: Stage) -> PageForm:
    posted = request.POST or None
    if step == "level":
        return LevelForm(posted, seen=seen, stage=stage)
    return (HearForm if step == "hear" else DecideForm)(posted, language=seen.language)


def _level(seen: Visit, one: Involvement, form: PageForm) -> None:
    pack, remaining = form.cleaned_data.get("pack") or None, form.maybe_said("remaining")
    dialogue.level_involvement(**seen.act(), involvement=one.key, pack=pack, remaining=remaining)


def _hear(seen: Visit, one: Involvement, form: PageForm) -> None:
    dialogue.hear_involvement(**seen.act(), involvement=one.key, said=form.said("heard"))


def _decide(seen: Visit, one: Involvement, form: PageForm) -> None:
    outcome = InvolvementOutcome(form.cleaned_data["outcome"])
    dialogue.decide_involvement(**seen.act(), involvement=one.key, outcome=outcome, reason=form.said("reason"))


_ACTS: dict[str, Callable[[Visit, Involvement, PageForm], None]] = {"level": _level, "hear": _hear, "decide": _decide}
