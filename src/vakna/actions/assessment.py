"""Marks 0, 1, 2 with motives: each assessor first alone, then one consensus led by the process leader."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from vakna.core import assessment as rules
from vakna.core import declarations
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Assessment, Key, Mark, Stage
from vakna.core.refusal import Conflict
from vakna.records import models as m
from vakna.records import rows

from ._journal import Pen, hold

_PARTS = ("submissions", "marks", "gates")


def hand_in(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    marks: Sequence[Mark],
    key: str = "",
    once: str = "",
) -> str:
    """Hand in one's own assessment of one supplier: every criterion marked, motives for 0 and 1. It is locked.

    Refuses an assessor who has not declared for the stage or is tied to the supplier, and a second assessment of the
    same supplier in the stage.
    """
    with hold("assessment.hand_in", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _ready(pen, stage, marks)
        rules.may_assess(pen.picture, one, pen.actor.person, pen.participation(participation).key)
        theirs = {"stage__key": stage, "participation__key": participation, "kind": v.AssessmentKind.INDIVIDUAL}
        if m.Assessment.objects.filter(initiative=pen.initiative, by=pen.person(by), **theirs).exists():
            raise Conflict("assessed-already")
        return _write(pen, _made(pen, v.AssessmentKind.INDIVIDUAL, stage, participation, marks, key=key))


def agree(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    marks: Sequence[Mark],
    key: str = "",
    once: str = "",
) -> str:
    """Write the consensus on one supplier, when every assessor without a tie has handed in. A later one replaces it
    until a proposal has been decided; the journal keeps both."""
    with hold("assessment.agree", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _ready(pen, stage, marks)
        declarations.require(pen.picture, one, pen.actor.person)
        if not rules.ready_for_consensus(pen.picture, one, pen.participation(participation).key):
            raise Conflict("assessments-missing")
        consensus = {"stage__key": stage, "participation__key": participation, "kind": v.AssessmentKind.CONSENSUS}
        m.Assessment.objects.filter(initiative=pen.initiative, **consensus).delete()
        return _write(pen, _made(pen, v.AssessmentKind.CONSENSUS, stage, participation, marks, key=key))


def _ready(pen: Pen, stage: str, marks: Sequence[Mark]) -> Stage:
    one = pen.picture.stage(pen.stage(stage).key)
    if one.state is not v.StageState.CLOSED:
        raise Conflict("stage-not-closed")
    rules.check_marks(one, tuple(marks))
    return one


def _write(pen: Pen, assessment: Assessment) -> str:
    m.Assessment.objects.create(
        initiative=pen.initiative, **rows.columns(m.Assessment, assessment, rows.finder(pen.initiative))
    )
    protected = {"participation": assessment.participation, "marks": encode(assessment.marks)}
    pen.write(f"stage:{assessment.stage}", facts={"kind": assessment.kind}, protected=protected)
    pen.answer = assessment.key
    return assessment.key


def _made(
    pen: Pen, kind: v.AssessmentKind, stage: str, participation: str, marks: Sequence[Mark], *, key: str
) -> Assessment:
    return Assessment(
        key=Key(key or f"a-{secrets.token_hex(5)}"),
        stage=Key(stage),
        participation=Key(participation),
        kind=kind,
        by=Key(pen.by or ""),
        at=pen.at,
        marks=tuple(marks),
    )
