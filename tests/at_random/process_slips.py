"""What can go wrong with the plan, by the refusal that it meets."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.at_random.chance import Act, Chance, Slip, about, anyhow
from tests.at_random.process import DAY, a_file
from vakna.core import stages
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Choice,
    FormQuestion,
    Key,
    Lot,
    Milestone,
    Picture,
    Procurement,
    RequiredLevel,
    Stage,
    text,
)


def _to(act: Act, stage: Stage | None) -> Act | None:
    """Give the act about another stage, if there is one."""
    return stage and act.but(stage=stage.key)


def _question(**rest: Any) -> FormQuestion:
    return FormQuestion(key=Key("q"), asks=text("Hur?"), **({"kind": v.QuestionKind.TEXT} | rest))


_UNSOUND: Mapping[str, tuple[FormQuestion, ...]] = {
    "form-unsound": (_question(), _question()),
    "question-too-few-choices": (
        _question(kind=v.QuestionKind.ONE, choices=(Choice(key=Key("a"), label=text("A")),)),
    ),
    "question-no-dimension": (_question(kind=v.QuestionKind.READINESS),),
    "question-length": (_question(longest=0),),
}  # fmt: skip


def _unsound(name: str, code: str) -> Slip:
    form = _UNSOUND[code]
    return lambda _, __, ___, act: act.of(name, form=form) if name == "stage" else act.but(form=form)


def _with_criterion(picture: Picture, act: Act) -> Act | None:
    one = next((it for stage in picture.terms.stages for it in stage.criteria), None)
    asks = one and replace(one, group=v.CriterionGroup.RESOURCES, title=text("Eget kapital"), guidance=None)
    return act.of("stage", criteria=(asks,)) if asks else None


def _milestone(**rest: Any) -> Milestone:
    return Milestone(key=Key("m"), what=text("Något"), **rest)


def _award(picture: Picture, act: Act) -> Any:
    its = picture.stage(act.values["contract"].stage).procurement
    return next((one.award for one in picture.terms.procurements if one.key == its and one.award), None)


def _signed(chance: Chance, act: Act, day: date) -> Act:
    """Sign on another day, at nine."""
    chance.at = max(chance.at, chance.at.replace(hour=9) + (day - chance.at.date()))
    return replace(act, at=chance.at)


def _before_settled(chance: Chance, picture: Picture, act: Act) -> Act | None:
    award = _award(picture, act)
    settled = award and award.review and award.review.settled
    ends = award and award.standstill_ends
    return _signed(chance, act, max(settled, ends + DAY) + DAY) if settled and ends and settled > ends else None


def _lacks(code: str) -> Slip:
    """Make the slip of publishing a stage that lacks something, if there is one."""

    def make(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act | None:
        planned = about(picture, state=v.StageState.PLANNED)
        return _to(act, chance.any(one for one in planned if code in stages.missing_before_opening(one, picture.terms)))

    return make


SLIPS: Mapping[str, Mapping[str, Slip]] = {
    "initiatives.set_ceilings": {"ceilings-published": anyhow},
    "initiatives.record_procurement": {
        "procurement-noticed": lambda c, p, _, a: _its(
            c.any(one for one in p.terms.procurements if one.notice and not one.cancelled), a
        ),
        "procurement-cancelled": lambda c, p, _, a: _its(c.any(it for it in p.terms.procurements if it.cancelled), a),
    },
    "initiatives.record_notice": {"no-such-key": lambda _, __, ___, a: a.but(procurement="ingen")},
    "initiatives.plan_stage": {
        "stage-published": lambda c, p, _, a: a.but(stage=c.any(one for one in p.terms.stages if one.published_at))
        if any(one.published_at for one in p.terms.stages) else None,
        "stage-number-taken": lambda _, p, __, a: a.of("stage", key=Key("annat"), number=p.terms.stages[0].number),
        "criterion-equity-alone": lambda _, p, __, a: _with_criterion(p, a),
        "readiness-level": lambda _, __, ___, a: a.of(
            "stage", readiness=(RequiredLevel(dimension=v.ReadinessDimension.TEAM, level=10),)
        ),
        **{code: _unsound("stage", code) for code in _UNSOUND},
    },
    "initiatives.add_stage": {
        "key-twice": lambda _, p, __, a: a.of("stage", key=p.terms.stages[0].key),
        "stage-between-begun": lambda _, p, __, a: a.but(after=p.terms.stages[0].key),
    },
    "initiatives.add_drafts": {
        "no-file": lambda _, __, ___, a: a.but(documents=()),
        "file-wrong-kind": lambda _, __, ___, a: a.but(documents=(a_file("krav.exe"),)),
        "file-empty": lambda _, __, ___, a: a.but(documents=(a_file("krav.pdf", b"", 0),)),
        "file-too-large": lambda _, __, ___, a: a.but(documents=(a_file("krav.pdf", size=10**12),)),
        "file-not-what-it-says": lambda _, __, ___, a: a.but(documents=(a_file("krav.pdf", b"MZ-12345"),)),
    },
    "initiatives.remove_draft": {"no-such-file": lambda _, __, ___, a: a.but(digest="0" * 64)},
    "initiatives.publish_stage": {
        **{code: _lacks(code) for code in stages.FIELD_OF},
        "deadline-passed": lambda c, p, _, a: _to(a, c.any(
            one for one in about(p, state=v.StageState.PLANNED) if one.deadline and one.deadline <= c.at
        )),
        "questions-after-deadline": lambda c, p, _, a: _to(a, c.any(
            one for one in about(p, state=v.StageState.PLANNED) if one.questions_until
        )),
    },
    "initiatives.close_stage": {
        "sealed-needs-opening": lambda c, p, _, a: _to(a, c.any(
            one for one in about(p, state=v.StageState.OPEN, regime=v.Regime.SEALED)
            if one.deadline and one.deadline < c.at
        )),
        "deadline-not-passed": lambda c, p, _, a: _to(replace(a, at=c.at), c.any(
            one for one in about(p, state=v.StageState.OPEN) if one.deadline and one.deadline > c.at
        )),
    },
    "initiatives.correct_stage": {
        "deadline-earlier": lambda _, p, __, a: a.but(deadline=p.stage(a.values["stage"]).deadline - DAY)
        if p.stage(a.values["stage"]).deadline else None,
        "deadline-too-short": lambda c, p, _, a: _corrected_late(c, p, a),
        "correction-substantial": lambda _, __, ___, a: a.but(fields={"pay": 1}),
        "missing-field": lambda _, __, ___, a: a.but(fields={"success": 1}),
        "correction-date-passed": lambda c, __, ___, a: a.but(fields={"decision_due": c.at - DAY}),
        "over-ceiling": lambda _, __, ___, a: a.but(fields={"places": 900}),
        "correction-after-hand-in": lambda c, p, _, a: _to(a.but(fields={"success": text("Annat.")}), c.any(
            one for one in p.terms.stages if one.published_at and one.deadline and one.deadline < c.at
        )),
        "stage-not-published": lambda c, p, _, a: _to(a, c.any(about(p, state=v.StageState.PLANNED))),
        **{code: _unsound("form", code) for code in _UNSOUND},
    },
    "initiatives.record_contract": {
        "key-twice": lambda c, p, _, a: a.of("contract", key=c.one(p.contracts).key) if p.contracts else None,
        "contract-before-award": anyhow,
        "contract-with-ended": lambda c, p, _, a: _with_ended(c, p, a),
        "standstill": lambda c, p, _, a: replace(a, at=c.at) if _award(p, a) else None,
        "review-pending": lambda _, p, __, a: a if (w := _award(p, a)) and w.review and not w.review.settled else None,
        "review-standstill": lambda c, p, _, a: _before_settled(c, p, a),
        "term-backwards": lambda c, __, ___, a: a.of("contract", starts=c.at.date(), ends=c.at.date() - DAY),
        "milestone-sum-or-share": lambda _, __, ___, a: a.of("contract", milestones=(_milestone(),)),
        "milestones-over-pay": lambda _, __, ___, a: a.of("contract", milestones=(_milestone(share=120),)),
        "milestone-without-pay": lambda _, __, ___, a: a.of("contract", pay=None, milestones=(_milestone(share=20),)),
    },
    "initiatives.end": {
        "initiative-ended": lambda _, __, ___, a: a.but(state=v.InitiativeState.ACTIVE),
        "end-without-spread": lambda _, __, ___, a: a.but(spread=None),
    },
    "stages.add_template": {
        "no-such-template": lambda _, __, ___, a: a.but(template="okänd"),
        "stage-between-begun": lambda _, p, __, a: a.but(after=p.terms.stages[0].key),
    },
    "stages.reopen": {
        "reopen-sealed": lambda c, p, _, a: _to(
            a, c.any(about(p, state=v.StageState.CLOSED, regime=v.Regime.SEALED))
        ),
        "reopen-proposed": lambda c, p, _, a: _to(a, c.any(
            one for one in about(p, state=v.StageState.CLOSED) if any(it.stage == one.key for it in p.proposals)
        )),
        "reopen-not-closed": lambda c, p, _, a: _to(a, c.any(
            one for one in about(p, state=v.StageState.CLOSED) if not stages.rules(one).takes_submissions
        )),
        "deadline-passed": lambda c, __, ___, a: a.but(deadline=c.at - DAY),
    },
    "stages.repeat": {
        "repeat-not-over": lambda c, p, _, a: _to(a, c.any(about(p, state=v.StageState.OPEN)))
    },
    "stages.cancel": {
        "cancel-not-begun": lambda c, p, _, a: _to(a, c.any(about(p, state=v.StageState.PLANNED))),
        "cancel-committed": lambda c, p, _, a: _to(a, c.any(
            one for one in p.terms.stages if one.published_at and any(it.stage == one.key for it in p.money)
        )),
        "stage-move": lambda c, p, _, a: _to(a, c.any(about(p, state=v.StageState.DECIDED))),
    },
    "procurements.cancel": {
        "no-such-procurement": lambda _, __, ___, a: a.but(procurement="ingen"),
        "procurement-cancelled": lambda c, p, _, a: _in(a, c.any(it for it in p.terms.procurements if it.cancelled)),
        "cancel-contracted": lambda c, p, _, a: _in(a, c.any(
            it for it in p.terms.procurements if any(p.stage(one.stage).procurement == it.key for one in p.contracts)
        )),
    },
    "procurements.note_review": {
        "no-award-to-review": lambda c, p, _, a: _in(a, c.any(it for it in p.terms.procurements if it.award is None)),
        "review-order": lambda _, __, ___, a: a.of("review", settled=a.values["review"].noted - DAY),
        "no-such-procurement": lambda _, __, ___, a: a.but(procurement="ingen"),
    },
    "procurements.complete_record": {
        "record-kept": lambda c, p, _, a: _in(a, c.any(it for it in p.terms.procurements if it.record)),
        "record-not-due": lambda c, p, _, a: _in(a, c.any(it for it in p.terms.procurements if not it.record)),
    },
    "outages.note": {
        "outage-ends-first": lambda _, __, ___, a: a.but(starts=a.values["ends"]),
        "outage-not-over": lambda c, __, ___, a: a.but(ends=c.at + DAY),
        "outage-not-yours": lambda c, __, ___, a: a.who(c.cast.stranger),
        "no-such-outage": lambda c, __, ___, a: c.done("outages.extend", a.by, outage="inget"),
    },
    "outages.extend": {
        "nothing-to-extend": anyhow,
    },
}  # fmt: skip


def _its(one: Procurement | None, act: Act) -> Act | None:
    return one and act.but(procurement=replace(one, lots=(Lot(key=Key("a"), name=text("A")),)))


def _in(act: Act, one: Procurement | None) -> Act | None:
    return one and act.but(procurement=one.key)


def _corrected_late(chance: Chance, picture: Picture, act: Act) -> Act | None:
    """Correct a stage a minute before its deadline, and leave the deadline but a day more."""
    stage = chance.any(one for one in about(picture, state=v.StageState.OPEN) if one.deadline)
    if stage is None or stage.deadline <= chance.at + timedelta(minutes=1):
        return None
    chance.at = max(chance.at, stage.deadline - timedelta(minutes=1))
    return replace(act, at=chance.at).but(stage=stage.key, deadline=stage.deadline + timedelta(hours=1))


def _with_ended(chance: Chance, picture: Picture, act: Act) -> Act | None:
    one = chance.any(it for it in picture.participations if it.state is v.ParticipationState.ENDED and it.procurement)
    stage = one and chance.any(it for it in picture.terms.stages if it.procurement == one.procurement)
    return act.of("contract", participation=one.key, stage=stage.key) if stage else None
