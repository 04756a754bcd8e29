"""A supplier chooses its time, or says no, and reads the summary afterwards. Nobody else's choice is told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import debriefs as actions
from vakna.core import debriefs, words
from vakna.core.initiative import Debrief
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .forms import NONE, AnswerForm


def debrief(request: HttpRequest, key: str, stage: str, participation: str) -> HttpResponse:
    """Show a supplier its talk, and take its answer while the talk has not begun."""
    access.require_person(request)
    seen = access.visit(request, key, collections=("debriefs",))
    one = talk(seen, stage, participation)
    own = one.participation in seen.actor.participations
    form = _form(request, seen, one) if own and not debriefs.is_begun(one, seen.at) else None
    refusal = None
    if request.method == "POST":
        seen.require("debriefs.book")
        if form is None or form.is_valid():
            refusal = answers.attempt(lambda: _answer(seen, one, form))
            if refusal is None:
                return answers.done(request, reverse("debrief", args=[key, stage, participation]), "debriefs.answered")
    values: dict[str, Any] = {**frame(seen, here=stage), **_values(seen, one, form), "own": own}
    return answers.page(request, "debriefs/debrief.html", seen=seen, form=form, refusal=refusal, **values)


def talk(seen: Visit, stage: str, participation: str) -> Debrief:
    """Find the talk of a supplier after a stage among those that the visitor sees, or refuse."""
    there = debriefs.of_stage(seen.picture, stage)
    found = next((one for one in there if one.participation == participation), None)
    if found is None:
        raise NotFound("no-such-debrief", key=participation)
    return found


def _form(request: HttpRequest, seen: Visit, one: Debrief) -> AnswerForm | None:
    """Ask with the times that are free for this supplier; None when there is nothing left to choose."""
    free = debriefs.free(one, _taken(seen, one), seen.at)
    if not free and one.booked is None:
        return None
    offered = [(start.isoformat(), words.instant(seen.language, start)) for start in free]
    offered.append((NONE, PAGES.say(seen.language, "debriefs.no_thanks")))
    now = NONE if one.declined else one.booked.isoformat() if one.booked else None
    return AnswerForm(request.POST or None, language=seen.language, offered=offered, initial={"choice": now})


def _taken(seen: Visit, one: Debrief) -> set[Any]:
    """Read which times others have: what the picture rightly hides from this supplier, told only as not free."""
    rows = m.Debrief.objects.filter(initiative__key=seen.key, stage__key=one.stage, booked__isnull=False)
    return set(rows.exclude(key=one.key).values_list("booked", flat=True))


def _answer(seen: Visit, one: Debrief, form: AnswerForm | None) -> None:
    start = form.chosen() if form is not None else None
    if start is None:
        actions.decline(**seen.act(), debrief=one.key)
    else:
        actions.book(**seen.act(), debrief=one.key, starts=start)


def _values(seen: Visit, one: Debrief, form: AnswerForm | None) -> dict[str, Any]:
    stage, state = seen.stage(one.stage), state_of(seen, one)
    about = {"stage": stage.name, "minutes": one.minutes, "place": one.place}
    return {
        "one": one, "stage": stage, "state": state, "about": about,
        "title": PAGES.say(seen.language, f"debriefs.title.{'choose' if form and state == 'waits' else state}"),
        "supplier": seen.picture.supplier_name(one.participation),
    }  # fmt: skip


def state_of(seen: Visit, one: Debrief) -> str:
    """Say how far a talk has come: `held`, `over` (begun, not noted), `booked`, `declined`, `waits`."""
    if one.held_at is not None:
        return "held"
    if one.booked is not None:
        return "over" if debriefs.is_begun(one, seen.at) else "booked"
    return "declined" if one.declined else "waits"
