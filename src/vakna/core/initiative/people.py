"""Organisations, persons, their roles in an initiative and their declared ties."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body or team that takes part in any way. `number` may be missing: teams and foreign suppliers.

    `county` is the two digits of its Swedish county (`core.counties`), when somebody has said it.
    """

    key: Key
    name: str
    kind: v.OrganisationKind
    country: str = "SE"
    number: str | None = None
    county: str | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A named person. The e-mail address is the log-in and is never shown outside the parties."""

    key: Key
    name: str = seen(v.Seen.PARTY)
    email: str | None = seen(v.Seen.OWN, default=None)
    organisation: Key = seen(ref="organisations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person's role in this initiative; `function` is the part of the organisation that the person comes from."""

    person: Key = seen(v.Seen.PARTY, ref="people")
    role: v.Role
    since: datetime
    until: datetime | None = None
    function: v.Function | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """A signed secrecy undertaking of somebody engaged from outside the buyer, and where the paper lies (`reference`).

    Without it nobody but the buyer's own named people reads what came under seal (design 4).
    """

    person: Key = seen(v.Seen.PARTY, ref="people")
    signed: date = seen(v.Seen.PARTY)
    reference: str = seen(v.Seen.PARTY)
    noted_at: datetime = seen(v.Seen.PARTY)
    noted_by: Key = seen(v.Seen.PARTY, ref="people")
    until: date | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A declared interest of a person in a supplier: blocks assessing, proposing and deciding on it."""

    person: Key = seen(v.Seen.ASSESSOR, ref="people")
    organisation: Key = seen(v.Seen.ASSESSOR, ref="organisations")
    declared_at: datetime = seen(v.Seen.ASSESSOR)
    nature: Text = seen(v.Seen.ASSESSOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A person's word for one stage about the suppliers that were in it: tied to some of their organisations, or none.

    Renewed per stage, and when a supplier comes that it was not about (domain 4.7). A tie itself is a `Tie`.
    """

    person: Key = seen(v.Seen.ASSESSOR, ref="people")
    stage: Key = seen(v.Seen.ASSESSOR, ref="stages")
    at: datetime = seen(v.Seen.ASSESSOR)
    about: tuple[Key, ...] = seen(v.Seen.ASSESSOR, ref="participations", default=())
    tied: tuple[Key, ...] = seen(v.Seen.ASSESSOR, ref="organisations", default=())
