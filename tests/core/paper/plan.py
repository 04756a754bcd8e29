"""Acts on the plan, on paper."""

from collections.abc import Mapping
from dataclasses import replace

from tests.at_random.chance import Act
from tests.core.paper.rows import Doing, Paper, free_key, procurement, stage, with_procurement, with_stage, with_terms
from vakna.core import (
    ceilings,
    contracts,
    corrections,
    documentation_duty,
    file_content,
    files,
    good_time,
    legal_frame,
    outages,
    questions,
    readiness,
    replanning,
    resources,
    stage_form,
    stages,
    templates,
)
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Cancelled,
    Contract,
    Correction,
    Digest,
    Document,
    Key,
    Picture,
    RecordKept,
    Stage,
)
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound


def _set_ceilings(paper: Paper, act: Act) -> Picture:
    if any(one.published_at and one.ceiling is not None for one in paper.picture.terms.stages):
        raise Conflict("ceilings-published")
    for ceiling, name in ((v.Ceiling.INITIATIVE, "ceiling"), (v.Ceiling.SUPPLIER, "supplier_ceiling")):
        ceilings.require_above_bound(paper.picture, ceiling, None, act.values[name], path=name)
    its = {name: act.values[name] for name in ("ceiling", "supplier_ceiling")}
    return with_terms(paper.picture, **its)


def _record_procurement(paper: Paper, act: Act) -> Picture:
    one = act.values["procurement"]
    there = next((it for it in paper.picture.terms.procurements if it.key == one.key), None)
    if there and there.cancelled:
        raise Conflict("procurement-cancelled")
    if there and there.notice:
        raise Conflict("procurement-noticed")
    return with_procurement(paper.picture, one)


def _record_notice(paper: Paper, act: Act) -> Picture:
    one = procurement(paper.picture, act.values["procurement"])
    if one.cancelled:
        raise Conflict("procurement-cancelled")
    return with_procurement(paper.picture, replace(one, notice=act.values["notice"]))


def _plan_stage(paper: Paper, act: Act) -> Picture:
    one, there = act.values["stage"], paper.picture.terms.stages
    before = next((it for it in there if it.key == one.key), one)
    if before.state is not v.StageState.PLANNED or one.state is not v.StageState.PLANNED:
        raise Conflict("stage-published")
    if any(it.number == one.number and it.key != one.key for it in there):
        raise Conflict("stage-number-taken")
    stage_form.require_sound(one.form)
    resources.check_criteria(one.criteria)
    readiness.check_required(one.readiness)
    for ceiling, name in ((v.Ceiling.STAGE, "ceiling"), (v.Ceiling.SUPPLIER_IN_STAGE, "supplier_ceiling")):
        ceilings.require_above_bound(paper.picture, ceiling, one.key, getattr(one, name), path=name)
    return with_stage(paper.picture, one)


def _add_stage(paper: Paper, act: Act) -> Picture:
    before, one = stage(paper.picture, act.values["after"]), act.values["stage"]
    if any(it.key == one.key for it in paper.picture.terms.stages):
        raise Conflict("key-twice")
    return with_stage(_room(paper.picture, before.number, 1), replace(one, number=before.number + 1))


def _room(picture: Picture, number: int, count: int) -> Picture:
    """Move every stage after a number on; refuse when one of them has begun."""
    later = [one for one in picture.terms.stages if one.number > number]
    if any(one.published_at for one in later):
        raise Conflict("stage-between-begun")
    for one in later:
        picture = with_stage(picture, replace(one, number=one.number + count))
    return picture


def _add_drafts(paper: Paper, act: Act) -> Picture:
    given = act.values["documents"]
    for one in given:
        files.require_kind(one.name)
        file_content.require_content(one.name, one.chunks[0])
    if not given:
        raise BadInput("no-file")
    its = _planned(paper.picture, act.values["stage"])
    new = tuple(
        Document(name=one.name, size=one.size, digest=Digest("0" * 64), media_type=one.media_type) for one in given
    )
    return with_stage(paper.picture, replace(its, drafts=new))


def _remove_draft(paper: Paper, act: Act) -> Picture:
    its = _planned(paper.picture, act.values["stage"])
    kept = tuple(one for one in its.drafts if one.digest != act.values["digest"])
    if kept == its.drafts:
        raise NotFound("no-such-file")
    return with_stage(paper.picture, replace(its, drafts=kept))


def _planned(picture: Picture, key: str) -> Stage:
    one = stage(picture, key)
    if one.state is not v.StageState.PLANNED:
        raise Conflict("stage-published")
    return one


