"""Readiness over time: for each dimension where a supplier began, what each stage requires, and what it has shown.

Source: the seed, investment logic 2 (ability and will to scale are developed and validated by taking part); domain 5.2:
start level at entry, required level at each stage, evidence for each claimed level. The levels' words are our own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .assessment import handed_in
from .initiative import Answer, Key, Picture, RequiredLevel, Stage, Text
from .refusal import BadInput
from .stages import in_order
from .vocabulary import ReadinessDimension

LEVELS = range(1, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One dimension in one stage: the level that it requires, and the one that was shown there with its evidence."""

    stage: Key
    required: int | None
    shown: int | None
    evidence: Text | None

    @property
    def falls_short(self) -> bool:
        """Say whether less was shown than the stage requires. What nobody has shown yet is not short."""
        return self.required is not None and self.shown is not None and self.shown < self.required


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One dimension over the stages, in their order. Stages that neither require nor show anything are left out."""

    dimension: ReadinessDimension
    steps: tuple[Step, ...]

    @property
    def start(self) -> int | None:
        """Give the level that was shown first."""
        return next((one.shown for one in self.steps if one.shown is not None), None)

    @property
    def now(self) -> int | None:
        """Give the level that was shown last."""
        return next((one.shown for one in reversed(self.steps) if one.shown is not None), None)

    @property
    def required(self) -> int | None:
        """Give the level that the last stage with a requirement asks for."""
        return next((one.required for one in reversed(self.steps) if one.required is not None), None)

    @property
    def change(self) -> int:
        """Give how many levels it has moved since the start."""
        return (self.now or 0) - (self.start or 0)


def tracks(picture: Picture, participation: str) -> tuple[Track, ...]:
    """Give one supplier's six dimensions, those with nothing to show or require left out. Needs the submissions.

    What counts in a stage is the latest version handed in that was not withdrawn.
    """
    stages = [(one, _claims(picture, one, participation)) for one in in_order(picture.terms)]
    found = (Track(dimension=it, steps=tuple(_steps(stages, it))) for it in ReadinessDimension)
    return tuple(one for one in found if one.steps)


def _claims(picture: Picture, stage: Stage, participation: str) -> dict[ReadinessDimension, Answer]:
    mine = [one for one in handed_in(picture, stage.key) if one.participation == participation]
    return {it.claim.dimension: it for one in mine for it in one.answers if it.claim is not None}


def _steps(stages: Iterable[tuple[Stage, dict[ReadinessDimension, Answer]]], of: ReadinessDimension) -> Iterable[Step]:
    for stage, claims in stages:
        required = next((one.level for one in stage.readiness if one.dimension is of), None)
        answer = claims.get(of)
        if required is not None or answer is not None:
            yield Step(
                stage=stage.key, required=required, shown=answer.claim.level if answer and answer.claim else None,
                evidence=answer.said if answer else None,
            )  # fmt: skip


def check_required(levels: Iterable[RequiredLevel]) -> None:
    """Refuse (`BadInput`) a level outside 1-9, and a dimension named twice."""
    given = tuple(levels)
    twice = len({one.dimension for one in given}) < len(given)
    if twice or any(one.level not in LEVELS for one in given):
        raise BadInput("readiness-level", path="readiness")
