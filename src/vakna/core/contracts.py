"""What a contract is worth and how it pays: approved milestones, options counted whole, named buyers' call-offs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from .affordable_loss import standing
from .currencies import converted
from .dated import DIRECT_AWARD_LIMITS, Dated, in_force
from .initiative import (
    CallOff,
    Contract,
    Key,
    MaybeMoney,
    Milestone,
    NamedBuyer,
    Option,
    Picture,
    Procurement,
    Stage,
)
from .legal_frame import Total
from .money import Money, total
from .refusal import BadInput, Conflict, NotAllowed, NotFound, OverCeiling
from .vocabulary import ChangeState, Law, ParticipationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A procurement's contracts against what it was said to be worth, and against the limit for direct awards.

    `over_value` and `over_limit` say by how much they pass it; None when they do not, or when it is not known.
    """

    contracts: Total
    stated: Money | None
    limit: Dated | None
    over_value: Money | None
    over_limit: Money | None


def find(picture: Picture, key: str) -> Contract:
    """Find a contract in the picture, or refuse."""
    found = next((one for one in picture.contracts if one.key == key), None)
    if found is None:
        raise NotFound("no-such-contract", key=key)
    return found


def worth(contract: Contract, milestone: Milestone) -> Money | None:
    """Give what a milestone pays: its own sum, or its share of the contract's pay in whole main units, half up."""
    if milestone.price is not None or milestone.share is None or not isinstance(contract.pay, Money):
        return milestone.price
    part = (contract.pay.amount * milestone.share / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return Money(part, contract.pay.currency)


def approved(contract: Contract) -> Money | None:
    """Sum what the approved milestones pay; None for a contract without milestones, which pays as a whole."""
    if not contract.milestones:
        return None
    sums = (worth(contract, one) for one in contract.milestones if one.approved_at is not None)
    return total((one for one in sums if one is not None), _currency(contract))


def check_milestone(contract: Contract, milestone: Milestone) -> None:
    """Refuse a milestone with neither sum nor share, or both, or by which they would pay more than the contract."""
    if (milestone.share is None) == (milestone.price is None):
        raise BadInput("milestone-sum-or-share", path="share")
    if any(one.key == milestone.key for one in contract.milestones):
        raise Conflict("key-twice", path="key", key=milestone.key)
    if milestone.share is not None and not isinstance(contract.pay, Money):
        raise BadInput("milestone-without-pay", path="share")
    if isinstance(contract.pay, Money):
        whole = replace(contract, milestones=(*contract.milestones, milestone))
        planned = total((worth(whole, one) or Money(Decimal(0), _currency(contract)) for one in whole.milestones),
                        _currency(contract))  # fmt: skip
        if planned.amount > contract.pay.amount:
            raise OverCeiling("milestones-over-pay", path="share", pay=contract.pay)


def as_signed(contract: Contract) -> Contract:
    """Give a contract as it was when it was signed: no milestone is approved yet, and no option used.

    Refuses (`BadInput`) a term that ends before it starts.
    """
    if contract.starts and contract.ends and contract.ends < contract.starts:
        raise BadInput("term-backwards", path="ends")
    bare = replace(contract, milestones=(), options=tuple(replace(one, uses=()) for one in contract.options))
    for one in contract.milestones:
        new = replace(one, approved_at=None, approved_by=None)
        check_milestone(bare, new)
        bare = replace(bare, milestones=(*bare.milestones, new))
    return bare


def approve(contract: Contract, milestone: str, *, by: str | None, at: datetime) -> Contract:
    """Give the contract with one milestone approved. Refuses one that is not there, is approved, or is another's."""
    one = next((it for it in contract.milestones if it.key == milestone), None)
    if one is None:
        raise NotFound("no-such-milestone", key=milestone)
    if one.approved_at is not None:
        raise Conflict("milestone-approved")
    if one.approver is not None and one.approver != by:
        raise NotAllowed("milestone-approver")
    done = replace(one, approved_at=at, approved_by=Key(by or ""))
    return replace(contract, milestones=tuple(done if it is one else it for it in contract.milestones))


def require_earned(picture: Picture, stage: str, participation: str, amount: Money) -> None:
    """Refuse (`OverCeiling`) to invoice more than the approved milestones pay, where a contract pays by milestones.

    What the buyer has bought by an option comes on top of them.
    """
    mine = [one for one in picture.contracts if (one.stage, one.participation) == (stage, participation)]
    sums = ((one, approved(one)) for one in mine)
    earned = [it + bought(one, it.currency) for one, it in sums if it is not None and it.currency == amount.currency]
    if not earned or len(earned) < len(mine):
        return
    its = standing(picture.money, stage=stage, participation=participation, currency=amount.currency)
    left = total(earned, amount.currency).less(its.invoiced)
    if amount.amount > left.amount:
        raise OverCeiling("over-approved", path="amount", left=left, asked=amount)


def bought(contract: Contract, currency: str) -> Money:
    """Sum what the buyer has bought by the contract's options, by decision outside a gate."""
    uses = (it for one in contract.options for it in one.uses)
    return total((it.value for it in uses if it.state is ChangeState.ACCEPTED and it.value.currency == currency),
                 currency)  # fmt: skip


def check_option(contract: Contract, option: Option) -> None:
    """Refuse an option that stands there already."""
    if any(one.key == option.key for one in contract.options):
        raise Conflict("key-twice", path="key", key=option.key)


def value(contract: Contract) -> Total:
    """Give a contract's whole value with every option counted as if it were used (LOU 5 kap. 3 §)."""
    sums = {"pay": contract.pay} | {f"options[{n}]": one.ceiling for n, one in enumerate(contract.options, start=1)}
    known = [one for one in sums.values() if isinstance(one, Money)]
    unknown = tuple(name for name, one in sums.items() if not isinstance(one, Money))
    return Total(known=total(known, known[0].currency if known else "SEK"), unknown=unknown)


def frame(picture: Picture, procurement: Procurement, on: date) -> Frame:
    """Hold all contracts of a procurement, options counted, against its stated value and the direct-award limit.

    An option that opens a stage is counted for as many suppliers as the stage has places; once it is called on, the
    contract of that stage is the option and is not counted twice.
    The limit is that of the day of the notice, else of `on`; direct awards of the same kind this year count towards it.
    """
    values = _values(picture, procurement)
    stated = procurement.total_value if isinstance(procurement.total_value, Money) else None
    currency = stated.currency if stated else (values[0].known.currency if values else "SEK")
    sums = [it for one in values if (it := converted(picture.terms.rates, one.known, currency)) is not None]
    whole = Total(known=total(sums, currency), unknown=tuple(name for one in values for name in one.unknown))
    day = procurement.notice.published if procurement.notice else on
    limit = in_force(DIRECT_AWARD_LIMITS.get(procurement.law, ()), day)
    same = procurement.same_kind_this_year
    counted = whole.known + same if isinstance(same, Money) and same.currency == currency else whole.known
    over_limit = counted.less(Money(limit.value)) if limit and currency == "SEK" else None
    return Frame(contracts=whole, stated=stated, limit=limit, over_value=_over(stated and whole.known.less(stated)),
                 over_limit=_over(over_limit))  # fmt: skip


def _values(picture: Picture, procurement: Procurement) -> list[Total]:
    stages = {one.key: one for one in picture.terms.stages if one.procurement == procurement.key}
    mine = [one for one in picture.contracts if one.stage in stages]
    opened = {(one.participation, option.stage) for one in mine for option in one.options if option.stage}
    signed = [_sum(one.pay, "pay") for one in mine if (one.participation, one.stage) not in opened]
    free = [_sum(option.ceiling, "options") for one in mine for option in one.options if option.stage is None]
    return [*signed, *free, *(it for key in stages for it in _opening(mine, stages[key]))]


def _opening(contracts: list[Contract], stage: Stage) -> list[Total]:
    """Count the options that open a stage, the dearest first, for as many suppliers as it has places."""
    found = [_sum(one.ceiling, "options") for it in contracts for one in it.options if one.stage == stage.key]
    return sorted(found, key=lambda one: one.known.amount, reverse=True)[: stage.places]


def _sum(amount: MaybeMoney, name: str) -> Total:
    known = amount if isinstance(amount, Money) else total(())
    return Total(known=known, unknown=() if isinstance(amount, Money) else (name,))


def called_off(picture: Picture, procurement: str, organisation: str) -> tuple[int, Money]:
    """Sum what a named buyer has called off: how many, and for how much in the currency of its greatest value."""
    named = _named(picture, procurement, organisation)
    greatest = named.max_value if named else None
    currency = greatest.currency if isinstance(greatest, Money) else "SEK"
    mine = [one for one in picture.call_offs if (one.procurement, one.organisation) == (procurement, organisation)]
    sums = [one.value for one in mine if one.value is not None and one.value.currency == currency]
    return sum(one.quantity or 0 for one in mine), total(sums, currency)


def check_call_off(picture: Picture, call: CallOff) -> None:
    """Refuse a call-off by anybody not named from the start, of more than its greatest quantity or value (case T8).

    Only from a supplier of the procurement that has a contract and goes on, and after the award.
    """
    named = _named(picture, call.procurement, call.organisation)
    if named is None:
        raise Conflict("not-named-buyer", path="organisation")
    supplier = picture.participation(call.participation)
    signed = any(one.participation == call.participation for one in picture.contracts)
    going_on = supplier.procurement == call.procurement and supplier.state is ParticipationState.ACTIVE
    if not signed or not going_on:
        raise Conflict("call-off-without-contract", path="participation")
    quantity, spent = called_off(picture, call.procurement, call.organisation)
    if named.max_quantity is not None:
        _check_quantity(call, named.max_quantity - quantity)
    if isinstance(named.max_value, Money):
        _check_value(call, named.max_value.less(spent))


def _check_quantity(call: CallOff, left: int) -> None:
    if not call.quantity:
        raise BadInput("missing-field", path="quantity")
    if call.quantity > left:
        raise OverCeiling("over-named-quantity", path="quantity", left=left)


def _check_value(call: CallOff, left: Money) -> None:
    if call.value is None:
        raise BadInput("missing-field", path="value")
    if call.value.currency != left.currency:
        raise BadInput("money-currencies", path="value", one=left.currency, other=call.value.currency)
    if call.value.amount > left.amount:
        raise OverCeiling("over-named-value", path="value", left=left)


def _named(picture: Picture, procurement: str, organisation: str) -> NamedBuyer | None:
    own = next((one for one in picture.terms.procurements if one.key == procurement), None)
    if own is None:
        raise NotFound("no-such-procurement", key=procurement)
    return next((one for one in own.named_buyers if one.organisation == organisation), None)


def _over(sum_: Money | None) -> Money | None:
    return sum_ if sum_ is not None and sum_.amount else None


def _currency(contract: Contract) -> str:
    sums: Iterable[object] = (contract.pay, *(one.price for one in contract.milestones))
    return next((one.currency for one in sums if isinstance(one, Money)), "SEK")


def limit_applies(procurement: Procurement) -> bool:
    """Say whether the limit for direct awards is a limit for this procurement: a law holds, and no notice is out."""
    return procurement.law is not Law.NONE and procurement.notice is None
