"""What is asked for in a stage, as a supplier meets it: answers by topic and files by slot. Knows no request."""

from dataclasses import dataclass

from vakna.core import stages, words
from vakna.core.initiative import Criterion, Key, Stage
from vakna.core.vocabulary import CriterionGroup
from vakna.web.sentences import PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing to answer: its key in the submission, what it is called, and what is looked at."""

    key: Key
    label: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place for a file: a deliverable, or anything else."""

    key: str
    label: str
    wanted: bool = True


def of(stage: Stage, language: str) -> tuple[Topic, ...]:
    """List what is answered: an RFI's questions, else the groups of criteria that the stage looks at, in order."""
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
    """List the places for files: one per deliverable of the stage, and one for anything else."""
    wanted = (Slot(key=f"d{n}", label=one.said(language)) for n, one in enumerate(stage.deliverables, start=1))
    return (*wanted, Slot(key="more", label=PAGES.say(language, "handin.more_file"), wanted=False))


def _topic(stage: Stage, group: CriterionGroup, language: str) -> Topic:
    label = words.word(language, group)
    return Topic(key=Key(group.value), label=label[:1].upper() + label[1:], hint=_looked_at(stage, group, language))


def _looked_at(stage: Stage, group: str, language: str) -> str:
    def line(one: Criterion) -> str:
        guidance = f" {one.guidance.said(language)}" if one.guidance else ""
        return f"{one.title.said(language)}.{guidance}"

    return " ".join(line(one) for one in stage.criteria if one.group == group)
