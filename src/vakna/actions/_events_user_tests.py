"""The tests with users of a document, as history: planned an hour before they open, each answer noted by their leader.

The link's secret is new in each house, so what test users gave is noted as by somebody who sat beside them.
"""

from collections.abc import Iterator
from datetime import timedelta

from vakna.core.initiative import Picture

from ._event import Event

_HOUR = timedelta(hours=1)


def of(picture: Picture) -> Iterator[Event]:
    """Give each test as it was planned, and what its users gave."""
    leaders = {one.key: one.by for one in picture.user_tests}
    for one in picture.user_tests:
        yield Event(at=one.opens - _HOUR, verb="dialogue.plan_user_test", by=one.by, values={"test": one})
    for given in picture.feedback:
        values = {
            "test": given.test, "consented": given.consented, "answers": given.answers, "said": given.said,
            "key": given.key,
        }  # fmt: skip
        yield Event(at=given.at, verb="dialogue.note_feedback", by=leaders[given.test], values=values)
