"""What the canary's world holds of the team's own: tasks with a hand-over, anchoring and advice, each filled."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.cast import said
from vakna.core.initiative import (
    Advice,
    Anchoring,
    HandOver,
    Key,
    Lesson,
    MandateLetter,
    NeutralityDeclaration,
    Task,
    Terms,
)


def _at(start: datetime, day: float) -> datetime:
    return start + timedelta(days=day)


def _tasks(start: datetime) -> tuple[Task, ...]:
    given = HandOver(at=_at(start, 12), giver=Key("petra"), taker=Key("jorun"), why=said("Lag.", "Law."))
    return (
        Task(key=Key("uppgift"), number=1, title=said("Läs avtalet.", "Read it."), at=_at(start, 11), by=Key("ulla"),
             owner=Key("jorun"), stage=Key("rfi"), due=_at(start, 20).date(), hand_overs=(given,),
             done_at=_at(start, 14), result=said("Läst.", "Read.")),
    )  # fmt: skip


def _advice(start: datetime) -> tuple[Advice, ...]:
    return (
        Advice(key=Key("rad"), number=1, at=_at(start, 13), by=Key("inga"), stage=Key("rfi"),
               subject=said("Marknad.", "Market."), said=said("Fler vill.", "More want it."),
               answered_at=_at(start, 14), answered_by=Key("petra"), answer=said("Ja.", "Yes.")),
    )  # fmt: skip


def terms(before: Terms, start: datetime) -> Terms:
    """Give the terms with what the advice stands on, and with an anchoring."""
    letter = MandateLetter(
        key=Key("brev"), intermediary=Key("nav"), given_by=Key("bjorkhult"), at=_at(start, 8), by=Key("ulla"),
        covers=said("Råd.", "Advice."), text=said("Brev.", "Letter."), since=_at(start, 8).date(),
    )  # fmt: skip
    word = NeutralityDeclaration(
        key=Key("ord"), organisation=Key("nav"), stage=Key("rfi"), at=_at(start, 9), by=Key("inga"),
        owner=said("Ägare.", "Owner."), funder=said("Betalare.", "Payer."), target_group=said("Alla.", "All."),
        limited=False, indicators=said("Mått.", "Measures."), declared_ties=said("Inga.", "None."),
    )  # fmt: skip
    noted = Anchoring(
        key=Key("namnd"), day=_at(start, 9).date(), at=_at(start, 10), by=Key("nils"), whom=said("Nämnden.", "Board."),
        told=said("Ja.", "Yes."), mandate=said("Mandat.", "Mandate."),
    )  # fmt: skip
    lesson = Lesson(key=Key("till-nasta"), at=_at(start, 11), by=Key("petra"), said=said("Börja där.", "Begin there."))
    return replace(before, mandates=(letter,), neutrality=(word,), anchorings=(noted,), lessons=(lesson,))


ROWS: Mapping[str, Callable[[datetime], tuple[Any, ...]]] = {"tasks": _tasks, "advice": _advice}
