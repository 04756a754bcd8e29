"""The process as data: ceilings, procurements, stages from plan to end, contracts as recorded, and how it all ends."""

from datetime import date, datetime
from typing import Any

from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Contract, Correction, MaybeMoney, Notice, Procurement, Stage, Text
from vakna.core.refusal import BadInput, Conflict
from vakna.records import models as m
from vakna.records import rows

from . import _cast, _letters
from ._journal import Pen, hold


def set_ceilings(
    *, by: str, at: datetime, initiative: str, ceiling: MaybeMoney, supplier_ceiling: MaybeMoney, once: str = ""
) -> None:
    """Say what may be lost in all and per supplier. Refuses once a stage that pays has been published (design 1.3)."""
    with hold("initiatives.set_ceilings", by=by, at=at, initiative=initiative, once=once) as pen:
        if any(one.published_at and one.ceiling is not None for one in pen.picture.terms.stages):
            raise Conflict("ceilings-published")
        pen.initiative.ceiling, pen.initiative.supplier_ceiling = ceiling, supplier_ceiling
        pen.initiative.save(update_fields=["ceiling", "supplier_ceiling"])
        pen.write("ceilings", facts={"initiative": encode(ceiling), "supplier": encode(supplier_ceiling)})


def record_procurement(*, by: str, at: datetime, initiative: str, procurement: Procurement, once: str = "") -> None:
    """Put a procurement under the initiative, or change one whose notice is not yet out."""
    with hold("initiatives.record_procurement", by=by, at=at, initiative=initiative, once=once) as pen:
        row = m.Procurement.objects.filter(initiative=pen.initiative, key=procurement.key).first()
        if row and row.notice:
            raise Conflict("procurement-noticed")
        _cast.named(pen.initiative, organisations=[one.organisation for one in procurement.named_buyers])
        values = rows.columns(m.Procurement, procurement, rows.finder(pen.initiative))
        m.Procurement.objects.update_or_create(initiative=pen.initiative, key=procurement.key, defaults=values)
        pen.write(f"procurement:{procurement.key}", facts={"procurement": encode(procurement)})


def record_notice(*, by: str, at: datetime, initiative: str, procurement: str, notice: Notice, once: str = "") -> None:
    """Record the notice's number, date and database. Our page is not the notice."""
    with hold("initiatives.record_notice", by=by, at=at, initiative=initiative, once=once) as pen:
        row = m.Procurement.objects.filter(initiative=pen.initiative, key=procurement).first()
        if row is None:
            raise BadInput("no-such-key", path="procurement", key=procurement, among="procurements")
        row.notice = notice
        row.save(update_fields=["notice"])
        pen.write(f"procurement:{procurement}", facts={"notice": encode(notice)})


