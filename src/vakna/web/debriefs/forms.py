"""The forms of the talks about a decision: which times are offered, which is chosen, what was said."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms

from vakna.web.forms import PageForm, area
from vakna.web.meetings.forms import OfferForm

NONE = "none"


class OfferTalksForm(OfferForm):
    """Times one after the other: as many as there are suppliers to begin with."""

    about = "offer_debriefs"


class AnswerForm(PageForm):
    """Which time the supplier takes, or none."""

    about = "debrief"

    choice = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **options: Any) -> None:
        """Offer the free times, and to say no."""
        super().__init__(*args, **options)
        self.fields["choice"].choices = list(offered)  # type: ignore[attr-defined]

    def chosen(self) -> datetime | None:
        """Give the time that was chosen; None is no, thank you."""
        said = self.cleaned_data["choice"]
        return None if said == NONE else datetime.fromisoformat(said)


class NoteForm(PageForm):
    """A short summary, shared with the supplier."""

    about = "note_debrief"

    summary = area(rows=6)
