"""Information to all at one instant, and the supplier's note that it has been seen. Equality is availability."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from vakna.actions import dialogue
from vakna.core import equal_information, words
from vakna.core.initiative import Broadcast, Contact, Key
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.records import vault
from vakna.web import access, answers, rules_asked
from vakna.web.access import Visit
from vakna.web.initiatives import suppliers
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .broadcast_form import BroadcastForm, hand_ins
from .forms import at_present
from .insights import as_choices
from .papers import uploads
from .stage import own_in

_MOST = 50
_SHORT = 110


def broadcast(request: HttpRequest, key: str) -> HttpResponse:
    """Write information to all, from what was told to some and what has been learned; say what it does to deadlines.

    The address may name contacts (`?contact=…`): they are ticked from the start.
    """
    seen = access.visit(request, key, collections=("insights", "contacts", "broadcasts", "packs"))
    seen.require("dialogue.broadcast")
    coming, form = hand_ins(seen), _form(request, seen)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _send(request, seen, form))
        if refusal is None:
            return answers.done(request, reverse("information", args=[key]), "dialogue.broadcast_sent")
    values: dict[str, Any] = {
        **frame(seen, here="information"),
        "number": len(seen.picture.broadcasts) + 1,
        "coming": coming,
        "may_move": "move_deadline" in form.fields,
    }
    return answers.page(request, "dialogue/broadcast.html", seen=seen, form=form, refusal=refusal, **values)


def _form(request: HttpRequest, seen: Visit) -> BroadcastForm:
    untold = equal_information.untold(seen.picture, seen.at)
    asked = set(request.GET.getlist("contact"))
    shown = [one for place, one in enumerate(untold) if place < _MOST or one.key in asked]
    told = {because for one in seen.picture.broadcasts for because in one.because}
    rows = sorted((one for one in seen.picture.insights if one.key not in told), key=lambda one: one.at, reverse=True)
    begun = {**at_present(seen), "passes_on": [one.key for one in shown if one.key in asked]}
    first = next((one for one in shown if one.key in asked), None)
    if first is not None:
        begun["stage"] = first.stage
    return BroadcastForm(
        request.POST or None, request.FILES or None, seen=seen, coming=hand_ins(seen), initial=begun,
        contacts=_as_choices(seen, shown), insights=as_choices(seen, tuple(rows[:_MOST])),
    )  # fmt: skip


def _as_choices(seen: Visit, rows: list[Contact]) -> list[tuple[str, str]]:
    """Give contacts as choices: the day, with whom, and the beginning of what was told."""
    names = suppliers.names(seen.picture)
    home = {one.key: names[one.organisation] for one in seen.picture.participations}
    everybody = PAGES.say(seen.language, "information.with_all")
    return [(one.key, _named(seen, one, home.get(one.participation or Key(""), everybody))) for one in rows]


def _named(seen: Visit, one: Contact, supplier: str) -> str:
    day = words.day(seen.language, one.at.astimezone(words.STOCKHOLM).date())
    told = one.told.said(seen.language).strip() if one.told else ""
    short = told if len(told) <= _SHORT else f"{told[:_SHORT].rstrip()} …"
    return f"{day}, {supplier}: {short}"


def _send(request: HttpRequest, seen: Visit, form: BroadcastForm) -> None:
    given = form.cleaned_data
    dialogue.broadcast(
        **seen.act(), stage=given["stage"], subject=form.said("subject"), body=form.said("body"),
        affects=given.get("affects") or None, because=given.get("because", ()), passes_on=given.get("passes_on", ()),
        documents=uploads(given["documents"]), move_deadline=given.get("move_deadline", False),
        cleared_because=answers.cleared_because(request), reasons=rules_asked.reasons(request),
    )  # fmt: skip


@require_POST
def acknowledge(request: HttpRequest, key: str, broadcast: str) -> HttpResponse:
    """Say that one has seen a piece of information, and go back to its stage."""
    seen = access.visit(request, key, parts=("broadcasts",))
    found = _find(seen, broadcast)
    mine = own_in(seen, seen.stage(found.stage))
    if not mine:
        raise NotFound("no-such-broadcast", key=broadcast)
    where = f"{reverse('stage', args=[key, found.stage])}#information"
    refusal = answers.attempt(lambda: dialogue.acknowledge(**seen.act(), broadcast=broadcast, participation=mine))
    if refusal:
        raise refusal
    return answers.done(request, where, "dialogue.acknowledged", number=found.number)


@require_safe
def broadcast_file(request: HttpRequest, key: str, broadcast: str, number: int) -> StreamingHttpResponse:
    """Give a file of information to all to whoever has been given the information; `number` counts from nought."""
    found = _find(access.visit(request, key, parts=("broadcasts",)), broadcast)
    wanted = found.documents[number].digest if number < len(found.documents) else ""
    row = m.StoredFile.objects.filter(initiative__key=key, topic=broadcast, digest=wanted).first()
    if row is None:
        raise NotFound("no-such-file")
    answer = StreamingHttpResponse(vault.read(place=row.place), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    return answer


def _find(seen: Visit, broadcast: str) -> Broadcast:
    found = next((one for one in seen.picture.broadcasts if one.key == broadcast), None)
    if found is None:
        raise NotFound("no-such-broadcast", key=broadcast)
    return found
