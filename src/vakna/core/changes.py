"""A change of what was published: inside the frame it can be decided on, outside it is a new procurement.

The product aids, it gives no legal advice. Source: LOU (2016:1145) 17 kap. 14 § on what makes a change substantial, and
design 1.2: a substantial change is not offered; cancel and publish again.
"""

from collections.abc import Iterable

from .initiative import Change, Picture, Stage
from .people import Actor, may
from .refusal import Conflict, NotAllowed, NotFound
from .vocabulary import ChangeState, StageState

DECIDES = "dialogue.decide_change"
_CHANGEABLE = frozenset({StageState.PUBLISHED, StageState.OPEN, StageState.CLOSED})


def is_outside(change: Change) -> bool:
    """Say whether a change leaves the published frame: others could have taken part, another object, another value."""
    return change.other_circle or change.other_object or change.other_value


def is_changeable(stage: Stage) -> bool:
    """Say whether what a stage says may be asked to change: it is published, and its gate is not decided."""
    return stage.state in _CHANGEABLE


def check_asked(picture: Picture, change: Change) -> None:
    """Refuse a change of a stage that is not there, is not published, or is decided."""
    stage = next((one for one in picture.terms.stages if one.key == change.stage), None)
    if stage is None:
        raise NotFound("no-such-stage", path="stage", key=change.stage)
    if not is_changeable(stage):
        raise Conflict("change-stage", path="stage", stage=stage.name)


def check_decided(picture: Picture, change: Change, *, by: str | None, accepted: bool) -> None:
    """Refuse to decide on one's own change, or twice, and to accept what is outside the frame or comes too late.

    To decline is always possible: a request that cannot be accepted does not have to wait for ever.
    """
    if change.state is not ChangeState.ASKED:
        raise Conflict("change-decided", number=change.number)
    if change.by == by:
        raise NotAllowed("change-own")
    if accepted and is_outside(change):
        raise Conflict("change-outside-frame", path="accepted")
    if accepted:
        check_asked(picture, change)


def find(picture: Picture, key: str) -> Change:
    """Find a change in the picture, or refuse."""
    found = next((one for one in picture.changes if one.key == key), None)
    if found is None:
        raise NotFound("no-such-change", key=key)
    return found


def in_order(rows: Iterable[Change]) -> tuple[Change, ...]:
    """Order changes as they are read: what waits and is outside the frame first, what waits, then the latest."""
    return tuple(sorted(rows, key=lambda one: (not _waits(one), not (_waits(one) and is_outside(one)), -one.number)))


def to_decide(picture: Picture, actor: Actor) -> tuple[Change, ...]:
    """Give the changes that wait for a person other than the one who asked, if the actor is one who decides."""
    if not may(actor, DECIDES):
        return ()
    return tuple(one for one in picture.changes if _waits(one) and one.by != actor.person)


def next_number(picture: Picture) -> int:
    """Give the number of the next change of an initiative."""
    return 1 + max((one.number for one in picture.changes), default=0)


def _waits(one: Change) -> bool:
    return one.state is ChangeState.ASKED
