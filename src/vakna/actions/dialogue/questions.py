"""Questions from the market, asked without a name and answered to all at one instant."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from vakna.actions import _cast, _corrections, _letters
from vakna.actions._journal import Pen, hold
from vakna.core import good_time, questions, words
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Key, Stage, Text
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.records import models as m

from . import _circle, _leaks


def ask(
    *,
    by: str | None,
    at: datetime,
    initiative: str,
    stage: str,
    question: Text,
    organisation: str | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Ask in public without being named. Anybody may ask until the stage takes no more questions. Gives the key.

    Questions are numbered within their stage.
    """
    with hold("dialogue.ask", by=by, at=at, initiative=initiative, parts=("questions",), once=once) as pen:
        row = pen.stage(stage)
        questions.require_taken(pen.picture.stage(row.key), at)
        asker = pen.organisation(organisation) if organisation else None
        if asker:
            _cast.organisations(pen.initiative, asker)
        number = 1 + sum(one.stage == stage for one in pen.picture.questions)
        key = key or f"q-{secrets.token_hex(4)}"
        m.Question.objects.create(
            initiative=pen.initiative, key=key, number=number, stage=row, asked_at=at, asker=asker, question=question
        )
        # Who asks is never shown: not even by the name that the asker's other entries bear.
        protected = {"question": encode(question), "asker": organisation, "by": by}
        pen.write(f"stage:{stage}", facts={"number": number}, protected=protected, unnamed=True)
        to = _letters.team(pen.initiative, v.Role.PROCURER, v.Role.PROCESS_LEADER)
        _letters.write("question", to=to, at=at, initiative=pen.initiative, question=question, number=number)
        pen.answer = key
        return key


def answer(
    *,
    by: str,
    at: datetime,
    initiative: str,
    question: str,
    said: Text,
    move_deadline: bool = False,
    cleared_because: Text | None = None,
    once: str = "",
) -> None:
    """Answer one question to all at one instant, as `release_answers` does several."""
    with hold("dialogue.answer", by=by, at=at, initiative=initiative, parts=_leaks.PARTS, once=once) as pen:
        _release(pen, {question: said}, move=move_deadline, cleared_because=cleared_because)


def release_answers(
    *,
    by: str,
    at: datetime,
    initiative: str,
    answers: Mapping[str, Text],
    move_deadline: bool = False,
    cleared_because: Text | None = None,
    once: str = "",
) -> None:
    """Answer several questions, by key, to all at the same instant and in one letter.

    Refuses a second answer (that is a new piece of information), answers too late to be of use before the hand-in
    (`answers-too-late`) unless `move_deadline` moves the deadline by a correction in the same act, and what comes close
    to a supplier's own text until `cleared_because` signs for it.
    """
    verb = "dialogue.release_answers"
    with hold(verb, by=by, at=at, initiative=initiative, parts=_leaks.PARTS, once=once) as pen:
        if not answers:
            raise BadInput("no-answers")
        _release(pen, answers, move=move_deadline, cleared_because=cleared_because)


def _release(pen: Pen, answers: Mapping[str, Text], *, move: bool, cleared_because: Text | None) -> None:
    rows = [_unanswered(pen, key) for key in answers]
    clear = _leaks.require_clean(pen, texts=tuple(answers.values()), cleared_because=cleared_because)
    for stage in dict.fromkeys(one.stage for one in rows):
        mine = [one for one in rows if one.stage == stage]
        moved = _moved(pen, pen.picture.stage(Key(stage.key)), [one.number for one in mine], move=move)
        for row in mine:
            _answer(pen, row, answers[row.key], moved, clear)
        _tell(pen, stage, mine)


def _unanswered(pen: Pen, key: str) -> m.Question:
    row = m.Question.objects.filter(initiative=pen.initiative, key=key).select_related("stage").first()
    if row is None:
        raise NotFound("no-such-question", key=key)
    if row.answer is not None:
        raise Conflict("question-answered")
    return row


def _moved(pen: Pen, stage: Stage, numbers: Sequence[int], *, move: bool) -> datetime | None:
    """Move the stage's deadline when answers come too late for its hand-in, or refuse. Gives the new one, if any."""
    waits = stage.state in (v.StageState.PUBLISHED, v.StageState.OPEN) and good_time.affected(stage, pen.at)
    asked = good_time.moved_deadline(stage, pen.at)
    if not waits or asked is None or asked == stage.deadline:
        return None
    if not move:
        raise Conflict(
            "answers-too-late", path="move_deadline", stage=stage.name, latest=good_time.latest(stage), deadline=asked,
            count=good_time.days(stage),
        )  # fmt: skip
    made = _corrections.publish(pen, stage, _why(stage, numbers, asked))
    said = {"stage": stage.name, "what": made.what, "why": made.why}
    to = _circle.to_tell(pen, pen.stage(stage.key))
    _letters.write("correction", to=to, at=pen.at, initiative=pen.initiative, **said)
    return asked


def _why(stage: Stage, numbers: Sequence[int], deadline: datetime) -> _corrections.Said:
    days, given = good_time.days(stage), tuple(sorted(numbers))
    return _corrections.Said(
        what=_in_all("correction.moved.what", deadline=deadline),
        why=_in_all("correction.moved.answers", numbers=given, count=days),
        deadline=deadline,
    )


def _answer(pen: Pen, row: m.Question, said: Text, moved: datetime | None, clear: _leaks.Clearance) -> None:
    row.answer, row.answered_at = said, pen.at
    row.save(update_fields=["answer", "answered_at"])
    facts = {"number": row.number, "answer": encode(said)} | ({"deadline": encode(moved)} if moved else {})
    pen.write(f"stage:{row.stage.key}", facts=facts, protected=clear.protected)


def _tell(pen: Pen, stage: m.Stage, answered: Sequence[m.Question]) -> None:
    """Write one letter, however many were answered."""
    to, first = _circle.to_tell(pen, stage), answered[0]
    if len(answered) == 1:
        _letters.write(
            "answer", to=to, at=pen.at, initiative=pen.initiative, number=first.number, question=first.question,
            said=first.answer,
        )  # fmt: skip
        return
    both = Text({language: _both(language, answered) for language in words.LANGUAGES})
    _letters.write(
        "answers", to=to, at=pen.at, initiative=pen.initiative, count=len(answered), stage=stage.name, answers=both
    )


def _both(language: str, answered: Sequence[m.Question]) -> str:
    said = ({"number": one.number, "question": one.question, "said": one.answer} for one in answered)
    return "\n\n".join(words.CORE.say(language, "letter.answered", **one) for one in said)


def _in_all(code: str, **values: object) -> Text:
    return Text({language: words.CORE.say(language, code, **values) for language in words.LANGUAGES})
