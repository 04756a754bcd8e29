"""Acts at random over a contract stage and the next: the same acts are done on paper and to the database.

An act is a verb of the house with who does it, when, and its values. Most acts make sense where the picture stands; the
rest are what a hurried, mistaken or cunning person might try. The generator is handed the chance it takes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from vakna.core import assessment, declarations, gates
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Mark, Outcome, Participation, Picture, Stage, text
from vakna.core.money import Money

SENSE = 0.84
"""How often a person does what makes sense."""
STILL = 0.97
"""How often it is about the stage in which things happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who acts: keys of persons by their part, and each supplier's own person."""

    proposers: Sequence[str]
    assessors: Sequence[str]
    deciders: Sequence[str]
    procurer: str
    leader: str
    others: Sequence[str]
    seller: Callable[[Picture, Participation], str]

    @property
    def judging(self) -> list[str]:
        """Give everybody who must declare."""
        return list(dict.fromkeys((*self.assessors, *self.proposers, *self.deciders, self.leader)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: the verb as `room.name`, by whom, at what instant, with what values."""

    verb: str
    by: str
    at: datetime
    values: Mapping[str, Any]


class Chance:
    """One run's chance: what is done next, and the clock that moves with it."""

    def __init__(self, seed: int, cast: Cast, at: datetime) -> None:
        """Begin at an instant; the seed alone decides what comes."""
        self.random, self.cast, self.at = Random(seed), cast, at  # noqa: S311  examples, no secrets

    def act(self, picture: Picture) -> Act:
        """Choose the next act."""
        self.at += timedelta(minutes=self.random.randint(1, 90))
        stage = _stage(picture) if self.random.random() < STILL else self.one(picture.terms.stages)
        kinds = _sensible(picture, stage) if self.sense() else _KINDS
        return self.random.choice(kinds)(self, picture, stage)

    def sense(self) -> bool:
        """Say whether this choice is a sensible one."""
        return self.random.random() < SENSE

    def one(self, among: Sequence[Any]) -> Any:
        """Take one at random."""
        return self.random.choice(list(among))

    def done(self, verb: str, by: str, **values: Any) -> Act:
        """Make the act."""
        return Act(verb=verb, by=by, at=self.at, values=values)


def _stage(picture: Picture) -> Stage:
    """Give the stage in which things happen: the first contract stage that is not decided."""
    own = [one for one in picture.terms.stages if one.gate is v.GateKind.OPTION]
    left = (one for one in own if one.state is not v.StageState.DECIDED)
    return next(left, own[-1])


Kind = Callable[[Chance, Picture, Stage], Act]


def _sensible(picture: Picture, stage: Stage) -> list[Kind]:
    """Give what somebody who knows the process would do now; money moves at any time."""
    money: list[Kind] = [commit, commit, invoice, pay, release]
    if stage.state is v.StageState.PLANNED:
        return [publish, *money]
    if stage.state is v.StageState.OPEN:
        return [hand_in, hand_in, hand_in, close, declare, declare, *money[:3]]
    if stage.state is v.StageState.CLOSED:
        return [_judging(picture, stage), _judging(picture, stage), _judging(picture, stage), declare, *money[1:]]
    return [*money, *money]


def _judging(picture: Picture, stage: Stage) -> Kind:
    """Give the next thing that judging asks for: declarations, marks, consensus, proposal, decision."""
    due = assessment.to_assess(picture, stage.key)
    if declarations.standing(picture, stage).missing:
        return declare
    agreed = {one.participation for one in picture.assessments if _is_agreed(one, stage)}
    unmarked = [one for one in due if not assessment.ready_for_consensus(picture, stage, one.key)]
    if unmarked:
        return mark
    if any(one.key not in agreed for one in due):
        return agree
    return decide if gates.latest_proposal(picture, stage.key) else propose


def _is_agreed(one: Any, stage: Stage) -> bool:
    return one.stage == stage.key and one.kind is v.AssessmentKind.CONSENSUS


def declare(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Declare interests for the stage; now and then a tie, or a tie to an organisation that is not there."""
    missing = declarations.standing(picture, stage).missing
    by = chance.one(missing) if missing and chance.sense() else chance.one((*chance.cast.judging, *chance.cast.others))
    about = [one.key for one in declarations.concerned(picture, stage)]
    roll, tied = chance.random.random(), []
    if about and roll < 0.03:
        tied = [picture.participation(chance.one(about)).organisation]
    elif roll > 0.98:
        tied = [picture.terms.buyers[0]]
    shown = about if chance.sense() else about[:-1]
    return chance.done("people.declare_interests", by, stage=stage.key, about=shown, tied=tied)


def hand_in(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Hand in, in time or after the deadline, before and after the stage is closed."""
    supplier = chance.one(picture.participations)
    return chance.done(
        "selection.hand_in", chance.cast.seller(picture, supplier), stage=stage.key, supplier=supplier.key
    )


def close(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Close the stage: when its deadline has passed and somebody has handed in, or too early."""
    there = len(assessment.handed_in(picture, stage.key)) >= min(2, len(picture.participations))
    if stage.deadline and there and chance.sense():
        chance.at = max(chance.at, stage.deadline + timedelta(minutes=1))
    by = chance.one((chance.cast.leader, chance.cast.procurer)) if chance.sense() else chance.one(chance.cast.others)
    return chance.done("initiatives.close_stage", by, stage=stage.key)


def publish(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Publish the stage that is planned, or try it with another."""
    one = stage if chance.sense() else chance.one(picture.terms.stages)
    by = chance.cast.procurer if chance.sense() else chance.one(chance.cast.others)
    return chance.done("initiatives.publish_stage", by, stage=one.key)


def mark(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Mark one supplier: mostly one that the assessor has left."""
    by = chance.one(chance.cast.assessors) if chance.sense() else chance.one(chance.cast.others)
    left = [one for one in picture.participations if not _has_marked(picture, stage, by, one)]
    supplier = chance.one(left) if left and chance.sense() else chance.one(picture.participations)
    return chance.done(
        "assessment.hand_in", by, stage=stage.key, participation=supplier.key, marks=_marks(chance, stage)
    )


def _has_marked(picture: Picture, stage: Stage, by: str, supplier: Participation) -> bool:
    return any((one.stage, one.by, one.participation) == (stage.key, by, supplier.key) for one in picture.assessments)


def agree(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Write the consensus on one supplier: mostly where it is due."""
    ready = [one for one in picture.participations if assessment.ready_for_consensus(picture, stage, one.key)]
    without = [one for one in ready if assessment.consensus(picture, stage.key, one.key) is None]
    supplier = chance.one(without or ready or picture.participations)
    supplier = supplier if chance.sense() else chance.one(picture.participations)
    by = chance.cast.leader if chance.sense() else chance.one(chance.cast.others)
    note = text("Vi talade om saken och kom fram till samma sak.") if chance.sense() else None
    marks = _marks(chance, stage)
    return chance.done(
        "assessment.agree", by, stage=stage.key, participation=supplier.key, marks=marks, moderation=note
    )


def _marks(chance: Chance, stage: Stage) -> tuple[Mark, ...]:
    given = [_mark(one.key, chance.random.choices((0, 1, 2), (1, 3, 8))[0]) for one in stage.criteria]
    if chance.random.random() < 0.92:
        return tuple(given)
    first = given[0]
    wrong = chance.one(
        ([*given, first], given[1:], [_mark(first.criterion, 3), *given[1:]],
         [Mark(criterion=first.criterion, value=0), *given[1:]], [*given, _mark(Key("okant"), 2)])
    )  # fmt: skip
    return tuple(wrong)


def _mark(criterion: Key, value: int) -> Mark:
    return Mark(criterion=criterion, value=value, motive=None if value == 2 else text("Det syns i underlaget."))


def propose(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Propose what the gate decides: as consensus and places give it, or with a fault."""
    outcome = v.GateOutcome.GO_ON if chance.random.random() < 0.93 else v.GateOutcome.STOP
    by = chance.one(chance.cast.proposers) if chance.sense() else chance.one(chance.cast.others)
    given = _outcomes(chance, picture, stage, outcome)
    return chance.done("gates.propose", by, stage=stage.key, outcome=outcome, outcomes=given)


def _outcomes(chance: Chance, picture: Picture, stage: Stage, outcome: v.GateOutcome) -> tuple[Outcome, ...]:
    may = [one.key for one in gates.eligible(picture, stage)]
    following = next((one for one in picture.terms.stages if one.number == stage.number + 1), None)
    places = following.places if following and following.places else len(may)
    on = [] if outcome is v.GateOutcome.STOP else may[:places]
    given = [_outcome(one.key, one.key in on) for one in gates.active(picture, stage)]
    return tuple(given) if chance.random.random() < 0.85 or not given else tuple(_wrong(chance, picture, given))


def _wrong(chance: Chance, picture: Picture, given: list[Outcome]) -> list[Outcome]:
    first, rest = given[0], given[1:]
    foreign = [one.key for one in picture.participations if one.key not in {it.participation for it in given}]
    foreign = foreign or [Key("s-okand")]
    unreasoned = Outcome(participation=first.participation, paid=True, eligible=False, verdict=v.Verdict.ENDED)
    wrong: list[list[Outcome]] = [
        rest, [*given, first], [unreasoned, *rest],
        [_outcome(first.participation, True, eligible=False), *rest],
        [_outcome(first.participation, True, paid=False), *rest],
        [_outcome(one.participation, True) for one in given],
        [*given, *(_outcome(key, False) for key in foreign[:1])],
    ]  # fmt: skip
    chosen: list[Outcome] = chance.one(wrong)
    return chosen


def _outcome(key: Key, goes_on: bool, *, eligible: bool | None = None, paid: bool = True) -> Outcome:
    verdict = v.Verdict.CONTINUES if goes_on else v.Verdict.ENDED
    reason = text("Ni nådde inte upp till kriterierna.")
    return Outcome(
        participation=key, paid=paid, eligible=goes_on if eligible is None else eligible, verdict=verdict, reason=reason
    )


def decide(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Decide on the last version, or a stale one, by somebody who may, or the proposer itself."""
    last = gates.latest_proposal(picture, stage.key)
    version = (last.version if last else 1) - (not chance.sense())
    by = (
        chance.one(chance.cast.deciders)
        if chance.sense()
        else chance.one((*chance.cast.proposers, *chance.cast.others))
    )
    return chance.done("gates.decide", by, stage=stage.key, version=version, commit=chance.sense(), **_right(chance))


def _right(chance: Chance) -> dict[str, Any]:
    """Give the right to decide: an item of the delegation, a committee's minute, or something that is neither."""
    right: dict[str, Any] = {"mandate": v.Mandate.DELEGATION, "reference": "4.7", "committee": None, "minuted": None}
    roll, day = chance.random.random(), chance.at.date()
    minute = right | {"mandate": v.Mandate.MINUTE, "reference": "112", "committee": "Omsorgsnämnden", "minuted": day}
    wrong = (
        right | {"reference": " "}, minute | {"committee": ""}, minute | {"reference": "se protokollet"},
        minute | {"minuted": None}, minute | {"minuted": day + timedelta(days=3)},
    )  # fmt: skip
    return right if roll < 0.6 else minute if roll < 0.88 else chance.one(wrong)


def commit(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Commit money: the stage's pay, or some other sum, to a supplier that goes on, or to any."""
    going = [one for one in picture.participations if one.state is v.ParticipationState.ACTIVE]
    supplier = chance.one(going if going and chance.sense() else picture.participations)
    pay = stage.pay if isinstance(stage.pay, Money) else _kr(25_000)
    amount = pay if chance.random.random() < 0.4 else chance.one((_kr(4_000), _kr(9_000), _kr(500_000)))
    return _moved(chance, "commit", stage, supplier, amount)


def invoice(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Note an invoice of what is committed, or of more."""
    return _after(chance, picture, stage, "invoice", v.MoneyState.COMMITTED)


def pay(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Pay what is invoiced, or more."""
    return _after(chance, picture, stage, "pay", v.MoneyState.INVOICED)


def release(chance: Chance, picture: Picture, stage: Stage) -> Act:
    """Release some of what is committed, or more."""
    return _after(chance, picture, stage, "release", v.MoneyState.COMMITTED)


def _after(chance: Chance, picture: Picture, stage: Stage, verb: str, state: v.MoneyState) -> Act:
    before = [one for one in picture.money if one.state is state and one.participation]
    if not before or not chance.sense():
        supplier = chance.one(picture.participations)
        return _moved(chance, verb, stage, supplier, _kr(chance.one((3_000, 25_000))))
    one = chance.one(before)
    its = next(it for it in picture.terms.stages if it.key == one.stage)
    part = one.amount if chance.random.random() < 0.5 else _kr(2_000)
    return _moved(chance, verb, its, picture.participation(one.participation), part)


def _moved(chance: Chance, verb: str, stage: Stage, supplier: Participation, amount: Money) -> Act:
    by = chance.cast.procurer if chance.sense() else chance.one(chance.cast.others)
    return chance.done(f"funding.{verb}", by, stage=stage.key, participation=supplier.key, amount=amount)


def _kr(amount: int) -> Money:
    return Money(Decimal(amount))


_KINDS: list[Kind] = [declare, hand_in, close, publish, mark, agree, propose, decide, commit, invoice, pay, release]
VERBS = frozenset(
    {
        "people.declare_interests", "selection.hand_in", "initiatives.close_stage", "initiatives.publish_stage",
        "assessment.hand_in", "assessment.agree", "gates.propose", "gates.decide", "funding.commit", "funding.invoice",
        "funding.pay", "funding.release",
    }
)  # fmt: skip
"""Every act that a run can hold."""
