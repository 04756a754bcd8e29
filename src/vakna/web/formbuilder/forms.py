"""The form in which one question is written: its words in both languages and what its kind needs."""

from dataclasses import replace
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core.initiative import Choice, FormQuestion, Key, Text
from vakna.core.stage_form import LONGEST
from vakna.web.fields import WholeField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

OTHER = {"sv": "en", "en": "sv"}


class QuestionForm(PageForm):
    """One question. Of a published stage also why it changes, and whether what is handed in shall be confirmed."""

    about = "question"

    asks = forms.CharField(max_length=300)
    asks_other = forms.CharField(max_length=300, required=False)
    help = area(required=False, rows=2)
    help_other = area(required=False, rows=2)

    def __init__(self, *args: Any, question: FormQuestion, new: bool, corrects: bool, **options: Any) -> None:
        """Ask what this kind of question needs, with what it says now filled in."""
        super().__init__(*args, initial=_initial(question, options["language"], new), **options)
        self.question = question
        self._add_kinds_own()
        self.fields["required"] = forms.BooleanField(required=False)
        self.fields["group"] = WordField(
            among=v.CriterionGroup, language=self.language, radio=False, required=False,
            empty=PAGES.say(self.language, "form.question.group.none"),
        )  # fmt: skip
        if corrects:
            self._add_correction(new)
        for name, field in self.fields.items():
            self.dress(name, field)

    def _add_kinds_own(self) -> None:
        kind = self.question.kind
        if kind is v.QuestionKind.TEXT:
            self.fields["longest"] = WholeField(required=False)
        elif kind in (v.QuestionKind.ONE, v.QuestionKind.MANY):
            self.fields["choices"] = area(rows=4)
            self.fields["choices_other"] = area(required=False, rows=4)
        elif kind is v.QuestionKind.FILE:
            offered = [(one.value, PAGES.say(self.language, "planning.value", value=one)) for one in v.FileKind]
            self.fields["files"] = forms.MultipleChoiceField(
                choices=offered, required=False, widget=forms.CheckboxSelectMultiple
            )
        elif kind is v.QuestionKind.READINESS:
            self.fields["dimension"] = WordField(among=v.ReadinessDimension, language=self.language, radio=False)

    def _add_correction(self, new: bool) -> None:
        self.fields["why"] = area(rows=2)
        self.fields["confirm"] = forms.BooleanField(required=False, initial=True)
        if not new:
            self.fields["remove"] = forms.BooleanField(required=False)

    def written(self) -> FormQuestion:
        """Give the question as the form says it."""
        typed = self.cleaned_data
        files = tuple(v.FileKind(one) for one in typed.get("files") or ())
        return replace(
            self.question, asks=self._both("asks"), help=self._both("help"), required=typed["required"],
            group=typed["group"], longest=typed.get("longest") or None, choices=self._choices(), files=files,
            dimension=typed.get("dimension"),
        )  # fmt: skip

    def _both(self, name: str) -> Any:
        """Give a text in the page's language and, when that was written, in the other."""
        typed = {self.language: self.cleaned_data[name], OTHER[self.language]: self.cleaned_data[f"{name}_other"]}
        said = {language: words.strip() for language, words in typed.items() if words.strip()}
        return Text(said) if said else None

    def _choices(self) -> tuple[Choice, ...]:
        """Give one choice a line. A line that stood there before keeps its key, and so do the answers that hold it."""
        rows, others = (_lines(self.cleaned_data.get(name, "")) for name in ("choices", "choices_other"))
        before = {one.label.said(self.language): one.key for one in self.question.choices}
        used, made = set(before.values()), []
        for number, row in enumerate(rows):
            key = before.get(row) or next(Key(f"c{it}") for it in range(1, 1000) if f"c{it}" not in used)
            used.add(key)
            other = {OTHER[self.language]: others[number]} if number < len(others) else {}
            made.append(Choice(key=key, label=Text({self.language: row, **other})))
        return tuple(made)


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _initial(one: FormQuestion, language: str, new: bool) -> dict[str, Any]:
    if new:
        return {"required": True, "longest": 2_000 if one.kind is v.QuestionKind.TEXT else LONGEST}
    other = OTHER[language]
    found: dict[str, Any] = {
        "asks": one.asks.said(language), "asks_other": one.asks.by_language.get(other, ""), "required": one.required,
        "group": one.group, "longest": one.longest, "files": [it.value for it in one.files], "dimension": one.dimension,
        "choices": "\n".join(it.label.said(language) for it in one.choices),
        "choices_other": "\n".join(it.label.by_language.get(other, it.label.said(language)) for it in one.choices),
    }  # fmt: skip
    if one.help:
        found |= {"help": one.help.said(language), "help_other": one.help.by_language.get(other, "")}
    return found
