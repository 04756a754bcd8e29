"""What a rule answers: passed with evidence, failed with findings that say where, or not applicable because."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from vakna.core.initiative import Key


class Level(StrEnum):
    """How heavy a fault is: a block stops the act, a warning asks for a written reason, a note is told."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


class Family(StrEnum):
    """What a rule guards, as the first two letters of its code."""

    ND = "ND"
    ET = "ET"
    TR = "TR"
    PR = "PR"
    MR = "MR"
    AL = "AL"
    SC = "SC"
    VL = "VL"
    LS = "LS"
    NE = "NE"
    FR = "FR"
    PG = "PG"
    DM = "DM"


class Result(StrEnum):
    """The three answers."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"


class Place(NamedTuple):
    """Where in the initiative: the path in its document, and the stage and the supplier that it concerns."""

    path: str
    stage: Key | None = None
    supplier: Key | None = None


class Look(NamedTuple):
    """One place that a rule looked at, and whether it was fine there. `values` fill the sentence of the fault."""

    place: Place
    fine: bool
    values: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CannotJudge:
    """A place at which a rule cannot judge, and the code of the reason (`because.<code>` in the texts)."""

    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Somebody's public, written reason to let a rule's findings stand, in one stage or everywhere."""

    code: str
    reason: str
    by: str
    stage: Key | None = None

    def covers(self, code: str, place: Place) -> bool:
        """Say whether it speaks of this rule at this place."""
        return self.code == code and self.stage in {None, place.stage}
