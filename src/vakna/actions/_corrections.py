"""A published, versioned correction of a stage: one row, whoever has reason to write it, and the deadline it moves."""

from dataclasses import dataclass
from datetime import datetime

from vakna.core import corrections, good_time, words
from vakna.core.initiative import Correction, FieldChange, FormQuestion, Stage, Text
from vakna.core.refusal import BadInput, Conflict
from vakna.core.vocabulary import StageState
from vakna.records import models as m

from ._journal import Pen


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a correction says: what changes and why, a new deadline, form and fields if any, and whether to confirm."""

    what: Text
    why: Text
    deadline: datetime | None = None
    confirm: bool = False
    form: tuple[FormQuestion, ...] | None = None
    reopens: bool = False
    fields: tuple[FieldChange, ...] = ()


def publish(pen: Pen, stage: Stage, said: Said) -> Correction:
    """Write the next correction of a stage, and change its deadline, form and other fields when it says so."""
    row = pen.stage(stage.key)
    made = Correction(
        version=len(row.corrections) + 1, at=pen.at, what=said.what, why=said.why, deadline=said.deadline,
        confirm=said.confirm, reopens=said.reopens, fields=said.fields,
        form_before=None if said.form is None else row.form,
    )  # fmt: skip
    row.corrections = (*row.corrections, made)
    row.questions_until = _questions_until(row, said, pen.at)
    row.deadline = said.deadline or row.deadline
    row.form = row.form if said.form is None else said.form
    after = corrections.applied(stage, said.fields)
    changed = {"criteria" if one.criterion else one.field.value for one in said.fields}
    for name in changed:
        setattr(row, name, getattr(after, name))
    row.save(update_fields=["corrections", "deadline", "form", "questions_until", *(changed - {"questions_until"})])
    return made


def _questions_until(row: m.Stage, said: Said, at: datetime) -> datetime | None:
    """Give until when questions are taken: as much later as the deadline, while they still are taken."""
    if said.deadline is None or row.deadline is None or row.questions_until is None or at > row.questions_until:
        return row.questions_until
    return row.questions_until + (said.deadline - row.deadline)


def require_still_open(stage: Stage, deadline: datetime | None) -> None:
    """Refuse (`stage-not-open`) to move the deadline of a stage that has closed, been opened or been decided.

    What was handed in has been read by then; a closed stage that may take in again is opened again (`stages.reopen`).
    """
    if deadline not in (None, stage.deadline) and stage.state not in _TAKES_IN:
        raise Conflict("stage-not-open")


_TAKES_IN = frozenset({StageState.PUBLISHED, StageState.OPEN})


def by_the_rule(stage: Stage, at: datetime, asked: datetime | None) -> datetime | None:
    """Give the deadline after a correction at `at`: as asked, or as the rule moves it; None where it stays.

    Refuses a deadline that is earlier than the published one, or than the rule asks for (`deadline-too-short`).
    """
    if asked and stage.deadline and asked < stage.deadline:
        raise BadInput("deadline-earlier", path="deadline", deadline=stage.deadline)
    if stage.deadline is None or not good_time.affected(stage, at):
        return asked
    least = good_time.moved_deadline(stage, at) or stage.deadline
    if asked and asked < least:
        raise BadInput("deadline-too-short", path="deadline", deadline=least, count=good_time.days(stage))
    return asked or (least if least != stage.deadline else None)


def moved_for(number: int, stage: Stage, deadline: datetime) -> Said:
    """Say, in every language, that information to all came late and that the deadline therefore moves."""
    days = good_time.days(stage)
    return Said(
        what=_in_all("correction.moved.what", deadline=deadline),
        why=_in_all("correction.moved.why", number=number, count=days),
        deadline=deadline,
    )


def _in_all(code: str, **values: object) -> Text:
    return Text({language: words.CORE.say(language, code, **values) for language in words.LANGUAGES})
