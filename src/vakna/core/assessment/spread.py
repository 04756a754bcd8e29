"""How far apart the assessors lie, and the moderation that is asked for above the published limit."""

from collections.abc import Iterable, Mapping

from ..initiative import Assessment, Key, Stage, Text
from ..refusal import BadInput


def width(assessments: Iterable[Assessment]) -> Mapping[Key, int]:
    """Give, for each criterion, how many steps lie between the lowest and the highest mark."""
    given: dict[Key, list[int]] = {}
    for one in assessments:
        for mark in one.marks:
            given.setdefault(mark.criterion, []).append(mark.value)
    return {criterion: max(marks) - min(marks) for criterion, marks in given.items()}


def far_apart(stage: Stage, assessments: Iterable[Assessment]) -> tuple[Key, ...]:
    """Give the criteria in which the assessors differ by more than the stage's limit; none where it has no limit."""
    if stage.spread_limit is None:
        return ()
    wide = width(assessments)
    return tuple(one.key for one in stage.criteria if wide.get(one.key, 0) > stage.spread_limit)


def require_moderation(stage: Stage, assessments: Iterable[Assessment], note: Text | None) -> None:
    """Refuse (`BadInput`) a consensus without a note on what was talked through where assessors lie far apart."""
    apart = far_apart(stage, assessments)
    if apart and note is None:
        numbers = tuple(one.number for one in stage.criteria if one.key in apart)
        raise BadInput("moderation-missing", path="moderation", numbers=numbers, limit=stage.spread_limit)
