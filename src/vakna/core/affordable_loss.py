"""Affordable loss: states of money summed, and the ceilings that no commitment may pass (seed, investment logic 3).

Pure rules: `require_entry` judges any movement, `entered` gives the picture after it. Sums of two currencies are kept
apart and are held against one ceiling only by a stated rate (`core.currencies`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from .currencies import converted, home, require_converted
from .initiative import Key, MaybeMoney, MoneyEntry, Picture
from .money import Money, total
from .refusal import Conflict, OverCeiling
from .stages import in_order
from .vocabulary import Ceiling, MoneyState, ParticipationState

GONE = frozenset({ParticipationState.ENDED, ParticipationState.WITHDRAWN})
"""A supplier in one of these states gets no new commitment in its procurement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Sums by state, in one currency. `exposure` is what is or will be gone: committed less released, or paid."""

    planned: Money
    committed: Money
    invoiced: Money
    paid: Money
    released: Money
    exposure: Money

    @property
    def currency(self) -> str:
        """Give the currency of every sum."""
        return self.exposure.currency

    @property
    def uninvoiced(self) -> Money:
        """Say what is committed and neither released nor invoiced."""
        return self.committed.less(self.released).less(self.invoiced)

    @property
    def unpaid(self) -> Money:
        """Say what is invoiced and not yet paid."""
        return self.invoiced.less(self.paid)

    @property
    def moved(self) -> bool:
        """Say whether there is anything to show."""
        return any(getattr(self, f.name).amount for f in fields(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is left under each ceiling. None where no ceiling is stated."""

    supplier_in_stage: Money | None
    supplier: Money | None
    stage: Money | None
    initiative: Money | None

    @property
    def least(self) -> Money | None:
        """Say what can be committed at most, under all ceilings of the currency that most of them are stated in."""
        stated = [
            left for left in (self.supplier_in_stage, self.supplier, self.stage, self.initiative) if left is not None
        ]
        same = [left for left in stated if left.currency == stated[0].currency]
        return min(same, key=lambda left: left.amount, default=None)


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
    currency: str = "",
) -> Standing:
    """Sum the entries of one stage and one participation, or of all; `outside` sums what lies outside stage money.

    Only one currency is summed: the one given, else that of the first entry. Of plans for the same supplier in the same
    stage the last one holds.
    """
    chosen = [
        one
        for one in entries
        if one.outside_stage_money == outside
        and (stage is None or one.stage == stage)
        and (participation is None or one.participation == participation)
    ]
    currency = currency or (chosen[0].amount.currency if chosen else "SEK")
    last_plan = {(one.stage, one.participation): one for one in chosen if _is_plan(one, currency)}
    counted = [one for one in chosen if one.amount.currency == currency and not _is_plan(one, currency)]
    sums = {
        state: total((one.amount for one in (*counted, *last_plan.values()) if one.state == state), currency)
        for state in MoneyState
    }
    return Standing(
        **{state.value: amount for state, amount in sums.items()},
        exposure=_larger(sums[MoneyState.COMMITTED].less(sums[MoneyState.RELEASED]), sums[MoneyState.PAID]),
    )


def standings(entries: Iterable[MoneyEntry], first: str, **chosen: str | bool | None) -> tuple[Standing, ...]:
    """Sum each currency apart, `first` first whether or not anything moved in it, the rest in alphabetical order."""
    entries = tuple(entries)
    others = sorted({one.amount.currency for one in entries} - {first})
    found = (standing(entries, currency=one, **chosen) for one in (first, *others))  # type: ignore[arg-type]
    return tuple(one for one in found if one.currency == first or one.moved)


def exposure_in(picture: Picture, entries: Iterable[MoneyEntry], currency: str, stage: str | None = None) -> Money:
    """Sum the exposure of entries in `currency`; another one by its stated rate. Refuses one without (`no-rate`)."""
    sums = (one.exposure for one in standings(entries, currency, stage=stage))
    return total((require_converted(picture, one, currency) for one in sums), currency)


def room(picture: Picture, stage: str, participation: str | None) -> Room:
    """Say what is left under each ceiling in one stage, for one supplier; without one its ceilings are left out.

    Where the picture holds the experiments, the caps of those under way are at stake too: what they may cost is not
    left for suppliers. Every action that commits money takes them.
    """
    its, terms, entries = picture.stage(stage), picture.terms, picture.money
    mine = [one for one in entries if participation is not None and one.participation == participation]
    named = participation is not None
    return Room(
        supplier_in_stage=_left(picture, its.supplier_ceiling, mine, stage) if named else None,
        supplier=_left(picture, terms.supplier_ceiling, mine) if named else None,
        stage=_left(picture, its.ceiling, entries, stage, caps(picture, stage)),
        initiative=_left(picture, terms.ceiling, entries, None, caps(picture)),
    )


def caps(picture: Picture, stage: str | None = None) -> tuple[Money, ...]:
    """Give what experiments without a result may cost, in one stage or in all."""
    rows = picture.experiments if "experiments" in picture.taken else ()
    running = [one for one in rows if one.result is None and one.during is not None and stage in (None, one.during)]
    return tuple(one.cap for one in running if isinstance(one.cap, Money))


