"""The process as data: ceilings, procurements, stages from plan to end, contracts as recorded, and how it all ends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from vakna.core import (
    ceilings,
    confirmation,
    contracts,
    corrections,
    legal_frame,
    questions,
    readiness,
    resources,
    spread_plans,
    stage_form,
)
from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import (
    Contract,
    Correction,
    Digest,
    Document,
    FormQuestion,
    MaybeMoney,
    Notice,
    Procurement,
    Stage,
    Text,
)
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.records import models as m
from vakna.records import rows
from vakna.rules.finding import Moment

from . import _cast, _corrections, _files, _letters, _order, _rules, _told
from ._files import Upload
from ._journal import Pen, hold

_AT_STAKE = ("money", "learning")
"""What a ceiling is held against: what is bound, and what experiments may cost."""


def set_ceilings(
    *, by: str, at: datetime, initiative: str, ceiling: MaybeMoney, supplier_ceiling: MaybeMoney, once: str = ""
) -> None:
    """Say what may be lost in all and per supplier. Refuses once a stage that pays has been published (design 1.3).

    Refuses less than what is bound already (`core.ceilings.require_above_bound`).
    """
    with hold("initiatives.set_ceilings", by=by, at=at, initiative=initiative, parts=_AT_STAKE, once=once) as pen:
        if any(one.published_at and one.ceiling is not None for one in pen.picture.terms.stages):
            raise Conflict("ceilings-published")
        ceilings.require_above_bound(pen.picture, v.Ceiling.INITIATIVE, None, ceiling, path="ceiling")
        ceilings.require_above_bound(pen.picture, v.Ceiling.SUPPLIER, None, supplier_ceiling, path="supplier_ceiling")
        pen.initiative.ceiling, pen.initiative.supplier_ceiling = ceiling, supplier_ceiling
        pen.initiative.save(update_fields=["ceiling", "supplier_ceiling"])
        pen.write("ceilings", facts={"initiative": encode(ceiling), "supplier": encode(supplier_ceiling)})


def record_procurement(*, by: str, at: datetime, initiative: str, procurement: Procurement, once: str = "") -> None:
    """Put a procurement under the initiative, or change one whose notice is not yet out."""
    with hold("initiatives.record_procurement", by=by, at=at, initiative=initiative, once=once) as pen:
        row = m.Procurement.objects.filter(initiative=pen.initiative, key=procurement.key).first()
        if row and row.cancelled:
            raise Conflict("procurement-cancelled")
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
        if row.cancelled:
            raise Conflict("procurement-cancelled")
        row.notice = notice
        row.save(update_fields=["notice"])
        pen.write(f"procurement:{procurement}", facts={"notice": encode(notice)})


def plan_stage(*, by: str, at: datetime, initiative: str, stage: Stage, once: str = "") -> None:
    """Write a stage, new or still planned, as `stage` says. Refuses one that is published: that takes a correction.

    Refuses ceilings below what is bound in the stage already.
    """
    with hold("initiatives.plan_stage", by=by, at=at, initiative=initiative, parts=_AT_STAKE, once=once) as pen:
        row = m.Stage.objects.filter(initiative=pen.initiative, key=stage.key).first()
        if (row and row.state != v.StageState.PLANNED) or stage.state is not v.StageState.PLANNED:
            raise Conflict("stage-published", stage=stage.name)
        clash = m.Stage.objects.filter(initiative=pen.initiative, number=stage.number).exclude(key=stage.key)
        if clash.exists():
            raise Conflict("stage-number-taken", path="number", number=stage.number)
        stage_form.require_sound(stage.form)
        resources.check_criteria(stage.criteria)
        readiness.check_required(stage.readiness)
        _require_above_bound(pen, stage)
        _cast.named(
            pen.initiative, people=(stage.contact, stage.owner, stage.adoption_decider), organisations=(stage.payer,)
        )
        values = rows.columns(m.Stage, stage, rows.finder(pen.initiative))
        m.Stage.objects.update_or_create(initiative=pen.initiative, key=stage.key, defaults=values)
        # What is planned is the team's own until it is published: outsiders know that the stage is planned, no more.
        facts = {"number": stage.number, "instrument": stage.instrument}
        pen.write(f"stage:{stage.key}", facts=facts, protected={"stage": encode(stage)})


def _require_above_bound(pen: Pen, stage: Stage) -> None:
    its = {v.Ceiling.STAGE: "ceiling", v.Ceiling.SUPPLIER_IN_STAGE: "supplier_ceiling"}
    for ceiling, name in its.items():
        ceilings.require_above_bound(pen.picture, ceiling, stage.key, getattr(stage, name), path=name)


def add_stage(*, by: str, at: datetime, initiative: str, stage: Stage, after: str, once: str = "") -> None:
    """Put a new planned stage after another one; the stages after it move one number on (`stage.number` is ignored).

    A second, deeper RFI, a market dialogue, an external review. Refuses (`stage-between-begun`) a place before a stage
    that has begun: history keeps its order.
    """
    with hold("initiatives.add_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        before = pen.stage(after)
        if m.Stage.objects.filter(initiative=pen.initiative, key=stage.key).exists():
            raise Conflict("key-twice", path="key", key=stage.key)
        if stage.state is not v.StageState.PLANNED:
            raise Conflict("stage-between-begun", path="after", stage=stage.name)
        _order.make_room(pen, before.number, 1)
        placed = replace(stage, number=before.number + 1)
        values = rows.columns(m.Stage, placed, rows.finder(pen.initiative))
        m.Stage.objects.create(initiative=pen.initiative, **values)
        facts = {"number": placed.number, "instrument": placed.instrument}
        pen.write(f"stage:{stage.key}", facts=facts, protected={"stage": encode(placed), "after": after})


def add_drafts(
    *, by: str, at: datetime, initiative: str, stage: str, documents: Sequence[Upload], once: str = ""
) -> None:
    """Put drafts under a planned stage, for review by anybody once it is published. The same file twice is kept once.

    Refuses `stage-published`, `no-file`, and a file of a wrong kind, too large or empty (`actions._files`).
    """
    if not documents:
        raise BadInput("no-file", path="documents")
    with (
        _files.stored(documents) as put,
        hold("initiatives.add_drafts", by=by, at=at, initiative=initiative, once=once) as pen,
    ):
        planned, row = _planned(pen, stage), pen.stage(stage)
        there = {one.digest for one in planned.drafts}
        new = {one.bytes.digest: one for one in put if one.bytes.digest not in there}
        kept = _files.keep(pen, new.values(), topic=_files_of(stage))
        row.drafts = (*planned.drafts, *(_document(one) for one in kept))
        row.save(update_fields=["drafts"])
        facts = {"count": len(kept)}
        pen.write(f"stage:{stage}", facts=facts, protected={"drafts": [encode(_document(one)) for one in kept]})


def remove_draft(*, by: str, at: datetime, initiative: str, stage: str, digest: str, once: str = "") -> None:
    """Take a draft away from a stage that is still planned. Refuses `no-such-file` and `stage-published`."""
    with hold("initiatives.remove_draft", by=by, at=at, initiative=initiative, once=once) as pen:
        planned, row = _planned(pen, stage), pen.stage(stage)
        gone = next((one for one in planned.drafts if one.digest == digest), None)
        if gone is None:
            raise NotFound("no-such-file")
        row.drafts = tuple(one for one in planned.drafts if one is not gone)
        row.save(update_fields=["drafts"])
        pen.write(f"stage:{stage}", facts={"count": len(row.drafts)}, protected={"draft": encode(gone)})


def publish_stage(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    reasons: Mapping[str, Text] = MappingProxyType({}),
    once: str = "",
) -> None:
    """Publish a planned stage: from now on it changes only by correction. It opens at once if its opening has come.

    Refuses what is missing before a stage may open (design 4), an RFI with no procurer (seed, insight 1), and what a
    rule at work stops, or asks a reason for that is not among `reasons` (`actions._rules`).
    """
    with hold("initiatives.publish_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        planned = _planned(pen, stage)
        if rules.rules(planned).dialogue:
            rules.require_procurer(pen.picture.terms)
        rules.require_ready(planned, pen.picture.terms)
        if planned.deadline and planned.deadline <= at:
            raise BadInput("deadline-passed", path="deadline", deadline=planned.deadline)
        questions.require_before_deadline(planned)
        row = pen.stage(stage)
        opens = planned.opens_at is None or planned.opens_at <= at
        row.published_at = at
        row.questions_until = questions.cut_off(planned, planned.opens_at if not opens and planned.opens_at else at)
        row.state = v.StageState.OPEN if opens else v.StageState.PUBLISHED
        row.save(update_fields=["published_at", "questions_until", "state"])
        let = _rules.watch(pen, Moment.PUBLISH, stage, reasons)
        shown = _public(replace(planned, questions_until=row.questions_until))
        pen.write(f"stage:{stage}", facts={"stage": shown, "opens": opens}, protected=let)


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
    confirm: bool = False,
    form: Sequence[FormQuestion] | None = None,
    fields: Mapping[str, corrections.Value] | None = None,
    reasons: Mapping[str, Text] = MappingProxyType({}),
    once: str = "",
) -> int:
    """Publish a versioned correction of a published stage, told to all. Gives its version.

    With `form` the questions of the stage's form become these; with `fields` the named fields do, told before and
    after, and those who have handed in are asked to confirm. What is substantial is refused
    (`core.corrections.changes`). One that comes late extends the deadline by rule (`core.good_time`); `deadline` may
    give more time, never less, and only while the stage is open. With `confirm` those who have handed in are asked
    whether it still stands; what they do not confirm stays valid. What a rule at work stops, or asks a reason for that
    is not among `reasons`, is refused (`actions._rules`).
    """
    parts = ("submissions",)
    with hold("initiatives.correct_stage", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        one, row = pen.picture.stage(pen.stage(stage).key), pen.stage(stage)
        if one.published_at is None:
            raise Conflict("stage-not-published")
        _corrections.require_still_open(one, deadline)
        moved = _corrections.by_the_rule(one, at, deadline)
        stage_form.require_sound(form or ())
        changed = corrections.changes(replace(one, deadline=moved or one.deadline), fields or {}, at)
        said = _corrections.Said(
            what=what, why=why, deadline=moved, confirm=confirm or corrections.asks(changed), fields=changed,
            form=None if form is None else tuple(form),
        )  # fmt: skip
        made = _corrections.publish(pen, one, said)
        facts: dict[str, Any] = {"version": made.version, "what": encode(what), "confirm": made.confirm}
        facts |= {"deadline": encode(moved or one.deadline)}
        facts |= {} if said.form is None else {"form": encode(said.form)}
        facts |= {"fields": encode(changed)} if changed else {}
        pen.write(f"stage:{stage}", facts=facts, protected=_rules.watch(pen, Moment.CORRECT, stage, reasons))
        _tell(pen, one, made, _told.of_stage(pen, row))
        if made.confirm:
            _ask_to_confirm(pen, one, made)
        return made.version


def _tell(pen: Pen, stage: Stage, made: Correction, to: list[m.Person]) -> None:
    """Write of a correction to everybody, with each field before and after where it changed any."""
    said = {"stage": stage.name, "what": made.what, "why": made.why}
    if not made.fields:
        _letters.write("correction", to=to, at=pen.at, initiative=pen.initiative, **said)
        return
    changes = corrections.told(stage, made.fields)
    _letters.write("correction_of_fields", to=to, at=pen.at, initiative=pen.initiative, **said, changes=changes)


def _ask_to_confirm(pen: Pen, stage: Stage, made: Correction) -> None:
    """Write to everybody who has handed in and is asked whether it still stands."""
    handed_in = [one.participation for one in confirmation.standing(pen.picture, stage)]
    suppliers = m.Participation.objects.filter(initiative=pen.initiative, key__in=handed_in)
    to = _letters.suppliers(suppliers.select_related("contact", "organisation"))
    _letters.write(
        "confirm", to=to, at=pen.at, initiative=pen.initiative, stage=stage.name,
        version=made.version, what=made.what, deadline=made.deadline or stage.deadline,
    )  # fmt: skip


def skip_stage(*, by: str, at: datetime, initiative: str, stage: str, reason: Text, once: str = "") -> None:
    """Skip a stage that has not opened, with a reason that stays."""
    with hold("initiatives.skip_stage", by=by, at=at, initiative=initiative, once=once) as pen:
        row = _move(pen, stage, v.StageState.SKIPPED, write=False)
        row.skipped_because = reason
        row.save(update_fields=["skipped_because"])
        pen.write(f"stage:{stage}", facts={"reason": encode(reason)})


def record_contract(*, by: str, at: datetime, initiative: str, contract: Contract, once: str = "") -> None:
    """Record a contract as signed: parties, date, file by its hash, pay and milestones, options, rights, diary number.

    Refuses a contract for a supplier that has not been awarded, or while the standstill runs. No milestone is approved
    by this.
    """
    parts = ("gates", "money")
    with hold("initiatives.record_contract", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        if any(one.key == contract.key for one in pen.picture.contracts):
            raise Conflict("key-twice", path="key", key=contract.key)
        _may_contract(pen, contract, at.date())
        contract = contracts.as_signed(contract)
        _cast.named(pen.initiative, people=[one.approver for one in contract.milestones])
        values = rows.columns(m.Contract, contract, rows.finder(pen.initiative))
        m.Contract.objects.create(initiative=pen.initiative, **values)
        pen.write(
            f"stage:{contract.stage}",
            facts={"signed": encode(contract.signed), "pay": encode(contract.pay)},
            protected={"contract": encode(contract)},
        )


def end(
    *,
    by: str,
    at: datetime,
    initiative: str,
    state: v.InitiativeState,
    reason: Text,
    spread: Text | None = None,
    once: str = "",
) -> None:
    """End the initiative, with the reason. Ending a dialogue without a procurement is a success state (case T7).

    `spread` answers what becomes of spread; refuses to end without it where no plan for spread is written.
    """
    with hold("initiatives.end", by=by, at=at, initiative=initiative, once=once) as pen:
        if state is v.InitiativeState.ACTIVE or pen.picture.terms.state is not v.InitiativeState.ACTIVE:
            raise Conflict("initiative-ended")
        spread_plans.require_answer(pen.picture.terms, spread)
        pen.initiative.state, pen.initiative.state_reason, pen.initiative.spread_answer = state, reason, spread
        pen.initiative.save(update_fields=["state", "state_reason", "spread_answer"])
        pen.write("initiative", facts={"state": state, "reason": encode(reason), "spread": encode(spread)})


def _files_of(stage: str) -> str:
    """Name what a stage's drafts belong to, as stored files know it."""
    return f"drafts/{stage}"[:64]


def _document(file: m.StoredFile) -> Document:
    return Document(name=file.name, size=file.size, digest=Digest(file.digest), media_type=file.media_type)


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
    if awards:
        legal_frame.require_signable(awards[0], day)
    if pen.participation(contract.participation).state == v.ParticipationState.ENDED:
        raise Conflict("contract-with-ended")


def _public(stage: Stage) -> Any:
    """Give what a published stage says about itself, without the persons behind it."""
    shown: dict[str, Any] = encode(stage)
    return {name: said for name, said in shown.items() if name not in ("owner", "contact", "adoption_decider")}
