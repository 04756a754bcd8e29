"""What a correction may change in a published stage, field by field, before and after; the rest is substantial.

Substantial is what could have changed who took part, what is bought or what it is worth (design 1.2; directive
2014/24/EU article 72.4): it is not corrected, the stage is cancelled and published again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from . import words
from .initiative import Criterion, FieldChange, Key, Stage, Text
from .money import Money
from .questions import require_before_deadline
from .refusal import BadInput, Conflict, OverCeiling
from .stages import is_late
from .vocabulary import Ceiling
from .vocabulary import CorrectedField as F

Value = Text | datetime | int | None

OF_CRITERION = (F.TITLE, F.GUIDANCE)
INSTANTS = (F.QUESTIONS_UNTIL, F.DECISION_DUE, F.ENDS_AT)
TEXTS = (F.PURPOSE, F.BACKGROUND, F.USE_OF_ANSWERS, F.SECRECY_NOTICE, F.COMPENSATION, F.NEXT_STEPS, F.SUCCESS)
_AFTER_HAND_IN = frozenset({F.DECISION_DUE, F.ENDS_AT})
"""What may still change once the hand-in is over; none of it changes what was handed in."""


def correctable(stage: Stage) -> dict[str, Value]:
    """Give what a correction may change in a stage, by name, as it stands: only what was published is corrected.

    A criterion's words are called `criteria.<its key>.title` and `.guidance`.
    """
    plain = {one.value: getattr(stage, one) for one in (*TEXTS, F.PLACES, *INSTANTS)}
    of_criteria = {f"criteria.{it.key}.{one.value}": getattr(it, one) for it in stage.criteria for one in OF_CRITERION}
    return {name: value for name, value in (plain | of_criteria).items() if value is not None}


def changes(stage: Stage, fields: Mapping[str, Value], at: datetime) -> tuple[FieldChange, ...]:
    """Give what `fields` would change in a stage at `at`, each with what it was.

    Refuses what is substantial, an instant that has passed, and after the hand-in everything that it could affect.
    """
    now = correctable(stage)
    for name, value in fields.items():
        if name not in now or value is None:
            raise Conflict("correction-substantial", path=name)
    made = tuple(_change(name, now[name], value) for name, value in fields.items() if value != now[name])
    for one in made:
        _check(stage, one, at)
    require_before_deadline(applied(stage, made))
    return made


def asks(made: tuple[FieldChange, ...]) -> bool:
    """Say whether the changes could affect what was handed in, so that it is to be confirmed."""
    return any(one.field not in _AFTER_HAND_IN for one in made)


def applied(stage: Stage, made: tuple[FieldChange, ...]) -> Stage:
    """Give the stage with the changes made."""
    for one in made:
        stage = _with(stage, one, one.after)
    return stage


def as_published(stage: Stage) -> Stage:
    """Give the stage with every field as it was before any correction changed it."""
    for correction in reversed(stage.corrections):
        for one in correction.fields:
            stage = _with(stage, one, one.before)
    return stage


def name_of(one: FieldChange) -> str:
    """Name the field as `changes` takes it."""
    return f"criteria.{one.criterion}.{one.field.value}" if one.criterion else one.field.value


def told(stage: Stage, made: tuple[FieldChange, ...]) -> Text:
    """Say the changes in every language, a paragraph each: the field, what it was, what it is."""
    return Text({language: "\n\n".join(_lines(language, stage, made)) for language in words.LANGUAGES})


def called(language: str, stage: Stage, field: F, criterion: str | None = None) -> str:
    """Name a field; a criterion's by the criterion's number."""
    said = words.word(language, field)
    number = next((it.number for it in stage.criteria if it.key == criterion), None)
    return said if number is None else words.CORE.say(language, "correction.of_criterion", field=said, number=number)


def _lines(language: str, stage: Stage, made: tuple[FieldChange, ...]) -> Iterator[str]:
    for one in made:
        values = {"field": called(language, stage, one.field, one.criterion), "before": one.before, "after": one.after}
        yield words.CORE.say(language, "correction.field", **values)


def _change(name: str, before: Value, after: Value) -> FieldChange:
    of, _, field = name.removeprefix("criteria.").rpartition(".")
    kind = {Text: "said", datetime: "at", int: "count"}
    suffix = next((it for one, it in kind.items() if isinstance(before, one) and isinstance(after, one)), None)
    if suffix is None:
        raise BadInput("missing-field", path=name)
    values = {f"{suffix}_before": before, f"{suffix}_after": after}
    return FieldChange(field=F(field), criterion=Key(of) if of else None, **values)  # type: ignore[arg-type]


def _check(stage: Stage, one: FieldChange, at: datetime) -> None:
    path = name_of(one)
    if stage.deadline and is_late(stage.deadline, at) and one.field not in _AFTER_HAND_IN:
        raise Conflict("correction-after-hand-in", path=path, deadline=stage.deadline)
    if isinstance(one.after, datetime) and one.after <= at:
        raise BadInput("correction-date-passed", path=path)
    if isinstance(one.after, int):
        _check_places(stage, one.after)


def _check_places(stage: Stage, places: int) -> None:
    """Refuse fewer places, which is substantial, and more than the ceiling of the stage can pay for."""
    if stage.places is not None and places < stage.places:
        raise Conflict("correction-substantial", path="places")
    pay, ceiling = stage.pay, stage.ceiling
    if isinstance(pay, Money) and isinstance(ceiling, Money) and pay.currency == ceiling.currency:
        asked = Money(pay.amount * places, pay.currency)
        if asked.amount > ceiling.amount:
            raise OverCeiling("over-ceiling", path="places", ceiling=Ceiling.STAGE, left=ceiling, asked=asked)


def _with(stage: Stage, one: FieldChange, value: Value) -> Stage:
    if one.criterion is None:
        return replace(stage, **{one.field.value: value})  # type: ignore[arg-type]
    return replace(stage, criteria=tuple(_criterion(it, one, value) for it in stage.criteria))


def _criterion(it: Criterion, one: FieldChange, value: Value) -> Criterion:
    return replace(it, **{one.field.value: value}) if it.key == one.criterion else it  # type: ignore[arg-type]
