"""The opening of what came under seal: two authorised persons, after the deadline, everything at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import selection
from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Stage
from vakna.core.refusal import Conflict
from vakna.records import models as m
from vakna.web import access, answers, doing
from vakna.web.planning.team import insiders

from . import attempts


@attempts.noted
def opening(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show where the opening stands; ask for it, or confirm what somebody else has asked for."""
    seen = access.visit(request, key)
    insiders(seen)
    one = seen.stage(stage)
    if one.regime is not v.Regime.SEALED or one.deadline is None:
        raise Conflict("not-sealed")
    refusal = None
    if request.method == "POST":
        seen.require("selection.open_sealed")
        refusal = answers.attempt(lambda: selection.open_sealed(**seen.act(), stage=stage))
        if refusal is None:
            return answers.done(request, reverse("opening", args=[key, stage]), "selection.opening.noted")
        attempts.note(request, key, stage, refusal)
    form = doing.Bare(None, language=seen.language)
    values: dict[str, Any] = {
        "one": one,
        "state": _state(seen, one),
        "reads": seen.may("selection.read"),
        "opens": rules.opens_from(one),
        "about": {"stage": one.name, "opens": rules.opens_from(one)},
    }
    return doing.page(request, seen, "opened" if one.opening else "opening", form=form, here=one.key, refusal=refusal,
                      template="selection/opening.html", **values)  # fmt: skip


def _state(seen: access.Visit, stage: Stage) -> dict[str, Any]:
    """Say whether it is too early, waits for the first or the second person, or is done, and who they are."""
    names = {one.key: one.name for one in seen.picture.terms.people}
    if stage.opening is not None:
        done = stage.opening
        return {"code": "done", "first": names.get(done.first), "second": names.get(done.second)}
    if stage.state is v.StageState.CLOSED:
        return {"code": "closed"}
    if seen.at < rules.opens_from(stage):
        return {"code": "early"}
    first = _asked_by(seen, stage)
    may = seen.may("selection.open_sealed") and first != seen.actor.person
    return {"code": "second" if first else "first", "first": names.get(first) if first else None, "may": may}


def _asked_by(seen: access.Visit, stage: Stage) -> Any:
    """Give the person who asked first: kept beside the picture until the second has confirmed."""
    rows = m.Stage.objects.filter(initiative__key=seen.key, key=stage.key)
    return rows.values_list("opening_asked_by__key", flat=True).get()
