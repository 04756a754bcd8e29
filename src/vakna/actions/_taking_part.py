"""A supplier takes part: found where it already does, made with its first hand-in or its first booked time."""

import secrets

from vakna.core import lots
from vakna.core import vocabulary as v
from vakna.core.initiative import Key
from vakna.core.refusal import Conflict, NotFound
from vakna.core.stages import INSTRUMENTS
from vakna.records import models as m

from . import _cast
from ._journal import Pen


def participation(
    pen: Pen, stage: m.Stage, supplier: m.Organisation, key: str = "", lot: str | None = None
) -> m.Participation:
    """Give the supplier's participation in the stage, made if there is none; one that had withdrawn comes back.

    In a procurement with lots it takes part once in each `lot`; a lot that is not there is refused.

    Refuses (`participation-ended`) a supplier whose participation was ended, and (`not-taking-part`) one that comes
    after the first stage of a procurement that was not skipped or cancelled.
    """
    lots.require(pen.picture.terms, pen.picture.stage(Key(stage.key)), lot)
    found = _found(pen, stage, supplier, lot)
    if found is None:
        return _begin(pen, stage, supplier, key, lot)
    if _may_come_back(found, stage):
        found.state, found.ended_stage = v.ParticipationState.ACTIVE, None
        found.save(update_fields=["state", "ended_stage"])
    if found.state != v.ParticipationState.ACTIVE:
        raise Conflict("participation-ended")
    return found


def withdraw_if_empty(participation: m.Participation, stage: m.Stage) -> None:
    """End a participation that nothing carries any more: no hand-in, time or minutes. The next one brings it back."""
    carried = (
        participation.submissions.filter(withdrawn_at__isnull=True).exists()
        or participation.slots.exists()
        or participation.contacts.filter(slot__isnull=False).exists()
    )
    if participation.first_stage != stage or carried:
        return
    participation.state, participation.ended_stage = v.ParticipationState.WITHDRAWN, stage
    participation.save(update_fields=["state", "ended_stage"])


def _may_come_back(found: m.Participation, stage: m.Stage) -> bool:
    """Say whether it had only taken back what it handed in; a supplier that left under contract is gone for good."""
    withdrew = found.state == v.ParticipationState.WITHDRAWN and found.ended_stage == stage
    return withdrew and not m.Departure.objects.filter(participation=found).exists()


def _found(pen: Pen, stage: m.Stage, supplier: m.Organisation, lot: str | None) -> m.Participation | None:
    """Find it: one in each procurement, and one through the dialogues that follow each other before any."""
    mine = m.Participation.objects.filter(initiative=pen.initiative, organisation=supplier)
    if stage.procurement:
        return mine.filter(procurement=stage.procurement, lot=lot).first()
    found = mine.filter(first_stage=stage).first()
    if found is not None or not INSTRUMENTS[v.Instrument(stage.instrument)].dialogue:
        return found
    earlier = mine.filter(procurement=None, first_stage__number__lt=stage.number, state=v.ParticipationState.ACTIVE)
    return earlier.filter(first_stage__regime=v.Regime.OPEN_WORKING).order_by("pk").first()


def _begin(pen: Pen, stage: m.Stage, supplier: m.Organisation, key: str, lot: str | None) -> m.Participation:
    if stage.procurement and _has_begun_before(pen, stage):
        raise NotFound("not-taking-part")
    contact = pen.person(pen.by) if pen.by else supplier.people.filter(email__isnull=False).first()
    _cast.organisations(pen.initiative, supplier)
    if contact:
        _cast.people(pen.initiative, contact)
    return m.Participation.objects.create(
        initiative=pen.initiative, key=key or f"s-{secrets.token_hex(5)}", organisation=supplier, contact=contact,
        procurement=stage.procurement, lot=lot, first_stage=stage, joined_at=pen.at, alias=_next_alias(pen, stage),
    )  # fmt: skip


def _has_begun_before(pen: Pen, stage: m.Stage) -> bool:
    """Say whether the procurement took suppliers in before this stage: one that was skipped or cancelled did not."""
    earlier = m.Stage.objects.filter(initiative=pen.initiative, procurement=stage.procurement, number__lt=stage.number)
    return earlier.exclude(state__in=(v.StageState.SKIPPED, v.StageState.CANCELLED)).exists()


def _next_alias(pen: Pen, stage: m.Stage) -> int:
    """Give the number of the next supplier in the procurement or dialogue: never dealt twice, never dealt anew."""
    mine = m.Participation.objects.filter(initiative=pen.initiative, procurement=stage.procurement)
    last = (
        (mine if stage.procurement else mine.filter(first_stage=stage))
        .order_by("alias")
        .values_list("alias", flat=True)
    )
    return 1 + max((one for one in last if one), default=0)
