"""Marks with motives: each assessor first alone, each buyer where they do, then one consensus led by the leader."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from vakna.core import assessment as rules
from vakna.core import declarations
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Assessment, Key, Mark, MaybeMoney, Risk, Stage, Text
from vakna.core.refusal import Conflict, NotAllowed, NotFound
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


def mark_need(
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
    """Mark, for one's own buyer in a joint initiative, how well one supplier meets the need. A later one replaces it.

    Refuses somebody of no buyer (`not-a-buyer`), with a declared tie, and a stage where buyers do not mark each.
    """
    with hold("assessment.mark_need", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one, buyer = _closed(pen, stage), pen.actor.organisation
        if buyer is None or buyer not in pen.picture.terms.buyers or not rules.marks_per_buyer(pen.picture, one):
            raise NotAllowed("not-a-buyer")
        rules.check_need_fit(one, marks)
        rules.may_assess(pen.picture, one, pen.actor.person, pen.participation(participation).key)
        _rows(pen, stage, participation, v.AssessmentKind.BUYER).filter(buyer__key=buyer).delete()
        made = _made(pen, v.AssessmentKind.BUYER, stage, participation, marks, key=key)
        return _write(pen, replace(made, buyer=buyer))


def agree(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    marks: Sequence[Mark],
    price: MaybeMoney = None,
    price_reason: Text | None = None,
    moderation: Text | None = None,
    risks: Sequence[Risk] = (),
    key: str = "",
    once: str = "",
) -> str:
    """Write the consensus on one supplier, when every assessor without a tie has handed in. A later one replaces it
    until a proposal has been decided; the journal keeps both.

    Each 1 of a reverse assessment becomes a risk: as `risks` say, else owned by the stage's owner. The price is the
    supplier's own answer where it was asked for one; another asks for `price_reason`. Refuses a consensus without the
    price where one is counted, and without `moderation` where the assessors lie further apart than the
    stage's limit.
    """
    with hold("assessment.agree", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one, supplier = _ready(pen, stage, marks), pen.participation(participation).key
        declarations.require(pen.picture, one, pen.actor.person)
        if not rules.ready_for_consensus(pen.picture, one, supplier):
            raise Conflict("assessments-missing")
        rules.require_moderation(one, rules.individual(pen.picture, stage, supplier), moderation)
        others = tuple(it for it in pen.picture.assessments if it.participation != supplier)
        price, price_reason = rules.counted_price(pen.picture, one, supplier, price, price_reason)
        rules.check_price(others, one, price)
        _rows(pen, stage, supplier, v.AssessmentKind.CONSENSUS).delete()
        made = _made(pen, v.AssessmentKind.CONSENSUS, stage, supplier, marks, key=key)
        made = replace(made, price=price, price_reason=price_reason, moderation=moderation)
        return _write(pen, replace(made, risks=_risks(pen, one, made, risks)))


def follow_risk(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    criterion: str,
    state: v.RiskState,
    shown: Text | None,
    once: str = "",
) -> None:
    """Say what following a risk has shown, and whether it is gone or remains. A later word replaces an earlier.

    Refuses (`not-your-risk`) all but its owner and who leads the work.
    """
    with hold("assessment.follow_risk", by=by, at=at, initiative=initiative, parts=("marks",), once=once) as pen:
        supplier = pen.participation(participation).key
        agreed = rules.consensus(pen.picture, stage, supplier)
        found = next((one for one in agreed.risks if one.criterion == criterion), None) if agreed else None
        if agreed is None or found is None:
            raise NotFound("no-such-risk")
        if found.owner != by and not pen.actor.roles & {v.Role.PROCESS_LEADER, v.Role.PROCURER}:
            raise NotAllowed("not-your-risk")
        told = rules.followed(found, state, shown, at)
        kept = tuple(told if one is found else one for one in agreed.risks)
        _rows(pen, stage, supplier, v.AssessmentKind.CONSENSUS).update(risks=kept)
        pen.write(f"stage:{stage}", protected={"participation": supplier, "risk": encode(told)})


def _risks(pen: Pen, stage: Stage, agreed: Assessment, said: Sequence[Risk]) -> tuple[Risk, ...]:
    """Give the risks of a consensus; what was a 1 in an earlier one too keeps its owner and what has shown."""
    before = rules.consensus(pen.picture, stage.key, agreed.participation)
    ones = {one.criterion for one in agreed.marks if one.value == rules.RISK}
    kept = {one.criterion: one for one in (before.risks if before else ()) if one.criterion in ones}
    given = {**kept, **{one.criterion: one for one in said}}
    return rules.from_marks(stage, agreed, given, stage.owner or agreed.by)


def _rows(pen: Pen, stage: str, participation: str, kind: v.AssessmentKind) -> QuerySet[m.Assessment]:
    return m.Assessment.objects.filter(
        initiative=pen.initiative, stage__key=stage, participation__key=participation, kind=kind
    )


def _ready(pen: Pen, stage: str, marks: Sequence[Mark]) -> Stage:
    one = _closed(pen, stage)
    rules.check_marks(one, tuple(marks))
    return one


def _closed(pen: Pen, stage: str) -> Stage:
    one = pen.picture.stage(pen.stage(stage).key)
    if one.state is not v.StageState.CLOSED:
        raise Conflict("stage-not-closed")
    return one


def _write(pen: Pen, assessment: Assessment) -> str:
    m.Assessment.objects.create(
        initiative=pen.initiative, **rows.columns(m.Assessment, assessment, rows.finder(pen.initiative))
    )
    protected = {"participation": assessment.participation, "marks": encode(assessment.marks)}
    more = {"buyer": assessment.buyer, "price": assessment.price, "price_reason": assessment.price_reason,
            "moderation": assessment.moderation}  # fmt: skip
    protected |= {name: encode(value) for name, value in more.items() if value is not None}
    protected |= {"risks": encode(assessment.risks)} if assessment.risks else {}
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
