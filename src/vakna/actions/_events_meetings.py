"""Several needs and buyers, times for dialogue and minutes of a written history as acts. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from vakna.core import meetings
from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Key, Picture, Slot, Stage

from ._event import Event

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


def of(picture: Picture, *, start: datetime, leader: Key) -> Iterator[Event]:
    """Give the acts. Needs and buyers beside the first come with their own instants; a time is offered when its stage
    is published."""
    yield from _demand(picture, start, leader)
    for stage in picture.terms.stages:
        yield from _offered(picture, stage, leader)
    for slot in picture.slots:
        yield from _booked(picture, slot)
    for contact in picture.contacts:
        if contact.slot is not None:
            yield from _minutes(contact, leader)


def _demand(picture: Picture, start: datetime, leader: Key) -> Iterator[Event]:
    for buyer in picture.terms.buyers[1:]:
        yield Event(at=start + _MINUTE, verb="demand.add_buyer", by=leader, values={"organisation": buyer})
    owner = next(one.person for one in picture.terms.members if one.role is v.Role.NEED_OWNER)
    first = picture.terms.needs[:1]
    for need in picture.terms.needs[1:]:
        known = any(one.key == need.key for one in first)
        first = (*first, need)
        verb = "demand.revise_need" if known else "demand.add_need"
        yield Event(at=need.at, verb=verb, by=need.by or owner, values={"need": need})


def _offered(picture: Picture, stage: Stage, leader: Key) -> Iterator[Event]:
    slots = meetings.of_stage(picture, stage.key)
    if not slots or stage.published_at is None:
        return
    values: dict[str, Any] = {
        "stage": stage.key, "starts": tuple(one.starts for one in slots), "minutes": slots[0].minutes,
        "place": slots[0].place, "keys": tuple(one.key for one in slots),
    }  # fmt: skip
    yield Event(at=stage.published_at + _MINUTE, verb="dialogue.open_slots", by=leader, values=values)


def _booked(picture: Picture, slot: Slot) -> Iterator[Event]:
    if slot.participation is None or slot.booked_at is None:
        return
    mine = picture.participation(slot.participation)
    by = mine.contact or next(one.key for one in picture.terms.people if one.organisation == mine.organisation)
    values: dict[str, Any] = {"slot": slot.key, "wish": slot.wish, "participation": slot.participation}
    yield Event(at=slot.booked_at, verb="dialogue.book_slot", by=by, values=values)


def _minutes(one: Contact, leader: Key) -> Iterator[Event]:
    bare = replace(one, confirmation=None)
    yield Event(at=one.at + _HOUR, verb="dialogue.write_minutes", by=one.by or leader, values={"minutes": bare})
    said = one.confirmation
    if said is not None:
        values: dict[str, Any] = {"minutes": one.key, "right": said.right, "said": said.said}
        yield Event(at=said.at, verb="dialogue.confirm_minutes", by=said.by, values=values)
