"""What is learned and what it changes: insights, the living specification, changes of the frame, user tests."""

from dataclasses import dataclass
from datetime import datetime

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The supplier's answer to whether the wording of something that came from it may be shared."""

    asked_at: datetime = seen(v.Seen.OWN)
    answered_at: datetime | None = seen(v.Seen.OWN, default=None)
    approved: bool | None = seen(v.Seen.OWN, default=None)
    said: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """Something learned, with its source. What came from a supplier is its own until it has approved the wording.

    `came_from` is the key of the initiative that it was carried over from, when it was.
    """

    key: Key
    at: datetime = seen(v.Seen.PARTY)
    learned: Text = seen(v.Seen.PARTY)
    source: Text = seen(v.Seen.PARTY)
    origin: v.Origin = seen(v.Seen.PARTY, default=v.Origin.BUYER)
    contact: Key | None = seen(v.Seen.ASSESSOR, ref="contacts", default=None)
    participation: Key | None = seen(v.Seen.OWN, ref="participations", default=None)
    approval: Approval | None = None
    came_from: Key | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One version of one item of the living specification (kravpunkt). `binding` makes it a ska-krav."""

    item: Key
    version: int
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    state: v.RequirementState
    binding: bool = False
    origin: v.Origin = seen(v.Seen.PARTY, default=v.Origin.BUYER)
    wording: Text = seen(v.Seen.PARTY)
    why: Text = seen(v.Seen.PARTY)
    because: tuple[Key, ...] = seen(v.Seen.PARTY, ref="insights", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A request to change what was published: what it does to the way to other customers, and to the legal frame.

    The three questions decide the frame: could others have taken part, is it another object, is it another value.
    """

    key: Key
    number: int
    stage: Key = seen(v.Seen.PARTY, ref="stages")
    at: datetime = seen(v.Seen.PARTY)
    by: Key = seen(v.Seen.PARTY, ref="people")
    what: Text = seen(v.Seen.PARTY)
    why: Text = seen(v.Seen.PARTY)
    because: tuple[Key, ...] = seen(v.Seen.PARTY, ref="insights", default=())
    scalability: v.Effect = seen(v.Seen.PARTY)
    scalability_why: Text = seen(v.Seen.PARTY)
    other_circle: bool = seen(v.Seen.PARTY)
    other_object: bool = seen(v.Seen.PARTY)
    other_value: bool = seen(v.Seen.PARTY)
    state: v.ChangeState = seen(v.Seen.PARTY, default=v.ChangeState.ASKED)
    decided_at: datetime | None = seen(v.Seen.PARTY, default=None)
    decided_by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    reason: Text | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One thing that a test user is asked to do."""

    key: Key = seen(v.Seen.OWN)
    task: Text = seen(v.Seen.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTest:
    """A test with users by invitation link, scenario by scenario, of one supplier's solution or of the need itself."""

    key: Key
    stage: Key = seen(v.Seen.OWN, ref="stages")
    participation: Key | None = seen(v.Seen.OWN, ref="participations", default=None)
    title: Text = seen(v.Seen.OWN)
    about: Text = seen(v.Seen.OWN)
    consent: Text = seen(v.Seen.OWN)
    scenarios: tuple[Scenario, ...] = ()
    opens: datetime = seen(v.Seen.OWN)
    closes: datetime = seen(v.Seen.OWN)
    by: Key = seen(v.Seen.OWN, ref="people")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioAnswer:
    """How one scenario went for one test user, and what was said of it."""

    scenario: Key = seen(v.Seen.OWN)
    went: v.HowItWent = seen(v.Seen.OWN)
    said: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What one test user gave, without a name and only with consent."""

    key: Key
    test: Key = seen(v.Seen.OWN, ref="user_tests")
    participation: Key | None = seen(v.Seen.OWN, ref="participations", default=None)
    at: datetime = seen(v.Seen.OWN)
    consented: bool = seen(v.Seen.OWN)
    answers: tuple[ScenarioAnswer, ...] = ()
    said: Text | None = seen(v.Seen.OWN, default=None)
