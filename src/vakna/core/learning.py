"""What is learned: whose it is, and when it may be used in what others read. A supplier's own ideas never leak."""

from collections.abc import Iterable

from .initiative import Approval, Insight, Key, Picture
from .refusal import Conflict, NotFound
from .vocabulary import Origin


def is_shareable(one: Insight) -> bool:
    """Say whether an insight may stand behind what others read: the buyer's own, or approved by its supplier."""
    return one.origin is not Origin.SUPPLIER or (one.approval is not None and one.approval.approved is True)


def require_shareable(picture: Picture, keys: Iterable[str]) -> None:
    """Refuse (`insight-not-approved`) to build on a supplier's idea before that supplier has approved its wording.

    For everything that others read and that names insights as its reason: information to all, requirements, needs,
    packs. Refuses `no-such-insight` for a key that leads nowhere. The picture must hold the learning.
    """
    known = {one.key: one for one in picture.insights}
    for key in keys:
        one = known.get(Key(key))
        if one is None:
            raise NotFound("no-such-insight", path="because", key=key)
        if not is_shareable(one):
            raise Conflict("insight-not-approved", path="because", learned=one.learned)


def require_askable(one: Insight) -> None:
    """Refuse to ask a supplier about wording: of what is the buyer's own, and of what is approved and so fixed."""
    if one.origin is not Origin.SUPPLIER or one.participation is None:
        raise Conflict("not-a-suppliers-idea")
    if is_shareable(one):
        raise Conflict("wording-approved")


def waits(one: Insight) -> bool:
    """Say whether an insight waits for its supplier to approve the wording."""
    return one.approval is not None and is_asked(one.approval)


def is_asked(approval: Approval) -> bool:
    """Say whether a question about wording has no answer yet."""
    return approval.answered_at is None


def waiting_for(picture: Picture, participation: str) -> tuple[Insight, ...]:
    """List the insights whose wording one supplier is asked to approve, the first asked first."""
    mine = [one for one in picture.insights if one.participation == participation and waits(one)]
    return tuple(sorted(mine, key=lambda one: (one.approval.asked_at if one.approval else one.at, one.key)))
