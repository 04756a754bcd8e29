"""Working together: who has which task, what the team lacks, when an intermediary may advise (seed, insights 2, 3)."""

from datetime import date, datetime

from . import neutrality
from .initiative import Picture, Task, Terms
from .people import WORKING, Actor
from .refusal import BadInput, Conflict, NotAllowed, NotFound
from .vocabulary import Function, Role
from .words import STOCKHOLM

LEADING = frozenset({Role.NEED_OWNER, Role.PROCURER, Role.PROCESS_LEADER})
"""Those who may hand over and end the tasks of others too."""


def waiting(picture: Picture, person: str | None) -> tuple[Task, ...]:
    """Give the tasks that somebody has and has not done, the nearest due first."""
    mine = (one for one in picture.tasks if one.owner == person and one.done_at is None)
    return tuple(sorted(mine, key=lambda one: (one.due or date.max, one.number)))


def is_late(one: Task, day: date) -> bool:
    """Say whether a task is not done and its day has passed."""
    return one.done_at is None and one.due is not None and one.due < day


def missing_functions(terms: Terms, at: datetime) -> tuple[Function, ...]:
    """Give the parts of the organisation that nobody in the team comes from."""
    held = {one.function for one in terms.members if one.until is None or at < one.until}
    return tuple(one for one in Function if one not in held)


def find(picture: Picture, key: str) -> Task:
    """Find a task, or refuse."""
    found = next((one for one in picture.tasks if one.key == key), None)
    if found is None:
        raise NotFound("no-such-task", key=key)
    return found


def check_own(one: Task, actor: Actor) -> None:
    """Refuse a task that is done already, or that somebody else has, but to those who lead."""
    if one.done_at is not None:
        raise Conflict("task-done-already", number=one.number)
    if one.owner != actor.person and not actor.roles & LEADING:
        raise NotAllowed("task-not-yours", number=one.number)


def check_taker(terms: Terms, person: str, at: datetime, *, path: str) -> None:
    """Refuse (`BadInput`) somebody who does not work in the team, as a business coach does not."""
    if not any(who == person and role in WORKING for who, _, role in neutrality.holders(terms, at)):
        raise BadInput("task-taker-no-member", path=path)


def check_advice(terms: Terms, organisation: str | None, stage: str, at: datetime) -> None:
    """Refuse (`Conflict`) advice without a mandate in force, and on a stage that is not declared for."""
    if organisation is None or neutrality.mandate(terms, organisation, at.astimezone(STOCKHOLM).date()) is None:
        raise Conflict("advice-without-mandate")
    if neutrality.declaration(terms, organisation, stage) is None:
        raise Conflict("advice-without-declaration", path="stage")
