"""One page for a supplier on hold: why it waits, what is asked for and by whom, and what was decided."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import resuming as actions
from vakna.core import resuming
from vakna.core import vocabulary as v
from vakna.core.initiative import Resumption, Stage
from vakna.core.money import Money
from vakna.core.refusal import NotAllowed, NotFound, Refusal
from vakna.core.visibility import is_reader
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.selection.assessing import find
from vakna.web.sentences import PAGES

from .forms import AskForm, DecideForm

_READ = ("resumptions", "money", "ties", "declarations", "ownership_changes")


def resume(request: HttpRequest, key: str, stage: str, participation: str) -> HttpResponse:
    """Show why a supplier waits; take the request of one person, or the decision of another."""
    seen = access.visit(request, key, collections=_READ)
    if not is_reader(seen.actor):
        raise NotAllowed("may-not-without-role")
    one, supplier = seen.stage(stage), find(seen, participation)
    rows = [it for it in seen.picture.resumptions if it.participation == supplier.key and it.stage == stage]
    waiting = resuming.waiting(seen.picture, supplier.key)
    held = resuming.held_in(seen.picture, supplier.key)
    if not rows and held != one:
        raise NotFound("no-such-resumption", key=participation)
    form = _form(request, seen, one, waiting) if held == one else None
    refusal = None
    if request.method == "POST":
        seen.require("resuming.decide" if isinstance(form, DecideForm) else "resuming.ask")
        if form is not None and form.is_valid():
            refusal = _done(seen, participation, waiting, form)
            if refusal is None:
                return answers.done(request, reverse("resume", args=[key, stage, participation]), "resuming.saved")
    values = {**frame(seen, here=stage), **_values(seen, one, participation, waiting), "rows": _past(seen, rows)}
    return answers.page(request, "resuming/resume.html", seen=seen, form=form, refusal=refusal, **values)


def _form(request: HttpRequest, seen: Visit, stage: Stage, waiting: Resumption | None) -> AskForm | DecideForm | None:
    """Ask for what this person can do next; None for nothing."""
    verb = "resuming.ask" if waiting is None else "resuming.decide"
    barred = waiting is not None and waiting.by == seen.actor.person
    if not seen.may(verb) or barred:
        return None
    if waiting is None:
        return AskForm(request.POST or None, language=seen.language)
    return DecideForm(request.POST or None, language=seen.language, commits=_pay(seen, stage, waiting) is not None)


def _pay(seen: Visit, stage: Stage, waiting: Resumption) -> Money | None:
    """Give the pay that going on would commit."""
    following = resuming.goes_on_to(seen.picture, stage)
    if following is None or waiting.verdict is not v.Verdict.CONTINUES:
        return None
    return resuming.to_commit(seen.picture, following, waiting.participation)


def _done(seen: Visit, participation: str, waiting: Resumption | None, form: AskForm | DecideForm) -> Refusal | None:
    if waiting is not None and isinstance(form, DecideForm):
        given = form.given()
        return answers.attempt(lambda: actions.decide(**seen.act(), resumption=waiting.key, **given))
    verdict, reason = form.cleaned_data["verdict"], form.said("reason")
    return answers.attempt(
        lambda: actions.ask(**seen.act(), participation=seen.true(participation), verdict=verdict, reason=reason)
    )


def _values(seen: Visit, stage: Stage, participation: str, waiting: Resumption | None) -> dict[str, Any]:
    name = seen.picture.supplier_name(participation)
    decision = next((it for it in seen.picture.decisions if it.stage == stage.key), None)
    outcomes = decision.outcomes if decision else ()
    held = resuming.held_in(seen.picture, participation) == stage
    kind = "over" if not held else "asked" if waiting else "held"
    return {
        "stage": stage, "name": name, "waiting": waiting, "following": resuming.goes_on_to(seen.picture, stage),
        "why": next((it.reason for it in outcomes if it.participation == participation), None),
        "title": PAGES.say(seen.language, f"resuming.title.{kind}", supplier=name),
        "pay": _pay(seen, stage, waiting) if waiting else None,
        "own": waiting is not None and waiting.by == seen.actor.person,
        "by": _person(seen, waiting.by) if waiting else "",
    }  # fmt: skip


def _past(seen: Visit, rows: list[Resumption]) -> list[dict[str, Any]]:
    """Give what was decided before, the latest first."""
    done = [one for one in rows if one.state is not v.ChangeState.ASKED]
    done.sort(key=lambda one: one.at, reverse=True)
    return [{"one": one, "by": _person(seen, one.decided_by)} for one in done]


def _person(seen: Visit, key: str | None) -> str:
    return next((one.name for one in seen.picture.terms.people if one.key == key), "")
