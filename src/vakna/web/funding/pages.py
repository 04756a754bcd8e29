"""The money of an initiative: what may be lost, what is committed, invoiced, paid and released, and what is left."""

import csv
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import funding
from vakna.core import affordable_loss, stages
from vakna.core import ceilings as ceiling_rules
from vakna.core import vocabulary as v
from vakna.core.money import Money
from vakna.core.refusal import NotAllowed
from vakna.exchange import spreadsheets
from vakna.web import access, answers, doing
from vakna.web.initiatives.frame import frame
from vakna.web.selection import pages
from vakna.web.sentences import PAGES

from . import ceilings, ledger, over_time, waiting
from .forms import EntryForm

_VERBS: dict[v.MoneyState, tuple[str, Callable[..., object]]] = {
    v.MoneyState.PLANNED: ("funding.plan", funding.plan),
    v.MoneyState.COMMITTED: ("funding.commit", funding.commit),
    v.MoneyState.INVOICED: ("funding.invoice", funding.invoice),
    v.MoneyState.PAID: ("funding.pay", funding.pay),
    v.MoneyState.RELEASED: ("funding.release", funding.release),
}
"""What each movement asks for, and what it does."""


@require_safe
def money(request: HttpRequest, key: str) -> HttpResponse:
    """Show the ledger, as much of it as this person sees."""
    seen = access.visit(request, key, parts=("money", "money_decisions"))
    picture, whole = seen.picture, ledger.in_all(seen.picture)
    terms = picture.terms
    paid, ended = affordable_loss.stage_money(picture), affordable_loss.to_ended(picture)
    rows = ledger.by_supplier(picture, seen.language)
    values: dict[str, Any] = {
        "whole": ledger.Row(name="", standing=whole, ceiling=terms.ceiling), "stages_money": ledger.by_stage(picture),
        "page": pages.of(request, rows), "outside": ledger.outside(picture), "paid": paid,
        "share": affordable_loss.share(ended, paid), "may": bool(_open_to(seen)), "count": len(rows),
        "others": ledger.others(picture), "over_time": over_time.draw(seen), "waits": waiting.of(seen),
        "changes": [ceilings.row(seen, one) for one in reversed(picture.ceiling_changes)],
        "has_options": any(one.options for one in picture.contracts),
        "left_overs": ceiling_rules.with_left_over(picture), "may_ask": _may_ask(seen), "gone": waiting.gone(seen),
        "may_rate": seen.may("funding.state_rate"), "rates": picture.terms.rates,
    }  # fmt: skip
    return answers.page(request, "funding/money.html", seen=seen, **values, **frame(seen, here="money"))


