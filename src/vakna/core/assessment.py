"""Reverse assessment: 0 fails, 1 carries risk, 2 passes, with a motive for every 0 and 1. Nobody is ranked."""

from collections.abc import Iterable
from dataclasses import dataclass

from . import declarations
from .initiative import Assessment, Criterion, Key, Mark, Participation, Picture, Stage, Submission
from .people import has_tie, organisations_of
from .refusal import BadInput, NotAllowed, Problem
from .vocabulary import AssessmentKind, ParticipationState, Role

FAILS, RISK, PASSES = 0, 1, 2
VALUES = (FAILS, RISK, PASSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one assessment says: stop criteria marked 0, how many of each mark, and the points."""

    stopped: tuple[Key, ...]
    fails: int
    risks: int
    passes: int
    points: int


def check_marks(stage: Stage, marks: Iterable[Mark]) -> None:
    """Refuse (`BadInput`, every fault at once) marks that are not 0, 1 or 2 once per criterion, motives at 0 and 1."""
    given = tuple(marks)
    known = {one.key for one in stage.criteria}
    found = [Problem(_path(one.criterion), "mark-unknown-criterion") for one in given if one.criterion not in known]
    for criterion in stage.criteria:
        found += _faults(criterion, [one for one in given if one.criterion == criterion.key])
    if found:
        raise BadInput("marks", found=tuple(found))


def _faults(criterion: Criterion, marks: list[Mark]) -> list[Problem]:
    values = (("criterion", criterion.title),)
    if not marks:
        return [Problem(_path(criterion.key), "mark-missing", values)]
    if len(marks) > 1:
        return [Problem(_path(criterion.key), "mark-twice", values)]
    if marks[0].value not in VALUES:
        return [Problem(_path(criterion.key), "mark-value", (*values, ("given", marks[0].value)))]
    if marks[0].value != PASSES and marks[0].motive is None:
        return [Problem(f"{_path(criterion.key)}.motive", "mark-motive", (*values, ("given", marks[0].value)))]
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


def consensus(picture: Picture, stage: str, participation: str) -> Assessment | None:
    """Give the latest consensus of one supplier in one stage."""
    agreed = [one for one in of_supplier(picture, stage, participation) if one.kind == AssessmentKind.CONSENSUS]
    return max(agreed, key=lambda one: one.at, default=None)


def individual(picture: Picture, stage: str, participation: str) -> tuple[Assessment, ...]:
    """Give the assessors' own assessments of one supplier in one stage."""
    return tuple(one for one in of_supplier(picture, stage, participation) if one.kind == AssessmentKind.INDIVIDUAL)


def of_supplier(picture: Picture, stage: str, participation: str) -> tuple[Assessment, ...]:
    """Give every assessment of one supplier in one stage."""
    return tuple(one for one in picture.assessments if one.stage == stage and one.participation == participation)


def may_assess(picture: Picture, stage: Stage, person: str | None, participation: str) -> None:
    """Refuse (`NotAllowed`) who has not declared for the stage, or is tied to the supplier or one of its consortium."""
    declarations.require(picture, stage, person)
    supplier = picture.participation(participation)
    if person is not None and is_tied(picture, person, supplier):
        raise NotAllowed("tie", supplier=picture.supplier_name(participation))


def handed_in(picture: Picture, stage: str) -> tuple[Submission, ...]:
    """Give what counts in a stage: per supplier, the latest version that was not withdrawn."""
    latest: dict[Key, Submission] = {}
    for one in picture.submissions:
        if one.stage == stage and (one.participation not in latest or latest[one.participation].version < one.version):
            latest[one.participation] = one
    return tuple(one for one in latest.values() if one.withdrawn_at is None)


def to_assess(picture: Picture, stage: str) -> tuple[Participation, ...]:
    """Give the suppliers to assess in a stage: those that handed in and still take part, in the picture's order."""
    present = {one.participation for one in handed_in(picture, stage)}
    return tuple(one for one in picture.participations if one.key in present and one.state == ParticipationState.ACTIVE)


def queue(picture: Picture, stage: Stage, person: str) -> tuple[int, int, Participation | None]:
    """Give how many suppliers `person` has assessed, of how many, and the next. Those it has a tie to do not count."""
    mine = [one for one in to_assess(picture, stage.key) if not is_tied(picture, person, one)]
    done = {one.participation for one in picture.assessments if _own(one, stage.key, person)}
    left = [one for one in mine if one.key not in done]
    return len(mine) - len(left), len(mine), left[0] if left else None


def ready_for_consensus(picture: Picture, stage: Stage, participation: str) -> bool:
    """Say whether every assessor without a tie to the supplier has handed in, and at least one has."""
    supplier = picture.participation(participation)
    waited_for = {person for person in assessors(picture) if not is_tied(picture, person, supplier)}
    done = {one.by for one in individual(picture, stage.key, participation)}
    return bool(done) and waited_for <= done


def assessors(picture: Picture) -> tuple[Key, ...]:
    """Give the persons who are assessors now."""
    return tuple(
        dict.fromkeys(one.person for one in picture.terms.members if one.role == Role.ASSESSOR and one.until is None)
    )


def is_tied(picture: Picture, person: str, supplier: Participation) -> bool:
    """Say whether `person` has declared a tie to the supplier or one of its consortium."""
    return has_tie(picture, person, organisations_of(supplier))


def _own(assessment: Assessment, stage: str, person: str) -> bool:
    return assessment.stage == stage and assessment.by == person and assessment.kind == AssessmentKind.INDIVIDUAL
