"""What the documentation duty asks of the procurer, with its last day."""

from datetime import datetime, time

from .. import documentation_duty
from ..initiative import Picture
from ..words import STOCKHOLM
from .action import Found, NextAction

_END_OF_DAY = time(23, 59)


def complete(picture: Picture) -> Found:
    """Complete the documentation of each procurement that has a contract, or is cancelled."""
    for one in picture.terms.procurements:
        found = documentation_duty.duty(picture, one)
        if found is not None and found.last_day is not None and one.record is None:
            due = datetime.combine(found.last_day, _END_OF_DAY, tzinfo=STOCKHOLM)
            yield NextAction(code="complete-record", minutes=20, due=due, values={"procurement": one.title})
