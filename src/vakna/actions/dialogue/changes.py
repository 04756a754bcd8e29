"""Change requests: asked for with the effect on scalability and on the frame, and decided by another person."""

from dataclasses import replace
from datetime import datetime

from vakna.actions import _letters
from vakna.actions._journal import Pen, hold
from vakna.core import changes as rules
from vakna.core import learning
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Change, Key, Text
from vakna.records import models as m
from vakna.records import rows

from . import _leaks


def request_change(
    *,
    by: str,
    at: datetime,
    initiative: str,
    change: Change,
    cleared_because: Text | None = None,
    once: str = "",
) -> int:
    """Ask for a change of a published stage, and tell the procurer at once if it leaves the frame. Gives its number.

    Refuses a stage that is not published or is decided, insights that may not be shared, and what comes close to a
    supplier's own text (`leak`) until `cleared_because` signs for it: whoever takes part reads it once it is decided.
    """
    parts = ("specification", "learning", *_leaks.PARTS)
    with hold("dialogue.request_change", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        rules.check_asked(pen.picture, change)
        learning.require_shareable(pen.picture, change.because)
        said = (change.what, change.why, change.scalability_why)
        clear = _leaks.require_clean(pen, texts=said, cleared_because=cleared_because)
        asked = replace(
            change, number=rules.next_number(pen.picture), by=Key(by), at=at, state=v.ChangeState.ASKED,
            decided_at=None, decided_by=None, reason=None,
        )  # fmt: skip
        m.Change.objects.create(initiative=pen.initiative, **rows.columns(m.Change, asked, rows.finder(pen.initiative)))
        facts = {"number": asked.number, "stage": asked.stage, "outside": rules.is_outside(asked)}
        pen.write("change", facts=facts, protected={"change": encode(asked)} | clear.protected)
        _tell_procurer(pen, asked)
        pen.answer = asked.key
        return asked.number


def decide_change(
    *, by: str, at: datetime, initiative: str, change: str, accepted: bool, reason: Text, once: str = ""
) -> None:
    """Accept a change, or decline it, with the reason, and tell who asked. It changes nothing by itself.

    Refuses to accept what is outside the frame (`change-outside-frame`), to decide on one's own, and to decide twice.
    """
    parts = ("specification", *_leaks.PARTS)
    with hold("dialogue.decide_change", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        one = rules.find(pen.picture, change)
        rules.check_decided(pen.picture, one, by=by, accepted=accepted)
        _leaks.require_clean(pen, texts=(reason,))
        state = v.ChangeState.ACCEPTED if accepted else v.ChangeState.DECLINED
        m.Change.objects.filter(initiative=pen.initiative, key=change).update(
            state=state, decided_at=at, decided_by=pen.person(by), reason=reason
        )
        pen.write("change", facts={"number": one.number, "state": state}, protected={"reason": encode(reason)})
        to = [pen.person(one.by)]
        code = "change_accepted" if accepted else "change_declined"
        _letters.write(code, to=to, at=at, initiative=pen.initiative, number=one.number, reason=reason)


def _tell_procurer(pen: Pen, asked: Change) -> None:
    """Tell the procurers, except the one who asked; what is outside the frame is said in the subject."""
    to = [one for one in _letters.team(pen.initiative, v.Role.PROCURER) if one.key != asked.by]
    code = "change_outside" if rules.is_outside(asked) else "change_asked"
    stage = pen.picture.stage(asked.stage).name
    _letters.write(code, to=to, at=pen.at, initiative=pen.initiative, number=asked.number, stage=stage, what=asked.what)
