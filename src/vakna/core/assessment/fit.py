"""Need fit x scale potential: two coarse places of three for each supplier, read from the marks and nothing finer."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..initiative import Assessment, Criterion, Key, Stage
from ..vocabulary import CriterionGroup
from ..weighing import SCALABILITY
from .marks import top

LOW, MIDDLE, HIGH = 0, 1, 2


class Place(NamedTuple):
    """A place in the 3 x 3 grid, 0 low to 2 high each way."""

    need: int
    scale: int


def potential(stage: Stage, agreed: Assessment) -> Place | None:
    """Place one consensus: low where a stop criterion of the kind got 0, else by the third that the marks reach.

    None where the stage has no criteria of one of the two kinds.
    """
    given = {one.criterion: one.value for one in agreed.marks}
    need = _third(stage, given, (one for one in stage.criteria if one.group is CriterionGroup.NEED))
    scale = _third(stage, given, (one for one in stage.criteria if one.group in SCALABILITY))
    return None if need is None or scale is None else Place(need=need, scale=scale)


def _third(stage: Stage, given: Mapping[Key, int], criteria: Iterable[Criterion]) -> int | None:
    of = tuple(criteria)
    most = sum(top(stage, one) for one in of)
    if not most:
        return None
    if any(one.stop and given.get(one.key) == 0 for one in of):
        return LOW
    reached = sum(given.get(one.key, 0) for one in of)
    return min(reached * 3 // most, HIGH)
