"""Acts of people about suppliers: roles and declarations, hand-ins, openings, marks, consensus, gates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.at_random.chance import Act, Chance, Doing, going, kr
from tests.at_random.process import is_touched
from vakna.core import assessment, confirmation, declarations, gates, lots, signatures, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Answer,
    Key,
    Mark,
    Outcome,
    Participation,
    Partner,
    Picture,
    Stage,
    Submission,
    text,
)

WHY = text("Det syns i underlaget.")
JUDGING = (v.Role.PROCURER, v.Role.PROCESS_LEADER, v.Role.ASSESSOR, v.Role.DECIDER)
_NEW_ROLES = (v.Role.DECIDER, v.Role.ASSESSOR, v.Role.NEED_OWNER)


def join(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Give somebody who has a role one more: mostly let the need owner decide as well."""
    owner = chance.with_role(picture, v.Role.NEED_OWNER)
    person, role = chance.one(((owner, v.Role.DECIDER), (chance.cast.stranger, v.Role.FOLLOWER)))
    there = any((one.person, one.role, one.until) == (person, role, None) for one in picture.terms.members)
    if chance.heeds and there:
        return None
    return chance.done("people.join", chance.with_role(picture, v.Role.PROCURER), person=person, role=role)


def leave(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Let somebody leave a role that the process can do without."""
    loose = [one for one in picture.terms.members if one.role in _LOOSE and one.until is None]
    one = chance.any(loose)
    return one and chance.done("people.leave", str(one.person), person=one.person, role=one.role)


_LOOSE = frozenset({v.Role.FOLLOWER, v.Role.COACH})


def note_undertaking(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Note that the auditor has signed."""
    person = chance.with_role(picture, v.Role.AUDITOR)
    return chance.done(
        "people.note_undertaking", chance.with_role(picture, v.Role.PROCURER), person=person,
        signed=chance.at.date(), reference="P 2026:9",
    )  # fmt: skip


def declare_tie(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Declare a tie to a supplier: seldom by somebody who judges."""
    supplier = chance.any(picture.participations)
    role = chance.one((v.Role.LAWYER, v.Role.COACH, v.Role.NEED_OWNER, v.Role.DECIDER, v.Role.ASSESSOR))
    if supplier is None or (chance.heeds and role in JUDGING and chance.draw(0.6)):
        return None
    return chance.done(
        "people.declare_tie", chance.with_role(picture, role), organisation=supplier.organisation, nature=WHY
    )


def declare_interests(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Declare interests for the stage; now and then a tie."""
    missing = declarations.standing(picture, stage).missing
    by = chance.any(missing) or chance.with_role(picture, *JUDGING)
    about = [one.key for one in declarations.concerned(picture, stage)]
    if chance.heeds and not about:
        return None
    tied = [picture.participation(chance.one(about)).organisation] if about and chance.draw(0.03) else []
    return chance.done(
        "people.declare_interests", str(by), stage=stage.key, about=about if chance.draw(0.95) else about[:-1],
        tied=tied, nature=WHY if tied else None,
    )  # fmt: skip


def person_of(chance: Chance, one: Participation) -> str:
    """Give somebody who speaks for a supplier."""
    return str(one.contact or next(who for who, it in chance.cast.sellers.items() if it == one.organisation))


def hand_in(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Hand in for a stage that takes something in: whoever takes part, or may begin to."""
    inside = [one for one in going(picture) if stages.takes_part(picture.terms, one, stage)]
    one, new = chance.any(inside), chance.one(chance.cast.sellers)
    open_to_all = not stages.rules(stage).contract
    if chance.heeds and (stage.state is not v.StageState.OPEN or not (one or open_to_all)):
        return None
    by = new if one is None or (open_to_all and chance.draw(0.4)) else person_of(chance, one)
    lot = chance.any(it.key for it in lots.of(picture.terms, stage))
    more: dict[str, Any] = {} if lot is None else {"lot": lot}
    files = [number for owner, number in chance.files if owner == by][-1:]
    answers = tuple(answer for it in stage.form if (answer := _answer(it.key, it.kind)) is not None)
    return chance.done(
        "selection.hand_in", by, stage=stage.key, files=files,
        answers=(*answers, Answer(topic=Key("need"), said=text("Så här har vi tänkt."))),
        works_with=_partners(chance), partners_changed=WHY, key=chance.key("h"), **more,
    )  # fmt: skip


def _answer(topic: Key, kind: v.QuestionKind) -> Answer | None:
    """Answer a question of the form as its kind asks; a file is no answer."""
    if kind is v.QuestionKind.FILE:
        return None
    return Answer(topic=topic, said=text("12"), number=Decimal(12) if kind is v.QuestionKind.NUMBER else None)


def _partners(chance: Chance) -> tuple[Partner, ...]:
    sub = Partner(kind=v.PartnerKind.SUBCONTRACTOR, name="Delen AB", part=text("Skärmen"))
    return chance.one(((), (sub,)))


def keep(chance: Chance, _: Picture, stage: Stage) -> Act | None:
    """Keep an unfinished hand-in."""
    by = chance.one(chance.cast.sellers)
    return chance.done("drafts.keep", by, form=f"hand-in.{stage.key}", content={"need": "Så här"})


def upload(chance: Chance, _: Picture, stage: Stage) -> Act | None:
    """Put a file to an unfinished hand-in: a picture or a paper."""
    name, begins = chance.one((("plan.pdf", b"%PDF-1.7"), ("plan.png", b"\x89PNG\r\n\x1a\n")))
    return chance.done(
        "drafts.upload", chance.one(chance.cast.sellers), form=f"hand-in.{stage.key}", topic="fil", name=name,
        media_type="application/octet-stream", size=8, chunks=(begins,),
    )  # fmt: skip


def _mine(picture: Picture, chance: Chance) -> list[tuple[Submission, str]]:
    """Give what has been handed in, each with the person whose it is."""
    known = {one.key: one for one in picture.participations}
    return [(one, person_of(chance, known[one.participation])) for one in picture.submissions]


def withdraw(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Take back what was handed in, while there is time."""
    mine = _mine(picture, chance)
    in_time = [(one, by) for one, by in mine if not _is_late(chance, picture, one)]
    one, by = chance.any(in_time if chance.heeds else mine) or (None, "")
    return one and chance.done("selection.withdraw", by, submission=one.key)


def confirm(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Say that what was handed in still stands."""
    mine = _mine(picture, chance)
    waits = [(one, by) for one, by in mine if is_asked(picture, one) and not _is_late(chance, picture, one)]
    one, by = chance.any(waits if chance.heeds else mine) or (None, "")
    return one and chance.done("selection.confirm", by, submission=one.key)


def is_asked(picture: Picture, one: Submission) -> bool:
    """Say whether a correction asks whether a hand-in still stands."""
    return confirmation.awaited(picture.stage(one.stage), one) is not None and one.withdrawn_at is None


def _is_late(chance: Chance, picture: Picture, one: Submission) -> bool:
    its = picture.stage(one.stage)
    return its.opening is not None or (its.deadline is not None and chance.at > its.deadline)


def open_sealed(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Open what came under seal, after the deadline: by one, and then by another."""
    if stage.regime is not v.Regime.SEALED or stage.deadline is None:
        stage = chance.any(one for one in picture.terms.stages if one.regime is v.Regime.SEALED) or stage
    if chance.heeds and (stage.regime is not v.Regime.SEALED or stage.opening or stage.state is not v.StageState.OPEN):
        return None
    if stage.deadline:
        chance.at = max(chance.at, stages.opens_from(stage))
    by = chance.with_role(picture, v.Role.PROCURER, v.Role.PROCESS_LEADER)
    return chance.done("selection.open_sealed", by, stage=stage.key)


def read(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Read what has been handed in and opened."""
    open_now = [one for one in picture.submissions if picture.stage(one.stage).regime is not v.Regime.SEALED
                or picture.stage(one.stage).opening]  # fmt: skip
    one = chance.any(open_now if chance.heeds else picture.submissions)
    by = chance.with_role(picture, v.Role.PROCURER, v.Role.ASSESSOR, v.Role.LAWYER)
    return one and chance.done("selection.read", by, submission=one.key)


def mark(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Mark one supplier that the assessor has left."""
    by = chance.with_role(picture, v.Role.ASSESSOR)
    left = [one for one in declarations.concerned(picture, stage) if not _has_marked(picture, stage, by, one)]
    one = chance.any(left if chance.heeds else picture.participations)
    if one is None or (chance.heeds and stage.state is not v.StageState.CLOSED):
        return None
    return chance.done(
        "assessment.hand_in", by, stage=stage.key, participation=one.key, marks=_marks(chance, stage),
        key=chance.key("a"),
    )  # fmt: skip


def _has_marked(picture: Picture, stage: Stage, by: str, supplier: Participation) -> bool:
    return any((one.stage, one.by, one.participation) == (stage.key, by, supplier.key) for one in picture.assessments)


def mark_need(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Mark the need for one's own buyer."""
    owners = [one.person for one in picture.terms.members if one.role is v.Role.NEED_OWNER and one.until is None]
    one = chance.any(declarations.concerned(picture, stage) if chance.heeds else picture.participations)
    joint = assessment.marks_per_buyer(picture, stage) or chance.draw(0.05)
    if one is None or (chance.heeds and not (joint and stage.state is v.StageState.CLOSED)):
        return None
    need = {it.key for it in stage.criteria if it.group is v.CriterionGroup.NEED}
    marks = tuple(it for it in _marks(chance, stage) if it.criterion in need)
    return chance.done(
        "assessment.mark_need", chance.any(owners) or chance.cast.stranger, stage=stage.key, participation=one.key,
        marks=marks, key=chance.key("b"),
    )  # fmt: skip


def agree(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Write the consensus on one supplier: mostly where it is due."""
    ready = [one for one in picture.participations if assessment.ready_for_consensus(picture, stage, one.key)]
    without = [one for one in ready if assessment.consensus(picture, stage.key, one.key) is None]
    one = chance.any(without or ready or ([] if chance.heeds else picture.participations))
    if one is None or (chance.heeds and stage.state is not v.StageState.CLOSED):
        return None
    return chance.done(
        "assessment.agree", chance.with_role(picture, v.Role.PROCESS_LEADER), stage=stage.key, participation=one.key,
        marks=_marks(chance, stage), moderation=WHY, price=kr(chance.one((9_000, 12_000))), key=chance.key("c"),
    )  # fmt: skip


def _marks(chance: Chance, stage: Stage) -> tuple[Mark, ...]:
    return tuple(a_mark(one.key, chance.random.choices((0, 1, 2), (1, 3, 8))[0]) for one in stage.criteria)


def a_mark(criterion: Key, value: int) -> Mark:
    """Mark a criterion, with a motive where one is asked for."""
    return Mark(criterion=criterion, value=value, motive=None if value == 2 else WHY)


def follow_risk(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Say what following a risk has shown."""
    agreed = [one for one in picture.assessments if one.kind is v.AssessmentKind.CONSENSUS and one.risks]
    one = chance.any(agreed)
    risk = one and chance.one(one.risks)
    return one and chance.done(
        "assessment.follow_risk", chance.with_role(picture, v.Role.PROCESS_LEADER), stage=one.stage,
        participation=one.participation, criterion=risk.criterion,
        state=chance.one((v.RiskState.GONE, v.RiskState.REMAINS)), shown=WHY,
    )  # fmt: skip


def propose(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Propose what the gate decides: as consensus, places and the rule for fewer give it."""
    if chance.heeds and not _may_be_decided(picture, stage):
        return None
    by = chance.with_role(picture, v.Role.PROCURER, v.Role.NEED_OWNER)
    outcomes = _outcomes(chance, picture, stage)
    on = sum(one.verdict in (v.Verdict.CONTINUES, v.Verdict.TURNS) for one in outcomes)
    outcome = _whole(picture, stage, on) if outcomes else v.GateOutcome.GO_ON
    if outcome is v.GateOutcome.STOP:
        outcomes = tuple(an_outcome(one.participation, on=False) for one in outcomes)
    return chance.done(
        "gates.propose", by, stage=stage.key, outcome=outcome, reason=text("Så säger underlaget."), outcomes=outcomes
    )


def _may_be_decided(picture: Picture, stage: Stage) -> bool:
    closed = stage.state is v.StageState.CLOSED
    dialogue = stage.gate is v.GateKind.DIALOGUE and stage.state is v.StageState.OPEN
    return (closed or dialogue) and not any(one.stage == stage.key for one in picture.decisions)


def _whole(picture: Picture, stage: Stage, on: int) -> v.GateOutcome:
    """Give what the gate as a whole must do by the published rule for fewer."""
    following = stages.next_within(picture.terms, stage)
    if following is None or following.places is None or on >= following.places:
        return v.GateOutcome.GO_ON
    ends = {v.FewerRule.STOP: v.GateOutcome.STOP, v.FewerRule.REOPEN: v.GateOutcome.HOLD}
    rule = gates.fewer_rule(stage, following)
    return ends.get(rule, v.GateOutcome.GO_ON) if rule else v.GateOutcome.GO_ON


def _outcomes(chance: Chance, picture: Picture, stage: Stage) -> tuple[Outcome, ...]:
    may = [one.key for one in gates.eligible(picture, stage)]
    following = stages.next_within(picture.terms, stage)
    places = following.places if following and following.places else len(may)
    held = next((one.key for one in gates.active(picture, stage) if one.key not in may), None)
    given = [an_outcome(one.key, on=one.key in may[:places]) for one in gates.active(picture, stage)]
    rest = chance.one((v.Verdict.ENDED, v.Verdict.ON_HOLD, v.Verdict.TURNS))
    return tuple(
        replace(one, verdict=rest, direction=WHY if rest is v.Verdict.TURNS else None)
        if one.participation == held else one
        for one in given
    )  # fmt: skip


def an_outcome(key: Key, *, on: bool, **rest: Any) -> Outcome:
    """Let a supplier go on, or end."""
    values: dict[str, Any] = {"paid": True, "eligible": on, "reason": text("Ni nådde inte upp till kriterierna.")}
    return Outcome(participation=key, verdict=v.Verdict.CONTINUES if on else v.Verdict.ENDED, **(values | rest))


def set_signatures(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Choose whether two sign, while no proposal lies at a gate; mostly one does."""
    decided = {one.stage for one in picture.decisions}
    if chance.heeds and any(one.stage not in decided for one in picture.proposals):
        return None
    return chance.done("gates.set_signatures", chance.with_role(picture, v.Role.PROCURER), two=chance.draw(0.4))


def sign(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Sign the last version as the first of two."""
    last = gates.latest_proposal(picture, stage.key)
    if last is None or (chance.heeds and not signatures.signs(picture, last)):
        return None
    by = chance.with_role(picture, v.Role.DECIDER)
    return chance.done("gates.sign", by, stage=stage.key, version=last.version, **right(chance))


def decide(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Decide on the last version, by an item of the delegation or a committee's minute."""
    last = gates.latest_proposal(picture, stage.key)
    if chance.heeds and last is not None and signatures.signs(picture, last) and chance.draw(0.9):
        return sign(chance, picture, stage)
    if chance.heeds and (last is None or not _may_be_decided(picture, stage)):
        return None
    by = chance.with_role(picture, v.Role.DECIDER)
    return chance.done(
        "gates.decide", by, stage=stage.key, version=last.version if last else 1, commit=chance.draw(0.5),
        **right(chance),
    )  # fmt: skip


def right(chance: Chance) -> dict[str, Any]:
    """Give the right to decide: an item of the delegation, or a committee's minute."""
    item: dict[str, Any] = {"mandate": v.Mandate.DELEGATION, "reference": "4.7", "committee": None, "minuted": None}
    minute: dict[str, Any] = {"mandate": v.Mandate.MINUTE, "reference": "112", "committee": "Omsorgsnämnden"}
    return chance.one((item, minute | {"minuted": chance.at.date()}))


DOING: Mapping[str, Doing] = {
    "people.join": join,
    "people.leave": leave,
    "people.note_undertaking": note_undertaking,
    "people.declare_tie": declare_tie,
    "people.declare_interests": declare_interests,
    "drafts.keep": keep,
    "drafts.upload": upload,
    "selection.hand_in": hand_in,
    "selection.withdraw": withdraw,
    "selection.confirm": confirm,
    "selection.open_sealed": open_sealed,
    "selection.read": read,
    "assessment.hand_in": mark,
    "assessment.mark_need": mark_need,
    "assessment.agree": agree,
    "assessment.follow_risk": follow_risk,
    "gates.propose": propose,
    "gates.set_signatures": set_signatures,
    "gates.sign": sign,
    "gates.decide": decide,
}


def main(chance: Chance, picture: Picture, stage: Stage) -> Sequence[str]:
    """Name what brings the process on where it stands now."""
    waits = due(chance, picture) if chance.draw(0.3) else ()
    if waits:
        return waits
    money = ("funding.commit", "funding.invoice", "funding.pay", "initiatives.record_contract")
    if stage.state is v.StageState.PLANNED:
        return ("initiatives.publish_stage", "initiatives.publish_stage", *money)
    if stage.state is v.StageState.PUBLISHED:
        return ("initiatives.open_stage",)
    if stage.state is v.StageState.CLOSED:
        return (*(_judging(picture, stage),) * 4, *money[:1])
    if stage.state is not v.StageState.OPEN:
        return money
    if not stages.rules(stage).takes_submissions:
        return ("gates.decide" if gates.latest_proposal(picture, stage.key) else "gates.propose",)
    closing = "selection.open_sealed" if stage.regime is v.Regime.SEALED else "initiatives.close_stage"
    files = ("drafts.upload",) if any(one.kind is v.QuestionKind.FILE for one in stage.form) else ()
    return ("selection.hand_in", "selection.hand_in", closing, "people.declare_interests", *files, *money[:1])


def due(chance: Chance, picture: Picture) -> Sequence[str]:
    """Name what waits for somebody beside the main line."""
    waits = {
        "funding.decide_ceiling": any(one.state is v.ChangeState.ASKED for one in picture.ceiling_changes),
        "funding.decide_option": any(
            use.state is v.ChangeState.ASKED for one in picture.contracts for it in one.options for use in it.uses
        ),
        "resuming.decide": any(one.state is v.ChangeState.ASKED for one in picture.resumptions),
        "debriefs.book": any(one.booked is None and not one.declined for one in picture.debriefs),
        "debriefs.note": any(one.booked and one.held_at is None for one in picture.debriefs),
        "assessment.follow_risk": any(one.risks for one in picture.assessments),
        "funding.approve_milestone": any(it.approved_at is None for one in picture.contracts for it in one.milestones),
        "selection.confirm": any(is_asked(picture, one) for one in picture.submissions),
        "initiatives.open_stage": any(one.state is v.StageState.PUBLISHED for one in picture.terms.stages),
        "dialogue.set_experiment": bool(picture.assumptions),
        "outages.extend": any(is_touched(picture, noted) for _, noted in chance.outages[-1:]),
        "initiatives.publish_stage": any(
            one.state is v.StageState.PLANNED
            and one.key.startswith("e-")
            and not stages.missing_before_opening(one, picture.terms)
            for one in picture.terms.stages
        ),
    }
    return [verb for verb, there in waits.items() if there]


def _judging(picture: Picture, stage: Stage) -> str:
    """Name the next thing that judging asks for: declarations, marks, consensus, proposal, decision."""
    due = [one for one in assessment.to_assess(picture, stage.key) if one in declarations.concerned(picture, stage)]
    agreed = {one.participation for one in picture.assessments if _is_agreed(one, stage)}
    if declarations.standing(picture, stage).missing:
        return "people.declare_interests"
    if any(assessment.buyers_missing(picture, stage, one.key) for one in due):
        return "assessment.mark_need"
    if any(not assessment.ready_for_consensus(picture, stage, one.key) for one in due):
        return "assessment.hand_in"
    if any(one.key not in agreed for one in due):
        return "assessment.agree"
    return "gates.decide" if gates.latest_proposal(picture, stage.key) else "gates.propose"


def _is_agreed(one: Any, stage: Stage) -> bool:
    return one.stage == stage.key and one.kind is v.AssessmentKind.CONSENSUS