def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Enter a movement of money. What would pass a ceiling is refused with what is left."""
    seen = access.visit(request, key, parts=("money",), collections=("assumptions", "experiments"))
    states = _open_to(seen)
    if not states:
        raise NotAllowed("may-not-without-role")
    form = _form(request, seen, states)
    refusal = None
    if request.method == "POST" and form.is_valid():
        _, action = _VERBS[form.cleaned_data["state"]]
        refusal = answers.attempt(lambda: action(**seen.act(), **form.values()))
        if refusal is None:
            said = {"state": form.cleaned_data["state"], "amount": form.cleaned_data["amount"]}
            return answers.done(request, reverse("money", args=[key]), "funding.entered", **said)
    values: dict[str, Any] = {"back": reverse("money", args=[key]), "rooms": _rooms(seen, form)}
    return doing.page(request, seen, "enter_money", form=form, here="money", refusal=refusal,
                      template="funding/enter.html", **values)  # fmt: skip


def _may_ask(seen: access.Visit) -> bool:
    """Say whether to show the way to a new ceiling: one may ask, and there is a ceiling to change."""
    stated = any(isinstance(one, Money) for one in (
        seen.picture.terms.ceiling, *(it.ceiling for it in seen.picture.terms.stages)))  # fmt: skip
    return stated and seen.may("funding.ask_ceiling")


def _open_to(seen: access.Visit) -> list[v.MoneyState]:
    return [state for state, (verb, _) in _VERBS.items() if seen.may(verb)]


def _form(request: HttpRequest, seen: access.Visit, states: list[v.MoneyState]) -> EntryForm:
    terms = seen.picture.terms
    offered = [(one.key, one.name.said(seen.language)) for one in stages.in_order(terms)]
    names = pages.names(seen)
    own = seen.actor.participations
    suppliers = [
        (one.key, names[one.key])
        for one in pages.by_name(seen, seen.picture.participations)
        if not own or one.key in own
    ]
    among = {*terms.buyers, *terms.intermediaries, *(one.payer for one in terms.funding_sources)}
    payers = [(one.key, one.name) for one in terms.organisations if one.key in among]
    initial = {name: request.GET.get(name) for name in ("state", "stage", "participation")} | _due(request, seen)
    return EntryForm(request.POST or None, language=seen.language, states=states, stages=offered, suppliers=suppliers,
                     payers=payers, near=_near(request, seen), initial=initial)  # fmt: skip


def _near(request: HttpRequest, seen: access.Visit) -> list[Money]:
    """Give the sums that an entry in the chosen stage is likely to be like: its pay, and what moved in it before."""
    stage = request.POST.get("stage")
    pay = [one.pay for one in seen.picture.terms.stages if one.key == stage and isinstance(one.pay, Money)]
    return [*pay, *(one.amount for one in seen.picture.money if one.stage == stage)]


def _due(request: HttpRequest, seen: access.Visit) -> dict[str, Any]:
    """Fill in the sum that is waiting: what is invoiced and unpaid, or committed and not invoiced."""
    stage, supplier = request.GET.get("stage"), request.GET.get("participation")
    if not stage or not supplier:
        return {}
    standing = affordable_loss.standing(seen.picture.money, stage=stage, participation=supplier)
    due = standing.unpaid if request.GET.get("state") == v.MoneyState.PAID else standing.uninvoiced
    return {"amount": due} if due.amount else {}


def _rooms(seen: access.Visit, form: EntryForm) -> list[dict[str, Any]]:
    """Say what is left under each ceiling for the stage that is chosen, or for the whole initiative."""
    stage = form["stage"].value()
    known = {one.key for one in seen.picture.terms.stages}
    if stage not in known:
        whole = ledger.Row(name="", standing=ledger.in_all(seen.picture), ceiling=seen.picture.terms.ceiling)
        return _told(seen, {"initiative": whole.left})
    supplier = form["participation"].value()
    room = affordable_loss.room(seen.picture, stage, supplier or None)
    return _told(seen, {"stage": room.stage, "supplier": room.supplier_in_stage, "initiative": room.initiative})


def _told(seen: access.Visit, lefts: dict[str, Money | None]) -> list[dict[str, Any]]:
    return [
        {
            "term": PAGES.say(seen.language, f"funding.left.{name}"),
            "value": PAGES.say(seen.language, "planning.value", value=left),
        }
        for name, left in lefts.items()
        if left is not None
    ]


@require_safe
def money_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the ledger as a file that a spreadsheet opens, with nothing in it that the spreadsheet would run."""
    seen = access.visit(request, key, parts=("money",))
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}-money.csv"'
    written = csv.writer(answer, delimiter=";")
    heads = ("supplier", "stage", "kind", "planned", "committed", "invoiced", "paid", "released", "left", "currency")
    written.writerow(PAGES.say(seen.language, f"funding.head.{one}") for one in heads)
    for row in ledger.by_supplier(seen.picture, seen.language):
        written.writerow(_line(seen.language, row))
    return answer


def _line(language: str, row: ledger.Row) -> list[str]:
    kind = PAGES.say(language, "funding.outside" if row.outside else "funding.inside")
    its = row.standing
    sums = (its.planned, its.committed, its.invoiced, its.paid, its.released, row.left)
    stage = row.stage.said(language) if row.stage else ""
    name = row.name if isinstance(row.name, str) else row.name.said(language)
    said = [spreadsheets.neutral(name), spreadsheets.neutral(stage), kind]
    return [*said, *(_digits(language, one) for one in sums), its.committed.currency]


def _digits(language: str, one: Money | None) -> str:
    """Write a sum without groups, with the decimal mark that spreadsheets of the language read."""
    if one is None:
        return ""
    written = f"{one.amount:.2f}"
    return written.replace(".", ",") if language == "sv" else written
