"""Talks about a decision: offered to all whom a gate ended, booked or declined by each, noted when held."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from vakna.core import debriefs
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Debrief, Text
from vakna.records import models as m

from . import _letters
from ._journal import Pen, hold

_PARTS = ("gates", "debriefs")
_HOSTS = (v.Role.PROCURER, v.Role.PROCESS_LEADER)


def offer(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    starts: Sequence[datetime],
    minutes: int,
    place: Text,
    keys: Mapping[str, str] | None = None,
    once: str = "",
) -> None:
    """Offer a talk of so many minutes to every supplier that the stage's gate has ended: the same times to each.

    Offered again, the times are added to those there are, for those who have not answered. `keys` name the talks by
    participation. Refuses an offer to nobody, another length than before, fewer times than suppliers that wait for one,
    and times that have passed or overlap.
    """
    with hold("debriefs.offer", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        chosen = tuple(sorted(set(starts)))
        debriefs.check_offer(pen.picture, stage, chosen, minutes, at)
        there = debriefs.of_stage(pen.picture, stage)
        every = tuple(sorted({*chosen, *(start for one in there for start in one.starts)}))
        m.Debrief.objects.filter(initiative=pen.initiative, key__in=[one.key for one in there]).update(starts=every)
        _begin(pen, stage, keys or {}, starts=every, minutes=minutes, place=place)
        protected = {"starts": encode(chosen), "place": encode(place)}
        pen.write(f"stage:{stage}", facts={"slots": len(chosen), "minutes": minutes}, protected=protected)
        told = {"stage": pen.picture.stage(stage).name, "minutes": minutes, "count": len(chosen)}
        for one in debriefs.waiting(pen.picture, stage):
            to = _letters.suppliers([pen.participation(one.key)])
            _letters.write("debrief-offered", to=to, at=at, initiative=pen.initiative, **told)


def book(*, by: str, at: datetime, initiative: str, debrief: str, starts: datetime, once: str = "") -> None:
    """Take one of the offered times for one's own organisation, or another instead of the one it had.

    Refuses another supplier's talk, a time that was not offered, has passed or is taken, and a talk that has begun.
    """
    with hold("debriefs.book", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _own(pen, debrief)
        debriefs.check_time(pen.picture, one, starts, at)
        _answer(pen, one, booked=starts)
        told = _told(pen, one) | {"starts": starts, "minutes": one.minutes, "place": one.place}
        _letters.write("debrief-booked", to=[pen.person(by)], at=at, initiative=pen.initiative, **told)
        to = _letters.team(pen.initiative, *_HOSTS)
        _letters.write("debrief-taken", to=to, at=at, initiative=pen.initiative, **told)


def decline(*, by: str, at: datetime, initiative: str, debrief: str, once: str = "") -> None:
    """Say, for one's own organisation, that it wants no talk. It may still book while there are times."""
    with hold("debriefs.decline", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _own(pen, debrief)
        _answer(pen, one, booked=None)
        to = _letters.team(pen.initiative, *_HOSTS)
        _letters.write("debrief-declined", to=to, at=at, initiative=pen.initiative, **_told(pen, one))


def note(*, by: str, at: datetime, initiative: str, debrief: str, summary: Text, once: str = "") -> None:
    """Note that a booked talk was held, with a short summary that its supplier is given too.

    Refuses a talk that is not booked, has not begun, or is noted already.
    """
    with hold("debriefs.note", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = debriefs.debrief(pen.picture, debrief)
        debriefs.check_note(one, at)
        m.Debrief.objects.filter(initiative=pen.initiative, key=debrief).update(held_at=at, summary=summary)
        pen.write(f"stage:{one.stage}", protected={"debrief": debrief, "summary": encode(summary)})
        to = _letters.suppliers([pen.participation(one.participation)])
        _letters.write("debrief-noted", to=to, at=at, initiative=pen.initiative, summary=summary, **_told(pen, one))


def _begin(pen: Pen, stage: str, keys: Mapping[str, str], **offered: Any) -> None:
    """Make a talk for each ended supplier that has none yet."""
    there = {one.participation for one in debriefs.of_stage(pen.picture, stage)}
    row, found = pen.stage(stage), debriefs.ended(pen.picture, stage)
    m.Debrief.objects.bulk_create(
        m.Debrief(initiative=pen.initiative, key=keys.get(one.key) or f"d-{secrets.token_hex(4)}", stage=row,
                  participation=pen.participation(one.key), offered_at=pen.at, **offered)
        for one in found if one.key not in there
    )  # fmt: skip


def _own(pen: Pen, key: str) -> Debrief:
    """Find a talk to answer for, or refuse: another supplier's, or one that has begun."""
    one = debriefs.debrief(pen.picture, key)
    debriefs.check_own(one, pen.actor.participations)
    debriefs.check_answer(one, pen.at)
    return one


def _answer(pen: Pen, one: Debrief, *, booked: datetime | None) -> None:
    rows = m.Debrief.objects.filter(initiative=pen.initiative, key=one.key)
    rows.update(booked=booked, declined=booked is None, answered_at=pen.at)
    protected = {"by": pen.by, "debrief": one.key, "starts": encode(booked)}
    pen.write(f"stage:{one.stage}", protected=protected, unnamed=True)


def _told(pen: Pen, one: Debrief) -> dict[str, object]:
    """Give what every letter about a talk says."""
    stage = pen.picture.stage(one.stage).name
    return {"stage": stage, "supplier": pen.picture.supplier_name(one.participation)}
