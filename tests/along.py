"""One initiative of the cast's, seen at each point of its journey in turn."""

from collections.abc import Iterator
from datetime import datetime

from tests import cast
from tests.cast import POINTS, SUPPLIERS, Built
from vakna.actions import _summary


def one_journey(*, start: datetime, key: str = "prov") -> Iterator[tuple[str, Built]]:
    """Build one initiative, and give it at each of `POINTS` on its way; between two it stands as it was left."""
    cast.the_house()
    journey = cast.Journey(key=key, start=start, sandbox=False, places=len(SUPPLIERS))
    for point, step in zip(POINTS, cast.STEPS, strict=True):
        with _summary.resting():
            step(journey)
        yield point, Built(key=key, start=start, at=journey.at(cast.DAY[point]), suppliers=SUPPLIERS)
