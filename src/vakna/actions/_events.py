"""A whole document read as a history: who did what when, in the order it happened. Pure; it performs nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from vakna.core import corrections, stage_form
from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Organisation, Picture, Stage, Terms
from vakna.core.words import STOCKHOLM

from . import (
    _events_adoption,
    _events_adoptions,
    _events_assessments,
    _events_assumptions,
    _events_cancelled,
    _events_changes,
    _events_contacts,
    _events_debriefs,
    _events_disclosures,
    _events_followers,
    _events_funding,
    _events_growth,
    _events_involvements,
    _events_learning,
    _events_meetings,
    _events_neutrality,
    _events_objections,
    _events_packs,
    _events_reach,
    _events_records,
    _events_resumptions,
    _events_spread_plans,
    _events_teamwork,
    _events_user_tests,
)
from ._event import Event

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_MORNING, _NOON = time(7, 30), time(12)
_NEVER_FOLLOWS = (v.Role.OBSERVER, v.Role.AUDITOR)


def starts_at(picture: Picture) -> datetime:
    """Give the instant at which the first member came: then the initiative starts."""
    return min(one.since for one in picture.terms.members)


def planned(stage: Stage, procurement: Key | None = None) -> Stage:
    """Give a stage as it was planned, before anything happened to it; `procurement` when there was one yet."""
    return replace(
        corrections.as_published(stage), procurement=procurement, state=v.StageState.PLANNED, published_at=None,
        opening=None, corrections=(), skipped_because=None, cancelled=None, form=stage_form.original(stage),
    )  # fmt: skip


def as_begun(picture: Picture) -> Terms:
    """Give the terms as they were before any decision on a ceiling."""
    return _events_funding.as_begun(picture.terms, picture.ceiling_changes)


def registrar(organisation: Key) -> Key:
    """Name the person who speaks for an organisation that follows without a named person."""
    return Key(f"{organisation}-registrator")


def events(picture: Picture) -> tuple[Event, ...]:
    """Give everything that happened after the start, in order; what stands at the same instant keeps its natural order.

    What the document does not date is dated by what it belongs to: a day becomes its morning, an assumption is written
    when its initiative starts (or its supplier's stage opens) and settled when its test or its gate comes.
    """
    procurer = _procurer(picture)
    found = [
        *_people(picture), *_events_objections.suppressions(picture), *_procurements(picture),
        *_events_assumptions.of(picture, start=starts_at(picture), leader=_leader(picture)),
        *_stages(picture), *_dialogue(picture),
        *_events_contacts.of(picture, _leader(picture)), *_specification(picture), *_selection(picture),
        *_events_assessments.of(picture), *_gates(picture), *_contracts(picture),
        *_events_meetings.of(picture, start=starts_at(picture), leader=_leader(picture)), *_ending(picture),
        *_events_funding.of(picture, who=_who, contact=_contact, payer=_payer),
        *_spread(picture), *_events_user_tests.of(picture), *_events_objections.of(picture),
        *_events_changes.of(picture), *_events_cancelled.of(picture, procurer),
        *_events_disclosures.of(picture, procurer), *_events_packs.of(picture, procurer),
        *_events_involvements.of(picture, procurer),
        *_events_reach.of(picture, _leader(picture)), *_events_records.of(picture, procurer),
        *_events_growth.of(picture, _contact), *_events_debriefs.of(picture, procurer),
        *_events_resumptions.of(picture, asker=procurer),
        *_events_adoption.of(picture, procurer=procurer, decider=_decider(picture)),
        *_events_teamwork.of(picture, leader=_leader(picture)),
        *_events_learning.of(picture, leader=_leader(picture)),
        *_events_neutrality.of(picture, procurer=procurer, contact=_contact),
        *_events_spread_plans.of(picture, owner=_owner(picture), contact=_contact),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.at))


def _who(picture: Picture, *roles: v.Role) -> Key:
    """Give the first member with the first of these roles that anybody has."""
    by_role = {one.role: one.person for one in reversed(picture.terms.members)}
    return next(by_role[role] for role in roles if role in by_role)


def _procurer(picture: Picture) -> Key:
    return _who(picture, v.Role.PROCURER)


def _leader(picture: Picture) -> Key:
    return _who(picture, v.Role.PROCESS_LEADER, v.Role.PROCURER)


def _decider(picture: Picture) -> Key:
    return _who(picture, v.Role.DECIDER, v.Role.PROCURER)


def _owner(picture: Picture) -> Key:
    return _who(picture, v.Role.NEED_OWNER)


def _contact(picture: Picture, participation: Key) -> Key:
    one = picture.participation(participation)
    return one.contact or _someone_at(picture, one.organisation)


def _someone_at(picture: Picture, organisation: Key) -> Key:
    return next(one.key for one in picture.terms.people if one.organisation == organisation)


def _on(day: date, when: time) -> datetime:
    return datetime.combine(day, when, tzinfo=STOCKHOLM)


def _people(picture: Picture) -> Iterator[Event]:
    start, leader = starts_at(picture), _leader(picture)
    values: Mapping[str, Any]
    for one in picture.terms.members:
        if one.since > start:
            yield Event(at=one.since, verb="people.join", by=leader, values={"person": one.person, "role": one.role})
    for given in picture.terms.undertakings:
        values = {name: getattr(given, name) for name in ("person", "signed", "reference", "until")}
        yield Event(at=given.noted_at, verb="people.note_undertaking", by=given.noted_by, values=values)
    for tie in picture.ties:
        values = {"organisation": tie.organisation, "nature": tie.nature}
        yield Event(at=tie.declared_at, verb="people.declare_tie", by=tie.person, values=values)
    for said in picture.declarations:
        values = {"stage": said.stage, "about": said.about, "tied": said.tied}
        yield Event(at=said.at, verb="people.declare_interests", by=said.person, values=values)
    yield from _events_followers.of(picture, speaker=follower, procurer=_procurer)


def follower(picture: Picture, organisation: Key) -> Key:
    """Give who speaks for a following organisation: somebody named who may, else its registrar."""
    barred = {one.person for one in picture.terms.members if one.role in _NEVER_FOLLOWS}
    there = (one.key for one in picture.terms.people if one.organisation == organisation and one.key not in barred)
    return next(there, registrar(organisation))


def without_voice(picture: Picture) -> tuple[Organisation, ...]:
    """Give the organisations that follow, or tell of their use, for which nobody named can speak."""
    told_by = (said.told_by for one in picture.adoptions for said in one.checks)
    keys = dict.fromkeys((*(one.organisation for one in picture.followers), *told_by))
    return tuple(picture.organisation(key) for key in keys if follower(picture, key) == registrar(key))


def _procurements(picture: Picture) -> Iterator[Event]:
    """A procurement comes when the gate before its first stage is decided, and its notice with its publication."""
    by = _procurer(picture)
    begun = as_begun(picture)
    for one in begun.procurements:
        mine = [stage for stage in begun.stages if stage.procurement == one.key]
        at = _decided_before(picture, mine[0])
        bare = replace(one, notice=None, award=None, cancelled=None, record=None)
        yield Event(at=at, verb="initiatives.record_procurement", by=by, values={"procurement": bare})
        for stage in mine:
            yield Event(
                at=at + _MINUTE, verb="initiatives.plan_stage", by=by, values={"stage": planned(stage, one.key)}
            )
        if one.notice:
            values = {"procurement": one.key, "notice": one.notice}
            yield Event(at=_on(one.notice.published, _MORNING), verb="initiatives.record_notice", by=by, values=values)


def _decided_before(picture: Picture, stage: Stage) -> datetime:
    earlier = {one.key for one in picture.terms.stages if one.number < stage.number}
    decided = [one.at for one in picture.decisions if one.stage in earlier]
    return max(decided) + _HOUR if decided else starts_at(picture) + _MINUTE


def _stages(picture: Picture) -> Iterator[Event]:
    by, leader = _procurer(picture), _leader(picture)
    for stage in picture.terms.stages:
        this = {"stage": stage.key}
        if stage.published_at is None:
            continue
        yield Event(at=stage.published_at, verb="initiatives.publish_stage", by=by, values=this)
        if stage.opens_at and stage.opens_at > stage.published_at and stage.state is not v.StageState.PUBLISHED:
            yield Event(at=stage.opens_at, verb="initiatives.open_stage", by=leader, values=this)
        for one in stage.corrections:
            said = ("what", "why", "deadline", "confirm")
            values = this | {name: getattr(one, name) for name in said}
            values |= {"form": stage_form.after(stage, one.version)}
            values |= {"fields": {corrections.name_of(it): it.after for it in one.fields}}
            yield Event(at=one.at, verb="initiatives.correct_stage", by=by, values=values)
        yield from _ends(picture, stage)


def _ends(picture: Picture, stage: Stage) -> Iterator[Event]:
    """A sealed stage is opened by two persons; any other with a deadline is closed right after it."""
    this = {"stage": stage.key}
    if stage.deadline is None or stage.state not in (v.StageState.CLOSED, v.StageState.DECIDED):
        return
    if stage.regime is not v.Regime.SEALED:
        yield Event(at=stage.deadline + _MINUTE, verb="initiatives.close_stage", by=_procurer(picture), values=this)
        return
    second = _who(picture, v.Role.LAWYER, v.Role.PROCESS_LEADER)
    pair = (stage.opening.first, stage.opening.second) if stage.opening else (_procurer(picture), second)
    at = stage.opening.at if stage.opening else rules.opens_from(stage) + _HOUR
    for by, when in zip(pair, (at - _MINUTE, at), strict=True):
        yield Event(at=when, verb="selection.open_sealed", by=by, values=this)


def _dialogue(picture: Picture) -> Iterator[Event]:
    values: Mapping[str, Any]
    for one in picture.questions:
        if one.asked_at and one.asker:
            values = {"stage": one.stage, "question": one.question, "organisation": one.asker, "key": one.key}
            yield Event(at=one.asked_at, verb="dialogue.ask", by=_someone_at(picture, one.asker), values=values)
        if one.answered_at and one.answer:
            values = {"question": one.key, "said": one.answer}
            yield Event(at=one.answered_at, verb="dialogue.answer", by=_procurer(picture), values=values)
    for it in picture.broadcasts:
        told = ("stage", "subject", "body", "kind", "affects", "because", "passes_on", "cleared_because", "key")
        values = {name: getattr(it, name) for name in told}
        yield Event(at=it.available_at, verb="dialogue.broadcast", by=_leader(picture), values=values)
        for note in it.acknowledgements:
            values = {"broadcast": it.key, "participation": note.participation}
            by = _contact(picture, note.participation)
            yield Event(at=note.at, verb="dialogue.acknowledge", by=by, values=values)


def _specification(picture: Picture) -> Iterator[Event]:
    leader = _leader(picture)
    for item in picture.requirements:
        yield Event(at=item.at, verb="dialogue.set_requirement", by=leader, values={"requirement": item})


def _selection(picture: Picture) -> Iterator[Event]:
    for one in picture.submissions:
        by = _contact(picture, one.participation)
        values: dict[str, Any] = {
            "stage": one.stage, "answers": one.answers, "participation": one.participation, "key": one.key,
            "lot": picture.participation(one.participation).lot, "works_with": one.partners,
            "partners_changed": one.partners_changed,
        }  # fmt: skip
        yield Event(at=one.received_at, verb="selection.hand_in", by=by, values=values)
        if one.withdrawn_at:
            yield Event(at=one.withdrawn_at, verb="selection.withdraw", by=by, values={"submission": one.key})
        if one.confirmed_at:
            yield Event(at=one.confirmed_at, verb="selection.confirm", by=by, values={"submission": one.key})


def _gates(picture: Picture) -> Iterator[Event]:
    values: Mapping[str, Any]
    if picture.terms.two_signatures:
        at = starts_at(picture) + _MINUTE
        yield Event(at=at, verb="gates.set_signatures", by=_leader(picture), values={"two": True})
    for one in picture.proposals:
        values = {"stage": one.stage, "outcome": one.outcome, "reason": one.reason, "outcomes": one.outcomes}
        yield Event(at=one.at, verb="gates.propose", by=one.by, values=values)
        if one.signature is not None:
            its = one.signature
            values = {"stage": one.stage, "version": one.version, "mandate": its.mandate, "reference": its.reference,
                      "committee": its.committee, "minuted": its.minuted}  # fmt: skip
            yield Event(at=its.at, verb="gates.sign", by=its.by, values=values)
    for it in picture.decisions:
        values = {
            "stage": it.stage, "version": it.proposal, "mandate": it.mandate, "reference": it.reference,
            "reason": it.reason, "diary_number": it.diary_number, "committee": it.committee, "minuted": it.minuted,
        }  # fmt: skip
        yield Event(at=it.at, verb="gates.decide", by=it.by or _who(picture, v.Role.DECIDER), values=values)


def _ending(picture: Picture) -> Iterator[Event]:
    """An initiative that ended without a procurement, or stopped, did so after its last gate."""
    ended = (v.InitiativeState.ENDED_NO_PROCUREMENT, v.InitiativeState.ENDED_STOPPED)
    if picture.terms.state in ended and picture.terms.state_reason and picture.decisions:
        at = max(one.at for one in picture.decisions) + _HOUR
        values = {"state": picture.terms.state, "reason": picture.terms.state_reason,
                  "spread": picture.terms.spread_answer}  # fmt: skip
        yield Event(at=at, verb="initiatives.end", by=_procurer(picture), values=values)


def _contracts(picture: Picture) -> Iterator[Event]:
    for one in picture.contracts:
        if isinstance(one.signed, date):
            at, by = _on(one.signed, _MORNING), _procurer(picture)
            yield Event(at=at, verb="initiatives.record_contract", by=by, values={"contract": one})


def _payer(picture: Picture, organisation: Key) -> Key:
    between = organisation in picture.terms.intermediaries
    return _who(picture, v.Role.INTERMEDIARY if between else v.Role.PROCESS_LEADER, v.Role.PROCURER)


def _spread(picture: Picture) -> Iterator[Event]:
    by = _owner(picture)
    values: Mapping[str, Any]
    yield from _events_adoptions.of(picture, by=by, speaker=follower)
    for count in picture.counts:
        values = {f.name: getattr(count, f.name) for f in fields(count)}
        at, teller = _on(count.period_ends, _NOON), _who(picture, v.Role.INTERMEDIARY, v.Role.NEED_OWNER)
        yield Event(at=at, verb="spread.report_count", by=teller, values=values)
    if picture.terms.further_development and picture.decisions:
        at = picture.terms.further_told or max(it.at for it in picture.decisions) + _HOUR
        values = {"said": picture.terms.further_development}
        yield Event(at=at, verb="spread.tell_further_development", by=by, values=values)
