"""What many initiatives come to together: money, survival at each gate, time, and the two ends kept apart.

`card` makes of one initiative, as anybody may see it, the few facts that a list of thousands is counted from; `whole`
counts them. A finished pilot that nobody uses counts as nothing (design 1.8; domain 7.1, 7.5 and 7.11).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from . import adoptions, followers, spread
from .affordable_loss import GONE, standing
from .initiative import Adoption, Decision, Key, Participation, Picture, Stage, Text
from .money import Money, total
from .stages import current, in_order, rules
from .vocabulary import InitiativeState, Instrument, NotPublished, Phase, StageState, Strength, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """One decided gate: of how many suppliers how many continued, and how many days the stage took."""

    name: Text
    instrument: Instrument
    entered: int
    continued: int
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An organisation that uses the solution by its own word, until that lapses."""

    organisation: Key
    until: date
    buyer: bool
    survivor: bool
    value: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How many organisations share the need so strongly, each counted once by its last word."""

    strength: Strength
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One initiative in a portfolio. `due` are the days by which its stages under way were to be decided.

    `wanted` counts who else has the need, `size` how many people they say would use a solution, and `joinable` whether
    a procurement of it is still open to named buyers. `reported` is how many organisations others say use the solution:
    it is told beside the ends and never counted into them.
    """

    buyers: tuple[Key, ...] = ()
    phase: Phase | None = None
    instrument: Instrument | None = None
    goals: tuple[Text, ...] = ()
    programme: Text | None = None
    sdgs: tuple[int, ...] = ()
    committed: tuple[Money, ...] = ()
    paid: tuple[Money, ...] = ()
    paid_ended: tuple[Money, ...] = ()
    gates: tuple[Passed, ...] = ()
    due: tuple[datetime, ...] = ()
    users: tuple[User, ...] = ()
    reported: int = 0
    early_until: date | None = None
    wanted: tuple[Level, ...] = ()
    size: int = 0
    joinable: bool = False

    def using(self, on: date) -> tuple[User, ...]:
        """Give the organisations whose word still holds on a day."""
        return tuple(one for one in self.users if on < one.until)

    def implemented(self, on: date) -> bool:
        """Say whether a buyer behind the initiative uses the solution: the first of the two ends."""
        return any(one.buyer for one in self.using(on))

    def spread(self, on: date) -> int:
        """Count the organisations beyond the buyers that use it: the second end."""
        return len({one.organisation for one in self.using(on) if not one.buyer})

    def only_reported(self, on: date) -> int:
        """Count the organisations that others say use it, where none says so itself; else 0."""
        return 0 if self.using(on) else self.reported

    def too_early(self, on: date) -> bool:
        """Say whether it is used, and too early to judge what came of it."""
        return self.early_until is not None and on < self.early_until

    def overdue(self, at: datetime) -> int:
        """Count the decisions whose day has passed."""
        return sum(one < at for one in self.due)


def card(picture: Picture, on: date) -> Card:
    """Make the card of one initiative. Asks for it as anybody may see it: what is hidden is then not counted."""
    terms, now = picture.terms, current(picture.terms)
    active = terms.state == InitiativeState.ACTIVE
    return Card(
        buyers=terms.buyers,
        phase=_phase(picture, now),
        instrument=now.instrument if now else None,
        goals=tuple(one.title for one in terms.goals),
        programme=terms.programme,
        sdgs=tuple(sorted({sdg for one in terms.goals for sdg in one.sdgs})),
        committed=_still_out(picture) if active else (),
        paid=_paid(picture, None),
        paid_ended=_paid(picture, frozenset(one.key for one in picture.participations if one.state in GONE)),
        gates=tuple(_gates(picture)),
        due=tuple(_due(picture)) if active else (),
        users=tuple(_users(picture, on)),
        reported=_reported(picture, on),
        early_until=spread.mature_on(picture, on),
        wanted=tuple(Level(strength=it, count=count) for it, count in followers.tally(picture).items() if count),
        size=sum(it.size or 0 for it in followers.latest(picture)),
        joinable=active and bool(followers.open_to_join(picture)),
    )


def _phase(picture: Picture, now: Stage | None) -> Phase | None:
    """Give the furthest phase worked on in the stage under way; before one has begun the first that is planned."""
    if now is None and picture.terms.state == InitiativeState.ACTIVE:
        return next(iter(picture.terms.phases), None)
    named = (now.phases if now else ()) or picture.terms.phases
    return max(named, key=list(Phase).index, default=None)


