"""One contract: what it is worth with every option, how it pays, who may use what, and what has happened to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vakna.actions import funding
from vakna.core import contracts as rules
from vakna.core import departures
from vakna.core import vocabulary as v
from vakna.core.initiative import Contract, Milestone, Procurement
from vakna.core.people import TEAM
from vakna.core.refusal import NotFound
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from . import options as shown

PARTS = ("money", "money_decisions")


def visit(request: HttpRequest, key: str, contract: str, *also: str) -> tuple[access.Visit, Contract]:
    """See a contract as the team, or as the supplier whose it is. Refuses (`NotFound`) everybody else.

    `also` names collections that the page reads beside the contract's.
    """
    seen = access.visit(request, key, parts=PARTS, collections=("ownership_changes", *also))
    one = rules.find(seen.picture, contract)
    if not (seen.actor.roles & TEAM or one.participation in seen.actor.participations):
        raise NotFound("no-such-contract", key=contract)
    return seen, one


@require_safe
def one_contract(request: HttpRequest, key: str, contract: str) -> HttpResponse:
    """Show one contract."""
    seen, one = visit(request, key, contract)
    names = {it.key: it.name for it in seen.picture.terms.people}
    own = next((it for it in seen.picture.terms.procurements if it.key == seen.stage(one.stage).procurement), None)
    values: dict[str, Any] = {
        "one": one, "supplier": seen.picture.supplier_name(one.participation), "stage": seen.stage(one.stage),
        "signed": None if isinstance(one.signed, v.NotPublished) else one.signed, "worth": rules.value(one),
        "approved": rules.approved(one), "milestones": [_milestone(seen, one, it, names) for it in one.milestones],
        "options": [shown.row(seen, one, it) for it in one.options],
        "procurement": own, "held": _held(seen, own) if own else None, "may": _ways(seen, one),
        "leaving": seen.picture.participation(one.participation).leaving,
        "owners": [it for it in seen.picture.ownership_changes if it.participation == one.participation],
        "left": next((it for it in seen.picture.departures if it.participation == one.participation), None),
    }  # fmt: skip
    return answers.page(request, "contracts/one.html", seen=seen, **values, **frame(seen, here="plan", title=" "))


@require_POST
def approve_milestone(request: HttpRequest, key: str, contract: str) -> HttpResponse:
    """Approve a milestone: what it pays can be invoiced."""
    seen, one = visit(request, key, contract)
    funding.approve_milestone(**seen.act(), contract=one.key, milestone=request.POST.get("milestone", ""))
    return answers.done(request, reverse("one_contract", args=[key, contract]), "contracts.milestone_approved")


def _milestone(seen: access.Visit, one: Contract, step: Milestone, names: dict[Any, str]) -> dict[str, Any]:
    waits = step.approved_at is None and step.approver in (None, seen.actor.person)
    return {
        "one": step, "pays": rules.worth(one, step), "approver": names.get(step.approver, "") if step.approver else "",
        "by": names.get(step.approved_by, "") if step.approved_by else "",
        "may": waits and seen.may("funding.approve_milestone"),
    }  # fmt: skip


def _held(seen: access.Visit, procurement: Procurement) -> dict[str, Any]:
    """Hold all contracts against what was announced, as far as this person sees them."""
    frame_ = rules.frame(seen.picture, procurement, seen.at.date())
    return {"frame": frame_, "limit": frame_.limit if rules.limit_applies(procurement) else None,
            "over_limit": frame_.over_limit if rules.limit_applies(procurement) else None,
            "calls": bool(procurement.named_buyers)}  # fmt: skip


def _ways(seen: access.Visit, one: Contract) -> dict[str, bool]:
    supplier = seen.picture.participation(one.participation)
    going = supplier.state is v.ParticipationState.ACTIVE
    mine = one.participation in seen.actor.participations and departures.running(seen.picture, supplier.key) is one
    return {
        "terms": seen.may("funding.set_contract_terms"), "milestone": seen.may("funding.add_milestone"),
        "option": seen.may("funding.add_option"), "owner": seen.may("funding.note_owner"),
        "tell": mine and going and supplier.leaving is None and seen.may("funding.tell_leaving"),
        "leave": going and seen.may("funding.settle_departure"),
    }  # fmt: skip
