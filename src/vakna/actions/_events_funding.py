"""Money in a written history: movements, rates, ceilings, approved milestones, call-offs, departures, owners."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from vakna.core import ceilings, departures, option_uses
from vakna.core import vocabulary as v
from vakna.core.initiative import CeilingChange, Key, MoneyEntry, Picture, Terms
from vakna.core.words import STOCKHOLM

from ._event import Event

_MORNING = time(7, 30)
_VERBS = {
    v.MoneyState.PLANNED: "funding.plan",
    v.MoneyState.COMMITTED: "funding.commit",
    v.MoneyState.RELEASED: "funding.release",
    v.MoneyState.INVOICED: "funding.invoice",
    v.MoneyState.PAID: "funding.pay",
}
Who = Callable[..., Key]
"""How a role, or a supplier's contact, is found in the history."""


def as_begun(terms: Terms, changes: tuple[CeilingChange, ...]) -> Terms:
    """Give the terms with the ceilings that held before any decision on them, and no stated rates yet."""
    for one in reversed(ceilings.in_order_of_decision(changes)):
        terms = ceilings.undone(terms, one)
    return replace(terms, rates=())


def of(picture: Picture, *, who: Who, contact: Who, payer: Who) -> Iterator[Event]:
    """Give everything about money, in no order."""
    yield from _entries(picture, contact=contact, payer=payer)
    yield from _agreements(picture, who(picture, v.Role.PROCURER))
    yield from _leavings(picture, contact)
    leader = who(picture, v.Role.PROCESS_LEADER, v.Role.PROCURER)
    for rate in picture.terms.rates:
        at = datetime.combine(rate.day, _MORNING, tzinfo=STOCKHOLM)
        yield Event(at=at, verb="funding.state_rate", by=leader, values={"rate": rate})
    yield from _options(picture, proposer=leader, decider=who(picture, v.Role.DECIDER, v.Role.PROCURER))
    for change in picture.ceiling_changes:
        yield from _ceiling(change, asker=leader, decider=who(picture, v.Role.DECIDER, v.Role.PROCURER))


def _entries(picture: Picture, *, contact: Who, payer: Who) -> Iterator[Event]:
    """Who pays plans, commits and pays; the supplier invoices.

    What a departure releases, and what an option that is used commits, these do themselves.
    """
    numbers = range(len(picture.terms.stages) + 1)
    rests = {departures.rest_key(one, number) for one in picture.departures for number in numbers}
    rests |= {key for _, _, key in option_uses.commitments(picture)}
    for one in picture.money:
        if one.key in rests or (one.participation is None and one.state is not v.MoneyState.PLANNED):
            continue
        invoices = one.state is v.MoneyState.INVOICED
        by = contact(picture, one.participation) if invoices else payer(picture, one.payer)
        yield Event(at=one.at, verb=_VERBS[one.state], by=by, values=_values(one))


def _values(one: MoneyEntry) -> Mapping[str, Any]:
    values: dict[str, Any] = {"stage": one.stage, "participation": one.participation, "amount": one.amount,
                              "reference": one.reference, "key": one.key}  # fmt: skip
    if one.state in {v.MoneyState.PLANNED, v.MoneyState.COMMITTED}:
        values |= {"payer": one.payer, "source": one.source}
    if one.state is v.MoneyState.COMMITTED:
        values |= {"outside_stage_money": one.outside_stage_money}
    if one.state in {v.MoneyState.INVOICED, v.MoneyState.PAID}:
        values |= {"vat_rate": one.vat_rate, "vat": one.vat}
    return values


def _agreements(picture: Picture, by: Key) -> Iterator[Event]:
    values: Mapping[str, Any]
    for contract in picture.contracts:
        for step in contract.milestones:
            if step.approved_at:
                values = {"contract": contract.key, "milestone": step.key}
                whose = step.approved_by or step.approver or by
                yield Event(at=step.approved_at, verb="funding.approve_milestone", by=whose, values=values)
    for call in picture.call_offs:
        yield Event(at=call.at, verb="funding.call_off", by=by, values={"call": call})
    for one in picture.ownership_changes:
        yield Event(at=one.at, verb="funding.note_owner", by=by, values={"change": one})
    for left in picture.departures:
        values = {"stage": left.stage, "participation": left.participation, "day": left.day, "reason": left.reason,
                  "rule": left.rule, "key": left.key}  # fmt: skip
        yield Event(at=left.at, verb="funding.settle_departure", by=by, values=values)


def _leavings(picture: Picture, contact: Who) -> Iterator[Event]:
    for one in picture.participations:
        if one.leaving is not None:
            told = {"participation": one.key, "day": one.leaving.day, "reason": one.leaving.reason}
            yield Event(at=one.leaving.at, verb="funding.tell_leaving", by=contact(picture, one.key), values=told)


def _options(picture: Picture, *, proposer: Key, decider: Key) -> Iterator[Event]:
    for contract in picture.contracts:
        for option in contract.options:
            for use in option.uses:
                where = {"contract": contract.key, "option": option.key}
                asked = {**where, "value": use.value, "ground": use.ground, "key": use.key}
                yield Event(at=use.at, verb="funding.propose_option", by=use.by or proposer, values=asked)
                if use.decided_at:
                    done = {
                        **where, "use": use.key, "accepted": use.state is v.ChangeState.ACCEPTED,
                        "mandate": use.mandate, "reference": use.reference, "committee": use.committee,
                        "minuted": use.minuted, "motive": use.motive,
                    }  # fmt: skip
                    by = use.decided_by or decider
                    yield Event(at=use.decided_at, verb="funding.decide_option", by=by, values=done)


def _ceiling(one: CeilingChange, *, asker: Key, decider: Key) -> Iterator[Event]:
    yield Event(at=one.at, verb="funding.ask_ceiling", by=one.by or asker, values={"change": one})
    if one.decided_at:
        values = {
            "change": one.key, "accepted": one.state is v.ChangeState.ACCEPTED, "mandate": one.mandate,
            "reference": one.reference, "committee": one.committee, "minuted": one.minuted, "motive": one.motive,
        }  # fmt: skip
        yield Event(at=one.decided_at, verb="funding.decide_ceiling", by=one.decided_by or decider, values=values)
