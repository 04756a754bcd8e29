"""Information to all at one instant, and the supplier's note that it has been seen. Equality is availability."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from vakna.actions import dialogue
from vakna.core import stages
from vakna.core.initiative import Key
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

from .forms import BroadcastForm, at_present
from .insights import as_choices, told_to_all
from .stage import own_in


def broadcast(request: HttpRequest, key: str) -> HttpResponse:
    """Write information to all, from what has been learned and not yet told."""
    seen = access.visit(request, key, parts=("specification",))
    seen.require("dialogue.broadcast")
    untold = _untold(seen)
    form = BroadcastForm(request.POST or None, seen=seen, insights=untold, initial=at_present(seen))
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _send(seen, form))
        if refusal is None:
            return answers.done(request, reverse("information", args=[key]), "dialogue.broadcast_sent")
    now = stages.current(seen.picture.terms)
    values = {
        **frame(seen, here="information"),
        "number": m.Broadcast.objects.filter(initiative__key=key).count() + 1,
        "now": now,
        "days": (now.deadline - seen.at).days if now and now.deadline and now.deadline > seen.at else None,
    }
    return answers.page(request, "dialogue/broadcast.html", seen=seen, form=form, refusal=refusal, **values)


@require_POST
def acknowledge(request: HttpRequest, key: str, broadcast: str) -> HttpResponse:
    """Say that one has seen a piece of information, and go back to its stage."""
    seen = access.visit(request, key, parts=("contacts",))
    found = next((one for one in seen.picture.broadcasts if one.key == broadcast), None)
    mine = own_in(seen, seen.stage(found.stage)) if found else ""
    if found is None or not mine:
        raise NotFound("no-such-broadcast", key=broadcast)
    where = f"{reverse('stage', args=[key, found.stage])}#information"
    refusal = answers.attempt(lambda: dialogue.acknowledge(**seen.act(), broadcast=broadcast, participation=mine))
    if refusal:
        raise refusal
    return answers.done(request, where, "dialogue.acknowledged", number=found.number)


def _untold(seen: Visit) -> list[tuple[str, str]]:
    told = told_to_all(seen.key)
    rows = sorted((one for one in seen.picture.insights if one.key not in told), key=lambda one: one.at, reverse=True)
    return as_choices(seen, tuple(rows))


def _send(seen: Visit, form: BroadcastForm) -> None:
    given = form.cleaned_data
    because = tuple(Key(one) for one in given.get("because", ()))
    dialogue.broadcast(
        **seen.act(), stage=given["stage"], subject=form.said("subject"), body=form.said("body"), because=because
    )
