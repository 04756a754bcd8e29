"""Objections: "not in line with procurement", filed under what it rests on, looked into, answered for all."""

from dataclasses import replace
from datetime import date, datetime

from vakna.actions import _letters
from vakna.actions._journal import Pen, hold
from vakna.core import objections as rules
from vakna.core import people
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Key, Objection, Text, Waiver
from vakna.core.refusal import BadInput, NotAllowed, NotFound
from vakna.core.words import STOCKHOLM
from vakna.records import models as m
from vakna.records import rows


def file_objection(*, by: str, at: datetime, initiative: str, objection: Objection, once: str = "") -> int:
    """File a claim under the layer that its maker says it rests on, and tell its owner. Gives its number.

    An answer in it is left out: that is `answer_objection`'s. Refuses a claim about law without naming which, about a
    principle without naming which, and an owner who may not answer.
    """
    with hold("oversight.file_objection", by=by, at=at, initiative=initiative, parts=("objections",), once=once) as pen:
        rules.check(objection)
        _require_able(pen, objection.owner, at)
        number = 1 + max((one.number for one in pen.picture.objections), default=0)
        filed = replace(rules.as_filed(objection), number=number, at=at, by=Key(by))
        m.Objection.objects.create(
            initiative=pen.initiative, **rows.columns(m.Objection, filed, rows.finder(pen.initiative))
        )
        pen.write("objection", facts={"number": number}, protected={"objection": encode(filed)})
        if filed.owner and filed.owner != by:
            to = [pen.person(filed.owner)]
            _letters.write("objection", to=to, at=at, initiative=pen.initiative, number=number, claim=filed.claim)
        pen.answer = filed.key
        return number


def answer_objection(
    *,
    by: str,
    at: datetime,
    initiative: str,
    objection: str,
    rule_says: Text,
    source: str,
    checked: date,
    answer: Text,
    turned_out: v.Layer,
    once: str = "",
) -> None:
    """Answer an objection to all: what the rule says, where it stands, when that was checked, and which layer it was.

    An answer may be given again when it has been checked anew; the journal keeps the earlier one. Refuses those who
    neither own it nor are procurer or lawyer, a day of checking that has not come, and an answer without source.
    """
    parts = ("objections",)
    with hold("oversight.answer_objection", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        row = m.Objection.objects.filter(initiative=pen.initiative, key=objection).first()
        if row is None:
            raise NotFound("no-such-objection", key=objection)
        if not any(rules.may_answer(one, pen.actor) for one in pen.picture.objections if one.key == objection):
            raise NotAllowed("objection-not-yours")
        if checked > at.astimezone(STOCKHOLM).date():
            raise BadInput("objection-checked-ahead", path="checked", day=checked)
        if not source.strip():
            raise BadInput("objection-without-source", path="source")
        row.rule_says, row.source, row.checked = rule_says, source.strip(), checked
        row.answer, row.answered_at, row.turned_out = answer, at, turned_out
        row.save(update_fields=["rule_says", "source", "checked", "answer", "answered_at", "turned_out"])
        told = {
            "number": row.number, "claim": encode(row.claim), "layer": row.layer, "rule_says": encode(rule_says),
            "source": row.source, "checked": checked.isoformat(), "answer": encode(answer), "turned_out": turned_out,
        }  # fmt: skip
        pen.write("objection", facts=told)


def grant_waiver(*, by: str, at: datetime, initiative: str, waiver: Waiver, once: str = "") -> None:
    """Note that a house rule is set aside for this initiative: which, whose it is, by whom, by what paper, until when.

    Refuses a waiver that has ended already, and one for an objection that is not there.
    """
    with hold("oversight.grant_waiver", by=by, at=at, initiative=initiative, parts=("objections",), once=once) as pen:
        granted = replace(waiver, at=at)
        if rules.is_over(granted, at.astimezone(STOCKHOLM).date()):
            raise BadInput("waiver-over", path="until")
        if granted.objection and granted.objection not in {one.key for one in pen.picture.objections}:
            raise NotFound("no-such-objection", key=granted.objection)
        m.Waiver.objects.create(
            initiative=pen.initiative, **rows.columns(m.Waiver, granted, rows.finder(pen.initiative))
        )
        facts = {"reference": granted.reference, "until": granted.until.isoformat() if granted.until else ""}
        pen.write("waiver", facts=facts, protected={"waiver": encode(granted)})


def _require_able(pen: Pen, owner: str | None, at: datetime) -> None:
    """Refuse an owner who could not answer: outside the initiative, or in a role that may not."""
    if owner is not None and not people.may(people.actor_in(pen.picture, owner, at), "oversight.answer_objection"):
        raise BadInput("objection-owner", path="owner")