def _currencies(picture: Picture) -> list[str]:
    return sorted({one.amount.currency for one in picture.money})


def _still_out(picture: Picture) -> tuple[Money, ...]:
    """Sum what is committed and neither paid nor released: the money at risk now, each currency apart."""
    sums = (standing(picture.money, currency=one) for one in _currencies(picture))
    return tuple(left for one in sums if (left := one.exposure.less(one.paid)).amount)


def _paid(picture: Picture, suppliers: frozenset[Key] | None) -> tuple[Money, ...]:
    rows = [one for one in picture.money if suppliers is None or one.participation in suppliers]
    sums = (standing(rows, currency=one).paid for one in _currencies(picture))
    return tuple(one for one in sums if one.amount)


def _gates(picture: Picture) -> Iterator[Passed]:
    decided = {one.stage: one for one in picture.decisions}
    for stage in in_order(picture.terms):
        decision = decided.get(stage.key)
        verdicts = [one.verdict for one in decision.outcomes] if decision else []
        if decision is not None and verdicts:
            yield Passed(
                name=stage.name, instrument=stage.instrument, entered=len(verdicts),
                continued=sum(one != Verdict.ENDED for one in verdicts), days=days_between(stage, decision),
            )  # fmt: skip


def days_between(stage: Stage, decision: Decision) -> int | None:
    """Count the days from opening to gate; None where a stated history does not say when the stage began, or errs."""
    began = stage.opens_at or stage.published_at
    return (decision.at - began).days if began and began <= decision.at else None


def _due(picture: Picture) -> Iterator[datetime]:
    under_way = {StageState.PUBLISHED, StageState.OPEN, StageState.CLOSED}
    for one in in_order(picture.terms):
        if one.state in under_way and one.decision_due is not None:
            yield one.decision_due


def _reported(picture: Picture, on: date) -> int:
    """Give the last count that was reported, or how many are named as users where that says more."""
    counts = [one for one in picture.counts if one.period_ends <= on]
    last = max(counts, key=lambda one: one.period_ends, default=None)
    named = {one.organisation for one in picture.adoptions if one.since is not None and one.since <= on}
    return max(last.count if last else 0, len(named))


def _users(picture: Picture, on: date) -> Iterator[User]:
    gone = {one.organisation for one in picture.participations if one.state in GONE}
    survivors = {one.organisation for one in picture.participations} - gone
    for one in picture.adoptions:
        until = adoptions.lapses(one, on)
        if until is not None:
            yield User(
                organisation=one.organisation, until=until, buyer=one.organisation in picture.terms.buyers,
                survivor=one.supplier in survivors, value=one.value if isinstance(one.value, Money) else None,
            )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Gate:
    """The gates of one name in all initiatives: how many came to them and how many went on."""

    passed: int = 0
    entered: int = 0
    continued: int = 0
    days: list[int] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Whole:
    """A portfolio counted. Sums of different currencies stand apart."""

    initiatives: int = 0
    implemented: int = 0
    spread: int = 0
    organisations: set[Key] = field(default_factory=set)
    only_reported: int = 0
    overdue: int = 0
    early: int = 0
    phases: dict[Phase | None, int] = field(default_factory=dict)
    instruments: dict[Instrument | None, int] = field(default_factory=dict)
    goals: dict[Text, int] = field(default_factory=dict)
    programmes: dict[Text, int] = field(default_factory=dict)
    gates: dict[Text, Gate] = field(default_factory=dict)
    committed: dict[str, Money] = field(default_factory=dict)
    paid: dict[str, Money] = field(default_factory=dict)
    paid_ended: dict[str, Money] = field(default_factory=dict)
    carried: dict[str, Money] = field(default_factory=dict)
    carried_unknown: int = 0

    @property
    def share_ended(self) -> Mapping[str, int]:
        """Give the part of what was paid that went to suppliers who were ended, in per cent, by currency."""
        sums = {name: one.amount for name, one in self.paid.items() if one.amount}
        ended = {name: one.amount for name, one in self.paid_ended.items()}
        return {name: round(100 * ended.get(name, 0) / amount) for name, amount in sums.items()}


def whole(cards: Iterable[tuple[Card, datetime]]) -> Whole:
    """Count many cards, each at its instant: a sandbox has a clock of its own."""
    found = Whole()
    for one, at in cards:
        _count(found, one, adoptions.day_of(at), at)
    return found


