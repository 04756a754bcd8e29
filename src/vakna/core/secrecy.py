"""The supplier's mark on what it hands in: that it be protected, why, and what harm it would do if it were given out.

A mark promises nothing: the test is made when somebody asks (OSL 31 kap. 16 §).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .initiative import Text
from .refusal import BadInput, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is asked for one answer or file: its ground and its damage. Both, or no mark at all.

    `asked` says that the supplier has ticked it, whatever else it has written.
    """

    asked: bool = False
    ground: Text | None = None
    damage: Text | None = None


def require_whole(marks: Iterable[tuple[str, Mark]]) -> None:
    """Refuse (`BadInput`, all at once) a mark without ground or damage; each path is the field to fill in."""
    found = tuple(Problem(f"{name}_{part}", "mark-not-whole") for name, mark in marks for part in _lacks(mark))
    if found:
        raise BadInput("mark-not-whole", found=found)


def _lacks(mark: Mark) -> tuple[str, ...]:
    if not mark.asked and mark.ground is None and mark.damage is None:
        return ()
    said = {"ground": mark.ground, "damage": mark.damage}
    return tuple(name for name, words in said.items() if words is None)
