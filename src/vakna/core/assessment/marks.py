"""Marks: each criterion once, on its scale, with a motive wherever the mark is not the highest."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..initiative import Assessment, Criterion, Key, Mark, Stage
from ..refusal import BadInput, Problem
from ..vocabulary import AssessmentMode, CriterionGroup

FAILS, RISK, PASSES = 0, 1, 2
VALUES = (FAILS, RISK, PASSES)
"""The marks of the reverse assessment (domain 1.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one reverse assessment says: stop criteria marked 0, how many of each mark, and the points."""

    stopped: tuple[Key, ...]
    fails: int
    risks: int
    passes: int
    points: int


def top(stage: Stage, criterion: Criterion) -> int:
    """Give the highest mark of a criterion: 2 in the reverse assessment, else what its scale says."""
    return PASSES if stage.mode is AssessmentMode.REVERSE else criterion.scale or PASSES


def values(stage: Stage, criterion: Criterion) -> tuple[int, ...]:
    """Give every mark that a criterion can get."""
    return tuple(range(top(stage, criterion) + 1))


def check_marks(stage: Stage, marks: Iterable[Mark]) -> None:
    """Refuse (`BadInput`, every fault at once) marks off the scale, or not once per criterion, or without a motive."""
    _check(stage, stage.criteria, tuple(marks))


def check_need_fit(stage: Stage, marks: Iterable[Mark]) -> None:
    """Refuse the same of one buyer's own marks, which are of the need's criteria alone."""
    _check(stage, tuple(one for one in stage.criteria if one.group is CriterionGroup.NEED), tuple(marks))


def _check(stage: Stage, criteria: tuple[Criterion, ...], given: tuple[Mark, ...]) -> None:
    known = {one.key for one in criteria}
    found = [Problem(_path(one.criterion), "mark-unknown-criterion") for one in given if one.criterion not in known]
    for criterion in criteria:
        found += _faults(stage, criterion, [one for one in given if one.criterion == criterion.key])
    if found:
        raise BadInput("marks", found=tuple(found))


def _faults(stage: Stage, criterion: Criterion, marks: list[Mark]) -> list[Problem]:
    said, highest = (("criterion", criterion.title),), top(stage, criterion)
    if not marks:
        return [Problem(_path(criterion.key), "mark-missing", (*said, ("most", highest)))]
    if len(marks) > 1:
        return [Problem(_path(criterion.key), "mark-twice", said)]
    given = (("given", marks[0].value),)
    if not FAILS <= marks[0].value <= highest:
        return [Problem(_path(criterion.key), "mark-value", (*said, *given, ("most", highest)))]
    if marks[0].value != highest and marks[0].motive is None:
        return [Problem(f"{_path(criterion.key)}.motive", "mark-motive", (*said, *given))]
    return []


def _path(criterion: str) -> str:
    return f"marks[{criterion}]"


def summary(stage: Stage, assessment: Assessment) -> Summary:
    """Count the marks, and name the stop criteria that were marked 0, in the order of the criteria."""
    value = {one.criterion: one.value for one in assessment.marks}
    stopped = tuple(one.key for one in stage.criteria if one.stop and value.get(one.key) == FAILS)
    of = tuple(value.values())
    return Summary(
        stopped=stopped, fails=of.count(FAILS), risks=of.count(RISK), passes=of.count(PASSES), points=sum(of)
    )
