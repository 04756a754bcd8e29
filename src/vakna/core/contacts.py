"""The register of contacts, judged: with whom on the buyer's side, passed on to whom, and who wears two hats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from .initiative import Contact, Key, Picture, Stage, Terms
from .people import TEAM, Actor
from .refusal import Conflict, NotAllowed
from .stages import rules
from .vocabulary import ContactKind, PackItemKind, Role


class Circle(StrEnum):
    """Who on the buyer's side a supplier met: the team, somebody who assesses, or a coach, who never does."""

    TEAM = "team"
    ASSESSORS = "assessors"
    COACHES = "coaches"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What gave everyone the information of a contact: the numbers of information to all, and of packs."""

    broadcasts: tuple[int, ...] = ()
    packs: tuple[int, ...] = ()


def circle(terms: Terms, one: Contact) -> Circle:
    """Give the circle of a contact, by the roles that those who were there had at the time."""
    if one.kind is ContactKind.COACHING:
        return Circle.COACHES
    there = {*one.people, one.by}
    roles = {held for person in there if person for held in roles_at(terms, person, one.at)}
    return Circle.ASSESSORS if Role.ASSESSOR in roles else Circle.TEAM


def roles_at(terms: Terms, person: str, at: datetime) -> frozenset[Role]:
    """Give the roles that a person held at an instant."""
    mine = (one for one in terms.members if one.person == person)
    return frozenset(one.role for one in mine if one.since <= at and (one.until is None or at < one.until))


def coaches_who_assess(picture: Picture) -> tuple[tuple[Key, Key], ...]:
    """List who has coached a supplier and is, or has been, an assessor too: person and supplier, each pair once."""
    terms = picture.terms
    assess = {one.person for one in terms.members if one.role is Role.ASSESSOR}
    coached = (one for one in picture.contacts if one.kind is ContactKind.COACHING and one.participation)
    pairs = {(person, one.participation): None for one in coached for person in (*one.people, one.by) if person}
    return tuple((person, supplier) for person, supplier in pairs if person in assess and supplier is not None)


def passed_on(picture: Picture) -> Mapping[Key, Passed]:
    """Give, for each contact whose information everyone was given, what gave it. Needs the broadcasts."""
    found: dict[Key, Passed] = {}
    for sent in sorted(picture.broadcasts, key=lambda one: one.number):
        for key in sent.passes_on:
            before = found.get(key, Passed())
            found[key] = replace(before, broadcasts=(*before.broadcasts, sent.number))
    for pack in sorted(picture.packs, key=lambda one: one.number):
        for key in {it.source: None for it in pack.items if it.kind is PackItemKind.CONTACT}:
            before = found.get(key, Passed())
            found[key] = replace(before, packs=(*before.packs, pack.number))
    return found


def require_own_kind(actor: Actor, contact: Contact) -> None:
    """Refuse (`coach-records-coaching`) a coach who records anything but its coaching of one supplier."""
    only_coach = (actor.roles & TEAM) == {Role.COACH}
    if only_coach and (contact.kind is not ContactKind.COACHING or contact.participation is None):
        raise NotAllowed("coach-records-coaching")


def takes_newcomers(stage: Stage) -> bool:
    """Say whether a supplier may come in by a contact: not where tenders decide who takes part, nor under contract."""
    its = rules(stage)
    return not its.contract and not its.takes_tenders


def require_newcomers(stage: Stage) -> None:
    """Refuse (`newcomers-tender`) to bring a supplier in by a contact where only a tender does."""
    if not takes_newcomers(stage):
        raise Conflict("newcomers-tender", path="newcomer", stage=stage.name)


def last_first(rows: Iterable[Contact]) -> list[Contact]:
    """Give contacts in order of time, the latest first."""
    return sorted(rows, key=lambda one: (one.at, one.key), reverse=True)
