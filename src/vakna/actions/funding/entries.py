"""Money moves: planned, committed under every ceiling, invoiced, paid, released. Each movement is a new entry."""

import secrets
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from vakna.actions import _ledger
from vakna.actions._journal import Pen, hold
from vakna.core import affordable_loss as rules
from vakna.core import contracts
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, MoneyEntry
from vakna.core.money import Money
from vakna.core.refusal import NotFound


def plan(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    amount: Money,
    participation: str | None = None,
    payer: str | None = None,
    source: str | None = None,
    reference: str | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Plan a sum in a stage, for one supplier or for the stage as a whole. It binds nothing and takes no room.

    A later plan for the same stage and supplier replaces it; a plan of nought takes it away.
    """
    with hold("funding.plan", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        if participation:
            pen.participation(participation)
        entry = MoneyEntry(
            key=_key(key), at=at, state=v.MoneyState.PLANNED, amount=amount, stage=Key(pen.stage(stage).key),
            participation=Key(participation) if participation else None, payer=_payer(pen, stage, payer),
            source=Key(source) if source else None, reference=reference,
        )  # fmt: skip
        return _ledger.enter(pen, entry)


def commit(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    amount: Money,
    payer: str | None = None,
    outside_stage_money: bool = False,
    source: str | None = None,
    reference: str | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Commit a sum to a supplier in a stage. Refuses what would pass a ceiling, saying which one and what is left.

    The check and the write stand under the initiative's one lock, so that fifty at once cannot pass it together.
    Refuses (`commit-to-gone`) a supplier that has been ended or has left.
    """
    with hold("funding.commit", by=by, at=at, initiative=initiative, parts=("money", "learning"), once=once) as pen:
        payer = _payer(pen, stage, payer)
        pen.participation(participation)
        rules.require_taking_part(pen.picture, participation)
        if not outside_stage_money:
            rules.require_room(pen.picture, stage, participation, amount)
        entry = MoneyEntry(
            key=_key(key), at=at, state=v.MoneyState.COMMITTED, amount=amount, stage=Key(stage),
            participation=Key(participation), payer=Key(payer), source=Key(source) if source else None,
            outside_stage_money=outside_stage_money, reference=reference,
        )  # fmt: skip
        return _ledger.enter(pen, entry)


def release(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    amount: Money,
    reference: str | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Release what was committed and will not be paid. Refuses more than is still open."""
    with hold("funding.release", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        entry = _ledger.follow(pen, v.MoneyState.RELEASED, stage, participation, amount)
        return _ledger.enter(pen, replace(entry, reference=reference, key=_key(key)))


def invoice(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    amount: Money,
    reference: str | None = None,
    vat_rate: Decimal | None = None,
    vat: Money | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Note a supplier's invoice, without VAT; the VAT is noted beside it and never counts as exposure.

    Refuses more than is committed and not yet invoiced, more than the approved milestones pay, and one for another
    supplier.
    """
    with hold("funding.invoice", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        if pen.actor.participations and participation not in pen.actor.participations:
            raise NotFound("no-such-supplier", key=participation)
        entry = _ledger.follow(pen, v.MoneyState.INVOICED, stage, participation, amount)
        if not entry.outside_stage_money:
            contracts.require_earned(pen.picture, stage, participation, amount)
        noted = replace(entry, reference=reference, key=_key(key), vat_rate=vat_rate, vat=vat)
        return _ledger.enter(pen, noted)


def pay(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    amount: Money,
    reference: str | None = None,
    vat_rate: Decimal | None = None,
    vat: Money | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Note a payment, without VAT. Refuses more than is invoiced and not yet paid."""
    with hold("funding.pay", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        entry = _ledger.follow(pen, v.MoneyState.PAID, stage, participation, amount)
        noted = replace(entry, reference=reference, key=_key(key), vat_rate=vat_rate, vat=vat)
        return _ledger.enter(pen, noted)


def _payer(pen: Pen, stage: str, payer: str | None) -> Key:
    return Key(payer or pen.picture.stage(pen.stage(stage).key).payer or pen.picture.terms.buyers[0])


def _key(given: str) -> Key:
    return Key(given or f"e-{secrets.token_hex(6)}")
