"""What is learned: insights, with their source, and whose wording they are."""

from datetime import datetime

from vakna.actions import _letters
from vakna.actions._journal import Pen, hold
from vakna.core import learning as rules
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Approval, Insight, Text
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.records import models as m
from vakna.records import rows


def add_insight(*, by: str, at: datetime, initiative: str, insight: Insight, once: str = "") -> None:
    """Write down something learned, with its source. A supplier's own idea names its supplier and is not approved."""
    with hold("dialogue.add_insight", by=by, at=at, initiative=initiative, once=once) as pen:
        if insight.origin is v.Origin.SUPPLIER and insight.participation is None:
            raise BadInput("idea-without-owner", path="participation")
        if insight.approval is not None:
            raise Conflict("approval-not-asked")
        m.Insight.objects.create(
            initiative=pen.initiative, **rows.columns(m.Insight, insight, rows.finder(pen.initiative))
        )
        pen.write("insight", protected={"insight": encode(insight)})


def ask_approval(*, by: str, at: datetime, initiative: str, insight: str, wording: Text, once: str = "") -> None:
    """Ask the supplier whose idea it is whether it may be shared, in this wording. Asking anew replaces an answer.

    Refuses what is the buyer's own, and what is approved: from then on its text is fixed.
    """
    with hold("dialogue.ask_approval", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one, row = _insight(pen, insight)
        rules.require_askable(one)
        row.learned, row.approval = wording, Approval(asked_at=at)
        row.save(update_fields=["learned", "approval"])
        pen.write("insight", protected={"insight": insight, "wording": encode(wording)})
        to = _letters.suppliers([row.participation]) if row.participation else []
        _letters.write("approval", to=to, at=at, initiative=pen.initiative, wording=wording)


def answer_approval(
    *, by: str, at: datetime, initiative: str, insight: str, approved: bool, said: Text | None = None, once: str = ""
) -> None:
    """Answer, for the supplier whose idea it is, whether the wording may be shared; `said` tells what to change."""
    with hold("dialogue.answer_approval", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one, row = _insight(pen, insight)
        if one.participation is None or one.participation not in pen.actor.participations:
            raise NotFound("no-such-insight", key=insight)
        if one.approval is None or not rules.is_asked(one.approval):
            raise Conflict("approval-not-asked")
        answer = Approval(asked_at=one.approval.asked_at, answered_at=at, approved=approved, said=said)
        row.approval = answer
        row.save(update_fields=["approval"])
        pen.write("insight", protected={"insight": insight, "wording": encode(one.learned), "answer": encode(answer)})
        to = _letters.team(pen.initiative, v.Role.PROCESS_LEADER, v.Role.NEED_OWNER)
        code = "wording-approved" if approved else "wording-refused"
        _letters.write(code, to=to, at=at, initiative=pen.initiative)


_PARTS = ("learning",)


def _insight(pen: Pen, key: str) -> tuple[Insight, m.Insight]:
    one = next((one for one in pen.picture.insights if one.key == key), None)
    if one is None:
        raise NotFound("no-such-insight", key=key)
    row = m.Insight.objects.select_related("participation__contact", "participation__organisation")
    return one, row.get(initiative=pen.initiative, key=key)