def _publish(paper: Paper, act: Act) -> Picture:
    one = _planned(paper.picture, act.values["stage"])
    if stages.rules(one).dialogue:
        stages.require_procurer(paper.picture.terms)
    stages.require_ready(one, paper.picture.terms)
    if one.deadline and one.deadline <= act.at:
        raise BadInput("deadline-passed")
    questions.require_before_deadline(one)
    opens = one.opens_at is None or one.opens_at <= act.at
    state = v.StageState.OPEN if opens else v.StageState.PUBLISHED
    return with_stage(paper.picture, replace(one, state=state, published_at=act.at))


def _moving(to: v.StageState) -> Doing:
    """Make the verb that moves a stage."""

    def do(paper: Paper, act: Act) -> Picture:
        return moved(paper.picture, stage(paper.picture, act.values["stage"]), to)

    return do


def moved(picture: Picture, one: Stage, to: v.StageState) -> Picture:
    """Give the picture with a stage moved, or refuse."""
    stages.move(one, to)
    return with_stage(picture, replace(one, state=to))


def _close(paper: Paper, act: Act) -> Picture:
    one = stage(paper.picture, act.values["stage"])
    if one.deadline and act.at <= one.deadline:
        raise Conflict("deadline-not-passed")
    if one.regime is v.Regime.SEALED and one.opening is None:
        raise Conflict("sealed-needs-opening")
    return moved(paper.picture, one, v.StageState.CLOSED)


def _correct(paper: Paper, act: Act) -> Picture:
    one, its = stage(paper.picture, act.values["stage"]), act.values
    if one.published_at is None:
        raise Conflict("stage-not-published")
    if its["deadline"] and one.state not in (v.StageState.PUBLISHED, v.StageState.OPEN):
        raise Conflict("stage-not-open")
    to, form = _by_the_rule(one, act), tuple(its.get("form") or ())
    stage_form.require_sound(form)
    changed = corrections.changes(replace(one, deadline=to), its["fields"], act.at)
    confirm = its["confirm"] or corrections.asks(changed)
    made = _correction(one, act, what=its["what"], deadline=to, confirm=confirm, fields=changed)
    return with_stage(paper.picture, corrections.applied(replace(made, form=form or one.form), changed))


def _by_the_rule(one: Stage, act: Act) -> object:
    asked = act.values["deadline"]
    if asked and one.deadline and asked < one.deadline:
        raise BadInput("deadline-earlier")
    least = good_time.moved_deadline(one, act.at)
    if asked and least and good_time.affected(one, act.at) and asked < least:
        raise BadInput("deadline-too-short")
    return asked or least


def _correction(one: Stage, act: Act, **said: object) -> Stage:
    made = Correction(
        version=len(one.corrections) + 1, at=act.at, **({"why": act.values.get("why", act.values.get("reason"))} | said)
    )  # fmt: skip
    return replace(one, corrections=(*one.corrections, made), deadline=made.deadline or one.deadline)


def _skip(paper: Paper, act: Act) -> Picture:
    one = stage(paper.picture, act.values["stage"])
    stages.move(one, v.StageState.SKIPPED)
    return with_stage(paper.picture, replace(one, state=v.StageState.SKIPPED, skipped_because=act.values["reason"]))


def _contract(paper: Paper, act: Act) -> Picture:
    picture, one = paper.picture, act.values["contract"]
    if any(it.key == one.key for it in picture.contracts):
        raise Conflict("key-twice")
    _may_contract(picture, one, act)
    return picture.with_rows(contracts=(*picture.contracts, contracts.as_signed(one)))


def _may_contract(picture: Picture, one: Contract, act: Act) -> None:
    its = stage(picture, one.stage)
    award = next((it.award for it in picture.terms.procurements if it.key == its.procurement and it.award), None)
    if its.procurement and award is None:
        raise Conflict("contract-before-award")
    if award:
        legal_frame.require_signable(award, act.at.date())
    if picture.participation(one.participation).state is v.ParticipationState.ENDED:
        raise Conflict("contract-with-ended")


def _end(paper: Paper, act: Act) -> Picture:
    active = v.InitiativeState.ACTIVE
    if act.values["state"] is active or paper.picture.terms.state is not active:
        raise Conflict("initiative-ended")
    if act.values["spread"] is None:
        raise Conflict("end-without-spread")
    return with_terms(
        paper.picture, state=act.values["state"], state_reason=act.values["reason"], spread_answer=act.values["spread"]
    )


