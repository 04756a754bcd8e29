"""What the people on the buyer's side have to do next."""

from datetime import datetime

from .. import followers
from ..affordable_loss import standing
from ..assessment import consensus, queue, ready_for_consensus, to_assess
from ..equal_information import differences, not_made_available
from ..gates import active, is_held, latest_proposal
from ..initiative import Contract, Picture, Procurement, Proposal, Stage
from ..legal_frame import may_sign_from
from ..people import Actor, has_tie, organisations_of
from ..signatures import signs, waits_for
from ..stages import current, in_order, is_done, is_late, missing_before_opening, opens_from, rules
from ..vocabulary import GateKind, Instrument, ParticipationState, Regime, StageState
from . import (
    adopting,
    assessing,
    ceilings,
    changes,
    debriefs,
    experiments,
    house_rules,
    interests,
    leaving,
    meetings,
    neutral,
    outside,
    records,
    resuming,
    spreading,
    teamwork,
)
from .action import Found, NextAction, in_stage

_PUBLISHED_OR_LATER = frozenset({StageState.PUBLISHED, StageState.OPEN, StageState.CLOSED, StageState.DECIDED})


def need_owner(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Describe the need, describe it again when more is known, and ask those who use the solution once a year."""
    needs, now = picture.terms.needs, current(picture.terms)
    if not needs:
        yield NextAction(code="describe-need", minutes=30)
    elif now is not None and not rules(now).contract and now.instrument != Instrument.SPREAD:
        learned = sum(one.at > max(need.at for need in needs) for one in picture.insights)
        if learned:
            yield in_stage("revise-need", now, 15, count=learned)
    yield from neutral.give_mandate(picture, at)
    yield from adopting.write_route(picture)
    yield from spreading.write_plan(picture)
    yield from spreading.follow_up(picture, at)
    yield from house_rules.answer(picture, actor)
    yield from experiments.own(picture, actor, at)
    yield from assessing.mark_need(picture, actor, _to_judge(picture))
    yield from assessing.follow(picture, actor)
    yield from outside.check_in(picture, at)


def procurer(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Publish, answer, record notice and contracts, open what was sealed, propose at the gate, pay."""
    yield from interests.declare(picture, actor)
    yield from _publish(picture)
    yield from _answer(picture)
    yield from _record_notice(picture)
    yield from _record_contracts(picture, at)
    yield from records.complete(picture)
    yield from _open_sealed(picture, at)
    yield from _propose(picture, actor, at)
    yield from debriefs.host(picture, at)
    yield from resuming.look_after(picture)
    yield from _pay(picture)
    yield from leaving.settle(picture)
    yield from changes.decide(picture, actor)
    yield from _answer_joins(picture)
    yield from house_rules.answer(picture, actor)
    yield from house_rules.renew(picture, at)
    yield from experiments.own(picture, actor, at)
    yield from assessing.follow(picture, actor)
    yield from teamwork.answer_advice(picture)


def _answer_joins(picture: Picture) -> Found:
    """Answer each organisation that wishes to buy together, before the notice closes the circle."""
    for one in followers.waiting(picture):
        name = picture.organisation(one.organisation).name
        yield NextAction(code="answer-join", minutes=10, values={"organisation": name})


def lawyer(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Be the second person when a sealed stage is opened, and find out what holds when somebody objects."""
    yield from _open_sealed(picture, at)
    yield from house_rules.answer(picture, actor)


def process_leader(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Open and close stages in time, pass on what was learned, lead the consensus, end experiments in time."""
    yield from interests.declare(picture, actor)
    for stage in in_order(picture.terms):
        if stage.state == StageState.PUBLISHED and (stage.opens_at is None or stage.opens_at <= at):
            yield in_stage("open-stage", stage, 1, due=stage.opens_at)
        overdue = stage.deadline is not None and is_late(stage.deadline, at)
        if stage.state == StageState.OPEN and overdue and stage.regime == Regime.OPEN_WORKING:
            yield in_stage("close-stage", stage, 1, due=stage.deadline)
    yield from meetings.host(picture, at)
    yield from _tell(picture, at)
    yield from leaving.settle(picture)
    yield from _agree(picture, actor)
    yield from assessing.follow(picture, actor)
    yield from changes.decide(picture, actor)
    yield from house_rules.answer(picture, actor)
    yield from experiments.own(picture, actor, at)
    yield from teamwork.answer_advice(picture)


def assessor(picture: Picture, actor: Actor, _at: datetime) -> Found:
    """Assess the next supplier in one's own queue."""
    yield from interests.declare(picture, actor)
    for stage in interests.declared(picture, actor, _to_judge(picture)):
        done, of, following = queue(picture, stage, actor.person or "")
        if following is not None:
            yield in_stage(
                "assess", stage, 20, due=stage.decision_due, participation=following.key,
                supplier=picture.supplier_name(following.key), done=done, count=of,
            )  # fmt: skip
    yield from assessing.mark_need(picture, actor, _to_judge(picture))
    yield from assessing.follow(picture, actor)


def decider(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Decide on a proposal that somebody else has laid, unless tied to a supplier in it."""
    yield from interests.declare(picture, actor)
    for stage in interests.declared(picture, actor, _at_gate(picture, at)):
        proposal = latest_proposal(picture, stage.key)
        if proposal is None or not waits_for(picture, proposal, actor) or _tied(picture, actor, proposal):
            continue
        code = "sign" if signs(picture, proposal) else "decide"
        yield in_stage(code, stage, 15, due=stage.decision_due, version=proposal.version)
    yield from changes.decide(picture, actor)
    yield from ceilings.decide(picture, actor)
    yield from resuming.decide(picture, actor)
    yield from adopting.decide(picture, at)


def _publish(picture: Picture) -> Found:
    """The first planned stage, once everything before it is done; spread is planned while the solution is in use."""
    stages = in_order(picture.terms)
    stage = next((one for one in stages if one.state == StageState.PLANNED), None)
    if stage is None or not all(
        is_done(one) or one.instrument == Instrument.USE for one in stages if one.number < stage.number
    ):
        return
    missing = missing_before_opening(stage, picture.terms)
    if missing:
        yield in_stage("prepare-stage", stage, 20, due=stage.opens_at, count=len(missing))
    else:
        code = "publish-rfi" if stage.instrument == Instrument.RFI else "publish-stage"
        yield in_stage(code, stage, 5, due=stage.opens_at)


def _answer(picture: Picture) -> Found:
    for one in picture.questions:
        if one.answer is None:
            stage = picture.stage(one.stage)
            yield in_stage("answer-question", stage, 10, due=stage.deadline, number=one.number)


def _record_notice(picture: Picture) -> Found:
    for procurement in picture.terms.procurements:
        calls = [one for one in _of(picture, procurement) if one.instrument == Instrument.OPEN_CALL]
        for stage in calls[:1]:
            if procurement.notice is None and stage.state in _PUBLISHED_OR_LATER:
                yield in_stage("record-notice", stage, 5, due=stage.published_at)


def _record_contracts(picture: Picture, at: datetime) -> Found:
    for procurement in picture.terms.procurements:
        stage = next((one for one in _of(picture, procurement) if rules(one).contract), None)
        if stage is None or not _standstill_over(procurement, at):
            continue
        signed = {one.participation for one in picture.contracts if _in(picture, one, procurement)}
        for one in picture.participations:
            unsigned = one.key not in signed and one.state == ParticipationState.ACTIVE
            if one.procurement == procurement.key and unsigned:
                yield in_stage(
                    "record-contract", stage, 5, due=stage.opens_at, participation=one.key,
                    supplier=picture.supplier_name(one.key),
                )  # fmt: skip


def _standstill_over(procurement: Procurement, at: datetime) -> bool:
    award = procurement.award
    if award is None:
        return False
    first = may_sign_from(award)
    return first <= at.date() if first is not None else award.review is None


def _in(picture: Picture, contract: Contract, procurement: Procurement) -> bool:
    return picture.stage(contract.stage).procurement == procurement.key


def _of(picture: Picture, procurement: Procurement) -> list[Stage]:
    return [one for one in in_order(picture.terms) if one.procurement == procurement.key]


def _open_sealed(picture: Picture, at: datetime) -> Found:
    for stage in in_order(picture.terms):
        waits = stage.regime == Regime.SEALED and stage.opening is None and stage.deadline is not None
        if waits and stage.state in {StageState.OPEN, StageState.CLOSED} and at >= opens_from(stage):
            yield in_stage("open-sealed", stage, 5, due=stage.deadline)


def _propose(picture: Picture, actor: Actor, at: datetime) -> Found:
    for stage in interests.declared(picture, actor, _at_gate(picture, at)):
        unequal = len(differences(picture, stage, at))
        if unequal:
            yield in_stage("pass-on", stage, 10, due=stage.decision_due, count=unequal)
            continue
        agreed = [consensus(picture, stage.key, one.key) for one in active(picture, stage) if not is_held(one)]
        if all(one is not None for one in agreed) and (agreed or stage.gate == GateKind.DIALOGUE):
            proposal = latest_proposal(picture, stage.key)
            if proposal is None:
                yield in_stage("propose", stage, 20, due=stage.decision_due)
            elif any(one is not None and one.at > proposal.at for one in agreed):
                yield in_stage("propose-again", stage, 10, due=stage.decision_due, version=proposal.version)


def _pay(picture: Picture) -> Found:
    for key, supplier in dict.fromkeys((one.stage, one.participation) for one in picture.money):
        entries = [one for one in picture.money if one.stage == key and one.participation == supplier]
        unpaid = [standing(entries, outside=outside).unpaid for outside in (False, True)]
        for amount in unpaid:
            if supplier is not None and amount.amount:
                yield in_stage(
                    "pay",
                    picture.stage(key),
                    3,
                    participation=supplier,
                    supplier=picture.supplier_name(supplier),
                    amount=amount,
                )


def _tell(picture: Picture, at: datetime) -> Found:
    now = current(picture.terms)
    if now is None or now.state != StageState.OPEN:
        return
    contacts = {one.key for one in picture.contacts if one.stage == now.key}
    unlearned = contacts - {one.contact for one in picture.insights}
    if unlearned:
        yield in_stage("add-insight", now, 10, due=now.deadline, count=len(unlearned))
    unequal = len(differences(picture, now, at))
    if unequal:
        yield in_stage("pass-on", now, 10, due=now.deadline, count=unequal)
    untold = not_made_available(picture, now.key)
    if untold:
        yield in_stage("broadcast", now, 10, due=now.deadline, count=len(untold))


def _agree(picture: Picture, actor: Actor) -> Found:
    for stage in interests.declared(picture, actor, _to_judge(picture)):
        for one in to_assess(picture, stage.key):
            agreed = consensus(picture, stage.key, one.key)
            if agreed is None and ready_for_consensus(picture, stage, one.key):
                yield in_stage(
                    "agree", stage, 10, due=stage.decision_due, participation=one.key,
                    supplier=picture.supplier_name(one.key),
                )  # fmt: skip


def _at_gate(picture: Picture, at: datetime) -> list[Stage]:
    """Give the stages whose gate waits: closed, or a dialogue past its deadline, and not decided."""
    decided = {one.stage for one in picture.decisions}
    return [one for one in in_order(picture.terms) if one.key not in decided and _gate_waits(one, at)]


def _gate_waits(stage: Stage, at: datetime) -> bool:
    if stage.gate == GateKind.NONE:
        return False
    over = stage.state == StageState.OPEN and (stage.deadline is None or is_late(stage.deadline, at))
    return stage.state == StageState.CLOSED or (stage.gate == GateKind.DIALOGUE and over)


def _to_judge(picture: Picture) -> list[Stage]:
    decided = {one.stage for one in picture.decisions}
    judged = (one for one in in_order(picture.terms) if one.criteria and one.state == StageState.CLOSED)
    return [one for one in judged if one.key not in decided]


def _tied(picture: Picture, actor: Actor, proposal: Proposal) -> bool:
    suppliers = (picture.participation(one.participation) for one in proposal.outcomes)
    return any(has_tie(picture, actor.person or "", organisations_of(one)) for one in suppliers)
