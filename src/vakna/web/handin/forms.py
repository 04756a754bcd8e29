"""The form of a hand-in, made from what the stage asks for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from vakna.core import stage_form, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Attachment
from vakna.core.refusal import BadInput, Problem
from vakna.core.secrecy import Mark
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from . import partners, questions
from .topics import Slot, Topic

_ASKED, _GROUND, _DAMAGE, _LEVEL = "_asked", "_ground", "_damage", "_level"


class _File(forms.FileField):
    """A file that is wanted, yet may be missing while it is a draft."""

    def validate(self, value: Any) -> None:
        """Take a missing file."""


class HandInForm(PageForm):
    """An answer per topic and a file per slot, each with its secrecy mark: that it be protected, why, and what harm."""

    about = "handin"
    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        topics: Sequence[Topic],
        slots: Sequence[Slot] = (),
        with_partners: bool = False,
        **options: Any,
    ) -> None:
        """Ask for these topics, offer these places for files, and ask whom the supplier works with."""
        super().__init__(*args, **options)
        self._topics, self._slots = topics, slots
        for one in topics:
            self.fields[one.key] = questions.field(one, self.language)
            if one.question and one.question.dimension:
                self.fields[one.key + _LEVEL] = questions.level(one, self.language)
            self._add_mark(one.key)
        for slot in slots:
            self.fields[f"file_{slot.key}"] = _File(label=slot.label, help_text=slot.hint, required=slot.wanted)
            self.fields[f"file_{slot.key}"].widget.attrs["accept"] = ",".join(sorted(slot.endings))
            self._add_mark(slot.key)

        self._with_partners = with_partners
        self._rows = partners.rows(self.data if self.is_bound else self.initial)
        self.fields |= dict(partners.fields(self.language, self._rows)) if with_partners else {}

    def _add_mark(self, key: str) -> None:
        asked = forms.BooleanField(required=False, label=PAGES.say(self.language, "handin.mark.asked"))
        asked.quiet = True  # type: ignore[attr-defined]
        self.fields[key + _ASKED] = asked
        for part, rows in ((_GROUND, 2), (_DAMAGE, 2)):
            field = area(required=False, rows=rows, label=PAGES.say(self.language, f"handin.mark{part}.label"))
            field.help_text = PAGES.say(self.language, f"handin.mark{part}.hint")
            field.max_length, field.quiet = None, True  # type: ignore[attr-defined]
            self.fields[key + part] = field

    def rows(self) -> list[dict[str, Any]]:
        """Give each topic's bound fields, for the template."""
        levels = {one.key: self[one.key + _LEVEL] for one in self._topics if one.key + _LEVEL in self.fields}
        return [{"said": self[one.key], "level": levels.get(one.key), **self.mark_row(one.key)} for one in self._topics]

    def mark_row(self, key: str) -> dict[str, Any]:
        """Give the bound fields of one mark, and whether they are to stand open."""
        fields = {part.removeprefix("_"): self[key + part] for part in (_ASKED, _GROUND, _DAMAGE)}
        return {**fields, "open": any(one.value() or one.errors for one in fields.values())}

    def partner_rows(self) -> list[dict[str, Any]]:
        """Give the bound fields of each row about those whom the supplier works with, and whether it is filled in."""
        if not self._with_partners:
            return []
        rows = [[self[f"partner_{row}_{part}"] for part in partners.PARTS] for row in self._rows]
        return [
            {
                "number": number,
                "fields": row,
                "used": any(it.value() for it in row[1:2]) or any(it.errors for it in row),
            }
            for number, row in enumerate(rows, start=1)
        ]

    def works_with(self) -> dict[str, Any]:
        """Give whom the supplier works with and why they are others than before, as the hand-in takes it."""
        if not self._with_partners:
            return {}
        named = partners.read(self.cleaned_data, self.language)
        return {"works_with": named, "partners_changed": self.maybe_said("partners_changed")}

    def uploads(self) -> list[tuple[str, Any]]:
        """Give what was uploaded with this post, by slot."""
        given = ((one.key, self.cleaned_data.get(f"file_{one.key}")) for one in self._slots)
        return [(key, file) for key, file in given if file]

    def content(self) -> dict[str, str]:
        """Give what was typed, as a draft keeps it."""
        names = (name for name in self.fields if not name.startswith("file_"))
        return {name: questions.kept(self.cleaned_data.get(name)) for name in names}

    def answers(self) -> tuple[Answer, ...]:
        """Give the answers as they are handed in; what was left empty is left out.

        Refuses (`BadInput`, all at once) what cannot be read as its question asks.
        """
        found: list[Answer] = []
        problems: list[Problem] = []
        for one in self._topics:
            try:
                found += self._answer(one)
            except BadInput as refusal:
                problems += refusal.problems
        if problems:
            raise BadInput("answers-not-whole", found=tuple(problems))
        return tuple(found)

    def mark(self, key: str) -> Mark:
        """Give the secrecy mark of a topic or of a slot."""
        asked = bool(self.cleaned_data.get(key + _ASKED))
        return Mark(asked=asked, ground=self.maybe_said(key + _GROUND), damage=self.maybe_said(key + _DAMAGE))

    def marks(self, files: Collection[str]) -> list[tuple[str, Mark]]:
        """Give every mark by what it is on: each answer, and the slots in `files`."""
        said = [one.key for one in self._topics if self.cleaned_data.get(one.key)]
        return [(str(key), self.mark(key)) for key in (*said, *(one.key for one in self._slots if one.key in files))]

    def _answer(self, topic: Topic) -> Iterator[Answer]:
        """Give the answer to a topic, if there is one, with its secrecy mark."""
        mark, written = self.mark(topic.key), questions.kept(self.cleaned_data.get(topic.key))
        level = str(self.cleaned_data.get(topic.key + _LEVEL) or "")
        if topic.question is not None:
            made = stage_form.read(topic.question, written, self.language, level=level)
        else:
            made = Answer(topic=topic.key, said=self.said(topic.key)) if written else None
        if made is not None:
            yield replace(made, ground=mark.ground, damage=mark.damage)


