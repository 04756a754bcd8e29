"""A supplier that is bought (case T15): who must say again whether it has a tie, and what the next gate is told."""

from datetime import datetime

from .initiative import OwnershipChange, Participation, Picture, Stage
from .refusal import BadInput
from .stages import takes_part


def check(change: OwnershipChange) -> None:
    """Refuse (`BadInput`) a change without an owner, or on a day that has not come."""
    if not change.owner.strip():
        raise BadInput("missing-field", path="owner")
    if change.day > change.at.date():
        raise BadInput("day-ahead", path="day", day=change.day)


def to_renew(picture: Picture, participation: str, declared_at: datetime) -> bool:
    """Say whether a declaration about a supplier is to be made again, since another owner was noted after it."""
    mine = (one for one in picture.ownership_changes if one.participation == participation)
    return any(declared_at < one.at for one in mine)


def at_gate(picture: Picture, stage: Stage) -> tuple[tuple[Participation, OwnershipChange], ...]:
    """Give the suppliers in a stage that have got another owner, with each change in the order they were noted."""
    here = {one.key: one for one in picture.participations if takes_part(picture.terms, one, stage)}
    return tuple((here[one.participation], one) for one in picture.ownership_changes if one.participation in here)
