"""Neutrality of intermediaries: letters of mandate, declarations renewed per stage, and roles that exclude each other.

Whoever supports certain firms by its task, funding or measures is not fit to shape a procurement or to assess (seed,
insight 2; domain 7.10). Declaring says nothing of right and wrong: it lets everybody see.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta

from .initiative import Key, MandateLetter, NeutralityDeclaration, Organisation, Stage, Terms
from .refusal import BadInput, Conflict
from .stages import in_order
from .vocabulary import OrganisationKind, Role, StageState
from .words import STOCKHOLM

SEGMENT = frozenset({OrganisationKind.INTERMEDIARY, OrganisationKind.ASSOCIATION, OrganisationKind.FUNDER})
"""The kinds of organisation whose task is tied to certain firms: they neither assess nor decide."""

SOON = timedelta(days=30)
"""A mandate that ends within this asks for attention."""

_UNDER_WAY = frozenset({StageState.OPEN, StageState.CLOSED})


def intermediaries(terms: Terms, at: datetime) -> tuple[Key, ...]:
    """Give the initiative's intermediaries: those named in it, and the homes of those who hold the role."""
    homes = (home for _, home, role in holders(terms, at) if role is Role.INTERMEDIARY)
    return tuple(dict.fromkeys((*terms.intermediaries, *homes)))


def mandate(terms: Terms, organisation: str, day: date) -> MandateLetter | None:
    """Give the letter under which an intermediary acts on a day; the latest, when there are several."""
    mine = [one for one in terms.mandates if one.intermediary == organisation and one.since <= day]
    return max((one for one in mine if one.until is None or day <= one.until), key=lambda one: one.at, default=None)


def declaration(terms: Terms, organisation: str, stage: str) -> NeutralityDeclaration | None:
    """Give what an intermediary has declared for a stage; its latest word, when it has declared more than once."""
    mine = [one for one in terms.neutrality if one.organisation == organisation and one.stage == stage]
    return max(mine, key=lambda one: one.at, default=None)


def asked(terms: Terms) -> tuple[Stage, ...]:
    """Give the stages for which a declaration is asked: those that are open, or closed and not decided."""
    return tuple(one for one in in_order(terms) if one.state in _UNDER_WAY)


def undeclared(terms: Terms, organisation: str) -> tuple[Stage, ...]:
    """Give the stages for which an intermediary has yet to declare."""
    return tuple(one for one in asked(terms) if declaration(terms, organisation, one.key) is None)


def ends_soon(one: MandateLetter, day: date) -> bool:
    """Say whether a mandate that still holds ends within a month."""
    return one.until is not None and day <= one.until <= day + SOON


def check_mandate(terms: Terms, one: MandateLetter, at: datetime) -> None:
    """Refuse (`BadInput`) a letter that cannot hold: not a buyer's, to no intermediary, over too soon."""
    if one.given_by not in terms.buyers:
        raise BadInput("mandate-not-by-buyer", path="given_by")
    if one.intermediary not in intermediaries(terms, at):
        raise BadInput("mandate-no-intermediary", path="intermediary")
    if one.until is not None and one.until < max(one.since, at.astimezone(STOCKHOLM).date()):
        raise BadInput("mandate-over", path="until")


def check_role(
    home: Organisation, person: str, role: Role, *, buyers: Collection[str], others: Iterable[tuple[str, str, Role]]
) -> None:
    """Refuse (`Conflict`) a role that its holder's other part excludes; `others` hold roles: person, home and role.

    Who works for an intermediary, a cluster, an incubator or a funder neither assesses nor decides. Nobody is both
    business coach and assessor, nor are two colleagues outside the buyer.
    """
    if role in {Role.ASSESSOR, Role.DECIDER} and home.kind in SEGMENT:
        code = "role-helper-assesses" if role is Role.ASSESSOR else "role-helper-decides"
        raise Conflict(code, path="role", organisation=home.name)
    other = {Role.ASSESSOR: Role.COACH, Role.COACH: Role.ASSESSOR}.get(role)
    same_home = home.key if home.key not in buyers else None
    if any(its is other and (who == person or where == same_home) for who, where, its in others):
        raise Conflict("role-coach-assesses", path="role")


def holders(terms: Terms, at: datetime) -> Iterator[tuple[Key, Key, Role]]:
    """Give who holds which role at an instant: person, home and role."""
    homes = {one.key: one.organisation for one in terms.people}
    for one in terms.members:
        if _holds(one.since, one.until, at) and one.person in homes:
            yield one.person, homes[one.person], one.role


def _holds(since: datetime, until: datetime | None, at: datetime) -> bool:
    return since <= at and (until is None or at < until)
