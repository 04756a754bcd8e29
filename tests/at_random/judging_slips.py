"""What can go wrong when people judge suppliers, by the refusal that it meets."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.at_random.chance import Act, Chance, Slip, anyhow, kr
from tests.at_random.judging import WHY, a_mark, an_outcome, person_of, right
from vakna.core import assessment, declarations, gates, people, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Key, Partner, Picture, Risk, Stage, text

WRONG_RIGHTS: Mapping[str, Slip] = {
    "mandate-item": lambda _, __, ___, a: a.but(mandate=v.Mandate.DELEGATION, reference=" "),
    "mandate-committee": lambda _, __, ___, a: a.but(mandate=v.Mandate.MINUTE, reference="112", committee=""),
    "mandate-paragraph": lambda _, __, ___, a: a.but(mandate=v.Mandate.MINUTE, reference="se protokollet"),
    "mandate-day": lambda _, __, ___, a: a.but(mandate=v.Mandate.MINUTE, minuted=None),
    "mandate-coming-day": lambda c, __, ___, a: a.but(
        mandate=v.Mandate.MINUTE, minuted=c.at.date() + timedelta(days=3)
    ),
}
"""What is no right to decide, by what it lacks."""


def _first(act: Act, **changed: Any) -> Act:
    """Give the same outcomes or marks, but for the first."""
    name = "marks" if "marks" in act.values else "outcomes"
    first, *rest = act.values[name]
    return act.but(**{name: (replace(first, **changed), *rest)})


_MARKS: Mapping[str, Slip] = {
    "mark-missing": lambda _, __, ___, a: a.but(marks=a.values["marks"][1:]),
    "mark-twice": lambda _, __, ___, a: a.but(marks=(*a.values["marks"], *a.values["marks"][:1])),
    "mark-value": lambda _, __, ___, a: _first(a, value=3) if a.values["marks"] else None,
    "mark-motive": lambda _, __, ___, a: _first(a, value=0, motive=None) if a.values["marks"] else None,
    "mark-unknown-criterion": lambda _, __, ___, a: a.but(marks=(*a.values["marks"], a_mark(Key("okant"), 2))),
}


def _wrong_outcome(first: bool = True, **changed: Any) -> Slip:
    def make(_: Chance, __: Picture, ___: Stage, act: Act) -> Act | None:
        return _first(act, **changed) if act.values["outcomes"] else None

    return make


def _all_on(act: Act) -> Act:
    on = tuple(an_outcome(one.participation, on=True) for one in act.values["outcomes"])
    return act.but(outcomes=on, outcome=v.GateOutcome.GO_ON)


def _held(picture: Picture, act: Act) -> Act | None:
    """Let one that is on hold go on, and say nothing of why."""
    on_hold = {one.key for one in picture.participations if one.state is v.ParticipationState.ON_HOLD}
    silent = {"verdict": v.Verdict.CONTINUES, "reason": v.NotPublished.YES}
    given = tuple(replace(one, **silent) if one.participation in on_hold else one for one in act.values["outcomes"])
    return act.but(outcomes=given) if given != act.values["outcomes"] else None


def _other_end(picture: Picture, stage: Stage, act: Act, rule: v.FewerRule) -> Act | None:
    """Go on with fewer where the published rule says something else."""
    following = stages.next_within(picture.terms, stage)
    if following is None or gates.fewer_rule(stage, following) is not rule:
        return None
    return act.but(outcome=v.GateOutcome.GO_ON) if act.values["outcome"] is not v.GateOutcome.GO_ON else None


def _other_seller(chance: Chance, act: Act) -> str:
    return str(chance.one([one for one in chance.cast.sellers if one != act.by]))


def _ended(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act | None:
    one = chance.any(it for it in picture.participations if it.state is v.ParticipationState.ENDED)
    its = one and chance.any(
        it for it in picture.terms.stages if it.state is v.StageState.OPEN and it.procurement == one.procurement
    )
    return act.who(person_of(chance, one)).but(stage=its.key) if its else None


def _counted(picture: Picture, act: Act, **price: Any) -> Act | None:
    return act.but(**price) if assessment.counts_price(picture.stage(act.values["stage"])) else None


def _asks(picture: Picture, act: Act, kind: v.QuestionKind) -> Key | None:
    form = picture.stage(act.values["stage"]).form
    return next((one.key for one in form if one.kind is kind), None)


def _answered(picture: Picture, act: Act, kind: v.QuestionKind, said: str) -> Act | None:
    """Answer a question with the wrong thing, or with too much."""
    topic = _asks(picture, act, kind)
    kept = tuple(one for one in act.values["answers"] if one.topic != topic)
    return act.but(answers=(*kept, Answer(topic=topic, said=text(said)))) if topic else None


def _other_in(state: v.StageState) -> Slip:
    def make(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act | None:
        one = chance.any(it for it in picture.terms.stages if it.state is state)
        return act.but(stage=one.key) if one else None

    return make


def _after(act: Act, chance: Chance, picture: Picture) -> Act | None:
    """Do it a second after the deadline of its stage."""
    deadline = picture.stage(act.values["stage"]).deadline
    if deadline is None or deadline < chance.at:
        return None
    chance.at = deadline + timedelta(seconds=1)
    return replace(act, at=chance.at)


SLIPS: Mapping[str, Mapping[str, Slip]] = {
    "people.join": {
        "role-already": lambda _, p, __, a: a.but(person=p.terms.members[0].person, role=p.terms.members[0].role),
        "no-such-person": lambda _, __, ___, a: a.but(person="ingen"),
        "role-helper-assesses": lambda c, p, _, a: a.but(
            person=c.with_role(p, v.Role.INTERMEDIARY), role=v.Role.ASSESSOR
        ),
        "role-helper-decides": lambda c, p, _, a: a.but(
            person=c.with_role(p, v.Role.INTERMEDIARY), role=v.Role.DECIDER
        ),
        "role-coach-assesses": lambda c, p, _, a: a.but(person=c.with_role(p, v.Role.ASSESSOR), role=v.Role.COACH),
    },
    "people.leave": {"role-not-held": lambda _, __, ___, a: a.but(role=v.Role.AUDITOR)},
    "people.note_undertaking": {
        "undertaking-no-member": lambda c, __, ___, a: a.but(person=c.one(c.cast.sellers)),
        "undertaking-to-come": lambda c, __, ___, a: a.but(signed=c.at.date() + timedelta(days=2)),
        "undertaking-ends-first": lambda c, __, ___, a: a.but(until=c.at.date() - timedelta(days=2)),
    },
    "people.declare_tie": {
        "tie-already": lambda _, p, __, a: a.who(p.ties[0].person).but(organisation=p.ties[0].organisation)
        if p.ties else None,
        "no-such-organisation": lambda _, __, ___, a: a.but(organisation="inget"),
    },
    "people.declare_interests": {
        "nobody-to-declare-about": lambda _, __, ___, a: a.but(about=[]),
        "tied-elsewhere": lambda _, p, __, a: a.but(tied=[p.terms.buyers[0]], nature=WHY),
        "missing-field": lambda _, p, __, a: a.but(
            tied=[p.participation(a.values["about"][0]).organisation], nature=None
        ) if a.values["about"] else None,
    },
    "drafts.keep": {"draft-too-long": lambda _, __, ___, a: a.but(content={"need": "x" * 200_001})},
    "drafts.upload": {
        "file-empty": lambda _, __, ___, a: a.but(size=0),
        "file-too-large": lambda _, __, ___, a: a.but(size=10**12),
    },
    "selection.hand_in": {
        "late": lambda c, p, _, a: _after(a, c, p),
        "stage-not-open": _other_in(v.StageState.DECIDED),
        "nothing-handed-in": lambda _, __, ___, a: a.but(answers=(), files=()),
        "mark-not-whole": lambda _, __, ___, a: a.but(
            answers=tuple(replace(one, ground=WHY) for one in a.values["answers"])
        ),
        "only-own-organisation": lambda c, __, ___, a: a.but(organisation=c.cast.sellers[_other_seller(c, a)]),
        "participation-ended": _ended,
        "not-taking-part": lambda c, _, s, a: a.who(c.cast.stranger) if stages.rules(s).contract else None,
        "lot-missing": lambda _, __, ___, a: a.but(lot=None) if "lot" in a.values else None,
        "no-such-lot": lambda _, __, ___, a: a.but(lot="z"),
        "answer-missing": lambda _, p, __, a: a.but(answers=a.values["answers"][-1:])
        if p.stage(a.values["stage"]).form else None,
        "answer-too-long": lambda _, p, __, a: _answered(p, a, v.QuestionKind.TEXT, "x" * 30_000),
        "answer-of-other-kind": lambda _, p, __, a: _answered(p, a, v.QuestionKind.NUMBER, "tolv"),
        "answer-no-file": lambda _, p, __, a: a.but(files=()) if _asks(p, a, v.QuestionKind.FILE) else None,
        "number-is-personal": lambda _, __, ___, a: a.but(works_with=(
            Partner(kind=v.PartnerKind.CONSORTIUM, name="Ensam", number="640823-3234", part=WHY),
        )),
        "partners-changed": lambda _, __, ___, a: a.but(
            partners_changed=None, works_with=(Partner(kind=v.PartnerKind.CONSORTIUM, name="Nya AB", part=WHY),)
        ),
    },
    "selection.withdraw": {
        "no-such-submission": lambda c, __, ___, a: a.who(_other_seller(c, a)),
        "nothing-to-confirm": lambda c, __, ___, a: c.done("selection.confirm", a.by, **a.values),
    },
    "selection.confirm": {
        "no-such-submission": lambda c, __, ___, a: a.who(_other_seller(c, a)),
        "nothing-to-confirm": lambda _, p, __, a: a.but(submission=p.submissions[0].key),
    },
    "selection.open_sealed": {
        "two-persons": lambda _, __, ___, a: a,
        "opened-already": anyhow,
        "not-sealed": lambda c, p, _, a: a.but(stage=c.one(
            one.key for one in p.terms.stages if one.regime is not v.Regime.SEALED
        )),
        "too-early-to-open": lambda _, p, __, a: replace(a, at=p.stage(a.values["stage"]).deadline)
        if p.stage(a.values["stage"]).deadline else None,
    },
    "selection.read": {
        "no-undertaking": lambda c, p, _, a: a.who(c.with_role(p, v.Role.AUDITOR)),
        "no-such-submission": lambda _, __, ___, a: a.but(submission="inget"),
    },
    "assessment.hand_in": {
        **_MARKS,
        "tie": lambda c, p, _, a: _tied_one(c, p, a),
        "stage-not-closed": anyhow,
        "assessed-already": lambda _, p, __, a: next((
            a.who(one.by).but(participation=one.participation)
            for one in p.assessments if one.stage == a.values["stage"] and one.kind is v.AssessmentKind.INDIVIDUAL
        ), None),
    },
    "assessment.mark_need": {"not-a-buyer": anyhow, **_MARKS},
    "assessment.agree": {
        "assessments-missing": anyhow,
        "moderation-missing": lambda _, __, ___, a: a.but(moderation=None),
        "price-missing": lambda _, p, __, a: _counted(p, a, price=None),
        "price-zero": lambda _, p, __, a: _counted(p, a, price=kr(0)),
        "price-currency": lambda _, p, __, a: _counted(p, a, price=kr(900, "EUR")),
        "risk-without-mark": lambda _, __, ___, a: a.but(risks=(Risk(criterion=Key("okant")),)),
    },
    "assessment.follow_risk": {
        "no-such-risk": lambda _, __, ___, a: a.but(criterion="okant"),
        "not-your-risk": lambda c, p, _, a: a.who(c.with_role(p, v.Role.ASSESSOR)),
        "risk-state": lambda _, __, ___, a: a.but(state=v.RiskState.OPEN),
        "risk-shown": lambda _, __, ___, a: a.but(shown=None),
    },
    "gates.propose": {
        "gate-decided": anyhow,
        "outcome-missing": lambda _, __, ___, a: a.but(outcomes=a.values["outcomes"][1:]),
        "outcome-twice": lambda _, __, ___, a: a.but(outcomes=(*a.values["outcomes"], *a.values["outcomes"][:1])),
        "outcome-foreign": lambda _, __, ___, a: a.but(
            outcomes=(*a.values["outcomes"], an_outcome(Key("s-okand"), on=False))
        ),
        "outcome-reason": _wrong_outcome(verdict=v.Verdict.ENDED, reason=v.NotPublished.YES),
        "outcome-direction": _wrong_outcome(verdict=v.Verdict.TURNS, direction=None),
        "outcome-stop-ends-all": lambda _, __, ___, a: _all_on(a).but(outcome=v.GateOutcome.STOP),
        "outcome-not-eligible": _wrong_outcome(verdict=v.Verdict.CONTINUES, eligible=False),
        "outcome-not-paid": _wrong_outcome(verdict=v.Verdict.CONTINUES, eligible=True, paid=False),
        "outcome-places": lambda _, __, ___, a: _all_on(a),
        "outcome-stopped": lambda _, __, ___, a: _all_on(a),
        "outcome-resumed": lambda _, p, __, a: _held(p, a),
        "outcome-fewer-stop": lambda _, p, s, a: _other_end(p, s, a, v.FewerRule.STOP),
        "outcome-fewer-reopen": lambda _, p, s, a: _other_end(p, s, a, v.FewerRule.REOPEN),
        "own-proposal": lambda c, p, _, a: who_decides_too(c, p, a),
        "tie": lambda c, p, _, a: _tied_one(c, p, a),
    },
    "gates.set_signatures": {"signatures-proposed": anyhow},
    "gates.sign": {"one-signature": anyhow, **WRONG_RIGHTS},
    "gates.decide": {
        "signature-missing": anyhow,
        "own-signature": lambda _, p, __, a: _by_its_first(p, a),
        "signed-already": lambda c, p, _, a: _signed_again(c, p, a),
        "no-proposal": anyhow,
        "own-proposal": lambda _, p, __, a: _by_its_proposer(p, a),
        "stale-proposal": lambda _, __, ___, a: a.but(version=a.values["version"] - 1),
        "tie": lambda c, p, _, a: _tied_one(c, p, a),
        "declare-first": lambda _, p, s, a: next(
            (a.who(one) for one in declarations.standing(p, s).missing), None
        ),
        **WRONG_RIGHTS,
    },
}  # fmt: skip


def _by_its_first(picture: Picture, act: Act) -> Act | None:
    last = gates.latest_proposal(picture, act.values["stage"])
    return act.who(last.signature.by) if last and last.signature else None


def _signed_again(chance: Chance, picture: Picture, act: Act) -> Act | None:
    """Sign first what somebody has signed."""
    last = gates.latest_proposal(picture, act.values["stage"])
    if last is None or last.signature is None:
        return None
    return chance.done("gates.sign", act.by, stage=last.stage, version=last.version, **right(chance))


def _by_its_proposer(picture: Picture, act: Act) -> Act | None:
    last = gates.latest_proposal(picture, act.values["stage"])
    return act.who(last.by) if last else None


def who_decides_too(chance: Chance, picture: Picture, act: Act) -> Act | None:
    """Let somebody do it who has got the decider's role as well."""
    deciders = {one.person for one in picture.terms.members if one.role is v.Role.DECIDER and one.until is None}
    both = (one for one in sorted(deciders) if people.may(people.actor_in(picture, one, chance.at), act.verb))
    return next((act.who(one) for one in both), None)


def _tied_one(chance: Chance, picture: Picture, act: Act) -> Act | None:
    """Let somebody do it who has a tie, and the right."""
    able = (one for one in picture.ties if people.may(people.actor_in(picture, one.person, chance.at), act.verb))
    tie = next(able, None)
    its = tie and next((one for one in picture.participations if one.organisation == tie.organisation), None)
    if tie is None or its is None:
        return None
    wrong = act.who(tie.person)
    return wrong.but(participation=its.key) if "participation" in act.values else wrong
