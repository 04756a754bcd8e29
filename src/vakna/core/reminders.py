"""Reminders before a hand-in: sixty, fifteen and five minutes before the deadline, once each, to whoever has a draft.

By the server's clock alone. Only the owner of a draft is told; that there is a draft is nobody else's matter.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .affordable_loss import GONE

BEFORE = (5, 15, 60)
"""How many minutes before the deadline a reminder is due, the nearest first."""

FIRST = timedelta(minutes=max(BEFORE))
"""How long before the deadline the first of them is due."""


def near(deadline: datetime, at: datetime) -> int | None:
    """Give the least of the reminders' minutes that covers what is left; None before the first, and after the end."""
    left = deadline - at
    return next((one for one in BEFORE if timedelta() <= left <= timedelta(minutes=one)), None)


def due(deadline: datetime, at: datetime, *, reminded: int | None) -> int | None:
    """Give which reminder is due, or None. `reminded` is the last one sent before this deadline.

    Where several were missed only the nearest is sent.
    """
    now = near(deadline, at)
    return now if now is not None and (reminded is None or now < reminded) else None


def goes_on(states: Iterable[str]) -> bool:
    """Say whether a supplier whose participations stand so still may hand in: it has none yet, or one that goes on."""
    found = tuple(states)
    return not found or any(one not in GONE for one in found)
