"""Equal information: what was made available to every supplier, when, and who has said that it has seen it.

Equality is availability. A missing acknowledgement is a reminder and never stops anything (design 1.5).
"""

from dataclasses import dataclass
from datetime import datetime

from .initiative import Broadcast, Key, Participation, Picture
from .stages import takes_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One broadcast as one supplier has it. `acknowledged_at` None is waiting."""

    broadcast: Key
    available_at: datetime
    acknowledged_at: datetime | None

    @property
    def waiting(self) -> bool:
        """Say whether the supplier has not acknowledged it yet."""
        return self.acknowledged_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One supplier and what it has been given; None where it was not part of the broadcast's stage."""

    participation: Participation
    cells: tuple[Cell | None, ...]


def matrix(picture: Picture, stage: str | None = None) -> tuple[Row, ...]:
    """Lay suppliers, in the picture's order, against broadcasts, in order of time: of one stage or of all."""
    columns = columns_of(picture, stage)
    rows = (
        Row(participation=one, cells=tuple(_cell(picture, one, sent) for sent in columns))
        for one in picture.participations
    )
    return tuple(row for row in rows if any(cell is not None for cell in row.cells))


def columns_of(picture: Picture, stage: str | None = None) -> tuple[Broadcast, ...]:
    """Give the broadcasts of one stage, or of all, by the instant they were made available and number."""
    chosen = (one for one in picture.broadcasts if stage is None or one.stage == stage)
    return tuple(sorted(chosen, key=lambda one: (one.available_at, one.number)))


def unacknowledged(picture: Picture, participation: str, at: datetime) -> tuple[Broadcast, ...]:
    """List what is available at `at` to a supplier and not acknowledged by it."""
    mine = picture.participation(participation)
    return tuple(
        one
        for one in columns_of(picture)
        if one.available_at <= at
        and takes_part(picture.terms, mine, picture.stage(one.stage))
        and not _seen_at(one, participation)
    )


def not_made_available(picture: Picture, stage: str) -> tuple[Key, ...]:
    """List the insights that buyer contacts of the stage gave and that no broadcast of it has passed on."""
    contacts = {one.key for one in picture.contacts if one.stage == stage}
    told = {because for one in picture.broadcasts if one.stage == stage for because in one.because}
    return tuple(one.key for one in picture.insights if one.contact in contacts and one.key not in told)


def _cell(picture: Picture, participation: Participation, sent: Broadcast) -> Cell | None:
    if not takes_part(picture.terms, participation, picture.stage(sent.stage)):
        return None
    return Cell(broadcast=sent.key, available_at=sent.available_at, acknowledged_at=_seen_at(sent, participation.key))


def _seen_at(broadcast: Broadcast, participation: str) -> datetime | None:
    mine = [one.at for one in broadcast.acknowledgements if one.participation == participation]
    return min(mine, default=None)
