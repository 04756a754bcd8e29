"""The form of a stage: sound questions, what was written as an answer, and whether all is answered."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath

from . import words
from .files import endings
from .initiative import Answer, Claim, FormQuestion, Key, Stage, Text
from .money import Money
from .refusal import BadInput, Problem
from .vocabulary import QuestionKind

LONGEST = 20_000
"""The most characters of any text answer, whatever a question says."""

LEVELS = range(1, 10)
"""The levels of readiness (domain 5.2)."""

_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,4})?")
_SUM = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?")
_VIDEO = re.compile(r"https://[^\s/]+\.[^\s/]+(?:/\S*)?")
_FEWEST_CHOICES = 2


def original(stage: Stage) -> tuple[FormQuestion, ...]:
    """Give the form that the stage was published with, before any correction."""
    return next((one.form_before for one in stage.corrections if one.form_before is not None), stage.form)


def after(stage: Stage, version: int) -> tuple[FormQuestion, ...] | None:
    """Give the form that the correction with this version made; None where it left the form alone."""
    if next(one.form_before for one in stage.corrections if one.version == version) is None:
        return None
    later = (one.form_before for one in stage.corrections if one.version > version and one.form_before is not None)
    return next(later, stage.form)


def new_key(stage: Stage) -> Key:
    """Give a key that no question of the stage has, or has had."""
    forms = [stage.form, *(one.form_before or () for one in stage.corrections)]
    used = {str(one.key) for form in forms for one in form}
    return next(Key(f"f{number}") for number in range(1, len(used) + 2) if f"f{number}" not in used)


def require_sound(form: Sequence[FormQuestion]) -> None:
    """Refuse (`BadInput`, all at once) a form with a question that cannot be answered, or a key twice."""
    keys = [one.key for one in form]
    found = [Problem("key", "key-twice", (("key", key),)) for key in sorted({it for it in keys if keys.count(it) > 1})]
    for one in form:
        found += [Problem(path, code, (("question", one.asks),)) for path, code in _unsound(one)]
    if found:
        raise BadInput("form-unsound", found=tuple(found))


def _unsound(one: FormQuestion) -> Iterator[tuple[str, str]]:
    keys = [it.key for it in one.choices]
    if one.kind in (QuestionKind.ONE, QuestionKind.MANY) and (
        len(keys) < _FEWEST_CHOICES or len(set(keys)) != len(keys)
    ):
        yield "choices", "question-too-few-choices"
    if one.kind is QuestionKind.READINESS and one.dimension is None:
        yield "dimension", "question-no-dimension"
    if one.longest is not None and not 1 <= one.longest <= LONGEST:
        yield "longest", "question-length"


def read(question: FormQuestion, written: str, language: str, *, level: str = "") -> Answer | None:
    """Read what was written as the answer to a question; None when nothing was. A file is no answer but a file.

    `written` is the typed text, or the keys of the choices, one a line; `level` the level of a readiness claim. Refuses
    (`BadInput`, at the question's key) what the kind cannot be read as.
    """
    bare = written.strip()
    if not bare and not level:
        return None
    return _READERS[question.kind](question, bare, language) if not level else _claim(question, bare, language, level)


def _text(question: FormQuestion, written: str, language: str) -> Answer:
    return Answer(topic=question.key, said=Text({language: written}))


def _number(question: FormQuestion, written: str, language: str) -> Answer:
    bare = re.sub(r"\s", "", written)
    if not _NUMBER.fullmatch(bare):
        raise BadInput("answer-not-number", path=question.key, question=question.asks, given=written[:40])
    value = Decimal(bare.replace(",", "."))
    return Answer(topic=question.key, said=_in_all(language, value), number=value)


def _sum(question: FormQuestion, written: str, language: str) -> Answer:
    bare = re.sub(r"\s|kr$|^SEK|SEK$", "", written)
    if not _SUM.fullmatch(bare):
        raise BadInput("answer-not-sum", path=question.key, question=question.asks, given=written[:40])
    value = Money(Decimal(bare.replace(",", ".")))
    return Answer(topic=question.key, said=_in_all(language, value), sum=value)


def _chosen(question: FormQuestion, written: str, language: str) -> Answer:
    keys = tuple(Key(one) for one in written.split("\n") if one.strip())
    offered = {one.key: one.label for one in question.choices}
    if not set(keys) <= set(offered):
        raise BadInput("answer-not-offered", path=question.key, question=question.asks)
    order = (language, *(one for one in words.LANGUAGES if one != language))
    said = {one: words.joined(one, [offered[key] for key in keys]) for one in order}
    return Answer(topic=question.key, said=Text(said), chosen=keys)


def _video(question: FormQuestion, written: str, language: str) -> Answer:
    if not _VIDEO.fullmatch(written) or len(written) > 500:
        raise BadInput("answer-not-video", path=question.key, question=question.asks)
    return Answer(topic=question.key, said=Text({language: written}))


def _claim(question: FormQuestion, written: str, language: str, level: str = "") -> Answer:
    whole = bool(written) and level.isdecimal() and int(level) in LEVELS
    if not whole or question.dimension is None:
        raise BadInput("claim-not-whole", path=question.key, question=question.asks)
    claim = Claim(dimension=question.dimension, level=int(level))
    return Answer(topic=question.key, said=Text({language: written}), claim=claim)


_READERS: Mapping[QuestionKind, Callable[[FormQuestion, str, str], Answer]] = {
    QuestionKind.TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.MONEY: _sum,
    QuestionKind.ONE: _chosen,
    QuestionKind.MANY: _chosen,
    QuestionKind.VIDEO: _video,
    QuestionKind.READINESS: _claim,
}
"""How each kind of answer is read; a file is none."""


def _in_all(first: str, value: Decimal | Money) -> Text:
    order = (first, *(one for one in words.LANGUAGES if one != first))
    return Text({language: words.write(language, value) for language in order})


def require_whole(
    form: Sequence[FormQuestion], answers: Sequence[Answer], files: Collection[tuple[str, str]], *, with_files: bool
) -> None:
    """Refuse (`BadInput`, all at once) a hand-in in which the form's questions are not answered as they ask.

    `files` are the topic and name of each file. Whoever answers without an account hands in no files (`with_files`),
    and is not asked for any. The path of a problem is the question's key; of a file, `file_<key>`.
    """
    given = {one.topic: one for one in answers}
    found: list[Problem] = []
    for one in form:
        held = [name for topic, name in files if topic == one.key]
        codes = _file_lacks(one, held, with_files) if one.kind is QuestionKind.FILE else _lacks(one, given.get(one.key))
        path = f"file_{one.key}" if one.kind is QuestionKind.FILE else str(one.key)
        found += [Problem(path, code, (("question", one.asks), *values)) for code, values in codes]
    if found:
        raise BadInput("answers-not-whole", found=tuple(found))


_Values = tuple[tuple[str, object], ...]


def _lacks(one: FormQuestion, answer: Answer | None) -> Iterator[tuple[str, _Values]]:
    if answer is None:
        if one.required:
            yield "answer-missing", ()
        return
    if not _fits(one, answer):
        yield "answer-of-other-kind", ()
    longest, count = one.longest or LONGEST, max(len(said) for said in answer.said.by_language.values())
    if one.kind is QuestionKind.TEXT and count > longest:
        yield "answer-too-long", (("most", longest), ("over", count - longest))


def _fits(one: FormQuestion, answer: Answer) -> bool:
    """Say whether an answer holds the value that its question asks for, and no other."""
    bare = replace(answer, ground=None, damage=None)
    plain = Answer(topic=one.key, said=answer.said)
    offered = {it.key for it in one.choices}
    chosen = bool(answer.chosen) and set(answer.chosen) <= offered
    held = {
        QuestionKind.NUMBER: bare == replace(plain, number=answer.number) != plain,
        QuestionKind.MONEY: bare == replace(plain, sum=answer.sum) != plain,
        QuestionKind.ONE: chosen and bare == replace(plain, chosen=answer.chosen) and len(answer.chosen) == 1,
        QuestionKind.MANY: chosen and bare == replace(plain, chosen=answer.chosen),
        QuestionKind.READINESS: bare == replace(plain, claim=answer.claim) and _claims(one, answer.claim),
    }
    return held.get(one.kind, bare == plain)


def _claims(one: FormQuestion, claim: Claim | None) -> bool:
    return claim is not None and claim.dimension is one.dimension and claim.level in LEVELS


def _file_lacks(one: FormQuestion, names: Sequence[str], with_files: bool) -> Iterator[tuple[str, _Values]]:
    if one.required and with_files and not names:
        yield "answer-no-file", ()
    for name in names:
        if not takes_file(one, name):
            yield "answer-other-file", (("name", name[-80:]), ("kinds", one.files))


def takes_file(question: FormQuestion, name: str) -> bool:
    """Say whether a file of this name is of a kind that the question asks for."""
    return PurePath(name).suffix.lower() in endings(question.files)


def require_file(form: Sequence[FormQuestion], topic: str, name: str) -> None:
    """Refuse (`answer-other-file`, at the file's field) a file of a kind that its question does not take."""
    asked = next((one for one in form if one.key == topic), None)
    if asked is not None and not takes_file(asked, name):
        raise BadInput("answer-other-file", path=f"file_{topic}", question=asked.asks, name=name[-80:],
                       kinds=asked.files)  # fmt: skip
