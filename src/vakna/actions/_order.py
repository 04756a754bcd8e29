"""Where a new stage stands: its number after another one, and a key that no other stage has."""

from collections.abc import Iterable

from vakna.core.initiative import Key
from vakna.core.refusal import Conflict
from vakna.records import models as m

from ._journal import Pen


def make_room(pen: Pen, number: int, count: int) -> None:
    """Move every stage after `number` on by `count`. Refuses (`stage-between-begun`) when one of them has begun."""
    later = [one for one in pen.picture.terms.stages if one.number > number]
    begun = next((one for one in later if one.published_at is not None), None)
    if begun is not None:
        raise Conflict("stage-between-begun", path="after", stage=begun.name)
    for one in sorted(later, key=lambda one: one.number, reverse=True):
        # From the last to the first: two stages never bear the same number, not even on the way.
        m.Stage.objects.filter(initiative=pen.initiative, key=one.key).update(number=one.number + count)


def free_key(key: str, taken: Iterable[str]) -> Key:
    """Give the key, or the first of `key-2`, `key-3` … that no other stage has."""
    there = set(taken)
    tried = (key, *(f"{key[:60]}-{number}" for number in range(2, len(there) + 3)))
    return Key(next(one for one in tried if one not in there))
