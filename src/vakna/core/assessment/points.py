"""Weighted points: what each criterion weighs, what the price weighs, and the thresholds below which nobody goes on.

quality = the sum over the criteria of weight x points / scale, of 100; a price's score = lowest price / own price x 100
(DYNAMO, domain 5.3); total = quality and price, each by its part. Each is rounded half up to two decimals, and ties are
ties of what is shown. The threshold is on the quality: nobody's eligibility hangs on somebody else's price.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

from ..initiative import Assessment, MaybeMoney, Stage
from ..money import Money
from ..refusal import BadInput
from ..vocabulary import AssessmentKind, AssessmentMode, CriterionGroup, PlacesRule
from .marks import top


def counts_price(stage: Stage) -> bool:
    """Say whether the stage counts a price: as a part of the points, or in its rule for places."""
    weighed = stage.mode is AssessmentMode.POINTS and stage.weighing is not None and stage.weighing.price_weight
    return bool(weighed) or PlacesRule.PRICE in stage.more_than_places


def check_price(others: Iterable[Assessment], stage: Stage, price: MaybeMoney) -> None:
    """Refuse (`BadInput`) a consensus without the price counted, one of nothing, or in another currency."""
    if not counts_price(stage):
        return
    if not isinstance(price, Money):
        raise BadInput("price-missing", path="price")
    if not price.amount:
        raise BadInput("price-zero", path="price")
    for one in others:
        there = one.price if one.stage == stage.key and one.kind is AssessmentKind.CONSENSUS else None
        if isinstance(there, Money) and there.currency != price.currency:
            raise BadInput("price-currency", path="price", given=price.currency, other=there.currency)


def quality(stage: Stage, assessment: Assessment, group: CriterionGroup | None = None) -> Decimal:
    """Give the quality of one supplier, 0 to 100; of one `group` of criteria, its part of those 100."""
    value = {one.criterion: one.value for one in assessment.marks}
    chosen = (one for one in stage.criteria if group is None or one.group == group)
    parts = (Fraction(one.weight or 0) * value.get(one.key, 0) / top(stage, one) for one in chosen)
    return rounded(sum(parts, Fraction()))


def price_score(lowest: Money, own: Money) -> Decimal:
    """Give a price's score, 0 to 100: the lowest price by one's own, times 100. Prices are above zero."""
    return rounded(Fraction(lowest.amount) / Fraction(own.amount) * 100)


def total(quality: Decimal, price: Decimal, price_weight: Decimal) -> Decimal:
    """Join quality and price, each by its part; `price_weight` is in per cent."""
    part = Fraction(price_weight) / 100
    return rounded(Fraction(quality) * (1 - part) + Fraction(price) * part)


def rounded(exact: Fraction) -> Decimal:
    """Round half up to two decimals, exactly: no third is cut on the way."""
    return Decimal(floor(exact * 100 + Fraction(1, 2))).scaleb(-2)
