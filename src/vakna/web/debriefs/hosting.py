"""The team offers the talks to all that a gate ended, sees how far they have come, and notes those that were held."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import debriefs as actions
from vakna.core import debriefs as rules
from vakna.core import words
from vakna.core.initiative import Participation
from vakna.core.refusal import NotAllowed
from vakna.core.visibility import is_reader
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .answering import state_of, talk
from .forms import NoteForm, OfferTalksForm

_KINDS = {"held": "ok", "booked": "info"}


@require_safe
def debriefs(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """List everybody that the gate ended, with the answer of each: for those who read what is handed in."""
    seen = access.visit(request, key, collections=("debriefs",))
    if not is_reader(seen.actor):
        raise NotAllowed("may-not-without-role")
    one, there = seen.stage(stage), rules.of_stage(seen.picture, stage)
    ended = rules.ended(seen.picture, stage)
    waiting = len(rules.waiting(seen.picture, stage))
    values: dict[str, Any] = {
        **frame(seen, here=stage, title=PAGES.say(seen.language, "debriefs.all")),
        "stage": one, "title": _title(seen, ended, bool(there), waiting),
        "rows": _rows(seen, stage, ended), "offered": there[0] if there else None,
        "may_offer": seen.may("debriefs.offer") and bool(waiting),
    }  # fmt: skip
    return answers.page(request, "debriefs/debriefs.html", seen=seen, **values)


def offer_debriefs(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Offer times one after the other, the same to all; the length is settled by the first offer."""
    seen = access.visit(request, key, collections=("debriefs",))
    seen.require("debriefs.offer")
    one, there = seen.stage(stage), rules.of_stage(seen.picture, stage)
    fixed = there[0].minutes if there else None
    count = len(rules.waiting(seen.picture, stage))
    begun = {"count": count or 1, "place": there[0].place.said(seen.language) if there else ""}
    form = OfferTalksForm(request.POST or None, language=seen.language, fixed=fixed, initial=begun)
    back, refusal = reverse("debriefs", args=[key, stage]), None
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"starts": form.starts(), "minutes": form.length(), "place": form.said("place")}
        refusal = answers.attempt(lambda: actions.offer(**seen.act(), stage=stage, **given))
        if refusal is None:
            return answers.done(request, back, "debriefs.offered")
    about: dict[str, object] = {"stage": one.name, "count": count}
    return doing.page(request, seen, "offer_debriefs", form=form, here=stage, refusal=refusal, about=about, back=back,
                      template="meetings/offer.html", fixed=fixed)  # fmt: skip


def note_debrief(request: HttpRequest, key: str, stage: str, participation: str) -> HttpResponse:
    """Note a talk that was held, in a few lines that its supplier is given too."""
    seen = access.visit(request, key, collections=("debriefs",))
    seen.require("debriefs.note")
    one = talk(seen, stage, participation)
    form = NoteForm(request.POST or None, language=seen.language)
    back, refusal = reverse("debriefs", args=[key, stage]), None
    if request.method == "POST" and form.is_valid():
        said = form.said("summary")
        refusal = answers.attempt(lambda: actions.note(**seen.act(), debrief=one.key, summary=said))
        if refusal is None:
            return answers.done(request, back, "debriefs.noted")
    about: dict[str, object] = {"supplier": seen.picture.supplier_name(participation), "stage": seen.stage(stage).name}
    return doing.page(request, seen, "note_debrief", form=form, here=stage, refusal=refusal, about=about, back=back)


def _title(seen: Visit, ended: tuple[Participation, ...], offered: bool, waiting: int) -> str:
    code = "nobody" if not ended else "not_offered" if not offered else "waiting" if waiting else "answered"
    return PAGES.say(seen.language, f"debriefs.heading.{code}", count=waiting, number=waiting)


def _rows(seen: Visit, stage: str, ended: tuple[Participation, ...]) -> list[dict[str, Any]]:
    rows = [_row(seen, stage, it) for it in ended]
    return sorted(rows, key=lambda row: words.sort_key(seen.language, row["name"]))


def _row(seen: Visit, stage: str, supplier: Participation) -> dict[str, Any]:
    one = next((it for it in rules.of_stage(seen.picture, stage) if it.participation == supplier.key), None)
    state = state_of(seen, one) if one else "not_offered"
    return {
        "supplier": supplier, "name": seen.picture.supplier_name(supplier.key), "one": one, "state": state,
        "said": PAGES.say(seen.language, f"debriefs.state.{state}"), "kind": _KINDS.get(state, ""),
        "may_note": state == "over" and seen.may("debriefs.note"),
    }  # fmt: skip
