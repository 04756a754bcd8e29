"""An organisation orders its needs: whoever may start its initiatives judges them and lays out money and people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vakna.core import priorities as rules
from vakna.core.document import encode
from vakna.core.initiative import Key, Text
from vakna.core.priorities import PlannedHalf, YearFrame
from vakna.core.refusal import NotAllowed, NotFound
from vakna.records import models as m

from ._journal import Pen, hold_house


def place(
    *,
    by: str,
    at: datetime,
    initiative: str,
    own_value: int,
    shared_need: int,
    readiness: int,
    why: Text,
    once: str = "",
) -> None:
    """Judge an initiative of one's own organisation, 1 to 5 in three ways, with the reason. A later word stands.

    Refuses another's initiative, somebody who may not start initiatives, and a judgement that is not 1 to 5.
    """
    grades = {"own_value": own_value, "shared_need": shared_need, "readiness": readiness}
    rules.check_grades(grades)
    with hold_house("priorities.place", by=by, at=at, once=once) as pen:
        person, row = _leader(pen, by), _own(pen, by, initiative)
        m.Placing.objects.create(initiative=row, organisation=person.organisation, by=person, at=at, why=why, **grades)
        protected = {"initiative": initiative, "placing": {**grades, "why": encode(why)}}
        pen.write("priorities", protected=protected)


def plan(*, by: str, at: datetime, initiative: str, halves: Sequence[PlannedHalf], once: str = "") -> None:
    """Lay out what an initiative is to take of one's own organisation, half-year by half-year. A later word stands.

    Refuses as `place` does, and what `core.priorities.check_year` does.
    """
    for one in halves:
        rules.check_year(one.year, one.money)
    with hold_house("priorities.plan", by=by, at=at, once=once) as pen:
        person, row = _leader(pen, by), _own(pen, by, initiative)
        m.ResourcePlan.objects.create(
            initiative=row, organisation=person.organisation, by=person, at=at, halves=tuple(halves)
        )
        pen.write("priorities", protected={"initiative": initiative, "halves": encode(tuple(halves))})


def set_frame(*, by: str, at: datetime, frame: YearFrame, once: str = "") -> None:
    """Say what one's own organisation has in a year for all its initiatives. Refuses as `place` and `plan` do."""
    rules.check_year(frame.year, frame.money)
    with hold_house("priorities.set_frame", by=by, at=at, once=once) as pen:
        person = _leader(pen, by)
        values: dict[str, Any] = {"by": person, "at": at, "frame": frame}
        m.Frame.objects.update_or_create(organisation=person.organisation, year=frame.year, defaults=values)
        pen.write("priorities", facts={"year": frame.year}, protected={"frame": encode(frame)})


def _leader(pen: Pen, by: str) -> m.Person:
    """Find the person, and refuse somebody who may not start initiatives: who starts them orders them."""
    person = pen.person(by)
    if not person.may_start_initiatives:
        raise NotAllowed("may-not-start")
    return person


def _own(pen: Pen, by: str, initiative: str) -> m.Initiative:
    """Find an initiative that one's own organisation stands behind as a buyer, or refuse as if it were not there."""
    row = m.Initiative.objects.filter(key=initiative).first()
    if row is None or Key(pen.person(by).organisation.key) not in row.buyers:
        raise NotFound("no-such-initiative", key=initiative)
    return row
