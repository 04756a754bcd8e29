"""A finding of a rule may stand, and the word is taken back: each time with a public reason, under one's own name."""

from dataclasses import replace
from datetime import datetime

from vakna.actions import _rules
from vakna.actions._journal import hold
from vakna.core.document import encode
from vakna.core.initiative import Key, Suppression, Text
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.records import models as m
from vakna.rules.registry import find


def let_stand(*, by: str, at: datetime, initiative: str, suppression: Suppression, once: str = "") -> None:
    """Let one finding stand, with its public reason; who lets it and when are those of this act.

    From then on the finding no longer stops or asks. Refuses a rule that is not there (`no-such-rule`), a place that is
    not named, and a finding that stands already.
    """
    parts = ("suppressions",)
    with hold("oversight.let_stand", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        if not suppression.where.strip():
            raise BadInput("suppression-where", path="where")
        person = pen.person(by)
        let = replace(
            suppression, code=find(suppression.code).code, at=at, by=Key(person.key), signed=person.name,
            taken_back_at=None, taken_back_because=None, taken_back_by=None, taken_back_signed=None,
        )  # fmt: skip
        if _about(let) in {_about(one) for one in pen.picture.suppressions if one.taken_back_at is None}:
            raise Conflict("suppression-twice", path="reason")
        _rules.write(pen, let)
        pen.write("rule", facts={"rule": let.code}, protected={"suppression": encode(let)})
        pen.answer = let.key


def take_back(*, by: str, at: datetime, initiative: str, suppression: str, because: Text, once: str = "") -> None:
    """Take a word back: from now on the finding stands, stops and asks again. Both reasons stay to be read.

    Refuses (`no-such-suppression`) what was never let stand, and (`suppression-taken-back`) what was taken back before.
    """
    parts = ("suppressions",)
    with hold("oversight.take_back", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        one = next((it for it in pen.picture.suppressions if it.key == suppression), None)
        if one is None:
            raise NotFound("no-such-suppression", key=suppression)
        if one.taken_back_at is not None:
            raise Conflict("suppression-taken-back", path="because", at=one.taken_back_at)
        person = pen.person(by)
        m.Suppression.objects.filter(initiative=pen.initiative, key=one.key).update(
            taken_back_at=at, taken_back_because=because, taken_back_by=person, taken_back_signed=person.name
        )
        said = {"suppression": one.key, "because": encode(because), "signed": person.name}
        pen.write("rule", facts={"rule": one.code}, protected={"taken_back": said})


def _about(one: Suppression) -> tuple[object, ...]:
    return (one.code, one.where, one.stage, one.participation)
