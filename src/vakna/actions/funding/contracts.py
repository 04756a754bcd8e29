"""What a recorded contract says, its milestones approved one by one, and what named buyers call off."""

from dataclasses import replace
from datetime import datetime

from vakna.actions import _cast
from vakna.actions._agreed import keep
from vakna.actions._journal import hold
from vakna.core import contracts as rules
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import CallOff, ContractRights, Milestone, Option, Text
from vakna.records import models as m
from vakna.records import rows


def set_contract_terms(
    *,
    by: str,
    at: datetime,
    initiative: str,
    contract: str,
    rights: ContractRights,
    further_development: Text | None,
    on_leaving: v.Settlement | None,
    once: str = "",
) -> None:
    """Record what a signed contract says about rights, further development and pay when the supplier leaves."""
    with hold("funding.set_contract_terms", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        one = rules.find(pen.picture, contract)
        said = replace(one, rights=rights, further_development=further_development, on_leaving=on_leaving)
        keep(pen, said, {"rights": encode(rights), "further_development": encode(further_development)})


def add_milestone(
    *, by: str, at: datetime, initiative: str, contract: str, milestone: Milestone, once: str = ""
) -> str:
    """Record a milestone of a contract. From the first one on, only what is approved can be invoiced. Gives its key."""
    with hold("funding.add_milestone", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        one = rules.find(pen.picture, contract)
        new = replace(milestone, approved_at=None, approved_by=None)
        rules.check_milestone(one, new)
        _cast.named(pen.initiative, people=(new.approver,))
        keep(pen, replace(one, milestones=(*one.milestones, new)), {"milestone": encode(new)})
        pen.answer = new.key
        return new.key


def approve_milestone(*, by: str, at: datetime, initiative: str, contract: str, milestone: str, once: str = "") -> None:
    """Approve a milestone: what it pays can be invoiced. Refuses another person than the named approver, and twice."""
    with hold("funding.approve_milestone", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        one = rules.find(pen.picture, contract)
        keep(pen, rules.approve(one, milestone, by=by, at=at), {"milestone": milestone})


def add_option(*, by: str, at: datetime, initiative: str, contract: str, option: Option, once: str = "") -> str:
    """Record an option of a contract with its exact clause. Gives its key."""
    with hold("funding.add_option", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        one = rules.find(pen.picture, contract)
        rules.check_option(one, option)
        keep(pen, replace(one, options=(*one.options, option)), {"option": encode(option)})
        pen.answer = option.key
        return option.key


def call_off(*, by: str, at: datetime, initiative: str, call: CallOff, once: str = "") -> str:
    """Note what a buyer named from the start has called off. Gives the key.

    Refuses everybody else, and more than the named quantity or value (`core.contracts.check_call_off`).
    """
    parts = ("money", "money_decisions")
    with hold("funding.call_off", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        pen.participation(call.participation)
        made = replace(call, at=at)
        rules.check_call_off(pen.picture, made)
        _cast.named(pen.initiative, organisations=(made.organisation,))
        m.CallOff.objects.create(
            initiative=pen.initiative, **rows.columns(m.CallOff, made, rows.finder(pen.initiative))
        )
        facts = {"quantity": made.quantity, "value": encode(made.value)}
        protected = {
            "participation": made.participation,
            "organisation": made.organisation,
            "reference": made.reference,
        }
        pen.write(f"procurement:{made.procurement}", facts=facts, protected=protected)
        pen.answer = made.key
        return made.key
