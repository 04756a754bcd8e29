"""Rules for whole rows: each gives the row, changed or not, or None where it is hidden."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from .. import initiative as i
from ..organisations import is_personal
from ..people import TEAM, WORKING
from ..stages import rules
from ..vocabulary import AssessmentKind, ChangeState, Origin, Regime, Role, Seen, StageState
from .eyes import Eyes, is_opened, is_told

_ALWAYS_PLANNED = frozenset({"key", "number", "name", "instrument", "phases", "procurement", "state"})
"""What everybody sees of a stage that is only planned."""


def _participation(eyes: Eyes, one: i.Participation) -> i.Participation | None:
    shown = eyes.shown.get(one.key)
    return replace(shown, profile=None) if shown and shown.profile and not eyes.owns(one) else shown


def _stage(eyes: Eyes, one: i.Stage) -> i.Stage:
    if one.state == StageState.PLANNED and not eyes.party and None not in eyes.contract_in:
        return i.Stage(**{name: getattr(one, name) for name in _ALWAYS_PLANNED})
    if one.state == StageState.DECIDED and not eyes.reader and eyes.picture.has("gates"):
        told = is_told(eyes.picture, one, eyes.at) or not any(it.stage == one.key for it in eyes.picture.decisions)
        return one if told else replace(one, state=StageState.CLOSED)
    return one


def _organisation(_: Eyes, one: i.Organisation) -> i.Organisation:
    """Never show a personal number: a sole trader's is one."""
    return replace(one, number=None) if is_personal(one.number, one.country) else one


def _procurement(eyes: Eyes, one: i.Procurement) -> i.Procurement:
    told = eyes.reader or one.award is None or one.award.sent <= eyes.at
    return one if told else replace(one, award=None)


def _member(eyes: Eyes, one: i.Member) -> i.Member | None:
    """Hide a supplier's people from other suppliers always, and from everyone who does not see its participation."""
    if one.role != Role.SUPPLIER or one.person == eyes.actor.person:
        return one
    home = eyes.homes.get(one.person)
    if home == eyes.actor.organisation:
        return one
    seen = any(home in {it.organisation, *it.consortium} for it in eyes.shown.values())
    return one if eyes.party and seen else None


def _submission(eyes: Eyes, one: i.Submission) -> i.Submission | None:
    """Hide what is under seal; once opened, what it says from those engaged without a secrecy undertaking."""
    stage = eyes.picture.stage(one.stage)
    if eyes.owns(one):
        return one
    if not is_opened(eyes.picture.terms, stage):
        return None
    return (
        one
        if eyes.bound or stage.regime is not Regime.SEALED
        else replace(one, answers=(), attachments=(), partners=(), partners_changed=None)
    )


def _assessment(eyes: Eyes, one: i.Assessment) -> i.Assessment | None:
    """Hide others' marks until one's own are handed in, and from those who do not mark until the consensus."""
    if one.kind == AssessmentKind.CONSENSUS or eyes.actor.roles & {Role.PROCESS_LEADER, Role.AUDITOR}:
        return one
    where = (one.stage, one.participation)
    return one if where in (eyes.fitted if one.kind == AssessmentKind.BUYER else eyes.marked) else None


def _decision(eyes: Eyes, one: i.Decision) -> i.Decision | None:
    return one if eyes.reader or one.released_at <= eyes.at else None


def _question(eyes: Eyes, one: i.Question) -> i.Question | None:
    """Hide who asked from all others, the team too, and what is not answered from all but team and asker."""
    mine = one.asker is not None and one.asker == eyes.actor.organisation
    answered = one.answered_at is not None and one.answered_at <= eyes.at
    if not mine and not answered and not eyes.actor.roles & TEAM:
        return None
    return one if mine else replace(one, asker=None)


def _broadcast(eyes: Eyes, one: i.Broadcast) -> i.Broadcast | None:
    if eyes.actor.roles & TEAM:
        return one
    circle = eyes.party or one.stage in eyes.contract_in or not rules(eyes.picture.stage(one.stage)).contract
    return one if circle and one.available_at <= eyes.at else None


def _slot(eyes: Eyes, one: i.Slot) -> i.Slot:
    """Tell others that a time is taken, and not when it was: the instant would tell by whom."""
    hides = one.booked_at is not None and not eyes.reader and not eyes.owns(one)
    return replace(one, booked_at=one.starts) if hides else one


def _contact(eyes: Eyes, one: i.Contact) -> i.Contact | None:
    """Hide contacts from outsiders, and what concerns one supplier alone from all others but those who read."""
    if not eyes.sees(Seen.PARTY, eyes.owns(one), one.stage):
        return None
    return one if one.only_theirs is None or eyes.reader or eyes.owns(one) else replace(one, told=None)


