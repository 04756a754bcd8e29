"""What a gate is proposed to decide, version by version, and another person's decision, told to all at one instant."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from vakna.core import affordable_loss, equal_information, journal, legal_frame, signatures, stages
from vakna.core import gates as rules
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Award, Decision, Key, MoneyEntry, Outcome, Picture, Proposal, Signature, Stage, Text
from vakna.core.money import Money
from vakna.core.refusal import Conflict
from vakna.records import models as m
from vakna.rules.finding import Moment

from . import _ledger, _letters, _rules
from ._journal import Pen, hold

_PARTS = ("marks", "gates", "money", "contacts", "broadcasts", "learning")


def propose(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    outcome: v.GateOutcome,
    reason: Text,
    outcomes: Sequence[Outcome] = (),
    reasons: Mapping[str, Text] = MappingProxyType({}),
    once: str = "",
) -> int:
    """Lay a proposal for the gate, as the next version. Gives the version.

    Refuses outcomes that do not fit (one per supplier, reasons, places, money: `core.gates.check_outcomes`), a proposer
    with a declared tie, a gate that is decided, and one where something was not made available to all; and what a rule
    at work stops, or asks a reason for that is not among `reasons` (`actions._rules`).
    """
    with hold("gates.propose", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _undecided(pen, stage)
        equal_information.require_equal(pen.picture, one, at)
        rules.check_proposer(pen.picture, one, pen.actor, tuple(outcomes))
        rules.check_outcomes(pen.picture, one, outcome, tuple(outcomes))
        version = 1 + sum(proposal.stage == stage for proposal in pen.picture.proposals)
        m.Proposal.objects.create(
            initiative=pen.initiative, stage=pen.stage(stage), version=version, by=pen.person(by), at=at,
            outcome=outcome, reason=reason, outcomes=tuple(outcomes),
        )  # fmt: skip
        said = {"version": version, "outcome": outcome, "reason": encode(reason), "outcomes": encode(tuple(outcomes))}
        pen.write(f"stage:{stage}", protected=said | _rules.watch(pen, Moment.GATE, stage, reasons))
        to = _letters.team(pen.initiative, v.Role.DECIDER)
        _letters.write("proposal", to=to, at=at, initiative=pen.initiative, stage=one.name, version=version)
        return version


def decide(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    version: int,
    mandate: v.Mandate,
    reference: str,
    reason: Text | None = None,
    commit: bool = False,
    diary_number: str | None = None,
    committee: str | None = None,
    minuted: date | None = None,
    once: str = "",
) -> None:
    """Decide the gate as the named version proposes. Everyone is told at this instant, each with its own reason.

    Refuses a version that is not the last, one about suppliers that have left or come since, a decider who proposed
    it, holds a tie or lacks the right, and, with `commit`, a commitment that would pass a ceiling (then nothing is
    decided), and a gate where something was not made available to all; who has acknowledged it is never asked. Where
    two sign, the first must stand and be
    another's. At an award the standstill is counted.
    """
    with hold("gates.decide", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _undecided(pen, stage)
        equal_information.require_equal(pen.picture, one, at)
        proposal = rules.check_current(pen.picture, one, version)
        rules.check_decider(pen.picture, proposal, pen.actor.person)
        rules.check_still(pen.picture, one, proposal)
        signatures.check_second(pen.picture, proposal, pen.actor.person)
        reference = rules.check_mandate(mandate, reference, committee, minuted, at.date())
        decision = Decision(
            stage=one.key, proposal=version, by=Key(by), at=at, mandate=mandate, reference=reference,
            outcome=proposal.outcome, reason=reason or proposal.reason, released_at=at, outcomes=proposal.outcomes,
            diary_number=diary_number, committee=committee or None, minuted=minuted, first=proposal.signature,
        )  # fmt: skip
        _write_decision(pen, decision)
        _apply(pen, one, decision)
        if commit:
            _commit(pen, one, decision)
        _tell(pen, one, proposal)
        pen.checkpoint()


def sign(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    version: int,
    mandate: v.Mandate,
    reference: str,
    committee: str | None = None,
    minuted: date | None = None,
    once: str = "",
) -> None:
    """Sign the named version as the first of two; the gate is decided when another decider signs it too.

    Refuses what a decision is refused for, an initiative where one signature decides, and a version that is signed.
    """
    with hold("gates.sign", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _undecided(pen, stage)
        equal_information.require_equal(pen.picture, one, at)
        proposal = rules.check_current(pen.picture, one, version)
        rules.check_decider(pen.picture, proposal, pen.actor.person)
        signatures.check_first(pen.picture, proposal)
        reference = rules.check_mandate(mandate, reference, committee, minuted, at.date())
        signed = Signature(by=Key(by), at=at, mandate=mandate, reference=reference, committee=committee or None,
                           minuted=minuted)  # fmt: skip
        m.Proposal.objects.filter(stage=pen.stage(stage), version=version).update(signature=signed)
        facts = {"version": version, "mandate": mandate, "reference": reference, "committee": signed.committee,
                 "minuted": encode(minuted)}  # fmt: skip
        pen.write(f"stage:{stage}", facts=facts)
        to = [it for it in _letters.team(pen.initiative, v.Role.DECIDER) if it.key not in {by, proposal.by}]
        _letters.write("signed", to=to, at=at, initiative=pen.initiative, stage=one.name, version=version)


def set_signatures(*, by: str, at: datetime, initiative: str, two: bool, once: str = "") -> None:
    """Say whether one person decides at the gates, or two sign. Refused while a proposal lies at a gate."""
    with hold("gates.set_signatures", by=by, at=at, initiative=initiative, parts=("gates",), once=once) as pen:
        signatures.check_setting(pen.picture)
        pen.initiative.two_signatures = two
        pen.initiative.save(update_fields=["two_signatures"])
        pen.write("signatures", facts={"two": two})


def _undecided(pen: Pen, key: str) -> Stage:
    stage = pen.picture.stage(pen.stage(key).key)
    if any(one.stage == key for one in pen.picture.decisions):
        raise Conflict("gate-decided")
    if stage.state is not v.StageState.CLOSED and stage.gate is not v.GateKind.DIALOGUE:
        raise Conflict("stage-not-closed")
    return stage


def _write_decision(pen: Pen, decision: Decision) -> None:
    m.Decision.objects.create(
        initiative=pen.initiative, stage=pen.stage(decision.stage), by=pen.person(pen.by), proposal=decision.proposal,
        at=decision.at, mandate=decision.mandate, reference=decision.reference, outcome=decision.outcome,
        reason=decision.reason, released_at=decision.released_at, outcomes=decision.outcomes,
        diary_number=decision.diary_number, committee=decision.committee, minuted=decision.minuted,
        first=decision.first,
    )  # fmt: skip
    facts: dict[str, Any] = {"version": decision.proposal, "outcome": decision.outcome, "mandate": decision.mandate,
             "reference": decision.reference, "committee": decision.committee,
             "minuted": encode(decision.minuted)}  # fmt: skip
    tree = m.SealedTree.objects.filter(stage__initiative=pen.initiative, stage__key=decision.stage).first()
    if tree:
        root = journal.Frontier.load(tree.size, tree.frontier).root().hex()
        facts[journal.SEALED_FACT] = {"stage": decision.stage, "size": tree.size, "root": root}
    pen.write(f"stage:{decision.stage}", facts=facts, protected={"outcomes": encode(decision.outcomes)})


def _apply(pen: Pen, stage: Stage, decision: Decision) -> None:
    row = pen.stage(stage.key)
    row.state = v.StageState.DECIDED
    row.save(update_fields=["state"])
    states = {
        v.Verdict.CONTINUES: v.ParticipationState.ACTIVE,
        v.Verdict.TURNS: v.ParticipationState.ACTIVE,
        v.Verdict.ON_HOLD: v.ParticipationState.ON_HOLD,
        v.Verdict.ENDED: v.ParticipationState.ENDED,
    }
    for outcome in decision.outcomes:
        supplier = pen.participation(outcome.participation)
        supplier.state = states[outcome.verdict]
        supplier.ended_stage = row if outcome.verdict is v.Verdict.ENDED else None
        supplier.save(update_fields=["state", "ended_stage"])
    if stage.gate is v.GateKind.AWARD and row.procurement:
        ends = legal_frame.standstill_ends(decision.at.date())
        row.procurement.award = Award(
            decided=decision.at.date(), sent=decision.at, standstill_ends=ends, diary_number=decision.diary_number
        )
        row.procurement.save(update_fields=["award"])


def _commit(pen: Pen, stage: Stage, decision: Decision) -> None:
    """Commit the next stage's pay to each supplier that goes on, one after the other, under every ceiling."""
    following = stages.next_within(pen.picture.terms, stage)
    if following is None or not isinstance(following.pay, Money):
        return
    for outcome in decision.outcomes:
        if outcome.verdict is v.Verdict.CONTINUES:
            picture: Picture = pen.retake(_PARTS)
            affordable_loss.require_room(picture, following.key, outcome.participation, following.pay)
            entry = MoneyEntry(
                key=Key(f"e-{secrets.token_hex(6)}"),
                at=pen.at,
                state=v.MoneyState.COMMITTED,
                amount=following.pay,
                stage=following.key,
                participation=outcome.participation,
                payer=following.payer or picture.terms.buyers[0],
            )
            _ledger.enter(pen, entry)


def _tell(pen: Pen, stage: Stage, proposal: Proposal) -> None:
    """Write every supplier's notice with its own reason, all to be released at this one instant."""
    for outcome in proposal.outcomes:
        supplier = m.Participation.objects.select_related("contact", "organisation").get(
            initiative=pen.initiative, key=outcome.participation
        )
        reason = outcome.reason if isinstance(outcome.reason, Text) else proposal.reason
        turned = {"direction": outcome.direction} if outcome.direction else {}
        _letters.write(
            f"outcome-{outcome.verdict}", to=_letters.suppliers([supplier]), at=pen.at, initiative=pen.initiative,
            stage=stage.name, reason=reason, supplier=supplier.organisation.name, **turned,
        )  # fmt: skip
    to = _letters.team(pen.initiative, v.Role.PROCURER, v.Role.PROCESS_LEADER, v.Role.NEED_OWNER)
    _letters.write("decided", to=to, at=pen.at, initiative=pen.initiative, stage=stage.name)
