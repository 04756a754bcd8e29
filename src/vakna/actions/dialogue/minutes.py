"""Minutes of a meeting in a booked time: written by the team, confirmed or corrected by the supplier that was there."""

from dataclasses import replace
from datetime import datetime

from vakna.actions import _cast, _letters
from vakna.actions._journal import Pen, hold
from vakna.core import meetings
from vakna.core.document import encode
from vakna.core.initiative import Confirmation, Contact, Key, Text
from vakna.core.refusal import BadInput, Conflict
from vakna.records import models as m
from vakna.records import rows

from .slots import HOSTS


def write_minutes(*, by: str, at: datetime, initiative: str, minutes: Contact, once: str = "") -> None:
    """Write the minutes of a booked time as a contact: what the buyer told apart from the supplier's own ideas.

    The supplier is asked to confirm them. Refuses a time that nobody booked or that has not begun, another supplier's
    name, and second minutes for the same time.
    """
    with hold("dialogue.write_minutes", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        meetings.check_minutes(pen.picture, minutes, at)
        if meetings.minutes_of(pen.picture, minutes.slot or "") is not None:
            raise Conflict("minutes-twice")
        given = replace(minutes, by=Key(by), confirmation=None)
        columns = rows.columns(m.Contact, given, rows.finder(pen.initiative))
        m.Contact.objects.create(initiative=pen.initiative, **columns)
        _cast.people(pen.initiative, *(pen.person(one) for one in {by, *minutes.people}))
        _write(pen, given)


def revise_minutes(*, by: str, at: datetime, initiative: str, minutes: Contact, once: str = "") -> None:
    """Write the minutes again. What the supplier said of them no longer stands: it is asked to confirm anew."""
    with hold("dialogue.revise_minutes", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        before = meetings.minutes(pen.picture, minutes.key)
        given = replace(minutes, slot=before.slot, by=Key(by), confirmation=None)
        meetings.check_minutes(pen.picture, given, at)
        columns = rows.columns(m.Contact, given, rows.finder(pen.initiative))
        m.Contact.objects.filter(initiative=pen.initiative, key=before.key).update(**columns)
        _cast.people(pen.initiative, *(pen.person(one) for one in {by, *minutes.people}))
        _write(pen, given)


def confirm_minutes(
    *,
    by: str,
    at: datetime,
    initiative: str,
    minutes: str,
    right: bool,
    said: Text | None = None,
    once: str = "",
) -> None:
    """Say, for the supplier that was there, that the minutes (the key of the contact) are right, or what is wrong.

    Refuses another supplier's minutes, minutes that are confirmed already, and "wrong" without a word on what.
    """
    with hold("dialogue.confirm_minutes", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        given = meetings.minutes(pen.picture, minutes)
        meetings.require_own(given, pen.actor.participations)
        if given.confirmation is not None and given.confirmation.right:
            raise Conflict("minutes-confirmed")
        if not right and said is None:
            raise BadInput("minutes-what-is-wrong", path="said")
        answer = Confirmation(at=at, by=Key(by), right=right, said=said)
        m.Contact.objects.filter(initiative=pen.initiative, key=minutes).update(confirmation=answer)
        protected = {"by": by, "minutes": minutes, "right": right, "said": encode(said)}
        pen.write(f"stage:{given.stage}", protected=protected, unnamed=True)
        _letters.write(
            "minutes-confirmed" if right else "minutes-disputed",
            to=_letters.team(pen.initiative, *HOSTS),
            at=at,
            initiative=pen.initiative,
            supplier=pen.picture.supplier_name(given.participation or ""),
            stage=pen.picture.stage(given.stage).name,
            said=said or "",
        )


def _write(pen: Pen, given: Contact) -> None:
    """Write the entry, and ask the supplier to confirm."""
    pen.write(f"stage:{given.stage}", facts={"kind": given.kind}, protected={"contact": encode(given)})
    supplier = pen.participation(given.participation or "")
    stage = pen.picture.stage(given.stage).name
    _letters.write("minutes", to=_letters.suppliers([supplier]), at=pen.at, initiative=pen.initiative, stage=stage)
