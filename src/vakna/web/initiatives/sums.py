"""Money of a picture added up once, by stage and supplier, so that no page sums the same entries again and again."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from vakna.core.affordable_loss import Standing, standing
from vakna.core.initiative import MoneyEntry, Picture

_NOTHING = standing(())


@dataclass(frozen=True, slots=True)
class Sums:
    """What stands for each (stage, supplier), for each stage, for each supplier, and for the whole initiative."""

    parts: Mapping[tuple[str | None, str | None], Standing]

    def of(self, stage: str | None = None, supplier: str | None = None) -> Standing:
        """Give what stands for a stage, a supplier, both, or all."""
        return self.parts.get((stage, supplier), _NOTHING)


def add_up(picture: Picture) -> Sums:
    """Sort the entries of stage money into heaps, one pass, and sum each heap."""
    heaps: dict[tuple[str | None, str | None], list[MoneyEntry]] = defaultdict(list)
    for one in picture.money:
        for place in {(one.stage, one.participation), (one.stage, None), (None, one.participation), (None, None)}:
            heaps[place].append(one)
    return Sums({place: standing(entries) for place, entries in heaps.items()})
