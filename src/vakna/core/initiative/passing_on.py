"""What one initiative passes on to the next: advice said in public, and where an initiative was begun from."""

from dataclasses import dataclass
from datetime import datetime

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Advice from the buyer to the next who has such a need, in public: what to do, what to leave, and why."""

    key: Key
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    said: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunFrom:
    """The initiative that another was begun from: its key, number and title as they were then."""

    initiative: Key
    number: str
    title: Text
