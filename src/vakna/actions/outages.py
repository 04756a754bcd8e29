"""Outages: noted in the house's own journal; every deadline that one touched is moved by rule, told to all at once."""

import secrets
from datetime import datetime

from django.db import transaction

from vakna.core import outages as rules
from vakna.core import vocabulary as v
from vakna.core import words
from vakna.core.document import encode
from vakna.core.initiative import Text
from vakna.core.refusal import Conflict, NotAllowed, NotFound
from vakna.records import models as m
from vakna.records import outages

from . import _corrections, _letters
from ._journal import Pen, hold, hold_house, remember, use_once
from .dialogue import _circle

NOTING = frozenset({v.Role.PROCURER, v.Role.PROCESS_LEADER})
"""Whoever has one of these roles in some initiative may note an outage of the house."""


def note(*, by: str, at: datetime, starts: datetime, ends: datetime, what: Text, once: str = "") -> str:
    """Note that the house could not take anything in from `starts` to `ends`. Gives the outage's key.

    Refuses one that is not over, and whoever runs no initiative.
    """
    rules.require_sound(starts, ends, at)
    with hold_house("outages.note", by=by, at=at, once=once) as pen:
        if not m.Member.objects.filter(person__key=by, role__in=NOTING, until__isnull=True).exists():
            raise NotAllowed("outage-not-yours")
        row = m.Outage.objects.create(
            key=f"o-{secrets.token_hex(5)}", starts=starts, ends=ends, what=what, noted_by=pen.person(by), noted_at=at
        )
        facts = {"outage": row.key, "starts": encode(starts), "ends": encode(ends)}
        pen.write("outage", facts=facts, protected={"what": encode(what)})
        pen.answer = row.key
        return row.key


def extend(*, by: str, at: datetime, outage: str, once: str = "") -> int:
    """Move every deadline that an outage touched, in all initiatives where one may. Gives how many were moved.

    One transaction and one instant: the heads are taken in the order of the initiatives' numbers in the house, each
    move is a published correction with its entry, and the letters leave together. Refuses `nothing-to-extend`.
    """
    with transaction.atomic():
        use_once(once)
        row = m.Outage.objects.filter(key=outage).first()
        if row is None:
            raise NotFound("no-such-outage")
        keys = outages.touched(outage=row, by=by, at=at)
        if not keys:
            raise Conflict("nothing-to-extend")
        count = 0
        for key in keys:
            with hold("outages.extend", by=by, at=at, initiative=key) as pen:
                count += _extend(pen, row)
        remember(once, pen)
        return count


def _extend(pen: Pen, outage: m.Outage) -> int:
    """Move the deadlines of one initiative whose head is held."""
    pairs = outages.waiting(outage=outage, terms=pen.picture.terms)
    for stage, to in pairs:
        said = _said(outage, to)
        made = _corrections.publish(pen, stage, said)
        m.MovedDeadline.objects.create(
            outage=outage, stage=pen.stage(stage.key), before=stage.deadline or to, after=to, at=pen.at
        )
        facts = {"version": made.version, "outage": outage.key, "deadline": encode(to)}
        pen.write(f"stage:{stage.key}", facts=facts)
        told = {"stage": stage.name, "what": said.what, "why": said.why}
        to_tell = _circle.to_tell(pen, pen.stage(stage.key))
        _letters.write("correction", to=to_tell, at=pen.at, initiative=pen.initiative, **told)
    return len(pairs)


def _said(outage: m.Outage, to: datetime) -> _corrections.Said:
    """Say in every language that the deadline moves, and which outage it moves for."""
    about = {"starts": outage.starts, "ends": outage.ends, "what": outage.what}
    return _corrections.Said(
        what=Text({one: words.CORE.say(one, "correction.moved.what", deadline=to) for one in words.LANGUAGES}),
        why=Text({one: words.CORE.say(one, "correction.outage.why", **about) for one in words.LANGUAGES}),
        deadline=to,
    )