def _count(found: Whole, one: Card, on: date, at: datetime) -> None:
    users = one.using(on)
    found.initiatives += 1
    found.implemented += any(it.buyer for it in users)
    found.spread += any(not it.buyer for it in users)
    found.organisations.update(it.organisation for it in users)
    found.only_reported += bool(one.only_reported(on))
    found.overdue += one.overdue(at)
    found.early += one.too_early(on)
    found.phases[one.phase] = found.phases.get(one.phase, 0) + 1
    found.instruments[one.instrument] = found.instruments.get(one.instrument, 0) + 1
    for goal in one.goals:
        found.goals[goal] = found.goals.get(goal, 0) + 1
    if one.programme is not None:
        found.programmes[one.programme] = found.programmes.get(one.programme, 0) + 1
    for sums, amounts in ((found.committed, one.committed), (found.paid, one.paid), (found.paid_ended, one.paid_ended)):
        _add(sums, amounts)
    _add(found.carried, (it.value for it in users if it.survivor and it.value))
    found.carried_unknown += sum(it.survivor and it.value is None for it in users)
    for passed in one.gates:
        _count_gate(found.gates.setdefault(passed.name, Gate()), passed)


def _count_gate(gate: Gate, passed: Passed) -> None:
    gate.passed, gate.entered = gate.passed + 1, gate.entered + passed.entered
    gate.continued += passed.continued
    gate.days += [] if passed.days is None else [passed.days]


def _add(sums: dict[str, Money], amounts: Iterable[Money]) -> None:
    for one in amounts:
        before = sums.get(one.currency)
        sums[one.currency] = one if before is None else total((before, one), one.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One supplier in one initiative, with what otherwise takes a request for public records to know (domain 6.5)."""

    supplier: str
    first_stage: Text
    stage_reached: Text
    ended: bool
    solution: str = ""
    signed: date | None = None
    value: Money | None = None
    later: int = 0
    later_value: tuple[Money, ...] = ()
    using: tuple[date, ...] = ()


def reached(picture: Picture, on: date) -> tuple[Reached, ...]:
    """Give a row for each supplier that anybody may know of, in the order in which they came."""
    names = {one.key: one.name for one in picture.terms.organisations}
    return tuple(_reached(picture, one, names, on) for one in picture.participations)


def _reached(picture: Picture, one: Participation, names: Mapping[Key, str], on: date) -> Reached:
    first = next((it for it in picture.contracts if it.participation == one.key), None)
    signed, pay = (first.signed, first.pay) if first else (None, None)
    mine = [it for it in picture.adoptions if it.supplier == one.organisation]
    later = [it for it in mine if it.organisation not in picture.terms.buyers]
    lapses = (adoptions.lapses(it, on) for it in mine)
    return Reached(
        supplier=names[one.organisation],
        first_stage=picture.stage(one.first_stage).name,
        stage_reached=_last_stage(picture, one).name,
        ended=one.state in GONE,
        solution=_solution(picture, one, mine),
        signed=None if isinstance(signed, NotPublished) else signed,
        value=pay if isinstance(pay, Money) else None,
        later=len(later),
        later_value=_values(later),
        using=tuple(day for day in lapses if day is not None),
    )


def _solution(picture: Picture, one: Participation, mine: Iterable[Adoption]) -> str:
    """Give what the supplier's solution is called: where it is used, else in its last contract that says it."""
    contracts = reversed([it for it in picture.contracts if it.participation == one.key])
    said = (*(it.solution for it in mine), *(it.solution for it in contracts))
    return next((it for it in said if it), "")


def _values(rows: Iterable[Adoption]) -> tuple[Money, ...]:
    sums: dict[str, Money] = {}
    _add(sums, (one.value for one in rows if isinstance(one.value, Money)))
    return tuple(sums.values())


def _last_stage(picture: Picture, one: Participation) -> Stage:
    """Give the stage in which a supplier stopped, else the last that has begun of those it can be in."""
    if one.ended_stage is not None:
        return picture.stage(one.ended_stage)
    first = picture.stage(one.first_stage)
    same = [it for it in in_order(picture.terms) if it.procurement == first.procurement and it.number >= first.number]
    begun = [it for it in same if it.state != StageState.PLANNED and (it is first or rules(it).contract)]
    return begun[-1] if begun else first
