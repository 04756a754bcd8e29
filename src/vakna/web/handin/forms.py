"""The form of a hand-in, made from what the stage asks for."""

from collections.abc import Sequence
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core import words
from vakna.core.initiative import Answer, Key
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from .topics import Slot, Topic

_GROUND = "_ground"
_LONGEST = 20_000


class _Answer(forms.CharField):
    """An answer that is wanted, yet may be empty while it is a draft: what is missing is the hand-in's own question."""

    widget = forms.Textarea

    def validate(self, value: Any) -> None:
        """Take an empty answer."""


class _File(forms.FileField):
    """A file that is wanted, yet may be missing while it is a draft."""

    def validate(self, value: Any) -> None:
        """Take a missing file."""


class HandInForm(PageForm):
    """An answer per topic, a ground where something is a business secret, and a file per slot."""

    about = "handin"
    use_required_attribute = False

    def __init__(self, *args: Any, topics: Sequence[Topic], slots: Sequence[Slot] = (), **options: Any) -> None:
        """Ask for these topics and offer these places for files."""
        super().__init__(*args, **options)
        self._topics, self._slots = topics, slots
        ground = PAGES.say(self.language, "handin.ground.label")
        for one in topics:
            self.fields[one.key] = _Answer(max_length=_LONGEST, label=one.label, help_text=one.hint)
            self.fields[one.key + _GROUND] = area(required=False, rows=2, label=ground)
        for slot in slots:
            self.fields[f"file_{slot.key}"] = _File(label=slot.label, required=slot.wanted)

    def rows(self) -> list[dict[str, Any]]:
        """Give each topic's two bound fields, for the template."""
        return [{"said": self[one.key], "ground": self[one.key + _GROUND]} for one in self._topics]

    def uploads(self) -> list[tuple[str, Any]]:
        """Give what was uploaded with this post, by slot."""
        given = ((one.key, self.cleaned_data.get(f"file_{one.key}")) for one in self._slots)
        return [(key, file) for key, file in given if file]

    def content(self) -> dict[str, str]:
        """Give what was typed, as a draft keeps it."""
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields if not name.startswith("file_")}

    def answers(self) -> tuple[Answer, ...]:
        """Give the answers as they are handed in; what was left empty is left out."""
        return tuple(self._answer(one.key) for one in self._topics if self.cleaned_data.get(one.key))

    def _answer(self, key: Key) -> Answer:
        return Answer(topic=key, said=self.said(key), ground=self.maybe_said(key + _GROUND))


def typed(answers: Sequence[Answer], language: str) -> dict[str, str]:
    """Give handed-in answers as a form shows them, in the page's language where they were written in it."""
    found: dict[str, str] = {}
    for one in answers:
        found[one.topic] = one.said.said(language)
        if one.ground is not None:
            found[one.topic + _GROUND] = one.ground.said(language)
    return found


KINDS = (
    v.OrganisationKind.COMPANY, v.OrganisationKind.SOLE_TRADER, v.OrganisationKind.TEAM, v.OrganisationKind.ASSOCIATION,
    v.OrganisationKind.UNIVERSITY, v.OrganisationKind.PRIVATE_PROVIDER, v.OrganisationKind.PUBLIC_COMPANY,
)  # fmt: skip
"""What a supplier may be; a team need not be a company."""


class RfiForm(HandInForm):
    """The same without an account: who answers, and where the receipt goes."""

    about = "answer"

    name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "organization"}))
    kind = forms.ChoiceField(initial=KINDS[0].value)
    person = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the kinds of suppliers in the page's language."""
        super().__init__(*args, **options)
        kind = self.fields["kind"]
        kind.choices = [(one.value, words.word(self.language, one)) for one in KINDS]  # type: ignore[attr-defined]
