"""Unit economics of the efficiency phase: what one more customer leaves, and how many carry the fixed cost.

Source: the seed, venture development (efficiency: the growth engine is profitable under scaling, with tested drivers
of revenue and cost); domain 7.4 and 5.6. Four numbers of customers are asked for: 1, 5, 12 and 40, the last two being
where Karlstad's service stood after one year and after three.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .initiative import EconomicsPoint, Picture, UnitEconomics
from .refusal import BadInput

COUNTS = (1, 5, 12, 40)
"""The numbers of customers that are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the sums come to at one number of customers. Amounts may be negative; their unit is that of the sums.

    `margin` is what one added customer leaves in its first year; `whole` what all of them leave when the fixed cost is
    paid.
    """

    customers: int
    margin: Decimal
    whole: Decimal


def check(points: Sequence[EconomicsPoint]) -> None:
    """Refuse (`BadInput`) anything but one point for each of `COUNTS`, in order and in one currency."""
    if tuple(one.customers for one in points) != COUNTS:
        raise BadInput("economics-points", path="points")
    sums = (held for one in points for held in (one.revenue, one.serve, one.load, one.win, one.fixed))
    if len({one.currency for one in sums}) > 1:
        raise BadInput("economics-currencies", path="points")


def margin(point: EconomicsPoint) -> Decimal:
    """Give what one added customer leaves in its first year: revenue less serving, integration and support, winning.

    All that it costs to win and take in the customer is set against one year's revenue, the careful way to count.
    """
    return point.revenue.amount - point.serve.amount - point.load.amount - point.win.amount


def results(points: Sequence[EconomicsPoint]) -> tuple[Result, ...]:
    """Give margin and whole result at each number of customers."""
    return tuple(
        Result(customers=one.customers, margin=margin(one), whole=margin(one) * one.customers - one.fixed.amount)
        for one in points
    )


def break_even(points: Sequence[EconomicsPoint]) -> int | None:
    """Give the smallest number of customers at which their margins carry the fixed cost; None when no number does.

    Between two numbers that were given the sums of the lower one hold; beyond the last, those of the last.
    """
    for place, one in enumerate(points):
        following = points[place + 1].customers if place + 1 < len(points) else None
        wanted = _carries(one)
        if wanted is not None and (following is None or max(wanted, one.customers) < following):
            return max(wanted, one.customers)
    return None


def _carries(point: EconomicsPoint) -> int | None:
    """Give how many customers with this margin carry this fixed cost."""
    left = margin(point)
    if left <= 0:
        return None if point.fixed.amount or left < 0 else 0
    return -(-int(point.fixed.amount * 100) // int(left * 100))  # in whole öre, where rounding up is exact


def eases(points: Sequence[EconomicsPoint]) -> bool:
    """Say whether one more customer leaves more among many than it does among few: the model scales."""
    return margin(points[-1]) > margin(points[0])


def latest(picture: Picture, participation: str) -> UnitEconomics | None:
    """Give a supplier's latest unit economics."""
    mine = (one for one in picture.economics if one.participation == participation)
    return max(mine, key=lambda one: one.version, default=None)
