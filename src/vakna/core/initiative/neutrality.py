"""On whose behalf an intermediary acts, whom it is bound to, and whom a call reached (seed, insight 2). All public."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateLetter:
    """A buyer's letter to an intermediary: what it `covers` and until when. A new letter renews it; none is changed."""

    key: Key
    intermediary: Key = seen(ref="organisations")
    given_by: Key = seen(ref="organisations")
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    covers: Text
    text: Text
    since: date
    until: date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeutralityDeclaration:
    """An intermediary's own word for one stage: who owns and pays it, for whom it works, by what it is measured.

    `limited` says that its task is to help some firms and not others; `declared_ties` is None without ties.
    """

    key: Key
    organisation: Key = seen(ref="organisations")
    stage: Key = seen(ref="stages")
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    owner: Text
    funder: Text
    target_group: Text
    limited: bool
    indicators: Text
    declared_ties: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmProfile:
    """What a supplier says of its firm, in bands. Asked for to count whom calls reach, and for nothing else."""

    size: v.FirmSize | None = None
    place: v.FirmPlace | None = None
    age: v.FirmAge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeCount:
    """How many suppliers are of a size. The band None holds the bands with too few to tell, and who has not said."""

    band: v.FirmSize | None = None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """How many suppliers are in a place. The band None: as for sizes."""

    band: v.FirmPlace | None = None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeCount:
    """How many suppliers are of an age. The band None: as for sizes."""

    band: v.FirmAge | None = None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachReport:
    """Whom a stage's call reached, as it was counted and published: never before the award of a sealed call."""

    key: Key
    stage: Key = seen(ref="stages")
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    suppliers: int
    sizes: tuple[SizeCount, ...] = ()
    places: tuple[PlaceCount, ...] = ()
    ages: tuple[AgeCount, ...] = ()
