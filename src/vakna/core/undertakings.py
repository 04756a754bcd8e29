"""Who may read what came under seal: the buyer's own named people, and those engaged under a stored undertaking."""

from collections.abc import Iterator
from datetime import datetime

from .initiative import Key, Person, Terms, Undertaking
from .people import NEVER_READERS, READERS, Actor
from .refusal import NotAllowed
from .words import STOCKHOLM


def in_force(terms: Terms, person: str | None, at: datetime) -> Undertaking | None:
    """Give the undertaking that binds a person at an instant; the last one signed, when there are several."""
    today = at.astimezone(STOCKHOLM).date()
    mine = [one for one in terms.undertakings if one.person == person and one.noted_at <= at]
    return max(
        (one for one in mine if one.until is None or today <= one.until), key=lambda one: one.signed, default=None
    )


def is_bound(terms: Terms, person: str | None, organisation: str | None, at: datetime) -> bool:
    """Say whether somebody is the buyer's own, or engaged under an undertaking in force."""
    return organisation in terms.buyers or in_force(terms, person, at) is not None


def require_bound(terms: Terms, actor: Actor, at: datetime) -> None:
    """Refuse (`no-undertaking`) somebody engaged from outside whose secrecy undertaking is not stored."""
    if not is_bound(terms, actor.person, actor.organisation, at):
        raise NotAllowed("no-undertaking")


def engaged(terms: Terms, at: datetime) -> Iterator[tuple[Person, Undertaking | None]]:
    """Give the persons from outside the buyer who hold a role that reads, each with the undertaking that binds it."""
    roles: dict[Key, set[str]] = {}
    for one in terms.members:
        if one.since <= at and (one.until is None or at < one.until):
            roles.setdefault(one.person, set()).add(one.role)
    for person in terms.people:
        held = roles.get(person.key, set())
        if held & READERS and not held & NEVER_READERS and person.organisation not in terms.buyers:
            yield person, in_force(terms, person.key, at)
