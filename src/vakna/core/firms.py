"""Whom a call reached: suppliers counted by size, place and age, so that no single one can be told from the numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from .initiative import AgeCount, FirmProfile, Key, Participation, Picture, PlaceCount, ReachReport, SizeCount, Stage
from .people import Actor
from .refusal import Conflict
from .stages import takes_part
from .visibility import is_told, seen_by
from .vocabulary import FirmAge, FirmPlace, FirmSize, Regime, StageState

FEWEST = 3
"""A band with fewer suppliers than this is never told apart."""

_OVER = frozenset({StageState.CLOSED, StageState.DECIDED})
Band = TypeVar("Band", bound=StrEnum)


def report(picture: Picture, stage: Stage, *, key: str, at: datetime, by: str) -> ReachReport:
    """Count whom a stage's call reached. Refuses (`Conflict`) a stage that still takes in.

    Of a sealed call nothing is counted before the award is told: the sums would say how many have tendered. Those that
    the public never sees, such as who withdrew before the award, are not in it.
    """
    if stage.state not in _OVER or (stage.regime is Regime.SEALED and not is_told(picture, stage, at)):
        raise Conflict("reach-too-early", stage=stage.name)
    counted = _profiles(picture, stage, at)
    return ReachReport(
        key=Key(key), stage=stage.key, at=at, by=Key(by), suppliers=len(counted),
        sizes=tuple(SizeCount(band=band, count=n) for band, n in _told(FirmSize, (one.size for one in counted))),
        places=tuple(PlaceCount(band=band, count=n) for band, n in _told(FirmPlace, (one.place for one in counted))),
        ages=tuple(AgeCount(band=band, count=n) for band, n in _told(FirmAge, (one.age for one in counted))),
    )  # fmt: skip


def may_describe(picture: Picture, one: Participation, at: datetime) -> bool:
    """Say whether a supplier may describe its firm: at once, but a tenderer only when the award is told."""
    stage = picture.stage(one.first_stage)
    return stage.regime is not Regime.SEALED or is_told(picture, stage, at)


def _profiles(picture: Picture, stage: Stage, at: datetime) -> list[FirmProfile]:
    public = {one.key for one in seen_by(picture, Actor.nobody(), at=at, demo=True).participations}
    said = {one.organisation: one.profile for one in picture.participations if one.profile is not None}
    there = (one for one in picture.participations if one.key in public and _was_in(picture, one, stage))
    return [said.get(one.organisation, FirmProfile()) for one in there]


def _was_in(picture: Picture, one: Participation, stage: Stage) -> bool:
    return one.first_stage == stage.key or takes_part(picture.terms, one, stage)


def _told(bands: type[Band], said: Iterable[Band | None]) -> list[tuple[Band | None, int]]:
    """Give each band with enough suppliers, and last, as one, all others and those who have not said.

    When so few are left over that they could be told apart, the smallest band goes with them.
    """
    counts: Mapping[Band | None, int] = Counter(said)
    shown = [(band, counts[band]) for band in bands if counts.get(band, 0) >= FEWEST]
    left = sum(counts.values()) - sum(count for _, count in shown)
    while 0 < left < FEWEST and shown:
        smallest = min(shown, key=lambda one: one[1])
        shown.remove(smallest)
        left += smallest[1]
    return [*shown, (None, left)] if left else list(shown)
