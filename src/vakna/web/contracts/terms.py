"""What a signed contract says, recorded piece by piece: milestones, options, rights."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import funding
from vakna.core import people, stages
from vakna.core.initiative import Contract
from vakna.core.money import Money
from vakna.web import access, answers, doing

from .forms import MilestoneForm, OptionForm, TermsForm, terms_initial
from .one import visit


def contract_terms(request: HttpRequest, key: str, contract: str) -> HttpResponse:
    """Record what the contract says of rights, further development and pay on leaving."""
    seen, one = visit(request, key, contract)
    seen.require("funding.set_contract_terms")
    form = TermsForm(request.POST or None, language=seen.language, initial=terms_initial(one, seen.language))
    refusal = None
    if request.method == "POST" and form.is_valid():
        said = form.terms(one)
        refusal = answers.attempt(lambda: funding.set_contract_terms(**seen.act(), contract=contract, **said))
        if refusal is None:
            return _back(request, key, contract, "contracts.terms_recorded")
    return _page(request, seen, "contract_terms", contract, form=form, refusal=refusal)


def new_milestone(request: HttpRequest, key: str, contract: str) -> HttpResponse:
    """Record a milestone that pays when it is approved."""
    seen, one = visit(request, key, contract)
    seen.require("funding.add_milestone")
    pay = one.pay if isinstance(one.pay, Money) else None
    form = MilestoneForm(request.POST or None, language=seen.language, people=_approvers(seen), pay=pay)
    refusal = None
    if request.method == "POST" and form.is_valid():
        made = form.milestone(f"del-{secrets.token_hex(3)}")
        refusal = answers.attempt(lambda: funding.add_milestone(**seen.act(), contract=contract, milestone=made))
        if refusal is None:
            return _back(request, key, contract, "contracts.milestone_added")
    return _page(request, seen, "new_milestone", contract, form=form, refusal=refusal)


def new_option(request: HttpRequest, key: str, contract: str) -> HttpResponse:
    """Record an option with its exact clause."""
    seen, one = visit(request, key, contract)
    seen.require("funding.add_option")
    pay = one.pay if isinstance(one.pay, Money) else None
    form = OptionForm(request.POST or None, language=seen.language, pay=pay, stages=_later(seen, one))
    refusal = None
    if request.method == "POST" and form.is_valid():
        made = form.option(f"opt-{secrets.token_hex(3)}")
        refusal = answers.attempt(lambda: funding.add_option(**seen.act(), contract=contract, option=made))
        if refusal is None:
            return _back(request, key, contract, "contracts.option_added")
    return _page(request, seen, "new_option", contract, form=form, refusal=refusal)


def _later(seen: access.Visit, one: Contract) -> list[tuple[str, str]]:
    """Give the later stages of the same procurement."""
    this = seen.stage(one.stage)
    after = [it for it in stages.in_order(seen.picture.terms) if it.number > this.number]
    return [(it.key, it.name.said(seen.language)) for it in after if it.procurement == this.procurement]


def _approvers(seen: access.Visit) -> list[tuple[str, str]]:
    """Give the members who may approve, in alphabetical order."""
    names = {one.key: one.name for one in seen.picture.terms.people}
    who = {one.person for one in people.actors_in(seen.picture, list(names), seen.at)
           if people.may(one, "funding.approve_milestone")}  # fmt: skip
    return sorted(((one, names[one]) for one in who if one), key=lambda pair: pair[1].casefold())


def _back(request: HttpRequest, key: str, contract: str, code: str) -> HttpResponse:
    return answers.done(request, reverse("one_contract", args=[key, contract]), code)


def _page(request: HttpRequest, seen: access.Visit, name: str, contract: str, **values: Any) -> HttpResponse:
    back = reverse("one_contract", args=[seen.key, contract])
    return doing.page(request, seen, name, here="plan", back=back, **values)
