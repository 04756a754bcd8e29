"""The criteria library beside a stage's criteria: each with the evidence asked for here, put in by one press."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from vakna.core.criteria_library import LIBRARY, Known, asked_in, written
from vakna.core.initiative import Stage
from vakna.core.stages import rules
from vakna.core.vocabulary import CriterionGroup


def shelves(stage: Stage) -> list[dict[str, Any]]:
    """Give the library by group, in the closed list's order: what each asks for in this stage, and whether it is in."""
    order = list(CriterionGroup)
    known = sorted(LIBRARY.values(), key=lambda one: order.index(one.group))
    return [
        {"group": group, "known": [_shown(one, stage) for one in members]}
        for group, members in groupby(known, key=lambda one: one.group)
    ]


def _shown(one: Known, stage: Stage) -> dict[str, Any]:
    there = any(it.key == one.key for it in stage.criteria)
    return {"known": one, "asks": one.evidence.get(asked_in(stage)), "there": there}


def with_picked(stage: Stage, key: str) -> Stage:
    """Give the stage with one more criterion from the library, last; as it is when the key is unknown or there."""
    if key not in LIBRARY or any(one.key == key for one in stage.criteria):
        return stage
    number, awarding = len(stage.criteria) + 1, rules(stage).takes_tenders
    picked = written(LIBRARY[key], asks=asked_in(stage), number=number, awarding=awarding)
    return replace(stage, criteria=(*stage.criteria, picked))