def _add_template(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    if its["template"] not in templates.TEMPLATES:
        raise BadInput("no-such-template")
    before = stage(picture, its["after"])
    once = {v.Instrument.NEED_WORK, v.Instrument.SPREAD} & {one.instrument for one in picture.terms.stages}
    planned = templates.TEMPLATES[its["template"]].planned(picture.terms.buyers[0])
    new = [one for one in planned if one.instrument not in once]
    picture = _room(picture, before.number, len(new))
    for number, one in enumerate(new, start=1):
        picture = with_stage(picture, replace(one, key=free_key(picture, one.key), number=before.number + number))
    return picture


def _reopen(paper: Paper, act: Act) -> Picture:
    one, its = stage(paper.picture, act.values["stage"]), act.values
    replanning.require_reopenable(paper.picture, one, its["deadline"], act.at)
    made = _correction(one, act, what=its["reason"], deadline=its["deadline"], reopens=True)
    return with_stage(paper.picture, replace(made, state=v.StageState.OPEN))


def _repeat(paper: Paper, act: Act) -> Picture:
    one, terms = stage(paper.picture, act.values["stage"]), paper.picture.terms
    replanning.require_repeatable(one)
    number = replanning.place_after(terms, one)
    key = free_key(paper.picture, one.key)
    return with_stage(_room(paper.picture, number, 1), replanning.another(one, key=key, number=number + 1))


def _said(act: Act) -> Cancelled:
    return Cancelled(at=act.at, reason=act.values["reason"], reference=act.values["reference"])


def _cancel(paper: Paper, act: Act) -> Picture:
    one = stage(paper.picture, act.values["stage"])
    return _cancelled(paper.picture, one, _said(act))


def _cancelled(picture: Picture, one: Stage, said: Cancelled) -> Picture:
    replanning.require_cancellable(picture, one)
    return with_stage(picture, replace(one, state=v.StageState.CANCELLED, cancelled=said))


def _cancel_procurement(paper: Paper, act: Act) -> Picture:
    picture, said = paper.picture, _said(act)
    one = procurement(picture, act.values["procurement"])
    replanning.require_procurement_cancellable(picture, one)
    for its in replanning.under_way(picture.terms, one.key):
        picture = _cancelled(picture, its, said)
    going = (v.ParticipationState.ACTIVE, v.ParticipationState.ON_HOLD)
    rows = tuple(
        replace(it, state=v.ParticipationState.ENDED) if it.procurement == one.key and it.state in going else it
        for it in picture.participations
    )
    return with_procurement(picture.with_rows(participations=rows), replace(one, cancelled=said))


def _note_review(paper: Paper, act: Act) -> Picture:
    one = procurement(paper.picture, act.values["procurement"])
    legal_frame.check_review(one.award, act.values["review"])
    award = one.award and replace(one.award, review=act.values["review"])
    return with_procurement(paper.picture, replace(one, award=award))


def _complete(paper: Paper, act: Act) -> Picture:
    one = procurement(paper.picture, act.values["procurement"])
    documentation_duty.require_completable(paper.picture, one)
    kept = RecordKept(at=act.at, by=Key(act.by), reference=act.values["reference"])
    return with_procurement(paper.picture, replace(one, record=kept))


def _note_outage(paper: Paper, act: Act) -> Picture:
    its = act.values
    outages.require_sound(its["starts"], its["ends"], act.at)
    if not any(it.person == act.by and it.role in _NOTING for it in paper.picture.terms.members):
        raise NotAllowed("outage-not-yours")
    paper.answer = f"o-{len(paper.outages)}"
    paper.outages[paper.answer] = (its["starts"], its["ends"])
    return paper.picture


_NOTING = frozenset({v.Role.PROCURER, v.Role.PROCESS_LEADER})


def _extend(paper: Paper, act: Act) -> Picture:
    if act.values["outage"] not in paper.outages:
        raise NotFound("no-such-outage")
    starts, ends = paper.outages.pop(act.values["outage"])
    found, picture = list(outages.proposals(paper.picture.terms, starts, ends)), paper.picture
    if not found:
        raise Conflict("nothing-to-extend")
    for one, to in found:
        picture = with_stage(picture, replace(one, deadline=to))
    return picture


DOING: Mapping[str, Doing] = {
    "initiatives.set_ceilings": _set_ceilings,
    "initiatives.record_procurement": _record_procurement,
    "initiatives.record_notice": _record_notice,
    "initiatives.plan_stage": _plan_stage,
    "initiatives.add_stage": _add_stage,
    "initiatives.add_drafts": _add_drafts,
    "initiatives.remove_draft": _remove_draft,
    "initiatives.publish_stage": _publish,
    "initiatives.open_stage": _moving(v.StageState.OPEN),
    "initiatives.close_stage": _close,
    "initiatives.correct_stage": _correct,
    "initiatives.skip_stage": _skip,
    "initiatives.record_contract": _contract,
    "initiatives.end": _end,
    "stages.add_template": _add_template,
    "stages.restore": _moving(v.StageState.PLANNED),
    "stages.reopen": _reopen,
    "stages.repeat": _repeat,
    "stages.cancel": _cancel,
    "procurements.cancel": _cancel_procurement,
    "procurements.note_review": _note_review,
    "procurements.complete_record": _complete,
    "outages.note": _note_outage,
    "outages.extend": _extend,
}
