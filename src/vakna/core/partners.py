"""Those a supplier works with: each named with its part of the work; a change after the tender is told with its reason.

A change that turns the contract into another one is for the buyer to judge (LOU 17 kap.); the product shows the change.
"""

from collections.abc import Sequence

from .initiative import Key, Partner, Submission, Text
from .organisations import require_number
from .refusal import BadInput


def before(submissions: Sequence[Submission], participation: Key) -> tuple[Partner, ...] | None:
    """Give the partners that a supplier named last; None when it has handed nothing in that may be read."""
    mine = [one for one in submissions if one.participation == participation and one.withdrawn_at is None]
    last = max(mine, key=lambda one: one.received_at, default=None)
    return last.partners if last else None


def require_sound(partners: Sequence[Partner]) -> None:
    """Refuse a personal number among them."""
    for number, one in enumerate(partners, start=1):
        require_number(one.number, one.country, path=f"partner_{number}_number")


def require_told(earlier: Sequence[Partner] | None, now: Sequence[Partner], why: Text | None) -> None:
    """Refuse (`partners-changed`) other partners than before without the reason."""
    if earlier is not None and tuple(earlier) != tuple(now) and why is None:
        raise BadInput("partners-changed", path="partners_changed")
