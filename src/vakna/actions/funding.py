"""Money moves: committed under every ceiling, invoiced, paid, released. Each movement is a new entry."""

import secrets
from datetime import datetime

from vakna.core import affordable_loss as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, MoneyEntry, Picture
from vakna.core.money import Money
from vakna.core.refusal import NotFound

from . import _ledger
from ._journal import Pen, hold


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
    """
    with hold("funding.commit", by=by, at=at, initiative=initiative, parts=("money", "learning"), once=once) as pen:
        payer = payer or pen.picture.stage(pen.stage(stage).key).payer or pen.picture.terms.buyers[0]
        pen.participation(participation)
        if not outside_stage_money:
            rules.require_room(pen.picture, stage, participation, amount)
        entry = MoneyEntry(
            key=_key(key),
            at=at,
            state=v.MoneyState.COMMITTED,
            amount=amount,
            stage=Key(stage),
            participation=Key(participation),
            payer=Key(payer),
            source=Key(source) if source else None,
            outside_stage_money=outside_stage_money,
            reference=reference,
        )
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
        return _follow(pen, v.MoneyState.RELEASED, stage, participation, amount, reference=reference, key=key)


def invoice(
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
    """Note a supplier's invoice. Refuses more than is committed and not yet invoiced, and one for another supplier."""
    with hold("funding.invoice", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        if pen.actor.participations and participation not in pen.actor.participations:
            raise NotFound("no-such-supplier", key=participation)
        return _follow(pen, v.MoneyState.INVOICED, stage, participation, amount, reference=reference, key=key)


def pay(
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
    """Note a payment. Refuses more than is invoiced and not yet paid."""
    with hold("funding.pay", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        return _follow(pen, v.MoneyState.PAID, stage, participation, amount, reference=reference, key=key)


def _follow(
    pen: Pen, state: v.MoneyState, stage: str, participation: str, amount: Money, *, reference: str | None, key: str
) -> str:
    """Write what follows a commitment: it keeps the commitment's payer, source, and whether it is stage money."""
    pen.stage(stage), pen.participation(participation)
    rules.require_committed(pen.picture, stage, participation, amount, state)
    first = _commitment(pen.picture, stage, participation)
    entry = MoneyEntry(
        key=_key(key),
        at=pen.at,
        state=state,
        amount=amount,
        stage=first.stage,
        participation=first.participation,
        payer=first.payer,
        source=first.source,
        outside_stage_money=first.outside_stage_money,
        reference=reference,
    )
    return _ledger.enter(pen, entry)


def _commitment(picture: Picture, stage: str, participation: str) -> MoneyEntry:
    mine = (one for one in picture.money if (one.stage, one.participation) == (stage, participation))
    return next(one for one in mine if one.state is v.MoneyState.COMMITTED)


def _key(given: str) -> Key:
    return Key(given or f"e-{secrets.token_hex(6)}")
