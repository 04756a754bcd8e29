"""Declarations of interest: who says, stage by stage, whether it is tied to the suppliers there, and who has not yet.

Everyone who takes part in judging declares in writing, also consultants and experts who are not employed (domain 4.7;
LOU 4 kap. 1 §; Directive 2014/24/EU article 24).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from . import ownership
from .initiative import Declaration, Key, Participation, Picture, Stage
from .refusal import BadInput, Conflict, NotAllowed
from .stages import takes_part
from .vocabulary import GateKind, ParticipationState, Role

ASKED = frozenset({Role.PROCURER, Role.PROCESS_LEADER, Role.ASSESSOR, Role.DECIDER})
"""The roles that assess, agree, propose or decide; whoever else does one of it is asked when it is done."""

_GOING = frozenset({ParticipationState.ACTIVE, ParticipationState.ON_HOLD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who is asked to declare in a stage, and who of them has declared about every supplier there."""

    asked: tuple[Key, ...]
    declared: tuple[Key, ...]

    @property
    def missing(self) -> tuple[Key, ...]:
        """Give those whose declaration is awaited."""
        return tuple(one for one in self.asked if one not in self.declared)


def concerned(picture: Picture, stage: Stage) -> tuple[Participation, ...]:
    """Give the suppliers that a stage's gate decides on: in the stage and still going. Dialogue gates have none."""
    if stage.gate in {GateKind.DIALOGUE, GateKind.NONE}:
        return ()
    return tuple(one for one in picture.participations if one.state in _GOING and takes_part(picture.terms, one, stage))


def missing(picture: Picture, stage: Stage, person: str) -> tuple[Participation, ...]:
    """Give the suppliers of the stage that `person` has not declared about."""
    said = (one for one in picture.declarations if one.stage == stage.key and one.person == person)
    covered = {key for one in said for key in _holds(picture, one)}
    return tuple(one for one in concerned(picture, stage) if one.key not in covered)


def require(picture: Picture, stage: Stage, person: str | None) -> None:
    """Refuse (`NotAllowed`) somebody who has not declared about every supplier of the stage."""
    if person is not None and missing(picture, stage, person):
        raise NotAllowed("declare-first", stage=stage.name, key=stage.key)


def standing(picture: Picture, stage: Stage) -> Standing:
    """Say who is asked and who has declared, in the order in which they joined."""
    due = {one.key for one in concerned(picture, stage)}
    covered: dict[Key, set[Key]] = {}
    for one in picture.declarations:
        if one.stage == stage.key:
            covered.setdefault(one.person, set()).update(_holds(picture, one))
    asked = dict.fromkeys(it.person for it in picture.terms.members if it.role in ASKED and it.until is None)
    return Standing(asked=tuple(asked), declared=tuple(one for one in asked if due <= covered.get(one, set())))


def _holds(picture: Picture, one: Declaration) -> tuple[Key, ...]:
    """Give whom a declaration still holds about: not a supplier that has got another owner since (case T15)."""
    return tuple(key for key in one.about if not ownership.to_renew(picture, key, one.at))


def about(picture: Picture, stage: Stage, shown: Iterable[str]) -> tuple[Key, ...]:
    """Give whom a declaration is about: the suppliers of the stage that its writer was shown. Refuses none of them.

    A supplier that came while the page was open is not covered, and is asked about again.
    """
    known = set(shown)
    found = tuple(one.key for one in concerned(picture, stage) if one.key in known)
    if not found:
        raise Conflict("nobody-to-declare-about", stage=stage.name)
    return found


def check_tied(picture: Picture, keys: Iterable[Key], tied: Iterable[str]) -> None:
    """Refuse (`BadInput`) a tie to an organisation that is behind none of the suppliers declared about."""
    among = {org for key in keys for org in _behind(picture.participation(key))}
    if not set(tied) <= among:
        raise BadInput("tied-elsewhere", path="tied")


def _behind(one: Participation) -> tuple[Key, ...]:
    return (one.organisation, *one.consortium)
