"""The one place that asks what time it is. A sandbox has its own accelerated clock, ahead of the real one."""

from datetime import UTC, datetime
from typing import Protocol


class HasClock(Protocol):
    """Anything with a sandbox clock: the instant its time stands at, or None for real time."""

    clock_at: datetime | None


def now() -> datetime:
    """Give the present instant, in UTC."""
    return datetime.now(UTC)


def now_in(initiative: HasClock, *, real: datetime | None = None) -> datetime:
    """Give the present instant of an initiative: the sandbox's standing clock, else `real` (or the real clock)."""
    return initiative.clock_at or real or now()
