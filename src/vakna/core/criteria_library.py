"""The criteria library: what may be looked at, and the evidence that each stage asks for. What is picked is edited."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .initiative import Criterion, Key, Stage, Text
from .stages import rules
from .vocabulary import CriterionGroup, CriterionKind, Evidence, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One criterion of the library: what it is, how it usually is judged, and the evidence asked for in each stage."""

    key: Key
    group: CriterionGroup
    title: Text
    link: Text
    mode: Text
    evidence: Mapping[Evidence, Text]
    stop: bool


def asked_in(stage: Stage) -> Evidence:
    """Give the evidence that a stage can ask for, by what it takes in and how ripe the solution is by then."""
    if rules(stage).takes_tenders and not set(stage.phases) & _LATE:
        return Evidence.CALL
    ripest = max((_RIPENESS[one] for one in stage.phases), default=0)
    return (Evidence.CONCEPT, Evidence.PROTOTYPE, Evidence.PILOT, Evidence.PILOT)[ripest]


_LATE = frozenset({Phase.EFFICIENCY, Phase.SCALING})
_RIPENESS = {phase: number for number, phase in enumerate(Phase)}


def written(known: Known, *, asks: Evidence, number: int, awarding: bool) -> Criterion:
    """Write a known criterion as one of a stage: an award criterion with its link, else a ground for the option."""
    return Criterion(
        key=known.key, number=number, group=known.group, stop=known.stop, title=known.title,
        kind=CriterionKind.AWARD if awarding else CriterionKind.OPTION_GROUND, guidance=known.evidence.get(asks),
        link_to_purchase=known.link if awarding else None,
    )  # fmt: skip


def _read() -> dict[str, Known]:
    file = Path(__file__).with_suffix(".toml")
    return {one["key"]: _known(one) for one in tomllib.loads(file.read_text(encoding="utf-8"))["criteria"]}


def _known(one: Mapping[str, Any]) -> Known:
    evidence = {Evidence(asks): Text(said) for asks, said in one["evidence"].items()}
    return Known(
        key=Key(one["key"]), group=CriterionGroup(one["group"]), title=Text(one["title"]), link=Text(one["link"]),
        mode=Text(one["mode"]), evidence=evidence, stop=one.get("stop", False),
    )  # fmt: skip


LIBRARY: Mapping[str, Known] = _read()
"""Every criterion of the library by its key. Source: domain 5.6, the Demand Acceleration model's ten first."""
