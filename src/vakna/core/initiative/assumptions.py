"""What must be true for the initiative to succeed, and the small tests that say whether it is."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from .values import Key, MaybeMoney, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionVersion:
    """An assumption as it was written at one instant: by whom, and why it was written or changed."""

    version: int
    at: datetime
    by: Key = seen(v.Seen.PARTY, ref="people")
    why: Text | None = seen(v.Seen.PARTY, default=None)
    statement: Text = seen(v.Seen.PARTY)
    state: v.AssumptionState
    confidence: v.Confidence | None = None
    evidence: Text | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What must be true, about the need, one supplier or the solution.

    `confidence` is how sure one is of what the state says; `next_test` how more can be learned. `versions` is the
    history, first to last, where it was written down; the last says the same as the assumption itself.
    """

    key: Key
    about: v.AssumptionAbout
    participation: Key | None = seen(v.Seen.ASSESSOR, ref="participations", default=None)
    phase: v.Phase | None = None
    statement: Text = seen(v.Seen.PARTY)
    state: v.AssumptionState = v.AssumptionState.OPEN
    confidence: v.Confidence | None = None
    evidence: Text | None = seen(v.Seen.PARTY, default=None)
    next_test: Text | None = seen(v.Seen.PARTY, default=None)
    versions: tuple[AssumptionVersion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """The test of one assumption: hypothesis, cap, time box, result, decision.

    `cap` is the most it may cost, excluding VAT, and counts as affordable loss in the stage that it is made `during`
    until the result is known; `spent` is what it came to cost. `owner` answers for the result and for the decision.
    """

    key: Key
    assumption: Key = seen(ref="assumptions")
    during: Key | None = seen(ref="stages", default=None)
    owner: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    hypothesis: Text = seen(v.Seen.PARTY)
    cap: MaybeMoney = None
    starts: date | None = None
    ends: date | None = None
    result: Text | None = seen(v.Seen.PARTY, default=None)
    spent: MaybeMoney = None
    decision: Text | None = seen(v.Seen.PARTY, default=None)
