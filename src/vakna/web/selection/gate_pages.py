"""The gate: what suppliers are judged on, the rule for places, the money, and the proposal with a reason for each."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import drafts
from vakna.actions import gates as actions
from vakna.core import gates
from vakna.core.refusal import NotAllowed
from vakna.core.visibility import is_reader
from vakna.records import judging
from vakna.records import models as m
from vakna.web import access, answers, rules_asked
from vakna.web.initiatives.frame import frame

from . import gate_table as table
from . import pages
from .gate_desk import Desk, values
from .gate_form import GateForm, initial, kept

PARTS, COLLECTIONS = ("submissions", "marks"), ("money",)


def gate(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show the gate, and take the proposal or keep its draft."""
    seen = visit(request, key)
    desk = _desk(request, seen, stage)
    form = _form(request, desk)
    refusal = None
    if request.method == "POST":
        seen.require("gates.propose")
        if "save" in request.POST or "page" in request.POST:
            return _save(request, desk)
        if form.is_valid():
            refusal = answers.attempt(lambda: _propose(desk, form))
            if refusal is None:
                return _done(request, desk)
    framed: dict[str, Any] = {**frame(seen, here=stage), **values(desk, form)}
    return answers.page(request, "selection/gate.html", refusal=refusal, seen=seen, form=form, **framed)


def visit(request: HttpRequest, key: str) -> access.Visit:
    """Visit a gate: for those who read what is handed in. What is said beside the marks is read in one question."""
    seen = access.visit(request, key, parts=PARTS, collections=COLLECTIONS, windows=judging.LEFT_OUT)
    if not is_reader(seen.actor):
        raise NotAllowed("may-not-without-role")
    return replace(seen, picture=judging.said(seen.picture))


def _desk(request: HttpRequest, seen: access.Visit, stage: str) -> Desk:
    one = seen.stage(stage)
    rows = table.judged(seen, one)
    mine = m.Draft.objects.filter(initiative__key=seen.key, person__key=seen.actor.person, form=_name(stage))
    return Desk(
        seen=seen, stage=one, rows=rows, page=pages.of(request, rows),
        before=gates.latest_proposal(seen.picture, stage),
        draft=mine.first() if seen.may("gates.propose") else None,
    )  # fmt: skip


def _form(request: HttpRequest, desk: Desk) -> GateForm:
    """Begin with the draft over what is known; a post counts for its page, and the rest stands as it was begun."""
    begun = {**initial(desk.rows, desk.before, desk.seen.language), **(desk.draft.content if desk.draft else {})}
    shown, language = list(desk.page), desk.seen.language
    if request.method != "POST":
        return GateForm(None, language=language, judged=desk.rows, shown=shown, initial=begun)
    elsewhere = {name: said for name, said in begun.items() if said not in (None, "")}
    return GateForm(kept(request.POST.dict(), shown, elsewhere), language=language, judged=desk.rows, shown=shown)


def _propose(desk: Desk, form: GateForm) -> None:
    before = desk.before
    actions.propose(
        **desk.seen.act(), stage=desk.stage.key, outcome=form.cleaned_data["outcome"],
        reason=form.rewritten("reason", before.reason if before else None) or form.said("reason"),
        outcomes=form.outcomes(before), reasons=rules_asked.reasons(desk.seen.request),
    )  # fmt: skip


def _name(stage: str) -> str:
    return f"gate.{stage}"


def _save(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep the draft, and stay on the page or go to the one that was asked for."""
    seen, stage = desk.seen, desk.stage.key
    content = kept(request.POST.dict(), list(desk.page), desk.draft.content if desk.draft else {})
    drafts.keep(by=seen.actor.person, at=seen.at, initiative=seen.key, form=_name(stage), content=content)
    asked = request.POST.get("page") or request.GET.get("page") or ""
    where = reverse("gate", args=[seen.key, stage]) + (f"?page={int(asked)}" if asked.isdecimal() else "")
    return answers.done(request, where, "selection.gate.draft_saved")


def _done(request: HttpRequest, desk: Desk) -> HttpResponse:
    seen, stage = desk.seen, desk.stage.key
    drafts.discard(by=seen.actor.person, initiative=seen.key, form=_name(stage))
    return answers.done(request, reverse("gate", args=[seen.key, stage]), "selection.gate.proposed")
