"""A procurement after its notice: cancelled as a whole, reviewed by a court, its documentation completed."""

from dataclasses import replace
from datetime import datetime

from vakna.core import documentation_duty, legal_frame, replanning
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Cancelled, Key, RecordKept, Review, Text
from vakna.core.refusal import NotFound
from vakna.records import models as m

from . import _cancelling, _letters
from ._journal import Pen, hold

_GOING = (v.ParticipationState.ACTIVE, v.ParticipationState.ON_HOLD)


def cancel(
    *, by: str, at: datetime, initiative: str, procurement: str, reason: Text, reference: str, once: str = ""
) -> None:
    """Cancel a procurement: what has begun in it is cancelled, what is planned is free for another procurement.

    Every supplier in it is told at one instant and ends in it, and in it alone; in another procurement it competes as
    anybody. The decision needs objective reasons and can be reviewed (domain 4.5). Refusals: `core.replanning`.
    """
    with hold("procurements.cancel", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        one = next((it for it in pen.picture.terms.procurements if it.key == procurement), None)
        if one is None:
            raise NotFound("no-such-procurement", key=procurement)
        replanning.require_procurement_cancellable(pen.picture, one)
        said = Cancelled(at=at, reason=reason, reference=reference)
        row = m.Procurement.objects.get(initiative=pen.initiative, key=procurement)
        row.cancelled = said
        row.save(update_fields=["cancelled"])
        for stage in replanning.under_way(pen.picture.terms, one.key):
            _cancelling.stage(pen, stage, said)
        row.stages.filter(state=v.StageState.PLANNED).update(procurement=None)
        _end(pen, row, said)
        facts = {"reason": encode(reason), "reference": reference}
        pen.write(f"procurement:{procurement}", facts=facts)


def note_review(*, by: str, at: datetime, initiative: str, procurement: str, review: Review, once: str = "") -> None:
    """Note that an award is reviewed by a court, and later that it is settled. Until then no contract is recorded."""
    with hold("procurements.note_review", by=by, at=at, initiative=initiative, once=once) as pen:
        row = _row(pen, procurement)
        legal_frame.check_review(row.award, review)
        row.award = replace(row.award, review=review)
        row.save(update_fields=["award"])
        pen.write(f"procurement:{procurement}", facts={"review": encode(review)})


def complete_record(
    *, by: str, at: datetime, initiative: str, procurement: str, reference: str, once: str = ""
) -> None:
    """Complete the documentation of a procurement and file it under a number. Refusals: `core.documentation_duty`."""
    with hold("procurements.complete_record", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        row = _row(pen, procurement)
        one = next(it for it in pen.picture.terms.procurements if it.key == procurement)
        documentation_duty.require_completable(pen.picture, one)
        row.record = RecordKept(at=at, by=Key(by), reference=reference)
        row.save(update_fields=["record"])
        pen.write(f"procurement:{procurement}", facts={"reference": reference}, protected={"by": by})


def _row(pen: Pen, key: str) -> m.Procurement:
    found = m.Procurement.objects.filter(initiative=pen.initiative, key=key).first()
    if found is None:
        raise NotFound("no-such-procurement", key=key)
    return found


def _end(pen: Pen, procurement: m.Procurement, said: Cancelled) -> None:
    """End every supplier in the procurement, in the last of its stages that had begun, and tell each."""
    last = procurement.stages.exclude(published_at=None).order_by("-number").first()
    going = procurement.participations.filter(state__in=_GOING).select_related("contact", "organisation")
    to = _letters.suppliers(list(going))
    going.update(state=v.ParticipationState.ENDED, ended_stage=last)
    _letters.write(
        "procurement-cancelled", to=to, at=pen.at, initiative=pen.initiative, procurement=procurement.title,
        reason=said.reason, reference=said.reference,
    )  # fmt: skip
