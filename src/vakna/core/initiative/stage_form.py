"""The form of a stage: what suppliers are asked when they hand in, question by question, built without code."""

from dataclasses import dataclass

from .. import vocabulary as v
from .values import Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the answers that a question offers."""

    key: Key
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """One question: what it asks and what sort of answer it takes. Its key is the topic of the answers to it.

    `group` is the criterion group beside which the answer stands when it is assessed. `longest` is in characters, of a
    text. `choices` belong to one and many, `files` (none: every kind) to a file, `dimension` to a readiness claim.
    """

    key: Key
    kind: v.QuestionKind
    asks: Text
    help: Text | None = None
    required: bool = True
    group: v.CriterionGroup | None = None
    longest: int | None = None
    choices: tuple[Choice, ...] = ()
    files: tuple[v.FileKind, ...] = ()
    dimension: v.ReadinessDimension | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """How ready a supplier says that it is: a level of 1-9 in one dimension. The answer's text is the evidence."""

    dimension: v.ReadinessDimension = seen(v.Seen.OWN)
    level: int = seen(v.Seen.OWN)
