"""Named buyers: who may call off from a procurement, up to what, what is left, and a new call-off."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import funding
from vakna.core import contracts as rules
from vakna.core.initiative import NamedBuyer, Procurement
from vakna.core.money import Money
from vakna.core.refusal import NotFound
from vakna.web import access, answers, doing

from .forms import CallOffForm

_VERB = "funding.call_off"


def call_offs(request: HttpRequest, key: str, procurement: str) -> HttpResponse:
    """Show the named buyers with what each has called off and may still; note one more."""
    seen = access.visit(request, key, parts=("money", "money_decisions"))
    own = next((one for one in seen.picture.terms.procurements if one.key == procurement), None)
    if own is None:
        raise NotFound("no-such-procurement", key=procurement)
    if request.method == "POST":
        seen.require(_VERB)
    form = _form(request, seen, own)
    refusal = None
    if request.method == "POST" and form.is_valid():
        call = form.call(key=f"avrop-{secrets.token_hex(4)}", at=seen.at, procurement=procurement)
        refusal = answers.attempt(lambda: funding.call_off(**seen.act(), call=call))
        if refusal is None:
            return answers.done(request, reverse("call_offs", args=[key, procurement]), "contracts.called_off")
    values: dict[str, Any] = {
        "rows": [_row(seen, own, one) for one in own.named_buyers], "calls": _calls(seen, own),
        "may": seen.may(_VERB) and bool(own.named_buyers), "back": reverse("money", args=[key]),
    }  # fmt: skip
    about: dict[str, object] = {"procurement": own.title}
    return doing.page(request, seen, "call_off", form=form, here="money", refusal=refusal, about=about,
                      template="contracts/call_offs.html", **values)  # fmt: skip


def _form(request: HttpRequest, seen: access.Visit, own: Procurement) -> CallOffForm:
    names = _names(seen)
    signed = {one.participation for one in seen.picture.contracts}
    there = [one for one in seen.picture.participations if one.procurement == own.key and one.key in signed]
    near = [one.value for one in seen.picture.call_offs if one.procurement == own.key and one.value]
    return CallOffForm(
        request.POST or None, language=seen.language, buyers=[(it.organisation, names[it.organisation])
                                                             for it in own.named_buyers],
        suppliers=sorted(((one.key, names[one.organisation]) for one in there), key=lambda one: one[1].casefold()),
        near=near,
    )  # fmt: skip


def _row(seen: access.Visit, own: Procurement, one: NamedBuyer) -> dict[str, Any]:
    quantity, value = rules.called_off(seen.picture, own.key, one.organisation)
    return {
        "name": _names(seen)[one.organisation], "named": one, "quantity": quantity, "value": value,
        "left": None if one.max_quantity is None else one.max_quantity - quantity,
        "left_value": one.max_value.less(value) if isinstance(one.max_value, Money) else None,
    }  # fmt: skip


def _calls(seen: access.Visit, own: Procurement) -> list[dict[str, Any]]:
    names = _names(seen)
    mine = [one for one in seen.picture.call_offs if one.procurement == own.key]
    return [{"one": one, "buyer": names.get(one.organisation, ""),
             "supplier": seen.picture.supplier_name(one.participation)} for one in reversed(mine)]  # fmt: skip


def _names(seen: access.Visit) -> dict[Any, str]:
    return {one.key: one.name for one in seen.picture.terms.organisations}