def _insight(eyes: Eyes, one: i.Insight) -> i.Insight | None:
    """Hide what came from a supplier until it has approved the wording: it is the supplier's own (design 1.5)."""
    shared = one.origin is not Origin.SUPPLIER or (one.approval is not None and one.approval.approved is True)
    return one if shared or eyes.reader or eyes.owns(one) else None


def _change(eyes: Eyes, one: i.Change) -> i.Change | None:
    """Hide a change that is only asked for from all but the team."""
    return one if one.state is not ChangeState.ASKED or eyes.actor.roles & TEAM else None


def _within(eyes: Eyes, one: Any) -> Any:
    """Hide what the team has among itself from all but those who work in it, the business coach among them."""
    return one if eyes.actor.roles & WORKING else None


def _ceiling_change(eyes: Eyes, one: i.CeilingChange) -> i.CeilingChange | None:
    """Show what was decided to everybody; what is only asked for, or was declined, is the team's own."""
    return one if one.state is ChangeState.ACCEPTED or eyes.actor.roles & TEAM else None


def _option_use(eyes: Eyes, one: i.OptionUse) -> i.OptionUse | None:
    """Show a use of an option that was decided on; what is only proposed, or was declined, is the team's own."""
    return one if one.state is ChangeState.ACCEPTED or eyes.actor.roles & TEAM else None


def _resumption(eyes: Eyes, one: i.Resumption) -> i.Resumption | None:
    """Show a supplier what was decided on it; what is only asked for, or was declined, is for those who read."""
    return one if one.state is ChangeState.ACCEPTED or eyes.reader else None


def _disclosure(eyes: Eyes, one: i.Disclosure) -> i.Disclosure | None:
    """Show a request for records to those who read, and to the suppliers whose papers it asks for."""
    mine = tuple(item for item in one.items if item.participation in eyes.actor.participations)
    if eyes.reader:
        return one
    return replace(one, items=mine) if mine else None


def _objection(eyes: Eyes, one: i.Objection) -> i.Objection | None:
    """Hide an objection from all but the team until it is answered: the answer is what others can use."""
    return one if one.answer is not None or eyes.actor.roles & TEAM else None


def _suppression(eyes: Eyes, one: i.Suppression) -> i.Suppression | None:
    """Hide what may stand of anything but the terms while a sealed stage's gate is not told: it tells who tenders."""
    stage = next((it for it in eyes.picture.terms.stages if it.key == one.stage), None)
    if one.where.startswith("initiative.") or eyes.reader:
        return one
    return one if stage is None or stage.regime is not Regime.SEALED or is_told(eyes.picture, stage, eyes.at) else None


def _supplier_plan(eyes: Eyes, one: i.SupplierPlan) -> i.SupplierPlan | None:
    """Hide a supplier's plan for spread from others, but for what its last version lets everybody read."""
    if eyes.reader or eyes.owns(one):
        return one
    its = (it.version for it in eyes.picture.supplier_plans if it.participation == one.participation)
    return None if one.told is None or max(its) > one.version else one


def _assumption(eyes: Eyes, one: i.Assumption) -> i.Assumption | None:
    """Hide what is assumed about one supplier from all but those who assess it."""
    return one if one.participation is None or eyes.reader else None


def _experiment(eyes: Eyes, one: i.Experiment) -> i.Experiment | None:
    """Show an experiment to those who see the assumption that it tests."""
    return one if _assumption(eyes, eyes.picture.assumption(one.assumption)) else None


RULES: Mapping[type, Callable[[Eyes, Any], Any]] = {
    i.Participation: _participation,
    i.Stage: _stage,
    i.Procurement: _procurement,
    i.Organisation: _organisation,
    i.Member: _member,
    i.Submission: _submission,
    i.Assessment: _assessment,
    i.Decision: _decision,
    i.Question: _question,
    i.Broadcast: _broadcast,
    i.Assumption: _assumption,
    i.Experiment: _experiment,
    i.Slot: _slot,
    i.Contact: _contact,
    i.Insight: _insight,
    i.Change: _change,
    i.CeilingChange: _ceiling_change,
    i.OptionUse: _option_use,
    i.Resumption: _resumption,
    i.SupplierPlan: _supplier_plan,
    i.Task: _within,
    i.Anchoring: _within,
    i.Advice: _within,
    i.Disclosure: _disclosure,
    i.Objection: _objection,
    i.Suppression: _suppression,
}
