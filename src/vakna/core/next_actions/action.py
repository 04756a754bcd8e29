"""One thing to do, as a value: everything a page needs to print it, and nothing about pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..initiative import Key, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAction:
    """One thing to do: its code, where, by when (None: no date), about how many minutes, and its sentences' values.

    Sentences: `next.<code>.title` and `next.<code>.explain`.
    """

    code: str
    minutes: int
    stage: Key | None = None
    participation: Key | None = None
    due: datetime | None = None
    values: Mapping[str, object] = field(default_factory=dict)


Found = Iterator[NextAction]


def in_stage(
    code: str,
    stage: Stage,
    minutes: int,
    *,
    due: datetime | None = None,
    participation: Key | None = None,
    **values: object,
) -> NextAction:
    """Make an action of one stage; its name is among the values as `stage`."""
    named = {"stage": stage.name, **values}
    return NextAction(code=code, stage=stage.key, minutes=minutes, due=due, participation=participation, values=named)
