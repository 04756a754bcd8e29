"""A supplier writes what it has attracted, and its unit economics. Both are its own; those who assess read them."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import growth as actions
from vakna.core import unit_economics as rules
from vakna.core.initiative import Key, Resource
from vakna.core.refusal import NotFound
from vakna.web import access, answers, doing

from .forms import EconomicsForm, ResourceForm
from .page import PARTS


def write_resource(request: HttpRequest, key: str, participation: str) -> HttpResponse:
    """Write something that one's supplier has attracted."""
    seen = _own(request, key, participation)
    return _set_resource(request, seen, Key(participation), None)


def change_resource(request: HttpRequest, key: str, resource: str) -> HttpResponse:
    """Write how a resource stands now."""
    seen = access.visit(request, key, parts=PARTS)
    one = next((it for it in seen.picture.resources if it.key == resource), None)
    if one is None or one.participation not in seen.actor.participations:
        raise NotFound("no-such-resource", key=resource)
    seen.require("growth.set_resource")
    return _set_resource(request, seen, one.participation, one)


def _set_resource(
    request: HttpRequest, seen: access.Visit, participation: Key, before: Resource | None
) -> HttpResponse:
    form = ResourceForm(request.POST or None, seen=seen, before=before)
    back, refusal = reverse("growth", args=[seen.key, participation]), None
    if request.method == "POST" and form.is_valid():
        key = before.key if before else Key(f"r-{secrets.token_hex(4)}")
        one = form.resource(key=key, participation=participation, seen=seen)
        refusal = answers.attempt(lambda: actions.set_resource(**seen.act(), resource=one))
        if refusal is None:
            return answers.done(request, back, "growth.resource_saved")
    return doing.page(request, seen, "resource", form=form, here="growth", refusal=refusal, back=back)


def unit_economics(request: HttpRequest, key: str, participation: str) -> HttpResponse:
    """Write one's own unit economics, as a new version."""
    seen = _own(request, key, participation)
    form = EconomicsForm(request.POST or None, seen=seen, before=rules.latest(seen.picture, participation))
    back, refusal = reverse("growth", args=[key, participation]), None
    if request.method == "POST" and form.is_valid():
        points, basis = form.points(), form.said("basis")
        refusal = answers.attempt(
            lambda: actions.set_economics(**seen.act(), participation=participation, points=points, basis=basis)
        )
        if refusal is None:
            return answers.done(request, back, "growth.economics_saved")
    return doing.page(
        request, seen, "economics", form=form, here="growth", refusal=refusal, back=back,
        template="growth/economics.html", counts=rules.COUNTS,
    )  # fmt: skip


def _own(request: HttpRequest, key: str, participation: str) -> access.Visit:
    """Visit as somebody of this supplier. Refuses everybody else, as if there were no such supplier."""
    seen = access.visit(request, key, parts=PARTS)
    if participation not in seen.actor.participations:
        raise NotFound("no-such-supplier", key=participation)
    seen.require("growth.set_economics")
    return seen
