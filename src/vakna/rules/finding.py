"""What a rule answers: passed with evidence, failed with findings that say where, or not applicable because."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from vakna.core.initiative import Key, Text


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


class Moment(StrEnum):
    """An act in which rules are at work: a stage is published or corrected, something is told, a gate is proposed."""

    PUBLISH = "publish"
    CORRECT = "correct"
    CONTACT = "contact"
    GATE = "gate"


class Only(StrEnum):
    """Why a rule only judges, and is at work in no act: what its page says instead of the acts."""

    REFUSED = "refused"
    NOTED = "noted"
    ORDER = "order"
    TIME = "time"
    GROWS = "grows"
    TEAM = "team"


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

    @property
    def where(self) -> str:
        """Give the path with its stage named by key, so that it stays true when other stages come and go."""
        return _STAGE.sub(f"initiative.stages[{self.stage}]", self.path) if self.stage else self.path


_STAGE = re.compile(r"^initiative\.stages\[\d+\]")


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
    """Somebody's public, written reason to let a rule's findings stand: one finding, or all in a stage or everywhere.

    `where` and `supplier` name one finding. `at` is when it was signed; a file does not say, and gives it no key. One
    that was taken back lets nothing stand, and says who took it back, when and why.
    """

    code: str
    reason: str | Text
    by: str
    stage: Key | None = None
    where: str | None = None
    supplier: Key | None = None
    at: datetime | None = None
    key: Key | None = None
    taken_back_at: datetime | None = None
    taken_back_because: Text | None = None
    taken_back_by: str | None = None

    def said(self, language: str) -> str:
        """Give the reason in a language; a file gives it in one."""
        return self.reason if isinstance(self.reason, str) else self.reason.said(language)

    def covers(self, code: str, place: Place) -> bool:
        """Say whether it speaks of this rule at this place."""
        if self.code != code or self.stage not in {None, place.stage}:
            return False
        return self.where is None or (self.where, self.supplier) == (place.where, place.supplier)