def plan_stage(*, by: str, at: datetime, initiative: str, stage: Stage, once: str = "") -> None:
    """Write a stage, new or still planned, as `stage` says. Refuses one that is published: that takes a correction."""
    with hold("initiatives.plan_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        row = m.Stage.objects.filter(initiative=pen.initiative, key=stage.key).first()
        if (row and row.state != v.StageState.PLANNED) or stage.state is not v.StageState.PLANNED:
            raise Conflict("stage-published", stage=stage.name)
        clash = m.Stage.objects.filter(initiative=pen.initiative, number=stage.number).exclude(key=stage.key)
        if clash.exists():
            raise Conflict("stage-number-taken", path="number", number=stage.number)
        _cast.named(pen.initiative, people=(stage.contact, stage.owner), organisations=(stage.payer,))
        values = rows.columns(m.Stage, stage, rows.finder(pen.initiative))
        m.Stage.objects.update_or_create(initiative=pen.initiative, key=stage.key, defaults=values)
        # What is planned is the team's own until it is published: outsiders know that the stage is planned, no more.
        facts = {"number": stage.number, "instrument": stage.instrument}
        pen.write(f"stage:{stage.key}", facts=facts, protected={"stage": encode(stage)})


def publish_stage(*, by: str, at: datetime, initiative: str, stage: str, once: str = "") -> None:
    """Publish a planned stage: from now on it changes only by correction. It opens at once if its opening has come.

    Refuses what is missing before a stage may open (design 4), and an RFI with no procurer (seed, insight 1).
    """
    with hold("initiatives.publish_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        planned = _planned(pen, stage)
        if planned.instrument is v.Instrument.RFI:
            rules.require_procurer(pen.picture.terms)
        rules.require_ready(planned, pen.picture.terms)
        if planned.deadline and planned.deadline <= at:
            raise BadInput("deadline-passed", path="deadline", deadline=planned.deadline)
        row = pen.stage(stage)
        opens = planned.opens_at is None or planned.opens_at <= at
        row.published_at = at
        row.state = v.StageState.OPEN if opens else v.StageState.PUBLISHED
        row.save(update_fields=["published_at", "state"])
        pen.write(f"stage:{stage}", facts={"stage": _public(planned), "opens": opens})


def open_stage(*, by: str, at: datetime, initiative: str, stage: str, once: str = "") -> None:
    """Open a published stage."""
    with hold("initiatives.open_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        _move(pen, stage, v.StageState.OPEN)


def close_stage(*, by: str, at: datetime, initiative: str, stage: str, once: str = "") -> None:
    """Close an open stage for hand-in. Refuses before its deadline, and a sealed one: that closes by its opening."""
    with hold("initiatives.close_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        one = pen.picture.stage(pen.stage(stage).key)
        if one.deadline and at <= one.deadline:
            raise Conflict("deadline-not-passed", deadline=one.deadline)
        if one.regime is v.Regime.SEALED and one.opening is None:
            raise Conflict("sealed-needs-opening")
        _move(pen, stage, v.StageState.CLOSED)


def correct_stage(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    what: Text,
    why: Text,
    deadline: datetime | None = None,
    once: str = "",
) -> int:
    """Publish a versioned correction of a published stage, told to all. A deadline moves later, never earlier."""
    with hold("initiatives.correct_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        one, row = pen.picture.stage(pen.stage(stage).key), pen.stage(stage)
        if one.published_at is None:
            raise Conflict("stage-not-published")
        if deadline and one.deadline and deadline < one.deadline:
            raise BadInput("deadline-earlier", path="deadline", deadline=one.deadline)
        version = len(one.corrections) + 1
        row.corrections = (*one.corrections, Correction(version=version, at=at, what=what, why=why))
        row.deadline = deadline or one.deadline
        row.save(update_fields=["corrections", "deadline"])
        pen.write(f"stage:{stage}", facts={"version": version, "what": encode(what), "deadline": encode(row.deadline)})
        _letters.write(
            "correction", to=_told(pen, row), at=at, initiative=pen.initiative, stage=one.name, what=what, why=why
        )
        return version


def skip_stage(*, by: str, at: datetime, initiative: str, stage: str, reason: Text, once: str = "") -> None:
    """Skip a stage that has not opened, with a reason that stays."""
    with hold("initiatives.skip_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        row = _move(pen, stage, v.StageState.SKIPPED, write=False)
        row.skipped_because = reason
        row.save(update_fields=["skipped_because"])
        pen.write(f"stage:{stage}", facts={"reason": encode(reason)})


def record_contract(*, by: str, at: datetime, initiative: str, contract: Contract, once: str = "") -> None:
    """Record a contract as signed: parties, date, file by its hash, pay, option clause, use right, diary number.

    Refuses a contract for a supplier that has not been awarded, or while the standstill runs.
    """
    parts = ("gates", "money")
    with hold("initiatives.record_contract", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        if any(one.key == contract.key for one in pen.picture.contracts):
            raise Conflict("key-twice", path="key", key=contract.key)
        _may_contract(pen, contract, at.date())
        values = rows.columns(m.Contract, contract, rows.finder(pen.initiative))
        m.Contract.objects.create(initiative=pen.initiative, **values)
        pen.write(
            f"stage:{contract.stage}",
            facts={"signed": encode(contract.signed), "pay": encode(contract.pay)},
            protected={"contract": encode(contract)},
        )


def end(*, by: str, at: datetime, initiative: str, state: v.InitiativeState, reason: Text, once: str = "") -> None:
    """End the initiative, with the reason. Ending a dialogue without a procurement is a success state (case T7)."""
    with hold("initiatives.end", by=by, at=at, initiative=initiative, once=once) as pen:
        if state is v.InitiativeState.ACTIVE or pen.picture.terms.state is not v.InitiativeState.ACTIVE:
            raise Conflict("initiative-ended")
        pen.initiative.state, pen.initiative.state_reason = state, reason
        pen.initiative.save(update_fields=["state", "state_reason"])
        pen.write("initiative", facts={"state": state, "reason": encode(reason)})


def _planned(pen: Pen, key: str) -> Stage:
    stage = pen.picture.stage(pen.stage(key).key)
    if stage.state is not v.StageState.PLANNED:
        raise Conflict("stage-published", stage=stage.name)
    return stage


def _move(pen: Pen, key: str, to: v.StageState, *, write: bool = True) -> m.Stage:
    row = pen.stage(key)
    rules.move(pen.picture.stage(row.key), to)
    row.state = to
    row.save(update_fields=["state"])
    if write:
        pen.write(f"stage:{key}", facts={"state": to})
    return row


def _may_contract(pen: Pen, contract: Contract, day: date) -> None:
    stage = pen.picture.stage(pen.stage(contract.stage).key)
    awards = [one.award for one in pen.picture.terms.procurements if one.key == stage.procurement and one.award]
    if stage.procurement and not awards:
        raise Conflict("contract-before-award")
    if awards and awards[0].standstill_ends and day <= awards[0].standstill_ends:
        raise Conflict("standstill", until=awards[0].standstill_ends)
    if pen.participation(contract.participation).state == v.ParticipationState.ENDED:
        raise Conflict("contract-with-ended")


def _told(pen: Pen, stage: m.Stage) -> list[m.Person]:
    mine = m.Participation.objects.filter(initiative=pen.initiative, state=v.ParticipationState.ACTIVE)
    if stage.procurement_id:
        mine = mine.filter(procurement_id=stage.procurement_id)
    return _letters.suppliers(mine.select_related("contact", "organisation"))


def _public(stage: Stage) -> Any:
    """Give what a published stage says about itself, without the persons behind it."""
    shown: dict[str, Any] = encode(stage)
    return {name: said for name, said in shown.items() if name not in ("owner", "contact")}
