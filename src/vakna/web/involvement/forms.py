"""The forms of each step: what was noted, what levels it and what remains, what was said, what is decided."""

from datetime import datetime
from typing import Any

from django import forms

from vakna.core import involvement as rules
from vakna.core import words
from vakna.core.initiative import Stage
from vakna.core.vocabulary import InvolvementOutcome
from vakna.web.access import Visit
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES


class NoteForm(PageForm):
    """How a tenderer took part in the preparations."""

    about = "involvement"

    how = area(rows=4)


class LevelForm(PageForm):
    """The information pack that gave the others the same, and what remains in spite of it."""

    about = "involvement"

    pack = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    remaining = area(required=False, rows=4)

    def __init__(self, *args: Any, seen: Visit, stage: Stage, **options: Any) -> None:
        """Offer the packs that all had in good time."""
        super().__init__(*args, language=seen.language, **options)
        found = [(one.key, _said(seen, one.number, one.at)) for one in rules.in_time(seen.picture, stage)]
        if found:
            self.fields["pack"].choices = found  # type: ignore[attr-defined]
        else:
            del self.fields["pack"]


class HearForm(PageForm):
    """What the tenderer says."""

    about = "involvement"

    heard = area(rows=6)


class DecideForm(PageForm):
    """What is decided, and why. Nothing is chosen beforehand."""

    about = "involvement"

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    reason = area(rows=5)

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        """Offer both outcomes."""
        super().__init__(*args, language=language, **options)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (one.value, words.word(language, one)) for one in InvolvementOutcome
        ]


def _said(seen: Visit, number: int, at: datetime) -> str:
    return PAGES.say(seen.language, "involvement.pack", number=number, at=at)
