"""Did you mean: a sum a hundred or a thousand times off its neighbours is more often a slip than a wish (case T13).

A notice once printed 321,311.475 as 321 311 475 (TED 328680-2021).
"""

from collections.abc import Iterable
from decimal import Decimal
from statistics import median

from .money import Money

_SLIPS = (Decimal(1000), Decimal(100))
_FAR, _LIKELY = 20, 2


def meant(amount: Money, neighbours: Iterable[Money]) -> Money | None:
    """Give the sum that was likely meant, or None when the sum fits its neighbours, or has none.

    Neighbours are sums of the same kind in the same currency. A sum is off when dividing or multiplying it by a hundred
    or a thousand brings it within a factor of two of their median, and it is itself twenty times off or more.
    """
    near = [one.amount for one in neighbours if one.currency == amount.currency and one.amount]
    if not near or not amount.amount:
        return None
    middle = Decimal(median(near))
    if _times(amount.amount, middle) < _FAR:
        return None
    tries = [amount.amount / slip for slip in _SLIPS] + [amount.amount * slip for slip in _SLIPS]
    best = min(tries, key=lambda one: _times(one, middle))
    if _times(best, middle) >= _LIKELY:
        return None
    return Money(best.quantize(Decimal("0.01")), amount.currency)


def _times(one: Decimal, other: Decimal) -> Decimal:
    """Say how many times apart two sums are, whichever is the greater."""
    return max(one / other, other / one)
