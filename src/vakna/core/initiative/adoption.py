"""The way from a test to use, written before the test ends, and what was decided when it had ended. All public."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionRoute:
    """One version of the route-to-adoption card: who buys, from which budget, by when it is decided.

    `developer` says who is responsible for further development. A route is never changed, a new version replaces it.
    """

    version: int
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    buyer: Key = seen(ref="organisations")
    budget: Text
    decide_by: date
    developer: Text
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionDecision:
    """What was decided on the use of what was tested; `cause` says why a test led to none."""

    key: Key
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    step: v.AdoptionStep
    cause: v.CauseOfDeath | None = None
    reason: Text
    reference: str | None = None
