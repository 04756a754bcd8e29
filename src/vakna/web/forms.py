"""The forms of all pages: words by code in the page's language, errors beside their field. A form changes nothing."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from vakna.core.initiative import Text

from .sentences import PAGES

Problems = list[dict[str, str]]


class PageForm(forms.Form):
    """A form whose labels and hints are the sentences `form.<about>.<field>.label` and `.hint` (if there is one)."""

    about: ClassVar[str] = ""
    own: Mapping[str, str] = {}
    """Which field a refusal's path belongs to, where it is not called the same."""

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        """Say the form's words in `language`."""
        self.language = language
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            self.dress(name, field)

    def dress(self, name: str, field: forms.Field) -> None:
        """Give a field its label, its hint and its message for an empty answer, where they are not set already."""
        label, hint = f"form.{self.about}.{name}.label", f"form.{self.about}.{name}.hint"
        codes = PAGES.codes(self.language)
        if field.label is None and label in codes:
            field.label = PAGES.say(self.language, label)
        if not field.help_text and hint in codes:
            field.help_text = PAGES.say(self.language, hint)
        field.error_messages["required"] = PAGES.say(self.language, "form.required", label=str(field.label or ""))
        for wrong in ("invalid", "invalid_choice", "invalid_list"):
            code = f"form.{getattr(field, 'wrong', 'invalid')}"
            field.error_messages[wrong] = PAGES.say(self.language, code, label=str(field.label or ""))

    def take(self, problems: Problems) -> Problems:
        """Put each problem of a refusal beside the field that it names; give back those that no field owns."""
        left: Problems = []
        for problem in problems:
            name = self.own.get(problem["field"], problem["field"])
            if name in self.fields:
                self.add_error(name, problem["sentence"])
            else:
                left.append(problem)
        return left

    def said(self, name: str) -> Text:
        """Give what was typed in a text field as a text in the page's language."""
        return Text({self.language: self.cleaned_data[name].strip()})

    def maybe_said(self, name: str) -> Text | None:
        """Give what was typed as a text, or None when nothing was."""
        typed = (self.cleaned_data.get(name) or "").strip()
        return Text({self.language: typed}) if typed else None

    def rewritten(self, name: str, before: Text | None) -> Text | None:
        """Give the text as it is now. Words that were not changed keep every language that they were said in."""
        now = self.maybe_said(name)
        same = before is not None and now is not None and before.said(self.language).strip() == now.said(self.language)
        return before if same else now


def area(*, required: bool = True, rows: int = 4, **options: Any) -> forms.CharField:
    """Make a field for running text."""
    return forms.CharField(required=required, max_length=20_000, widget=forms.Textarea({"rows": rows}), **options)
