"""Acts on the plan: ceilings, procurements, stages from plan to end, turns of the plan, outages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from tests.at_random.chance import Act, Chance, Doing, about, kr
from tests.at_random.plans import half_said
from vakna.actions._files import Upload
from vakna.core import outages, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Contract,
    Key,
    Milestone,
    NamedBuyer,
    Notice,
    Picture,
    Procurement,
    Review,
    Stage,
    text,
)

WHY = text("Så säger underlaget.")
MOST = 16
"""How many stages a plan may grow to."""


def _procurer(chance: Chance, picture: Picture) -> str:
    return chance.with_role(picture, v.Role.PROCURER)


def set_ceilings(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Say what may be lost, before anything that pays is published."""
    if chance.heeds and any(one.published_at and one.ceiling is not None for one in picture.terms.stages):
        return None
    least = chance.one((60_000, 200_000, 250_000))
    return chance.done(
        "initiatives.set_ceilings", _procurer(chance, picture), ceiling=kr(least), supplier_ceiling=kr(least // 2)
    )


def record_procurement(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Put a new procurement under the initiative, or change one."""
    there = [one for one in picture.terms.procurements if one.notice is None and one.cancelled is None]
    old = chance.any(there if chance.heeds else picture.terms.procurements)
    one = replace(old, same_kind_this_year=kr(1_000)) if old and chance.draw(0.3) else _procurement(chance, picture)
    return chance.done("initiatives.record_procurement", _procurer(chance, picture), procurement=one)


def _procurement(chance: Chance, picture: Picture) -> Procurement:
    buyer = NamedBuyer(organisation=picture.terms.buyers[0], max_quantity=4)
    return Procurement(
        key=Key(chance.key("u")), title=text("En till"), law=v.Law.LOU, procedure=text("Öppet"), named_buyers=(buyer,)
    )


def record_notice(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Record the notice of a procurement."""
    there = [one for one in picture.terms.procurements if one.cancelled is None and one.notice is None]
    one = chance.any(there if chance.heeds else picture.terms.procurements)
    notice = Notice(number=chance.key("N"), published=chance.at.date(), database="Provdatabasen")
    return one and chance.done(
        "initiatives.record_notice", _procurer(chance, picture), procurement=one.key, notice=notice
    )


def plan_stage(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Plan one stage more, often half said, or another sum in one that is planned."""
    planned = [one for one in picture.terms.stages if one.state is v.StageState.PLANNED]
    if chance.draw(0.7) and len(picture.terms.stages) < MOST:
        number = 1 + max(one.number for one in picture.terms.stages)
        stage = half_said(chance, picture, key=Key(chance.key("e")), number=number)
    else:
        old = chance.any(planned if chance.heeds else picture.terms.stages)
        stage = old and replace(old, pay=kr(chance.one((25_000, 40_000))), ceiling=kr(chance.one((30_000, 100_000))))
    return stage and chance.done("initiatives.plan_stage", _procurer(chance, picture), stage=stage)


def add_stage(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Put one stage more after the last that has begun, or after some other."""
    begun = max((one.number for one in picture.terms.stages if one.published_at), default=0)
    after = chance.any(one for one in picture.terms.stages if one.number >= begun or not chance.heeds)
    if after is None or len(picture.terms.stages) >= MOST:
        return None
    stage = half_said(chance, picture, key=Key(chance.key("e")), number=0)
    return chance.done("initiatives.add_stage", _procurer(chance, picture), stage=stage, after=after.key)


def add_drafts(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Put a draft under a planned stage."""
    planned = [one for one in picture.terms.stages if one.state is v.StageState.PLANNED]
    stage = chance.any(planned if chance.heeds else picture.terms.stages)
    return stage and chance.done(
        "initiatives.add_drafts", _procurer(chance, picture), stage=stage.key, documents=(a_file("krav.pdf"),)
    )


def a_file(name: str, held: bytes = b"%PDF-1.7", size: int = 8) -> Upload:
    """Give a file to upload."""
    return Upload(name=name, media_type="application/pdf", size=size, chunks=(held,))


def remove_draft(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Take a draft away from a stage that is planned."""
    stage = chance.any(one for one in picture.terms.stages if one.drafts and one.state is v.StageState.PLANNED)
    return stage and chance.done(
        "initiatives.remove_draft", _procurer(chance, picture), stage=stage.key, digest=stage.drafts[0].digest
    )


def publish_stage(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Publish the stage if it is planned, or another one that is."""
    planned = about(picture, state=v.StageState.PLANNED)
    ready = [one for one in planned if not stages.missing_before_opening(one, picture.terms)]
    if stage not in ready or chance.draw(0.3):
        extra = [one for one in ready if one.key.startswith("e-")]
        stage = chance.any(extra or ready or planned) or stage
    return chance.done("initiatives.publish_stage", _procurer(chance, picture), stage=stage.key)


def open_stage(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Open a published stage."""
    waiting = [one for one in picture.terms.stages if one.state is v.StageState.PUBLISHED]
    one = chance.any(waiting) if chance.heeds else stage
    return one and chance.done("initiatives.open_stage", _procurer(chance, picture), stage=one.key)


def close_stage(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Close an open stage, when its deadline has passed or too early."""
    if chance.draw(0.3):
        stage = chance.any(about(picture, state=v.StageState.OPEN)) or stage
    if chance.heeds and (
        stage.state is not v.StageState.OPEN or (stage.regime is v.Regime.SEALED and chance.draw(0.7))
    ):
        return None
    if stage.deadline and chance.draw(0.9):
        chance.at = max(chance.at, stage.deadline + timedelta(minutes=1))
    by = chance.with_role(picture, v.Role.PROCESS_LEADER, v.Role.PROCURER)
    return chance.done("initiatives.close_stage", by, stage=stage.key)


def correct_stage(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Correct a published stage; mostly with a deadline that leaves good time, and asking whether answers stand."""
    out = [one for one in picture.terms.stages if one.published_at]
    answered = {one.stage for one in picture.submissions if one.withdrawn_at is None}
    stage = chance.any(one for one in about(picture, state=v.StageState.OPEN) if one.key in answered) or stage
    if stage not in out:
        stage = chance.any(out) or stage
    if chance.heeds and stage.published_at is None:
        return None
    moves = stage.deadline is not None and stage.state in (v.StageState.OPEN, v.StageState.PUBLISHED)
    later = max(stage.deadline, chance.at) + timedelta(days=8) if moves and stage.deadline else None
    return chance.done(
        "initiatives.correct_stage", _procurer(chance, picture), stage=stage.key, what=text("Två filer."), why=WHY,
        deadline=later if chance.draw(0.7) else None, confirm=stage.key in answered or chance.draw(0.5),
        fields={} if stage.success is None or chance.draw(0.5) else {"decision_due": chance.at + timedelta(days=60)},
    )  # fmt: skip


def skip_stage(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Skip a stage beside the main line that is planned."""
    extra = [one for one in picture.terms.stages if one.state is v.StageState.PLANNED and one.key.startswith("e-")]
    one = chance.any(extra) if chance.heeds else stage
    return one and chance.done("initiatives.skip_stage", _procurer(chance, picture), stage=one.key, reason=WHY)


def record_contract(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Record a contract with a supplier in the stage, sometimes with milestones; once the standstill is over."""
    if chance.draw(0.4):
        stage = chance.one(one for one in picture.terms.stages if one.procurement == stage.procurement)
    supplier = chance.any(one for one in picture.participations if one.procurement == stage.procurement)
    award = next((one.award for one in picture.terms.procurements if one.key == stage.procurement), None)
    if supplier is None or (chance.heeds and (award is None or supplier.state is v.ParticipationState.ENDED)):
        return None
    if award and award.standstill_ends and chance.draw(0.6):
        chance.at = max(chance.at, chance.at.replace(hour=9) + (award.standstill_ends - chance.at.date()) + DAY)
    contract = Contract(
        key=Key(chance.key("k")), participation=supplier.key, stage=stage.key, signed=chance.at.date(),
        pay=kr(25_000), milestones=_milestones(chance, picture),
        on_leaving=chance.one((None, v.Settlement.TIME_SHARE, v.Settlement.MILESTONES)),
    )  # fmt: skip
    return chance.done("initiatives.record_contract", _procurer(chance, picture), contract=contract)


DAY = timedelta(days=1)


def _milestones(chance: Chance, picture: Picture) -> tuple[Milestone, ...]:
    approver = chance.one((None, Key(chance.with_role(picture, v.Role.NEED_OWNER))))
    half = Milestone(key=Key("halva"), what=text("Hälften"), share=50, approver=approver)
    return chance.one(((), (half,)))


def end(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """End the initiative; it seldom makes sense in the middle of things."""
    if chance.heeds and not chance.draw(0.1):
        return None
    return chance.done("initiatives.end", _procurer(chance, picture), state=v.InitiativeState.ENDED_STOPPED, reason=WHY,
                       spread=WHY)  # fmt: skip


def add_template(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Let a PPI follow the last stage, or begin where it may not."""
    last = max(picture.terms.stages, key=lambda one: one.number)
    after = last if chance.heeds else chance.one(picture.terms.stages)
    if len(picture.terms.stages) >= MOST - 3:
        return None
    return chance.done("stages.add_template", _procurer(chance, picture), template="ppi", after=after.key)


def restore(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Take a skipped stage back."""
    skipped = [one for one in picture.terms.stages if one.state is v.StageState.SKIPPED]
    one = chance.any(skipped) if chance.heeds else stage
    return one and chance.done("stages.restore", _procurer(chance, picture), stage=one.key, reason=WHY)


def reopen(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Open a closed stage again until tomorrow."""
    closed = [one for one in picture.terms.stages if one.state is v.StageState.CLOSED]
    one = chance.any(closed) if chance.heeds else stage
    return one and chance.done(
        "stages.reopen", _procurer(chance, picture), stage=one.key, deadline=chance.at + DAY, reason=WHY
    )


def repeat(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Plan another round of a stage that is over."""
    over = [one for one in picture.terms.stages if one.state in (v.StageState.DECIDED, v.StageState.CANCELLED)]
    one = chance.any(over) if chance.heeds else stage
    if one is None or len(picture.terms.stages) >= MOST:
        return None
    return chance.done("stages.repeat", _procurer(chance, picture), stage=one.key, reason=WHY)


def cancel(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Cancel a stage beside the main line that has begun, or seldom the one in which things happen."""
    begun = [one for one in picture.terms.stages if one.published_at and stages.MOVES[one.state]]
    one = chance.any(one for one in begun if one.key.startswith("e-") or chance.draw(0.1)) if chance.heeds else stage
    by = chance.with_role(picture, v.Role.PROCURER, v.Role.DECIDER)
    return one and chance.done("stages.cancel", by, stage=one.key, reason=WHY, reference="§ 42")


def cancel_procurement(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Cancel a procurement: mostly one with nothing in it."""
    own = [one for one in picture.terms.procurements if one.cancelled is None or not chance.heeds]
    one = chance.any(one for one in own if one.key.startswith("u-") or not chance.heeds or chance.draw(0.1))
    return one and chance.done(
        "procurements.cancel", _procurer(chance, picture), procurement=one.key, reason=WHY, reference="§ 43"
    )


def note_review(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Note that a court reviews an award, or that it has settled it."""
    one = chance.any(one for one in picture.terms.procurements if one.award or not chance.heeds)
    today = chance.at.date()
    review = Review(noted=today - DAY, settled=today if chance.draw(0.5) else None)
    return one and chance.done(
        "procurements.note_review", _procurer(chance, picture), procurement=one.key, review=review
    )


def complete_record(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Complete the documentation of a procurement."""
    one = chance.any(picture.terms.procurements)
    return one and chance.done(
        "procurements.complete_record", _procurer(chance, picture), procurement=one.key, reference="KS 2026:17"
    )


def note_outage(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Note an hour in which the house did not answer: mostly just before a deadline."""
    near = chance.any(it for it in about(picture, state=v.StageState.OPEN) if it.deadline and it.deadline > chance.at)
    if near is None and chance.heeds and chance.draw(0.7):
        return None
    if near is not None:
        chance.at = max(chance.at, near.deadline - timedelta(minutes=30))
    hour = {"starts": chance.at - timedelta(hours=1), "ends": chance.at}
    return chance.done("outages.note", _procurer(chance, picture), what=text("Sidan svarade inte."), **hour)


def extend(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Move the deadlines that the last outage touched."""
    key, noted = chance.any(chance.outages[-1:]) or (None, None)
    if noted is None or (chance.heeds and not is_touched(picture, noted)):
        return None
    return chance.done("outages.extend", _procurer(chance, picture), outage=key)


def is_touched(picture: Picture, noted: Act) -> bool:
    """Say whether an outage touched a deadline that still can be moved."""
    return any(outages.proposals(picture.terms, noted.values["starts"], noted.values["ends"]))


DOING: Mapping[str, Doing] = {
    "initiatives.set_ceilings": set_ceilings,
    "initiatives.record_procurement": record_procurement,
    "initiatives.record_notice": record_notice,
    "initiatives.plan_stage": plan_stage,
    "initiatives.add_stage": add_stage,
    "initiatives.add_drafts": add_drafts,
    "initiatives.remove_draft": remove_draft,
    "initiatives.publish_stage": publish_stage,
    "initiatives.open_stage": open_stage,
    "initiatives.close_stage": close_stage,
    "initiatives.correct_stage": correct_stage,
    "initiatives.skip_stage": skip_stage,
    "initiatives.record_contract": record_contract,
    "initiatives.end": end,
    "stages.add_template": add_template,
    "stages.restore": restore,
    "stages.reopen": reopen,
    "stages.repeat": repeat,
    "stages.cancel": cancel,
    "procurements.cancel": cancel_procurement,
    "procurements.note_review": note_review,
    "procurements.complete_record": complete_record,
    "outages.note": note_outage,
    "outages.extend": extend,
}
