"""Times for dialogue, all equally long and open to all: offered by the team, taken and let go by suppliers."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from vakna.actions import _letters, _taking_part
from vakna.actions._journal import Pen, hold
from vakna.core import meetings
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Slot, Text
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound
from vakna.records import models as m

HOSTS = (v.Role.PROCESS_LEADER, v.Role.PROCURER)
"""Who is written to when a time is taken or let go."""


def open_slots(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    starts: Sequence[datetime],
    minutes: int,
    place: Text,
    keys: Sequence[str] = (),
    once: str = "",
) -> tuple[str, ...]:
    """Offer times of equal length (minutes) in a published dialogue, one from each of `starts`. Gives their keys.

    Refuses another length than the stage's others, times that overlap or have passed, and a stage that is no dialogue.
    """
    with hold("dialogue.open_slots", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        row = pen.stage(stage)
        chosen = sorted(set(starts))
        meetings.check_times(pen.picture, pen.picture.stage(stage), chosen, minutes, at)
        named = tuple(keys) or tuple(f"t-{secrets.token_hex(4)}" for _ in chosen)
        m.Slot.objects.bulk_create(
            m.Slot(initiative=pen.initiative, key=key, stage=row, starts=one, minutes=minutes, place=place)
            for key, one in zip(named, chosen, strict=True)
        )
        facts = {"slots": len(chosen), "minutes": minutes, "starts": [encode(one) for one in chosen]}
        pen.write(f"stage:{stage}", facts=facts, protected={"place": encode(place)})
        return named


def book_slot(
    *,
    by: str,
    at: datetime,
    initiative: str,
    slot: str,
    organisation: str | None = None,
    wish: Text | None = None,
    participation: str = "",
    once: str = "",
) -> str:
    """Take a free time for one's own organisation, which thereby takes part in the dialogue. Gives the participation.

    `wish` is what the supplier wants to talk about. Refuses a time that is taken or past, a second one for the same
    supplier in the stage, and whoever belongs to the buyer's side.
    """
    with hold("dialogue.book_slot", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        person = pen.person(by)
        supplier = pen.organisation(organisation) if organisation else person.organisation
        if person.organisation_id != supplier.pk:
            raise NotAllowed("only-own-organisation")
        one, row = meetings.slot(pen.picture, slot), _row(pen, slot)
        meetings.check_booking(pen.picture, one, supplier.key, at)
        mine = _taking_part.participation(pen, row.stage, supplier, participation)
        _take(row, mine, at, wish)
        protected = {"by": by, "slot": slot, "participation": mine.key, "wish": encode(wish)}
        pen.write(f"stage:{one.stage}", protected=protected, unnamed=True)
        told = _told(one, row, supplier.name)
        _letters.write("slot-booked", to=[person], at=at, initiative=pen.initiative, **told)
        to = _letters.team(pen.initiative, *HOSTS)
        _letters.write("slot-taken", to=to, at=at, initiative=pen.initiative, **told)
        pen.answer = mine.key
        return mine.key


def cancel_slot(*, by: str, at: datetime, initiative: str, slot: str, once: str = "") -> None:
    """Let go of one's own time before it begins: it is free again for all. Refuses another supplier's."""
    with hold("dialogue.cancel_slot", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        one, row = meetings.slot(pen.picture, slot), _row(pen, slot)
        if one.participation is None or one.participation not in pen.actor.participations:
            raise NotAllowed("slot-not-yours")
        meetings.check_release(pen.picture, one, at)
        mine = pen.participation(one.participation)
        _take(row, None, None, None)
        _taking_part.withdraw_if_empty(mine, row.stage)
        protected = {"by": by, "slot": slot, "participation": mine.key}
        pen.write(f"stage:{one.stage}", protected=protected, unnamed=True)
        told = _told(one, row, mine.organisation.name)
        _letters.write("slot-let-go", to=[pen.person(by)], at=at, initiative=pen.initiative, **told)
        to = _letters.team(pen.initiative, *HOSTS)
        _letters.write("slot-free-again", to=to, at=at, initiative=pen.initiative, **told)


def remove_slot(
    *, by: str, at: datetime, initiative: str, slot: str, reason: Text | None = None, once: str = ""
) -> None:
    """Take an offered time away before it begins. A booked one asks for a reason, which its supplier is told."""
    with hold("dialogue.remove_slot", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        one, row = meetings.slot(pen.picture, slot), _row(pen, slot)
        meetings.check_release(pen.picture, one, at)
        mine = row.participation
        if mine is not None and reason is None:
            raise BadInput("slot-reason", path="reason")
        told = _told(one, row, mine.organisation.name if mine else "")
        row.delete()
        if mine is not None:
            _taking_part.withdraw_if_empty(mine, row.stage)
            to = _letters.suppliers([mine])
            _letters.write("slot-removed", to=to, at=at, initiative=pen.initiative, reason=reason, **told)
        pen.write(
            f"stage:{one.stage}",
            facts={"starts": encode(one.starts)},
            protected={"slot": slot, "reason": encode(reason)},
        )


def _row(pen: Pen, key: str) -> m.Slot:
    rows = m.Slot.objects.filter(initiative=pen.initiative, key=key)
    found = rows.select_related("stage__procurement", "participation__organisation", "participation__contact").first()
    if found is None:
        raise NotFound("no-such-slot", key=key)
    return found


def _take(row: m.Slot, mine: m.Participation | None, at: datetime | None, wish: Text | None) -> None:
    """Write who has the time; the database agrees that nobody had it meanwhile."""
    free = m.Slot.objects.filter(pk=row.pk, participation__isnull=mine is not None)
    if not free.update(participation=mine, booked_at=at, wish=wish):
        raise Conflict("slot-taken")


def _told(one: Slot, row: m.Slot, supplier: str) -> dict[str, object]:
    """Give what the letters about a time say."""
    return {
        "stage": row.stage.name,
        "starts": one.starts,
        "minutes": one.minutes,
        "place": one.place,
        "supplier": supplier,
    }
