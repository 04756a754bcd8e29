"""A rule: a code and a name that never change, a level, what it rests on, and one pure function over a scene."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .finding import CannotJudge, Family, Level, Look, Moment, Only
from .scene import Scene

Check = Callable[[Scene], Iterator[Look | CannotJudge]]
_CODE = re.compile(r"[A-Z]{2}\d{2}")
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)+")
_MOST_IMPLIED = 2

AT_PUBLISH = frozenset({Moment.PUBLISH})
AT_GATE = frozenset({Moment.GATE})
IN_CORRECTION = frozenset({Moment.CORRECT})
IN_CONTACT = frozenset({Moment.CONTACT})
IN_WORDS = frozenset({Moment.PUBLISH, Moment.CORRECT, Moment.CONTACT})
"""Rules on words to the market: what a stage says when it is published or corrected, and what is told to all."""
IN_STAGE_WORDS = frozenset({Moment.PUBLISH, Moment.CORRECT})
"""Rules on words that a stage asks with: when it is published, and when they are corrected."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `name` names the fault; `version` rises whenever its answers may change, so old reports can be read.

    `absent` is the code of the reason when there was nothing to look at; `implies` the codes of at most two rules that
    its fault may bring along. `moments` are the acts in which it is at work; where there are none, `only` says why it
    only judges: one of the two, never both.
    """

    code: str
    name: str
    level: Level
    check: Check
    basis: tuple[str, ...]
    absent: str
    implies: tuple[str, ...] = ()
    moments: frozenset[Moment] = frozenset()
    only: Only | None = None
    since: str = "0.1.0"
    version: int = 1

    def __post_init__(self) -> None:
        """Hold the form of codes and names; a rule that breaks it is a bug."""
        if not _CODE.fullmatch(self.code) or not _NAME.fullmatch(self.name) or len(self.implies) > _MOST_IMPLIED:
            raise ValueError(f"{self.code} {self.name}")
        if bool(self.moments) is (self.only is not None):
            raise ValueError(f"{self.code} works in some act, or says why it only judges")

    @property
    def family(self) -> Family:
        """Give what the rule guards."""
        return Family(self.code[:2])