def typed(answers: Sequence[Answer], files: Mapping[str, Attachment], language: str) -> dict[str, Any]:
    """Give what was handed in as a form shows it, in the page's language where it was written in it.

    `files` are the attachments by slot.
    """
    found: dict[str, Any] = {str(it.topic): questions.typed(it, language) for it in answers}
    found |= {it.topic + _LEVEL: str(it.claim.level) for it in answers if it.claim}
    held: list[tuple[str, Answer | Attachment]] = [*((str(it.topic), it) for it in answers), *files.items()]
    for key, one in held:
        if one.ground is not None or one.damage is not None:
            found[key + _ASKED] = True
            found[key + _GROUND] = one.ground.said(language) if one.ground else ""
            found[key + _DAMAGE] = one.damage.said(language) if one.damage else ""
    return found


SUPPLIERS = (
    v.OrganisationKind.COMPANY, v.OrganisationKind.SOLE_TRADER, v.OrganisationKind.TEAM, v.OrganisationKind.ASSOCIATION,
    v.OrganisationKind.UNIVERSITY, v.OrganisationKind.PRIVATE_PROVIDER, v.OrganisationKind.PUBLIC_COMPANY,
)  # fmt: skip
"""What a supplier may be; a team need not be a company."""


class RfiForm(HandInForm):
    """The same without an account: who answers, and where the receipt goes."""

    about = "answer"

    name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "organization"}))
    kind = forms.ChoiceField(initial=SUPPLIERS[0].value)
    person = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the kinds of suppliers in the page's language."""
        super().__init__(*args, **options)
        kind = self.fields["kind"]
        kind.choices = [(one.value, words.word(self.language, one)) for one in SUPPLIERS]  # type: ignore[attr-defined]
