"""The work of assessing: who assesses whom, what is left, and when a consensus can be written."""

from .. import declarations
from ..initiative import Assessment, Key, Participation, Picture, Stage, Submission
from ..people import has_tie, organisations_of
from ..refusal import NotAllowed
from ..vocabulary import AssessmentKind, ParticipationState, Role


def consensus(picture: Picture, stage: str, participation: str) -> Assessment | None:
    """Give the latest consensus of one supplier in one stage."""
    agreed = [one for one in of_supplier(picture, stage, participation) if one.kind == AssessmentKind.CONSENSUS]
    return max(agreed, key=lambda one: one.at, default=None)


def individual(picture: Picture, stage: str, participation: str) -> tuple[Assessment, ...]:
    """Give the assessors' own assessments of one supplier in one stage."""
    return tuple(one for one in of_supplier(picture, stage, participation) if one.kind == AssessmentKind.INDIVIDUAL)


def buyers_marks(picture: Picture, stage: str, participation: str) -> tuple[Assessment, ...]:
    """Give each buyer's own marks of the need fit of one supplier in one stage, in the order of the buyers."""
    given = [one for one in of_supplier(picture, stage, participation) if one.kind == AssessmentKind.BUYER]
    order = {key: place for place, key in enumerate(picture.terms.buyers)}
    return tuple(sorted(given, key=lambda one: order.get(one.buyer or Key(""), len(order))))


def marks_per_buyer(picture: Picture, stage: Stage) -> bool:
    """Say whether each buyer marks the need fit for itself: published so, and a joint initiative."""
    return stage.need_per_buyer and len(picture.terms.buyers) > 1


def buyers_missing(picture: Picture, stage: Stage, participation: str) -> tuple[Key, ...]:
    """Give the buyers that have not yet marked the need fit of one supplier, where each does so."""
    if not marks_per_buyer(picture, stage):
        return ()
    done = {one.buyer for one in buyers_marks(picture, stage.key, participation)}
    return tuple(one for one in picture.terms.buyers if one not in done)


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
    """Say whether every assessor without a tie has handed in, at least one has, and each buyer where it marks too."""
    supplier = picture.participation(participation)
    waited_for = {person for person in assessors(picture) if not is_tied(picture, person, supplier)}
    done = {one.by for one in individual(picture, stage.key, participation)}
    return bool(done) and waited_for <= done and not buyers_missing(picture, stage, participation)


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
