"""Money alone, in long random orders: what is bound stays under every ceiling, and every refusal is met."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from tests.core.cast import CONCEPT, PROTOTYPE, SUPPLIERS, day, in_state, kr, picture, taking_part, terms
from vakna.core import affordable_loss, ceilings, contracts, currencies, departures
from vakna.core.initiative import CeilingChange, Contract, Key, Milestone, MoneyEntry, Picture, Rate, text
from vakna.core.money import Money
from vakna.core.refusal import OverCeiling, Refusal
from vakna.core.vocabulary import Ceiling, Mandate, MoneyState, ParticipationState, Settlement, StageState

STAGES = ("koncept", "prototyp")
REACHED = {
    "over-ceiling", "over-committed", "over-invoiced", "over-approved", "commit-to-gone", "no-rate",
    "rate-over-ceiling",
    "ceiling-below-exposure", "ceiling-over-initiative", "ceiling-same", "ceiling-own", "move-before-gate",
    "move-later-stage", "over-left-over", "milestone-approved", "already-gone", "no-contract-to-leave",
    "other-rule-agreed",
}  # fmt: skip


@dataclass(slots=True)
class World:
    """A picture that acts change, the dice, and what came of each act."""

    picture: Picture
    dice: random.Random
    said: Counter[str] = field(default_factory=Counter)
    done: int = 0

    def amount(self) -> Money:
        sum_ = Decimal(self.dice.choice((1_000, 1_000, 2_500, 5_000, 5_000, 12_500, 25_000, 60_000)))
        return Money(sum_, self.dice.choice((*("SEK",) * 6, "EUR")))

    def place(self) -> tuple[str, str]:
        return self.dice.choice(STAGES), f"s-{self.dice.choice(SUPPLIERS)}"


def begin(seed: int) -> World:
    decided = in_state(CONCEPT, StageState.OPEN, opens_at=day(20))
    steps = (Milestone(key=Key("m1"), what=text("1"), share=40), Milestone(key=Key("m2"), what=text("2"), share=60))
    signed = tuple(
        Contract(key=Key(f"k-{one}"), participation=Key(f"s-{one}"), stage=Key("koncept"), signed=date(2026, 1, 20),
                 pay=kr(25_000), milestones=steps if one in ("alfa", "beta") else (),
                 on_leaving=Settlement.MILESTONES if one == "alfa" else None)
        for one in SUPPLIERS[:3]
    )  # fmt: skip
    whole = picture(of=terms(decided, PROTOTYPE), participations=taking_part(), contracts=signed)
    return World(picture=whole, dice=random.Random(seed))  # noqa: S311  no secret is made


def enter(world: World, state: MoneyState, stage: str, supplier: str, amount: Money) -> None:
    one = MoneyEntry(key=Key(f"e{world.done}"), at=day(25), state=state, amount=amount, stage=Key(stage),
                     participation=Key(supplier), payer=Key("kop"))  # fmt: skip
    world.picture = affordable_loss.entered(world.picture, one)


def commit(world: World) -> None:
    stage, supplier = world.place()
    amount = world.amount()
    affordable_loss.require_taking_part(world.picture, supplier)
    affordable_loss.require_room(world.picture, stage, supplier, amount)
    enter(world, MoneyState.COMMITTED, stage, supplier, amount)


def follow(world: World) -> None:
    state = world.dice.choice((MoneyState.INVOICED, MoneyState.INVOICED, MoneyState.PAID, MoneyState.RELEASED))
    bound = [(one.stage, one.participation or "") for one in world.picture.money]
    stage, supplier = world.dice.choice([world.place(), *bound])
    amount = world.amount()
    affordable_loss.commitment(world.picture, stage, supplier, amount, state)
    if state is MoneyState.INVOICED:
        contracts.require_earned(world.picture, stage, supplier, amount)
    enter(world, state, stage, supplier, amount)


def approve(world: World) -> None:
    one = world.dice.choice(world.picture.contracts[:2])
    done = contracts.approve(one, world.dice.choice(("m1", "m2")), by="petra", at=day(30))
    rows = tuple(done if it is one else it for it in world.picture.contracts)
    world.picture = world.picture.with_rows(contracts=rows)


def change_ceiling(world: World) -> None:
    kind = world.dice.choice(list(Ceiling))
    stage = world.dice.choice(STAGES) if kind in (Ceiling.STAGE, Ceiling.SUPPLIER_IN_STAGE) else None
    moved = world.dice.choice((None, None, "koncept", "prototyp")) if kind is Ceiling.STAGE else None
    now = ceilings.stated(world.picture.terms, kind, stage)
    assert isinstance(now, Money)
    to = Money(max(now.amount + world.dice.choice((-60_000, -10_000, 0, 5_000, 10_000, 80_000)), Decimal(0)))
    change = CeilingChange(key=Key(f"c{world.done}"), at=day(30), by=Key("ulla"), ceiling=kind, to=to, reason=text("R"),
                           stage=Key(stage) if stage else None, moved_from=Key(moved) if moved else None)  # fmt: skip
    ceilings.check(world.picture, change)
    right = ceilings.Right(mandate=Mandate.DELEGATION, reference="4.7")
    by = world.dice.choice(("beata", "beata", "ulla"))
    ceilings.check_decided(world.picture, change, by=by, accepted=True, right=right, today=date(2026, 2, 1))
    world.picture = replace(world.picture, terms=ceilings.applied(world.picture.terms, change))


def decide_gate(world: World) -> None:
    stages = tuple(
        in_state(one, StageState.DECIDED) if one.key == "koncept" else one for one in world.picture.terms.stages
    )
    world.picture = replace(world.picture, terms=replace(world.picture.terms, stages=stages))


def state_rate(world: World) -> None:
    value = Decimal(world.dice.choice((5, 11, 14)))
    rate = Rate(currency="EUR", to="SEK", value=value, day=date(2026, 1, 1 + min(world.done, 27)), source="Påhittad")
    currencies.check_rate(rate)
    after = replace(world.picture, terms=replace(world.picture.terms, rates=(*world.picture.terms.rates, rate)))
    if not ceilings.holds(after):
        raise OverCeiling("rate-over-ceiling")
    world.picture = after


def leave(world: World) -> None:
    stage, supplier = world.place()
    rule = world.dice.choice((None, *Settlement))
    its = departures.settle(world.picture, stage, supplier, day=date(2026, 2, 1), rule=rule)
    for where, rest in ((Key(stage), its.released), *its.later):
        if rest.amount:
            enter(world, MoneyState.RELEASED, where, supplier, rest)
    rows = tuple(
        replace(one, state=ParticipationState.WITHDRAWN, ended_stage=Key(stage)) if one.key == supplier else one
        for one in world.picture.participations
    )
    world.picture = world.picture.with_rows(participations=rows)


ACTS: tuple[Callable[[World], None], ...] = (
    *(commit,) * 5, *(follow,) * 7, *(approve,) * 2, *(change_ceiling,) * 4, state_rate, leave, leave,
)  # fmt: skip


def true_of(world: World) -> bool:
    """Ceilings hold, and in each stage and currency what is paid was invoiced and what is invoiced was committed."""
    heaps = {(one.stage, one.participation, one.amount.currency) for one in world.picture.money}
    sums = [affordable_loss.standing(world.picture.money, stage=stage, participation=supplier, currency=currency)
            for stage, supplier, currency in heaps]  # fmt: skip
    chains = all(one.paid.amount <= one.invoiced.amount <= one.committed.amount - one.released.amount for one in sums)
    return ceilings.holds(world.picture) and chains


def test_no_order_of_acts_passes_a_ceiling_and_every_refusal_is_reached() -> None:
    said: Counter[str] = Counter()
    accepted = tried = 0
    for seed in range(60):
        world = begin(seed)
        for world.done in range(45):
            if world.done == 25:
                decide_gate(world)
            before = world.picture
            tried += 1
            try:
                world.dice.choice(ACTS)(world)
                accepted += 1
            except Refusal as refusal:
                said[refusal.code] += 1
                assert world.picture is before
            assert true_of(world), (seed, world.done)

    assert REACHED - set(said) == set()
    assert accepted >= 0.4 * tried, (accepted, tried)
