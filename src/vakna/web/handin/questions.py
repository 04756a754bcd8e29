"""How a question of a stage's form is asked on a page. Whatever is typed is kept; the hand-in itself judges it."""

from typing import Any

from django import forms

from vakna.core.initiative import Answer, FormQuestion
from vakna.core.stage_form import LEVELS, LONGEST
from vakna.core.vocabulary import QuestionKind
from vakna.web.sentences import PAGES

from .topics import Topic

_ONE_LINE = 200
"""The longest text that is asked for on one line, in characters."""


class _Answer(forms.CharField):
    """An answer that is wanted, yet may be empty while it is a draft: what is missing is the hand-in's own question."""

    def validate(self, value: Any) -> None:
        """Take an empty answer."""


class _One(forms.ChoiceField):
    """One of the choices, or none yet."""

    widget = forms.RadioSelect

    def validate(self, value: Any) -> None:
        """Take no answer, and one that a correction has taken away: the hand-in says so."""


class _Many(forms.MultipleChoiceField):
    """Any of the choices; a draft keeps their keys one a line."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        """Take no answer, as above."""

    def prepare_value(self, value: Any) -> Any:
        """Tick what the draft keeps."""
        return value.split("\n") if isinstance(value, str) else value


def field(topic: Topic, language: str) -> forms.Field:
    """Make the field of a topic: of its question's kind, else running text."""
    asked = topic.question
    said: dict[str, Any] = {"label": topic.label, "help_text": topic.hint, "required": not asked or asked.required}
    if asked is None or asked.kind in (QuestionKind.TEXT, QuestionKind.READINESS):
        return _running(asked, said)
    if asked.kind in (QuestionKind.ONE, QuestionKind.MANY):
        return _choices(asked, language, said)
    modes = {QuestionKind.NUMBER: "decimal", QuestionKind.MONEY: "decimal", QuestionKind.VIDEO: "url"}
    hint = PAGES.say(language, f"handin.form.{asked.kind.value}")
    said["help_text"] = f"{hint} {topic.hint}".strip()
    line = _Answer(max_length=_ONE_LINE * 3, **said)
    line.widget = forms.TextInput({"inputmode": modes[asked.kind], "autocomplete": "off"})
    line.max_length = None  # nobody counts the digits of a sum
    return line


def _running(asked: FormQuestion | None, said: dict[str, Any]) -> forms.Field:
    longest = asked.longest if asked else None
    made = _Answer(max_length=LONGEST, **said)
    made.widget = forms.TextInput() if longest and longest <= _ONE_LINE else forms.Textarea()
    # Counted on the page; what is too long is kept all the same, and told when it is handed in.
    made.max_length = longest or LONGEST
    return made


def _choices(asked: FormQuestion, language: str, said: dict[str, Any]) -> forms.Field:
    offered = [(str(one.key), one.label.said(language)) for one in asked.choices]
    if asked.kind is QuestionKind.MANY:
        return _Many(choices=offered, **said)
    none = [] if asked.required else [("", PAGES.say(language, "handin.form.no_answer"))]
    return _One(choices=[*none, *offered], **said)


def level(topic: Topic, language: str) -> forms.Field:
    """Make the field in which the level of a readiness claim is chosen."""
    numbers = [(str(one), PAGES.say(language, "handin.form.level_of", level=one, most=LEVELS[-1])) for one in LEVELS]
    label = PAGES.say(language, "handin.form.level", question=topic.label)
    wanted = topic.question is not None and topic.question.required
    return _One(choices=[("", "–"), *numbers], label=label, required=wanted, widget=forms.Select)


def kept(value: Any) -> str:
    """Give what was typed in a field as a draft keeps it: the keys of several choices one a line."""
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def typed(answer: Answer, language: str) -> str:
    """Give an answer as its field shows it for the next version."""
    if answer.chosen:
        return "\n".join(answer.chosen)
    if answer.number is not None:
        return f"{answer.number.normalize():f}".replace(".", ",")
    return str(answer.sum.amount).replace(".", ",") if answer.sum else answer.said.said(language)
