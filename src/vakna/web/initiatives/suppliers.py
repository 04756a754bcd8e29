"""The suppliers of an initiative's contract chain, stage by stage: who reached where, who ended, who goes on."""

from vakna.core import stages
from vakna.core.initiative import Key, Participation, Picture, Stage
from vakna.core.vocabulary import Instrument, ParticipationState, StageState

_BEGUN = frozenset({StageState.OPEN, StageState.CLOSED, StageState.DECIDED})
_GONE = frozenset({ParticipationState.ENDED, ParticipationState.WITHDRAWN})


def chain(picture: Picture) -> tuple[Stage, ...]:
    """Give the stages that suppliers and money flow through: calls and stages under contract, in order."""
    return tuple(one for one in stages.in_order(picture.terms) if _flows(one))


def _flows(stage: Stage) -> bool:
    return stages.rules(stage).takes_tenders or stages.rules(stage).contract


def reached(picture: Picture) -> tuple[Stage, ...]:
    """Give the stages of the chain that have begun, or whose suppliers are chosen and wait for it to begin."""
    here = stages.current(picture.terms)
    return tuple(one for one in chain(picture) if one.state in _BEGUN or one == here)


def in_chain(picture: Picture) -> tuple[Participation, ...]:
    """Give the participations that compete or are under contract: answers in a dialogue are not among them."""
    flowing = {one.key for one in chain(picture)}
    return tuple(one for one in picture.participations if one.first_stage in flowing)


def taking_part(picture: Picture, stage: Stage) -> tuple[Participation, ...]:
    """Give who takes, or until the end took, part in a stage."""
    return tuple(one for one in picture.participations if stages.takes_part(picture.terms, one, stage))


def active(picture: Picture) -> tuple[Participation, ...]:
    """Give the suppliers of the chain that have not ended."""
    return tuple(one for one in in_chain(picture) if one.state not in _GONE)


def gone(one: Participation) -> bool:
    """Say whether a supplier's part is over."""
    return one.state in _GONE


def names(picture: Picture) -> dict[Key, str]:
    """Give the name of every organisation in the picture by key."""
    return {one.key: one.name for one in picture.terms.organisations}


def spread_stage(picture: Picture) -> Stage | None:
    """Give the stage of spread, when there is one."""
    return next((one for one in stages.in_order(picture.terms) if one.instrument == Instrument.SPREAD), None)
