"""A supplier leaves under contract: the settlement is shown before it is made. A supplier is bought: it is noted."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import funding
from vakna.core import departures, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Contract
from vakna.core.refusal import NotFound, Refusal
from vakna.web import access, answers, doing

from .forms import LeaveForm, OwnerForm, TellForm
from .one import visit


def leave(request: HttpRequest, key: str, contract: str) -> HttpResponse:
    """Record that a supplier has left: its pay by the agreed rule, the rest released."""
    seen, one = visit(request, key, contract)
    seen.require("funding.settle_departure")
    today = seen.at.astimezone(words.STOCKHOLM).date()
    told = seen.picture.participation(one.participation).leaving
    said = {"day": told.day, "reason": told.reason.said(seen.language)} if told else {"day": today}
    form = LeaveForm(request.POST or None, language=seen.language, agreed=one.on_leaving, initial=said)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _settle(seen, one, form))
        if refusal is None:
            return answers.done(request, reverse("money", args=[key]), "contracts.left")
    values: dict[str, Any] = {"tries": _tries(seen, one, today), "stage": seen.stage(one.stage), "one": one}
    about: dict[str, object] = {"supplier": seen.picture.supplier_name(one.participation)}
    return doing.page(request, seen, "leave", form=form, here="plan", refusal=refusal, about=about,
                      template="contracts/leave.html", back=_back(key, contract), **values)  # fmt: skip


def tell(request: HttpRequest, key: str, contract: str) -> HttpResponse:
    """Let a supplier say itself that it leaves, with what it would be paid if it left today."""
    seen, one = visit(request, key, contract)
    seen.require("funding.tell_leaving")
    if one.participation not in seen.actor.participations:
        raise NotFound("no-such-contract", key=contract)
    today = seen.at.astimezone(words.STOCKHOLM).date()
    form = TellForm(request.POST or None, language=seen.language, initial={"day": today})
    refusal = None
    if request.method == "POST" and form.is_valid():
        said = {"participation": one.participation, "day": form.cleaned_data["day"], "reason": form.said("reason")}
        refusal = answers.attempt(lambda: funding.tell_leaving(**seen.act(), **said))
        if refusal is None:
            return answers.done(request, _back(key, contract), "leaving.told")
    values: dict[str, Any] = {"tries": _tries(seen, one, today), "stage": None, "one": one}
    return doing.page(request, seen, "tell_leaving", form=form, here="plan", refusal=refusal,
                      template="contracts/leave.html", back=_back(key, contract), **values)  # fmt: skip


def owner(request: HttpRequest, key: str, contract: str) -> HttpResponse:
    """Note that a supplier has got another owner."""
    seen, one = visit(request, key, contract)
    seen.require("funding.note_owner")
    form = OwnerForm(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        made = form.change(key=f"agare-{secrets.token_hex(3)}", at=seen.at, participation=one.participation)
        refusal = answers.attempt(lambda: funding.note_owner(**seen.act(), change=made))
        if refusal is None:
            return answers.done(request, _back(key, contract), "contracts.owner_noted")
    about: dict[str, object] = {"supplier": seen.picture.supplier_name(one.participation)}
    return doing.page(request, seen, "owner", form=form, here="plan", refusal=refusal, about=about,
                      back=_back(key, contract))  # fmt: skip


def _settle(seen: access.Visit, one: Contract, form: LeaveForm) -> None:
    typed = form.cleaned_data
    funding.settle_departure(
        **seen.act(), stage=one.stage, participation=one.participation, day=typed["day"], rule=typed.get("rule"),
        reason=form.said("reason"),
    )  # fmt: skip


def _tries(seen: access.Visit, one: Contract, day: Any) -> list[departures.Settled]:
    """Work out what would be owed today by each rule that can be used; a rule that cannot is left out."""
    found = []
    for rule in [one.on_leaving] if one.on_leaving else list(v.Settlement):
        try:
            found.append(departures.settle(seen.picture, one.stage, one.participation, day=day, rule=rule))
        except Refusal:
            continue
    return found


def _back(key: str, contract: str) -> str:
    return reverse("one_contract", args=[key, contract])
