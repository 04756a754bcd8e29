"""The process on paper: each verb does to a picture what the house does to its rows, judged by core alone."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.acts_at_random import Act
from vakna.core import affordable_loss, assessment, declarations, gates, journal, people, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Assessment,
    Decision,
    Declaration,
    Key,
    MoneyEntry,
    Picture,
    Proposal,
    Stage,
    Submission,
    Terms,
    Tie,
    text,
)
from vakna.core.money import Money
from vakna.core.refusal import Conflict


class Paper:
    """An initiative that lives on paper: its picture, and the journal of what was accepted."""

    def __init__(self, picture: Picture) -> None:
        """Begin with a picture and an empty journal."""
        self.picture = picture
        self._frontier, self._rows = journal.Frontier(), list[journal.Row]()

    def do(self, act: Act) -> None:
        """Do an act, or refuse it with nothing changed."""
        people.require(people.actor_in(self.picture, act.by, act.at), act.verb)
        self.picture = _DOING[act.verb](self.picture, act)
        self._write(act)

    def export(self) -> journal.Export:
        """Give the journal as it would be exported."""
        head = journal.Head(size=self._frontier.size, root=self._frontier.root().hex())
        return journal.Export(origin="paper.example/provet", head=head, rows=tuple(self._rows))

    def _write(self, act: Act) -> None:
        entry = journal.Entry(
            sequence=self._frontier.size, at=journal.instant(act.at), actor=act.by, act=act.verb,
            subject=f"stage:{act.values['stage']}",
        )  # fmt: skip
        added = journal.add(self._frontier, entry)
        self._frontier = added.frontier
        self._rows.append(journal.Row(entry=entry, leaf=added.leaf, root=added.root))


def _declare(picture: Picture, act: Act) -> Picture:
    stage, tied = picture.stage(act.values["stage"]), act.values["tied"]
    about = declarations.about(picture, stage, act.values["about"])
    declarations.check_tied(picture, about, tied)
    said = Declaration(person=Key(act.by), stage=stage.key, at=act.at, about=about)
    ties = tuple(
        Tie(person=Key(act.by), organisation=Key(one), declared_at=act.at, nature=text("Släkt.")) for one in tied
    )
    return picture.with_rows(declarations=(*picture.declarations, said), ties=(*picture.ties, *ties))


def _hand_in(picture: Picture, act: Act) -> Picture:
    stage, supplier = picture.stage(act.values["stage"]), picture.participation(act.values["supplier"])
    stages.require_in_time(stage, act.at)
    if stage.state not in (v.StageState.OPEN, v.StageState.CLOSED):
        raise Conflict("stage-not-open")
    if supplier.state is v.ParticipationState.ENDED:
        raise Conflict("supplier-ended")
    version = 1 + sum((one.stage, one.participation) == (stage.key, supplier.key) for one in picture.submissions)
    key = Key(f"h-{stage.key}-{supplier.key}-{version}")
    one = Submission(key=key, stage=stage.key, participation=supplier.key, version=version, received_at=act.at)
    return picture.with_rows(submissions=(*picture.submissions, one))


def _close(picture: Picture, act: Act) -> Picture:
    stage = picture.stage(act.values["stage"])
    if stage.deadline and act.at <= stage.deadline:
        raise Conflict("deadline-not-passed")
    return _moved(picture, stage, v.StageState.CLOSED)


def _publish(picture: Picture, act: Act) -> Picture:
    stage = picture.stage(act.values["stage"])
    if stage.state is not v.StageState.PLANNED:
        raise Conflict("stage-published")
    stages.require_ready(stage, picture.terms)
    return _with_stage(picture, replace(stage, state=v.StageState.OPEN))


def _moved(picture: Picture, stage: Stage, to: v.StageState) -> Picture:
    stages.move(stage, to)
    return _with_stage(picture, replace(stage, state=to))


def _with_stage(picture: Picture, stage: Stage) -> Picture:
    kept = tuple(stage if one.key == stage.key else one for one in picture.terms.stages)
    return replace(picture, terms=replace(picture.terms, stages=kept))


def _mark(picture: Picture, act: Act) -> Picture:
    stage, supplier = _closed(picture, act), act.values["participation"]
    assessment.may_assess(picture, stage, act.by, supplier)
    if any((one.stage, one.participation, one.by) == (stage.key, supplier, act.by) for one in _own(picture)):
        raise Conflict("assessed-already")
    return _assessed(picture, act, v.AssessmentKind.INDIVIDUAL)


def _own(picture: Picture) -> list[Assessment]:
    return [one for one in picture.assessments if one.kind is v.AssessmentKind.INDIVIDUAL]


def _agree(picture: Picture, act: Act) -> Picture:
    stage, supplier = _closed(picture, act), act.values["participation"]
    declarations.require(picture, stage, act.by)
    if not assessment.ready_for_consensus(picture, stage, supplier):
        raise Conflict("assessments-missing")
    given = assessment.individual(picture, stage.key, supplier)
    assessment.require_moderation(stage, given, act.values["moderation"])
    before = (v.AssessmentKind.CONSENSUS, stage.key, supplier)
    kept = tuple(one for one in picture.assessments if (one.kind, one.stage, one.participation) != before)
    return _assessed(picture.with_rows(assessments=kept), act, v.AssessmentKind.CONSENSUS)


def _closed(picture: Picture, act: Act) -> Stage:
    stage = picture.stage(act.values["stage"])
    if stage.state is not v.StageState.CLOSED:
        raise Conflict("stage-not-closed")
    assessment.check_marks(stage, act.values["marks"])
    return stage


def _assessed(picture: Picture, act: Act, kind: v.AssessmentKind) -> Picture:
    stage, supplier = act.values["stage"], act.values["participation"]
    one = Assessment(
        key=Key(f"a-{len(picture.assessments)}"), stage=stage, participation=supplier, kind=kind, by=Key(act.by),
        at=act.at, marks=act.values["marks"],
    )  # fmt: skip
    return picture.with_rows(assessments=(*picture.assessments, one))


def _undecided(picture: Picture, act: Act) -> Stage:
    stage = picture.stage(act.values["stage"])
    if any(one.stage == stage.key for one in picture.decisions):
        raise Conflict("gate-decided")
    if stage.state is not v.StageState.CLOSED:
        raise Conflict("stage-not-closed")
    return stage


def _propose(picture: Picture, act: Act) -> Picture:
    stage, outcomes = _undecided(picture, act), act.values["outcomes"]
    actor = people.actor_in(picture, act.by, act.at)
    gates.check_proposer(picture, stage, actor, outcomes)
    gates.check_outcomes(picture, stage, act.values["outcome"], outcomes)
    version = 1 + sum(one.stage == stage.key for one in picture.proposals)
    said = Proposal(
        stage=stage.key, version=version, by=Key(act.by), at=act.at, outcome=act.values["outcome"],
        reason=text("Så säger underlaget."), outcomes=outcomes,
    )  # fmt: skip
    return picture.with_rows(proposals=(*picture.proposals, said))


def _decide(picture: Picture, act: Act) -> Picture:
    stage = _undecided(picture, act)
    proposal = gates.check_current(picture, stage, act.values["version"])
    gates.check_decider(picture, proposal, act.by)
    its = act.values
    gates.check_mandate(its["mandate"], its["reference"], its["committee"], its["minuted"], act.at.date())
    said = Decision(
        stage=stage.key, proposal=proposal.version, by=Key(act.by), at=act.at, mandate=its["mandate"],
        reference=its["reference"], outcome=proposal.outcome, reason=proposal.reason, released_at=act.at,
        outcomes=proposal.outcomes,
    )  # fmt: skip
    after = _applied(_moved(picture, stage, v.StageState.DECIDED), said)
    after = after.with_rows(decisions=(*after.decisions, said))
    return _committed(after, stage, said, act) if act.values["commit"] else after


def _applied(picture: Picture, decision: Decision) -> Picture:
    ended = {one.participation for one in decision.outcomes if one.verdict is v.Verdict.ENDED}
    kept = tuple(
        replace(one, state=v.ParticipationState.ENDED, ended_stage=decision.stage) if one.key in ended else one
        for one in picture.participations
    )
    return picture.with_rows(participations=kept)


def _committed(picture: Picture, stage: Stage, decision: Decision, act: Act) -> Picture:
    following = stages.next_after(picture.terms, stage)
    if following is None or not isinstance(following.pay, Money):
        return picture
    for one in decision.outcomes:
        if one.verdict is v.Verdict.CONTINUES:
            affordable_loss.require_room(picture, following.key, one.participation, following.pay)
            values = {"stage": following.key, "participation": one.participation, "amount": following.pay}
            picture = _entered(picture, replace(act, values=values), v.MoneyState.COMMITTED)
    return picture


def _commit(picture: Picture, act: Act) -> Picture:
    affordable_loss.require_taking_part(picture, act.values["participation"])
    affordable_loss.require_room(picture, act.values["stage"], act.values["participation"], act.values["amount"])
    return _entered(picture, act, v.MoneyState.COMMITTED)


def _drawing(state: v.MoneyState) -> Callable[[Picture, Act], Picture]:
    """Make the verb that draws on a commitment: an invoice, a payment, a release."""

    def do(picture: Picture, act: Act) -> Picture:
        its = act.values
        affordable_loss.commitment(picture, its["stage"], its["participation"], its["amount"], state)
        return _entered(picture, act, state)

    return do


def _entered(picture: Picture, act: Act, state: v.MoneyState) -> Picture:
    entry = MoneyEntry(
        key=Key(f"e-{len(picture.money)}"), at=act.at, state=state, amount=act.values["amount"],
        stage=act.values["stage"], participation=act.values["participation"], payer=picture.terms.buyers[0],
    )  # fmt: skip
    return affordable_loss.entered(picture, entry)


_DOING: Mapping[str, Callable[[Picture, Act], Picture]] = {
    "people.declare_interests": _declare,
    "selection.hand_in": _hand_in,
    "initiatives.close_stage": _close,
    "initiatives.publish_stage": _publish,
    "assessment.hand_in": _mark,
    "assessment.agree": _agree,
    "gates.propose": _propose,
    "gates.decide": _decide,
    "funding.commit": _commit,
    "funding.invoice": _drawing(v.MoneyState.INVOICED),
    "funding.pay": _drawing(v.MoneyState.PAID),
    "funding.release": _drawing(v.MoneyState.RELEASED),
}


def faults(picture: Picture) -> list[str]:
    """Name what must never be, reckoned here afresh and not by the rules that are tried."""
    return [*_over(picture), *_tied(picture), *_unreasoned(picture), *_paid_after_end(picture)]


def _over(picture: Picture) -> list[str]:
    """Sum what is committed and not released under every ceiling."""
    terms, sums = picture.terms, Counter[tuple[Any, Any]]()
    for one in picture.money:
        amount = _SIGN.get(one.state, 0) * one.amount.amount
        for place in ((None, None), (one.stage, None), (None, one.participation), (one.stage, one.participation)):
            sums[place] += amount
    return [
        f"over the ceiling at {place}" for place, amount in sums.items() if _passes(_ceiling(terms, *place), amount)
    ]


_SIGN = {v.MoneyState.COMMITTED: 1, v.MoneyState.RELEASED: -1}


def _ceiling(terms: Terms, stage: Key | None, supplier: Key | None) -> Any:
    its: Any = terms if stage is None else next(one for one in terms.stages if one.key == stage)
    return its.ceiling if supplier is None else its.supplier_ceiling


def _passes(ceiling: Any, amount: Decimal) -> bool:
    return isinstance(ceiling, Money) and amount > ceiling.amount


def _tied(picture: Picture) -> list[str]:
    """Find a decision by somebody who had declared a tie to a supplier in it."""
    return [
        f"decided by {one.by}, tied to {outcome.participation}"
        for one in picture.decisions
        for outcome in one.outcomes
        for tie in picture.ties
        if tie.person == one.by
        and tie.declared_at <= one.at
        and tie.organisation == picture.participation(outcome.participation).organisation
    ]


def _unreasoned(picture: Picture) -> list[str]:
    return [
        f"ended without a reason: {it.participation}"
        for one in picture.decisions
        for it in one.outcomes
        if it.verdict is v.Verdict.ENDED and isinstance(it.reason, v.NotPublished)
    ]


def _paid_after_end(picture: Picture) -> list[str]:
    """Find a commitment to a supplier after the decision that ended it."""
    ended = {
        it.participation: one.at for one in picture.decisions for it in one.outcomes if it.verdict is v.Verdict.ENDED
    }
    return [
        f"committed after the end: {one.participation}"
        for one in picture.money
        if one.state is v.MoneyState.COMMITTED and one.participation in ended and one.at > ended[one.participation]
    ]
