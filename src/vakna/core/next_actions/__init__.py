"""What one person has to do next in an initiative, in order of due date: pages and start pages only print it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from ..initiative import Key, Picture
from ..people import WORKING, Actor
from ..visibility.hidden import Alias, aliases
from ..vocabulary import InitiativeState, Role
from . import outside, spreading, team, teamwork
from .action import Found, NextAction
from .everybody import views
from .reads import ONLY_WITHOUT, READS

__all__ = ["ONLY_WITHOUT", "READS", "NextAction", "next_actions", "next_date", "of_everybody"]

_FAR = datetime.max.replace(tzinfo=UTC)

_OF: Mapping[Role, Callable[[Picture, Actor, datetime], Found]] = {
    Role.NEED_OWNER: team.need_owner,
    Role.PROCURER: team.procurer,
    Role.PROCESS_LEADER: team.process_leader,
    Role.ASSESSOR: team.assessor,
    Role.DECIDER: team.decider,
    Role.LAWYER: team.lawyer,
    Role.COACH: outside.coach,
    Role.INTERMEDIARY: outside.intermediary,
    Role.SUPPLIER: outside.supplier,
    Role.FOLLOWER: outside.follower,
    Role.OBSERVER: outside.watcher,
    Role.AUDITOR: outside.watcher,
}


def next_actions(picture: Picture, actor: Actor, at: datetime) -> tuple[NextAction, ...]:
    """List what `actor` has to do at `at`, over all its roles, the nearest due first; what has no date comes last.

    The picture must hold the collections in `READS`. An initiative that has ended asks only to be verified.
    """
    ended = picture.terms.state not in {InitiativeState.ACTIVE, InitiativeState.ENDED_SPREAD}
    roles = [role for role in Role if role in actor.roles and not (ended and _OF[role] is not outside.watcher)]
    names = aliases(picture, actor)
    found = [one for role in roles for one in _OF[role](picture, actor, at)]
    if WORKING.intersection(roles):
        found += (*teamwork.own_tasks(picture, actor), *spreading.look(picture, actor, at))
    unique = {_identity(one): _hidden(one, names) for one in found}
    return tuple(sorted(unique.values(), key=lambda one: one.due or _FAR))


def of_everybody(picture: Picture, at: datetime) -> Iterator[tuple[Key | None, NextAction]]:
    """List what everybody who has a part in the initiative has to do, person by person, as `next_actions` would."""
    for actor, view in views(picture, at):
        for one in next_actions(view, actor, at):
            yield actor.person, one


def _hidden(one: NextAction, names: Mapping[Key, Alias]) -> NextAction:
    """Call the supplier that an action is about by its alias, where its name is hidden from whoever does it."""
    alias = names.get(one.participation) if one.participation else None
    if alias is None:
        return one
    return replace(one, participation=alias.key, values={**one.values, "supplier": alias.text})


def next_date(picture: Picture, at: datetime) -> datetime | None:
    """Give the nearest date after `at` on which something opens, is due, is decided or ends."""
    dates = (
        instant
        for stage in picture.terms.stages
        for instant in (stage.opens_at, stage.deadline, stage.decision_due, stage.ends_at)
        if instant is not None and instant > at
    )
    return min(dates, default=None)


def _identity(one: NextAction) -> tuple[object, ...]:
    return one.code, one.stage, one.participation, one.values.get("number"), one.values.get("organisation")
