"""Affordable loss: states of money summed, and the ceilings that no commitment may pass (seed, investment logic 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .initiative import Key, MaybeMoney, MoneyEntry, Picture
from .money import Money, total
from .refusal import BadInput, OverCeiling
from .stages import in_order
from .vocabulary import Ceiling, MoneyState, ParticipationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Sums by state. `exposure` is what is or will be gone: committed less released; paying draws on the commitment."""

    planned: Money
    committed: Money
    invoiced: Money
    paid: Money
    released: Money
    exposure: Money

    @property
    def uninvoiced(self) -> Money:
        """Say what is committed and neither released nor invoiced."""
        return self.committed.less(self.released).less(self.invoiced)

    @property
    def unpaid(self) -> Money:
        """Say what is invoiced and not yet paid."""
        return self.invoiced.less(self.paid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is left under each ceiling. None where no ceiling is stated."""

    supplier_in_stage: Money | None
    supplier: Money | None
    stage: Money | None
    initiative: Money | None

    @property
    def least(self) -> Money | None:
        """Say what can be committed at most, under all ceilings."""
        stated = [
            left for left in (self.supplier_in_stage, self.supplier, self.stage, self.initiative) if left is not None
        ]
        return min(stated, key=lambda left: left.amount, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LossStep:
    """What a stage has put at stake, and what all stages so far have, had the initiative stopped here."""

    stage: Key
    exposure: Money
    so_far: Money


def standing(
    entries: Iterable[MoneyEntry],
    *,
    stage: str | None = None,
    participation: str | None = None,
    outside: bool = False,
    currency: str = "SEK",
) -> Standing:
    """Sum the entries of one stage and one participation, or of all; `outside` sums what lies outside stage money."""
    chosen = [
        one
        for one in entries
        if one.outside_stage_money == outside
        and (stage is None or one.stage == stage)
        and (participation is None or one.participation == participation)
    ]
    sums = {
        state: total((one.amount for one in chosen if one.state == state), _currency(chosen, currency))
        for state in MoneyState
    }
    return Standing(
        **{state.value: amount for state, amount in sums.items()},
        exposure=_larger(sums[MoneyState.COMMITTED].less(sums[MoneyState.RELEASED]), sums[MoneyState.PAID]),
    )


def room(picture: Picture, stage: str, participation: str | None) -> Room:
    """Say what is left under each ceiling in one stage, for one supplier; without one its ceilings are left out.

    Where the picture holds the experiments, the caps of those under way are at stake too: what they may cost is not
    left for suppliers. Every action that commits money takes them.
    """
    its, terms, entries = picture.stage(stage), picture.terms, picture.money
    mine = [one for one in entries if participation is not None and one.participation == participation]
    named = participation is not None
    return Room(
        supplier_in_stage=_left(its.supplier_ceiling, mine, stage) if named else None,
        supplier=_left(terms.supplier_ceiling, mine) if named else None,
        stage=_left(its.ceiling, entries, stage, _caps(picture, stage)),
        initiative=_left(terms.ceiling, entries, None, _caps(picture)),
    )


def _caps(picture: Picture, stage: str | None = None) -> tuple[Money, ...]:
    """Give what experiments without a result may cost, in one stage or in all."""
    rows = picture.experiments if "experiments" in picture.taken else ()
    running = [one for one in rows if one.result is None and one.during is not None and stage in (None, one.during)]
    return tuple(one.cap for one in running if isinstance(one.cap, Money))


def require_room(picture: Picture, stage: str, participation: str | None, amount: Money) -> None:
    """Refuse (`OverCeiling`) a commitment that would pass a ceiling, naming the first one passed and what is left."""
    its = room(picture, stage, participation)
    for ceiling in Ceiling:
        left: Money | None = getattr(its, ceiling.value)
        if left is not None and _passes(amount, left):
            raise OverCeiling("over-ceiling", ceiling=ceiling, left=left, asked=amount)


def require_committed(
    picture: Picture, stage: str, participation: str | None, amount: Money, state: MoneyState = MoneyState.INVOICED
) -> None:
    """Refuse (`OverCeiling`) to invoice or release more than is committed and neither, or to pay more than is invoiced.

    `outside` money is held apart from stage money, and each is measured against its own commitments.
    """
    both = [
        standing(picture.money, stage=stage, participation=participation, outside=outside, currency=amount.currency)
        for outside in (False, True)
    ]
    left = max((one.unpaid if state == MoneyState.PAID else one.uninvoiced for one in both), key=lambda one: one.amount)
    if _passes(amount, left):
        raise OverCeiling("over-invoiced" if state == MoneyState.PAID else "over-committed", left=left, asked=amount)


def stage_money(picture: Picture) -> Money:
    """Sum what has been paid to suppliers in the stages; RFI pay and other outside money apart."""
    return standing(picture.money).paid


def to_ended(picture: Picture) -> Money:
    """Sum the stage money paid to suppliers that did not go all the way (250,000 of 325,000 in Karlstad 1)."""
    gone = {ParticipationState.ENDED, ParticipationState.WITHDRAWN}
    ended = {one.key for one in picture.participations if one.state in gone}
    return standing(one for one in picture.money if one.participation in ended).paid


def share(part: Money, whole: Money) -> int:
    """Give `part` of `whole` in whole per cent, half up; nothing of nothing is 0."""
    return int((100 * part.amount / whole.amount).quantize(Decimal(1), rounding="ROUND_HALF_UP")) if whole.amount else 0


def loss_if_stopped(picture: Picture) -> tuple[LossStep, ...]:
    """Give, stage by stage, what has been put at stake and the sum so far, in order of number."""
    steps: list[LossStep] = []
    so_far = standing(()).exposure
    for stage in in_order(picture.terms):
        exposure = standing(picture.money, stage=stage.key).exposure
        so_far = so_far + exposure if so_far.amount else exposure
        steps.append(LossStep(stage=stage.key, exposure=exposure, so_far=so_far))
    return tuple(steps)


def _left(
    ceiling: MaybeMoney, entries: Iterable[MoneyEntry], stage: str | None = None, caps: Iterable[Money] = ()
) -> Money | None:
    if not isinstance(ceiling, Money):
        return None
    held = total((one for one in caps if one.currency == ceiling.currency), ceiling.currency)
    return ceiling.less(standing(entries, stage=stage, currency=ceiling.currency).exposure).less(held)


def _passes(amount: Money, left: Money) -> bool:
    if amount.currency != left.currency:
        raise BadInput("money-currencies", one=amount.currency, other=left.currency)
    return amount.amount > left.amount


def _larger(one: Money, other: Money) -> Money:
    return one if one.amount >= other.amount else other


def _currency(entries: list[MoneyEntry], otherwise: str) -> str:
    return entries[0].amount.currency if entries else otherwise
