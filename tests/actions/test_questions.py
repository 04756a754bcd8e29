"""Questions: until when they are taken, several answers at one instant, and who gets the letter."""

from datetime import timedelta
from typing import Any

import pytest

from tests import cast
from tests.cast import Built, said
from vakna.actions import dialogue, initiatives, selection
from vakna.core.initiative import Answer, Key
from vakna.core.refusal import BadInput, Conflict, Refusal, TooLate
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _act(built: Built, by: str | None = "ulla", at: Any = None) -> dict[str, Any]:
    return {"by": by, "at": at or built.at, "initiative": built.key}


def _ask(built: Built, number: int, at: Any = None) -> str:
    return dialogue.ask(**_act(built, None, at), stage="rfi", question=said(f"Fråga {number}?"), key=f"f-{number}")


def _rfi() -> m.Stage:
    return m.Stage.objects.get(key="rfi")


def _to(code: str) -> list[str]:
    return sorted(m.Letter.objects.filter(subject__contains=code).values_list("to", flat=True))


def test_questions_are_taken_until_a_day_before_answers_must_be_out_when_nothing_else_is_said() -> None:
    cast.an_initiative(until="rfi open")
    row = _rfi()

    assert row.deadline is not None
    assert row.questions_until is not None
    assert timedelta(days=5, hours=23) <= row.deadline - row.questions_until <= timedelta(days=6, hours=1)


def test_question_is_refused_after_the_cut_off_and_taken_on_its_instant() -> None:
    built = cast.an_initiative(until="rfi open")
    until = _rfi().questions_until

    assert until is not None
    _ask(built, 1, at=until)
    with pytest.raises(TooLate) as refused:
        _ask(built, 2, at=until + timedelta(seconds=1))
    assert (refused.value.code, refused.value.values) == ("questions-closed", {"closed": until})
    assert m.Question.objects.count() == 1


def test_stage_that_takes_questions_after_its_deadline_is_not_published() -> None:
    built = cast.an_initiative(until="planned")
    row = _rfi()
    assert row.deadline is not None
    m.Stage.objects.filter(key="rfi").update(questions_until=row.deadline + timedelta(days=1))

    with pytest.raises(BadInput) as refused:
        initiatives.publish_stage(**_act(built), stage="rfi")
    assert (refused.value.code, refused.value.path) == ("questions-after-deadline", "questions_until")


def test_several_answers_are_out_at_one_instant_in_one_letter_each() -> None:
    built = cast.an_initiative(until="rfi open")
    for number in (1, 2, 3):
        _ask(built, number)
    dialogue.watch(**_act(built, "stranger"))
    dialogue.watch(**_act(built, "stranger"))
    dialogue.release_answers(**_act(built), answers={"f-1": said("Ja."), "f-3": said("Nej.")})
    rows = {one.key: one for one in pictures.take(built.key, {"questions"}).questions}
    letters = m.Letter.objects.filter(to="stranger@cast.example")

    assert [(one.answered_at, one.answer is None) for one in rows.values()] == [
        (built.at, False), (None, True), (built.at, False),
    ]  # fmt: skip
    assert letters.count() == 1
    assert all(words in letters[0].body for words in ("Fråga 1?", "Ja.", "Fråga 3?", "Nej."))
    assert "Fråga 2?" not in letters[0].body


def test_nobody_gets_the_same_letter_twice_and_watching_can_be_stopped() -> None:
    built = cast.an_initiative(until="rfi open")
    for by in ("person-s1", "stranger"):
        dialogue.watch(**_act(built, by))
    _handed_in(built)
    _ask(built, 1)
    dialogue.answer(**_act(built), question="f-1", said=said("Ja."))
    before = _to("Svar på fråga 1")
    dialogue.unwatch(**_act(built, "stranger"))
    _ask(built, 2)
    dialogue.answer(**_act(built), question="f-2", said=said("Ja."))

    assert before == ["person-s1@cast.example", "stranger@cast.example"]
    assert _to("Svar på fråga 2") == ["person-s1@cast.example"]


def _handed_in(built: Built) -> None:

    selection.hand_in(
        **_act(built, "person-s1"), stage="rfi", answers=(Answer(topic=Key("q1"), said=said("Det finns.")),)
    )


def test_watchers_hear_nothing_of_what_is_told_under_contract() -> None:
    built = cast.an_initiative(until="concept open")
    dialogue.watch(**_act(built, "stranger"))
    dialogue.broadcast(**_act(built), stage="concept", subject=said("Tider"), body=said("Vi ses klockan nio."))

    assert _to("Tider") == [f"person-s{number}@cast.example" for number in (1, 2, 3)]


def test_watching_leaves_an_entry_that_tells_nobody_who() -> None:
    built = cast.an_initiative(until="rfi open")
    dialogue.watch(**_act(built, "stranger"))
    entry = m.Entry.objects.filter(act="dialogue.watch").get()

    assert (entry.facts, entry.actor == cast.person("stranger").pseudonym) == ({}, False)


def test_answer_too_late_for_the_hand_in_is_refused_unless_the_deadline_moves() -> None:
    built = cast.an_initiative(until="rfi open")
    _ask(built, 1)
    deadline = _rfi().deadline
    assert deadline is not None
    late = deadline - timedelta(days=1)

    with pytest.raises(Conflict) as refused:
        dialogue.answer(**_act(built, at=late), question="f-1", said=said("Ja."))
    asked = refused.value.values["deadline"]
    dialogue.answer(**_act(built, at=late), question="f-1", said=said("Ja."), move_deadline=True)
    row = _rfi()

    assert (refused.value.code, refused.value.path) == ("answers-too-late", "move_deadline")
    assert row.deadline == asked > deadline
    assert [one.deadline for one in row.corrections] == [asked]


@pytest.mark.parametrize("answers", [{}, {"f-1": said("Ja."), "saknas": said("Nej.")}])
def test_nothing_is_released_when_one_of_the_answers_is_refused(answers: dict[str, Any]) -> None:
    built = cast.an_initiative(until="rfi open")
    _ask(built, 1)

    with pytest.raises(Refusal):
        dialogue.release_answers(**_act(built), answers=answers)
    assert m.Question.objects.get().answer is None


def test_question_is_answered_once() -> None:
    built = cast.an_initiative(until="rfi open")
    _ask(built, 1)
    dialogue.answer(**_act(built), question="f-1", said=said("Ja."))

    with pytest.raises(Conflict) as refused:
        dialogue.release_answers(**_act(built), answers={"f-1": said("Nej.")})
    assert refused.value.code == "question-answered"


def test_answer_with_a_suppliers_own_words_waits_until_somebody_signs_for_it() -> None:
    built = cast.an_initiative(until="rfi open")
    words = "Vi spelar upp morgonens ljud baklänges genom väggens små högtalare."
    answers = (Answer(topic=Key("q1"), said=said(words), ground=said("Metoden."), damage=said("Den kopieras.")),)
    selection.hand_in(**_act(built, "person-s1"), stage="rfi", answers=answers)
    _ask(built, 1)
    shared: dict[str, Any] = {**_act(built), "question": "f-1", "said": said(f"Ja. {words}")}

    with pytest.raises(Refusal) as refused:
        dialogue.answer(**shared)
    assert (refused.value.code, m.Question.objects.get().answer) == ("leak", None)
    dialogue.answer(**shared, cleared_because=said("Leverantören har själv publicerat det."))
    assert m.Question.objects.get().answer is not None
    assert m.ProtectedPart.objects.filter(name="cleared").count() == 1
