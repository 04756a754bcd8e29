"""The adoptions of a document, as history: noted when use began, the contact named, and each word about the use.

What came by a mailed link is told again by somebody of the organisation: the link's secret is new in each house.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from vakna.core.adoptions import last_word
from vakna.core.initiative import Adoption, Key, Picture
from vakna.core.words import STOCKHOLM

from ._event import Event

_NOON, _MINUTE = time(12), timedelta(minutes=1)


def of(picture: Picture, *, by: Key, speaker: Callable[[Picture, Key], Key]) -> Iterator[Event]:
    """Give each adoption as it came to be; `speaker` names who speaks for an organisation."""
    for one in picture.adoptions:
        at = _on(one.since)
        first = replace(one, contact=None, reference=None, checks=())
        yield Event(at=at, verb="spread.adopt", by=by, values={"adoption": first})
        if one.contact is not None:
            values = {"adoption": one.key, "person": one.contact}
            yield Event(at=at + _MINUTE, verb="spread.name_contact", by=by, values=values)
        yield from _words(picture, one, speaker)


def _words(picture: Picture, one: Adoption, speaker: Callable[[Picture, Key], Key]) -> Iterator[Event]:
    last = last_word(one)
    for said in one.checks:
        values = {
            "adoption": one.key, "in_use": said.in_use, "users": said.users, "recommends": said.recommends,
            "stopped": said.stopped, "reference": one.reference if said is last else None,
        }  # fmt: skip
        yield Event(at=said.at, verb="spread.check_in", by=speaker(picture, said.told_by), values=values)


def _on(day: date) -> datetime:
    return datetime.combine(day, _NOON, tzinfo=STOCKHOLM)
