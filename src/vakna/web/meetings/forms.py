"""The forms of the meetings: offering times, taking one, minutes and what the supplier says of them, the summary."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms

from vakna.core.initiative import Contact, Key, Slot, Text
from vakna.core.meetings import LONGEST
from vakna.core.vocabulary import ContactKind
from vakna.web.fields import InstantField, WholeField
from vakna.web.forms import PageForm, area

_MOST = 40
_USUAL = 30


class OfferForm(PageForm):
    """Times one after the other: the first, how many, how long each is, how long the break between is, and where."""

    about = "offer"
    own = {"starts": "first"}

    first = InstantField()
    count = forms.IntegerField(min_value=1, max_value=_MOST, initial=6)
    minutes = forms.IntegerField(min_value=1, max_value=LONGEST, initial=_USUAL)
    rest = WholeField(initial=10)
    place = forms.CharField(max_length=300)

    def __init__(self, *args: Any, fixed: int | None, **options: Any) -> None:
        """Ask; the length is `fixed` when the stage already has times."""
        super().__init__(*args, **options)
        if fixed is not None:
            del self.fields["minutes"]
        self.fixed = fixed

    def length(self) -> int:
        """Give how long each time is, in minutes."""
        return int(self.fixed or self.cleaned_data["minutes"])

    def starts(self) -> list[datetime]:
        """Give when each time begins."""
        step = timedelta(minutes=self.length() + self.cleaned_data["rest"])
        first: datetime = self.cleaned_data["first"]
        return [first + number * step for number in range(self.cleaned_data["count"])]


class BookForm(PageForm):
    """What the supplier wants to talk about, if anything."""

    about = "book"

    wish = area(required=False, rows=3)


class RemoveForm(PageForm):
    """Why a time is taken away."""

    about = "remove_slot"

    reason = area(rows=3)


class MinutesForm(PageForm):
    """What the buyer told, what concerns this supplier alone, and apart from both the supplier's own ideas."""

    about = "minutes"

    told = area(required=False, rows=5)
    ideas = area(required=False, rows=5)
    only_theirs = area(required=False, rows=2)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **options: Any) -> None:
        """Ask who of the team was there."""
        super().__init__(*args, **options)
        self.fields["people"] = forms.MultipleChoiceField(
            choices=list(people), required=False, widget=forms.CheckboxSelectMultiple
        )
        self.dress("people", self.fields["people"])

    def minutes(self, slot: Slot, *, key: str, before: Contact | None) -> Contact:
        """Give the minutes as the form says them; words that were not changed keep their languages."""

        def said(name: str) -> Text | None:
            return self.rewritten(name, getattr(before, name) if before else None)

        return Contact(
            key=Key(key), stage=slot.stage, participation=slot.participation, kind=ContactKind.MEETING, at=slot.starts,
            people=tuple(Key(one) for one in self.cleaned_data["people"]), slot=slot.key,
            documents=before.documents if before else (), told=said("told"), ideas=said("ideas"),
            only_theirs=said("only_theirs"),
        )  # fmt: skip


class ConfirmForm(PageForm):
    """Whether the minutes are right, and what is wrong in them."""

    about = "confirm_minutes"

    own = {"said": "wrong"}

    right = forms.TypedChoiceField(coerce=lambda said: said == "yes", widget=forms.RadioSelect)
    wrong = area(required=False, rows=4)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        """Offer yes and no in whole sentences."""
        super().__init__(*args, **options)
        self.fields["right"].choices = choices  # type: ignore[attr-defined]


class SummaryForm(PageForm):
    """The one common summary: the same words to everyone, and what it takes when a rule stands in the way."""

    about = "summary"

    subject = forms.CharField(max_length=200)
    body = area(rows=14)
    move_deadline = forms.BooleanField(required=False)
    cleared_because = area(required=False, rows=3)

    leaked = False
    """Whether the last try was stopped by a supplier's own words."""

    def asked(self) -> list[Any]:
        """Give the fields to show: those that answer a rule only once it has stopped the summary."""
        always = {"subject", "body"} | ({"cleared_because"} if self.leaked else set())
        return [one for one in self if one.name in always or one.errors or one.data]
