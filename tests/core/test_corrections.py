"""A published stage is corrected field by field, before and after; what is substantial is cancelled instead."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.core.cast import CONCEPT, day, in_state, kr
from vakna.core import corrections as rules
from vakna.core.initiative import Correction, Criterion, FieldChange, Key, Stage, text
from vakna.core.refusal import BadInput, Conflict, OverCeiling, Refusal
from vakna.core.vocabulary import CorrectedField as F
from vakna.core.vocabulary import CriterionGroup, CriterionKind, StageState

FIT = Criterion(key=Key("fit"), number=1, group=CriterionGroup.NEED, kind=CriterionKind.AWARD, title=text("Löser"),
                guidance=text("Titta på natten."))  # fmt: skip
STAGE: Stage = in_state(CONCEPT, StageState.OPEN, published_at=day(20), deadline=day(47), decision_due=day(50),
                        ends_at=None, places=3, pay=kr(25_000), ceiling=kr(100_000), criteria=(FIT,), purpose=None,
                        compensation=text("25 000 kr när arbetet är godkänt."))  # fmt: skip
BEFORE_HAND_IN, AFTER = day(30), day(48)


def changed(*, at: Any = BEFORE_HAND_IN, of: Stage = STAGE, **fields: Any) -> tuple[FieldChange, ...]:
    return rules.changes(of, {name.replace("__", "."): value for name, value in fields.items()}, at)


def test_each_field_is_told_as_it_was_and_as_it_is() -> None:
    paid, seen = text("25 000 kr i två delar."), text("Titta på dygnet.")
    made = changed(places=4, compensation=paid, decision_due=day(52), criteria__fit__guidance=seen)
    after = rules.applied(STAGE, made)

    assert [(rules.name_of(one), one.before, one.after) for one in made] == [
        ("places", 3, 4), ("compensation", STAGE.compensation, paid), ("decision_due", day(50), day(52)),
        ("criteria.fit.guidance", FIT.guidance, seen),
    ]  # fmt: skip
    assert (after.places, after.compensation, after.criteria) == (4, paid, (replace(FIT, guidance=seen),))
    told = rules.told(STAGE, made).said("sv")
    assert told.split("\n\n")[0] == "platser\nFörut: 3\nNu: 4"
    assert "kriteriets vägledning (1)\nFörut: Titta på natten.\nNu: Titta på dygnet." in told


def test_stage_as_it_was_published_is_found_behind_all_corrections() -> None:
    first = changed(places=4)
    then = rules.changes(rules.applied(STAGE, first), {"places": 4, "criteria.fit.title": text("Hjälper")}, day(31))
    made = [Correction(version=n, at=day(30 + n), what=text("x"), why=text("y"), fields=one)
            for n, one in enumerate((first, then), start=1)]  # fmt: skip
    now = replace(rules.applied(rules.applied(STAGE, first), then), corrections=tuple(made))

    assert [one.field for one in then] == [F.TITLE]
    assert replace(rules.as_published(now), corrections=()) == STAGE


@pytest.mark.parametrize(
    ("fields", "at", "kind", "code"),
    [
        ({"places": 2}, BEFORE_HAND_IN, Conflict, "correction-substantial"),
        ({"pay": kr(30_000)}, BEFORE_HAND_IN, Conflict, "correction-substantial"),
        ({"rights": None}, BEFORE_HAND_IN, Conflict, "correction-substantial"),
        ({"purpose": text("Nytt.")}, BEFORE_HAND_IN, Conflict, "correction-substantial"),
        ({"criteria__fit__weight": 40}, BEFORE_HAND_IN, Conflict, "correction-substantial"),
        ({"criteria__ny__title": text("Ny")}, BEFORE_HAND_IN, Conflict, "correction-substantial"),
        ({"places": 5}, BEFORE_HAND_IN, OverCeiling, "over-ceiling"),
        ({"places": text("fler")}, BEFORE_HAND_IN, BadInput, "missing-field"),
        ({"decision_due": day(29)}, BEFORE_HAND_IN, BadInput, "correction-date-passed"),
        ({"places": 4}, AFTER, Conflict, "correction-after-hand-in"),
        ({"criteria__fit__title": text("Annat")}, AFTER, Conflict, "correction-after-hand-in"),
    ],
)
def test_substantial_late_and_impossible_changes_are_refused(
    fields: dict[str, Any], at: Any, kind: type[Refusal], code: str
) -> None:
    with pytest.raises(kind) as caught:
        changed(at=at, **fields)
    assert caught.value.problems[0].code == code


def test_questions_are_never_taken_after_the_hand_in() -> None:
    with pytest.raises(BadInput, match="questions-after-deadline"):
        changed(of=replace(STAGE, questions_until=day(40)), questions_until=day(47) + timedelta(minutes=1))


def test_only_what_could_affect_what_was_handed_in_asks_for_a_confirmation() -> None:
    later = changed(at=AFTER, decision_due=day(60))

    assert (rules.asks(later), rules.asks(changed(places=4)), rules.asks(())) == (False, True, False)
