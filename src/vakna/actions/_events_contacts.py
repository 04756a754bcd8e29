"""Contacts and insights of a written history as acts: recorded, confirmed, and wording asked for and approved. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Insight, Key, Picture

from ._event import Event

_HOUR = timedelta(hours=1)


def of(picture: Picture, leader: Key) -> Iterator[Event]:
    """Give the acts of contacts and insights. `leader` does what the document gives no person for.

    Minutes of a booked time are recorded by those who keep them; files are hashes alone and come without bytes.
    """
    for contact in picture.contacts:
        if contact.slot is None:
            yield from _contact(picture, contact, leader)
    for insight in picture.insights:
        yield from _insight(picture, insight, leader)


def _contact(picture: Picture, one: Contact, leader: Key) -> Iterator[Event]:
    ours = {it.person for it in picture.terms.members if it.role is not v.Role.SUPPLIER}
    by = one.by or next((person for person in one.people if person in ours), leader)
    bare = replace(one, confirmation=None)
    yield Event(at=one.at + _HOUR, verb="dialogue.record_contact", by=by, values={"contact": bare})
    said = one.confirmation
    if said is not None:
        values: dict[str, Any] = {"contact": one.key, "right": said.right, "said": said.said}
        yield Event(at=said.at, verb="dialogue.confirm_contact", by=said.by, values=values)


def _insight(picture: Picture, one: Insight, leader: Key) -> Iterator[Event]:
    yield Event(at=one.at, verb="dialogue.add_insight", by=leader, values={"insight": replace(one, approval=None)})
    asked = one.approval
    if asked is None or one.participation is None:
        return
    values: dict[str, Any] = {"insight": one.key, "wording": one.learned}
    yield Event(at=asked.asked_at, verb="dialogue.ask_approval", by=leader, values=values)
    if asked.answered_at is not None:
        values = {"insight": one.key, "approved": bool(asked.approved), "said": asked.said}
        by = _speaker(picture, one.participation)
        yield Event(at=asked.answered_at, verb="dialogue.answer_approval", by=by, values=values)


def _speaker(picture: Picture, participation: Key) -> Key:
    """Give who speaks for a supplier: its contact, else somebody named there."""
    one = picture.participation(participation)
    return one.contact or next(it.key for it in picture.terms.people if it.organisation == one.organisation)
