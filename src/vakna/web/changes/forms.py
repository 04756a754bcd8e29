"""The forms of change requests. None of the three questions is answered beforehand: to ask them is the point."""

from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core.changes import is_changeable
from vakna.core.initiative import Change, Key
from vakna.web.access import Visit
from vakna.web.dialogue.insights import as_choices
from vakna.web.fields import KeyField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

_QUESTIONS = ("other_circle", "other_object", "other_value")


def yes_or_no(language: str, about: str) -> forms.ChoiceField:
    """Ask a question that is answered by yes or no, with neither chosen beforehand."""
    choices = [(answer, PAGES.say(language, f"changes.{about}.{answer}")) for answer in ("yes", "no")]
    return forms.TypedChoiceField(
        coerce=lambda value: value == "yes", choices=choices, widget=forms.RadioSelect, empty_value=None
    )


class ChangeForm(PageForm):
    """What is to change and why, what it does to the way to other customers, and the three questions of the frame."""

    about = "change"

    stage = KeyField(among=())
    what = area(rows=3)
    why = area(rows=3)
    because = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    scalability = forms.ChoiceField()
    scalability_why = area(rows=3)
    other_circle = forms.ChoiceField()
    other_object = forms.ChoiceField()
    other_value = forms.ChoiceField()

    def __init__(self, *args: Any, seen: Visit, **options: Any) -> None:
        """Offer the published stages, and the insights that others may read of."""
        super().__init__(*args, language=seen.language, **options)
        stages = [(one.key, one.name.said(seen.language)) for one in seen.picture.terms.stages if is_changeable(one)]
        self.fields["stage"].choices = [("", "–"), *stages]  # type: ignore[attr-defined]
        self._put("scalability", WordField(among=v.Effect, language=seen.language))
        for name in _QUESTIONS:
            self._put(name, yes_or_no(seen.language, "answer"))
        insights = as_choices(seen, seen.picture.insights)
        if insights:
            self.fields["because"].choices = insights  # type: ignore[attr-defined]
        else:
            del self.fields["because"]

    def _put(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self.dress(name, field)

    def change(self, *, key: Key, seen: Visit) -> Change:
        """Give the change as it was typed; the action numbers it."""
        said = self.cleaned_data
        return Change(
            key=key, number=0, stage=said["stage"], at=seen.at, by=seen.actor.person or Key(""), what=self.said("what"),
            why=self.said("why"), because=tuple(map(Key, said.get("because", ()))), scalability=said["scalability"],
            scalability_why=self.said("scalability_why"), other_circle=said["other_circle"],
            other_object=said["other_object"], other_value=said["other_value"],
        )  # fmt: skip


class DecideChangeForm(PageForm):
    """Yes or no to a change, and why. Outside the frame there is only no."""

    about = "decide_change"

    accepted = forms.ChoiceField()
    reason = area(rows=3)

    def __init__(self, *args: Any, outside: bool, **options: Any) -> None:
        """Ask for yes or no where there is a choice."""
        super().__init__(*args, **options)
        if outside:
            del self.fields["accepted"]
        else:
            self.fields["accepted"] = yes_or_no(self.language, "decision")
            self.dress("accepted", self.fields["accepted"])