def require_room(picture: Picture, stage: str, participation: str | None, amount: Money) -> None:
    """Refuse (`OverCeiling`) a commitment that would pass a ceiling, naming the first one passed and what is left."""
    its = room(picture, stage, participation)
    for ceiling in Ceiling:
        left: Money | None = getattr(its, ceiling.value)
        if left is not None and require_converted(picture, amount, left.currency).amount > left.amount:
            raise OverCeiling("over-ceiling", ceiling=ceiling, left=left, asked=amount)


def require_taking_part(picture: Picture, participation: str) -> None:
    """Refuse (`Conflict`) a new commitment to a supplier that has been ended or has left (design 4)."""
    if picture.participation(participation).state in GONE:
        raise Conflict("commit-to-gone", path="participation", supplier=picture.supplier_name(participation))


def commitment(
    picture: Picture, stage: str, participation: str, amount: Money, state: MoneyState = MoneyState.INVOICED
) -> MoneyEntry:
    """Give the commitment that an invoice, a payment or a release draws on: stage money first, in the same currency.

    Refuses (`OverCeiling`) to invoice or release more than is committed and neither, or to pay more than is invoiced.
    `outside` money is held apart from stage money, and each is measured against its own commitments.
    """
    lefts = []
    for outside in (False, True):
        its = standing(
            picture.money, stage=stage, participation=participation, outside=outside, currency=amount.currency
        )
        left = its.unpaid if state == MoneyState.PAID else its.uninvoiced
        first = next((one for one in picture.money if _commits(one, its, stage, participation, outside)), None)
        if first is not None and amount.amount <= left.amount:
            return first
        lefts.append(left)
    code = "over-invoiced" if state == MoneyState.PAID else "over-committed"
    raise OverCeiling(code, left=max(lefts, key=lambda one: one.amount), asked=amount)


def _commits(one: MoneyEntry, its: Standing, stage: str, participation: str, outside: bool) -> bool:
    mine = (one.stage, one.participation, one.outside_stage_money) == (stage, participation, outside)
    return mine and one.state == MoneyState.COMMITTED and one.amount.currency == its.currency


def stage_money(picture: Picture) -> Money:
    """Sum what has been paid to suppliers in the stages; RFI pay and other outside money apart.

    What was paid in another currency is in it by its stated rate; without one it is left out, and told apart.
    """
    return _paid(picture, picture.money)


def to_ended(picture: Picture) -> Money:
    """Sum the stage money paid to suppliers that did not go all the way (250,000 of 325,000 in Karlstad 1)."""
    ended = {one.key for one in picture.participations if one.state in GONE}
    return _paid(picture, [one for one in picture.money if one.participation in ended])


def share(part: Money, whole: Money) -> int:
    """Give `part` of `whole` in whole per cent, half up; nothing of nothing is 0."""
    return int((100 * part.amount / whole.amount).quantize(Decimal(1), rounding="ROUND_HALF_UP")) if whole.amount else 0


def loss_if_stopped(picture: Picture) -> tuple[LossStep, ...]:
    """Give, stage by stage, what has been put at stake and the sum so far, in order of number."""
    steps: list[LossStep] = []
    currency = home(picture)
    so_far = total((), currency)
    for stage in in_order(picture.terms):
        sums = (one.exposure for one in standings(picture.money, currency, stage=stage.key))
        exposure = _sum(picture, sums, currency)
        so_far = so_far + exposure
        steps.append(LossStep(stage=stage.key, exposure=exposure, so_far=so_far))
    return tuple(steps)


def entered(picture: Picture, entry: MoneyEntry) -> Picture:
    """Give the picture with one movement more."""
    return picture.with_rows(money=(*picture.money, entry))


def _paid(picture: Picture, entries: Iterable[MoneyEntry]) -> Money:
    currency = home(picture)
    return _sum(picture, (one.paid for one in standings(entries, currency)), currency)


def _sum(picture: Picture, sums: Iterable[Money], currency: str) -> Money:
    """Add the sums that a rate is stated for."""
    found = (converted(picture.terms.rates, one, currency) for one in sums)
    return total((one for one in found if one is not None), currency)


def _left(
    picture: Picture,
    ceiling: MaybeMoney,
    entries: Iterable[MoneyEntry],
    stage: str | None = None,
    running: Iterable[Money] = (),
) -> Money | None:
    if not isinstance(ceiling, Money):
        return None
    return ceiling.less(exposure_in(picture, entries, ceiling.currency, stage)).less(_of(running, ceiling.currency))


def _of(sums: Iterable[Money], currency: str) -> Money:
    return total((one for one in sums if one.currency == currency), currency)


def _is_plan(one: MoneyEntry, currency: str) -> bool:
    return one.state == MoneyState.PLANNED and one.amount.currency == currency


def _larger(one: Money, other: Money) -> Money:
    return one if one.amount >= other.amount else other
