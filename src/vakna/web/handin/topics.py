"""What is asked for in a stage, as a supplier meets it: answers by topic and files by slot. Knows no request."""

from dataclasses import dataclass

from vakna.core import stages, words
from vakna.core.files import KINDS, endings
from vakna.core.initiative import Criterion, FormQuestion, Key, Stage
from vakna.core.vocabulary import QuestionKind
from vakna.web.sentences import PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing to answer: its key in the submission, what it is called, what is looked at, and who asks it.

    `question` is the form's own question; None where the stage has no form and the topic follows from its criteria.
    """

    key: Key
    label: str
    hint: str
    question: FormQuestion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place for a file: a question of the form, a deliverable, or anything else; and what the file may end in."""

    key: str
    label: str
    wanted: bool = True
    hint: str = ""
    endings: frozenset[str] = KINDS


def of(stage: Stage, language: str) -> tuple[Topic, ...]:
    """List what is answered: the form's questions where one is built; else an RFI's, else the groups of criteria."""
    if stage.form:
        return tuple(_asked(one, language) for one in stage.form if one.kind is not QuestionKind.FILE)
    return by_default(stage, language)


def by_default(stage: Stage, language: str) -> tuple[Topic, ...]:
    """List what is answered where no form is built: an RFI's questions, else the criteria's groups, in order."""
    if stages.rules(stage).takes_answers and stage.wants_to_know:
        asked = enumerate(stage.wants_to_know, start=1)
        return tuple(
            Topic(key=Key(f"q{number}"), label=f"{number}. {one.said(language)}", hint="") for number, one in asked
        )
    groups = dict.fromkeys(one.group for one in sorted(stage.criteria, key=lambda one: one.number))
    found = tuple(
        Topic(
            key=Key(group.value),
            label=words.word(language, group).capitalize(),
            hint=_looked_at(stage, group, language),
        )
        for group in groups
    )
    return found or (Topic(key=Key("other"), label=PAGES.say(language, "handin.free"), hint=""),)


def slots(stage: Stage, language: str) -> tuple[Slot, ...]:
    """List the places for files: the form's, one per deliverable of the stage, and one for anything else."""
    asked = (_place(one, language) for one in stage.form if one.kind is QuestionKind.FILE)
    wanted = (Slot(key=f"d{n}", label=one.said(language)) for n, one in enumerate(stage.deliverables, start=1))
    return (*asked, *wanted, Slot(key="more", label=PAGES.say(language, "handin.more_file"), wanted=False))


def _asked(one: FormQuestion, language: str) -> Topic:
    hint = one.help.said(language) if one.help else ""
    if one.kind is QuestionKind.READINESS and one.dimension:
        about = PAGES.say(language, "handin.form.readiness", dimension=one.dimension)
        hint = f"{about} {hint}".strip()
    return Topic(key=one.key, label=one.asks.said(language), hint=hint, question=one)


def _place(one: FormQuestion, language: str) -> Slot:
    kinds = PAGES.say(language, "handin.form.files", kinds=one.files) if one.files else ""
    hint = f"{one.help.said(language) if one.help else ''} {kinds}".strip()
    return Slot(
        key=str(one.key), label=one.asks.said(language), wanted=one.required, hint=hint, endings=endings(one.files)
    )


def _looked_at(stage: Stage, group: str, language: str) -> str:
    def line(one: Criterion) -> str:
        guidance = f" {one.guidance.said(language)}" if one.guidance else ""
        return f"{one.title.said(language)}.{guidance}"

    return " ".join(line(one) for one in stage.criteria if one.group == group)
