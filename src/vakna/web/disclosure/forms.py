"""The forms about public records: the request, the test of one item, and who was given the copy."""

from dataclasses import replace
from typing import Any

from django import forms

from vakna.actions.oversight import Upload
from vakna.core import disclosure as rules
from vakna.core import words
from vakna.core.disclosure import Thing
from vakna.core.initiative import DisclosureItem, Text
from vakna.core.refusal import BadInput
from vakna.core.vocabulary import Release
from vakna.web.dialogue.papers import uploads
from vakna.web.forms import PageForm, area


class RequestForm(PageForm):
    """Who asks for what. Nothing has to be said: an empty form asks for everything handed in for the stage."""

    about = "records"

    only = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    asks = area(required=False, rows=3)
    asked_by = forms.CharField(required=False, max_length=300)
    diary_number = forms.CharField(required=False, max_length=80)

    def __init__(self, *args: Any, suppliers: list[tuple[str, str]], team: bool, **options: Any) -> None:
        """Offer the suppliers whose papers can be asked for; the diary number is the team's own."""
        super().__init__(*args, **options)
        if len(suppliers) > 1:
            self.fields["only"].choices = suppliers  # type: ignore[attr-defined]
        else:
            del self.fields["only"]
        if not team:
            del self.fields["diary_number"]


class ItemForm(PageForm):
    """The test of one item. What nobody has asked to protect stands at being given out; what is marked at nothing."""

    about = "record"
    use_required_attribute = False

    decision = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    words = area(required=False, rows=2)
    copy = forms.FileField(required=False)
    ground = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, thing: Thing, **options: Any) -> None:
        """Offer what can be decided about this item: words are covered in answers, a copy stands for a file."""
        super().__init__(*args, **options)
        self.thing = thing
        decision = self.fields["decision"]
        decision.choices = [(one.value, words.word(self.language, one)) for one in Release]  # type: ignore[attr-defined]
        decision.quiet = True  # type: ignore[attr-defined]
        first = thing.item.decision or (None if thing.marked else Release.RELEASE)
        self.initial.setdefault("decision", first.value if first else None)
        if thing.item.ground:
            self.initial.setdefault("ground", thing.item.ground.said(self.language))
        del self.fields["words" if thing.answer is None else "copy"]

    def item(self) -> DisclosureItem | None:
        """Give the item as it is decided, or None where nothing is chosen.

        Refuses words that cannot be covered, and a masked copy of a file that is not to be given out masked.
        """
        chosen, one = self.cleaned_data.get("decision"), self.thing.item
        if self.upload() is not None and chosen != Release.MASK:
            raise BadInput("copy-without-mask", path="decision")
        if not chosen:
            return None
        decision = Release(chosen)
        masked = self._masked() if decision is Release.MASK else None
        return DisclosureItem(
            submission=one.submission, participation=one.participation, topic=one.topic, file=one.file,
            decision=decision, ground=self.maybe_said("ground"), masked=masked, masked_file=one.masked_file,
        )  # fmt: skip

    def upload(self) -> Upload | None:
        """Give the masked copy that was chosen, as the action takes it."""
        chosen = self.cleaned_data.get("copy")
        return uploads([chosen])[0] if chosen else None

    def _masked(self) -> Text | None:
        if self.thing.answer is None:
            return None
        try:
            return rules.mask(self.thing.answer.said, self.cleaned_data["words"].splitlines())
        except BadInput as refused:
            problems = tuple(replace(one, path="words") for one in refused.problems)
            raise BadInput(refused.code, found=problems) from None


class GiveForm(PageForm):
    """To whom the copy was given, and how."""

    about = "give_out"

    given_to = forms.CharField(max_length=300)
