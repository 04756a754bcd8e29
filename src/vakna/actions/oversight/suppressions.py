"""A finding of a rule may stand: somebody who answers for the law says why, in public and under their own name."""

from dataclasses import replace
from datetime import datetime

from vakna.actions import _rules
from vakna.actions._journal import hold
from vakna.core.document import encode
from vakna.core.initiative import Key, Suppression
from vakna.core.refusal import BadInput, Conflict
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
        let = replace(suppression, code=find(suppression.code).code, at=at, by=Key(person.key), signed=person.name)
        if _about(let) in {_about(one) for one in pen.picture.suppressions}:
            raise Conflict("suppression-twice", path="reason")
        _rules.write(pen, let)
        pen.write("rule", facts={"rule": let.code}, protected={"suppression": encode(let)})
        pen.answer = let.key


def _about(one: Suppression) -> tuple[object, ...]:
    return (one.code, one.where, one.stage, one.participation)
