"""What a stage must say of how it is assessed before it opens: that it asks to scale, and how points are counted."""

from decimal import Decimal

from .initiative import Criterion, Stage
from .vocabulary import AssessmentMode, CriterionGroup

SCALABILITY = frozenset(
    {
        CriterionGroup.MARKET,
        CriterionGroup.MODEL,
        CriterionGroup.COMPETITION,
        CriterionGroup.TEAM,
        CriterionGroup.RESOURCES,
    }
)
"""The groups of criteria that ask whether a solution can spread (seed, investment logic 2 and 4)."""

_HUNDRED = Decimal(100)


def asks_to_scale(stage: Stage) -> bool:
    """The scalability group is always there unless it was removed with a written reason (design 1.7)."""
    return stage.scalability_removed_because is not None or any(one.group in SCALABILITY for one in stage.criteria)


def faults(stage: Stage) -> tuple[str, ...]:
    """List, as codes, what is wrong in how the stage counts points; nothing when assessors could begin."""
    points = stage.mode is AssessmentMode.POINTS
    return tuple(code for wrong, code in _checks(stage) if wrong) if points else ()


def _checks(stage: Stage) -> list[tuple[bool, str]]:
    weighing = stage.weighing
    price, least = (weighing.price_weight, weighing.threshold) if weighing else (None, None)
    return [
        (any(not _is_weighed(one) for one in stage.criteria), "weights"),
        (sum(one.weight or 0 for one in stage.criteria) != _HUNDRED, "weights-sum"),
        (any(not 0 <= (one.threshold or 0) <= (one.scale or 0) for one in stage.criteria), "thresholds"),
        (any(not _in_scale(one) for one in stage.criteria), "anchors"),
        (price is not None and not 0 <= price < _HUNDRED, "price-weight"),
        (least is not None and not 0 <= least <= _HUNDRED, "total-threshold"),
    ]


def _is_weighed(one: Criterion) -> bool:
    return one.weight is not None and one.weight > 0 and one.scale is not None and one.scale > 0


def _in_scale(one: Criterion) -> bool:
    points = [anchor.points for anchor in one.anchors]
    return len(points) == len(set(points)) and all(0 <= given <= (one.scale or 0) for given in points)
