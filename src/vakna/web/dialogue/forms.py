"""The forms of the dialogue. Choices come from the picture that the visitor sees."""

from collections.abc import Iterable
from typing import Any

from django import forms

from vakna.core import stages, words
from vakna.core import vocabulary as v
from vakna.core.people import TEAM
from vakna.web.access import Visit
from vakna.web.forms import PageForm, area

Choices = Iterable[tuple[str, str]]

_LOCAL = "%Y-%m-%dT%H:%M"
_LIVE = frozenset({v.StageState.PUBLISHED, v.StageState.OPEN, v.StageState.CLOSED})


class AskForm(PageForm):
    """A question to the buyer."""

    about = "ask"

    question = area(rows=4)


class AnswerForm(PageForm):
    """An answer to all."""

    about = "answer_question"

    answer = area(rows=6)


class ContactForm(PageForm):
    """One exchange: what the buyer told, and apart from it the supplier's own ideas."""

    about = "contact"

    stage = forms.ChoiceField()
    participation = forms.ChoiceField(required=False)
    kind = forms.ChoiceField()
    at = forms.DateTimeField(
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=_LOCAL), input_formats=[_LOCAL]
    )
    people = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    told = area(rows=5)
    ideas = area(required=False, rows=4)

    def __init__(self, *args: Any, seen: Visit, **options: Any) -> None:
        """Offer the stages, suppliers and team of the initiative."""
        super().__init__(*args, language=seen.language, **options)
        choose(self, "stage", stages_of(seen))
        choose(self, "participation", [("", words.CORE.say(seen.language, "values.unknown")), *suppliers_of(seen)])
        choose(self, "kind", [(one.value, words.word(seen.language, one)) for one in v.ContactKind])
        now = (one for one in seen.picture.terms.members if one.until is None)
        team = {one.person for one in now if one.role in TEAM}
        choose(self, "people", [(one.key, one.name) for one in seen.picture.terms.people if one.key in team])


class InsightForm(PageForm):
    """Something learned, and how it is known."""

    about = "insight"

    learned = area(rows=3)
    source = forms.CharField(max_length=300)
    contact = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, seen: Visit, contacts: Choices, **options: Any) -> None:
        """Offer the contacts that it may come from."""
        super().__init__(*args, language=seen.language, **options)
        choose(self, "contact", [("", words.CORE.say(seen.language, "values.unknown")), *contacts])


class BroadcastForm(PageForm):
    """Information to all: what, in which stage, and the insights behind it."""

    about = "broadcast"

    stage = forms.ChoiceField()
    subject = forms.CharField(max_length=200)
    body = area(rows=8)
    because = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, seen: Visit, insights: Choices, **options: Any) -> None:
        """Offer the stages, and the insights that not everybody has been told."""
        super().__init__(*args, language=seen.language, **options)
        choose(self, "stage", stages_of(seen))
        choose(self, "because", list(insights))


class RequirementForm(PageForm):
    """The next version of one item of the living specification."""

    about = "requirement"

    item = forms.ChoiceField(required=False)
    wording = area(rows=3)
    why = area(rows=3)
    state = forms.ChoiceField(widget=forms.RadioSelect)
    because = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        seen: Visit,
        items: Iterable[tuple[str, str]],
        insights: Iterable[tuple[str, str]],
        **options: Any,
    ) -> None:
        """Offer the items that there are, and the insights behind a change."""
        super().__init__(*args, language=seen.language, **options)
        choose(self, "item", list(items))
        choose(self, "because", list(insights))
        choose(self, "state", [(one.value, words.word(seen.language, one)) for one in v.RequirementState])


def choose(form: PageForm, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field its choices. One that has none is left out of the form."""
    if choices:
        form.fields[name].choices = choices  # type: ignore[attr-defined]
    else:
        del form.fields[name]


def stages_of(seen: Visit) -> list[tuple[str, str]]:
    """List the published stages, the latest first."""
    rows = sorted((one for one in seen.picture.terms.stages if one.state in _LIVE), key=lambda one: -one.number)
    return [(one.key, one.name.said(seen.language)) for one in rows]


def at_present(seen: Visit) -> dict[str, Any]:
    """Start a form in the stage where the initiative stands, at the present instant."""
    now = stages.current(seen.picture.terms)
    return {"stage": now.key if now else None, "at": seen.at}


def suppliers_of(seen: Visit) -> list[tuple[str, str]]:
    """List the suppliers that take part, by name."""
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    active = (one for one in seen.picture.participations if one.state is v.ParticipationState.ACTIVE)
    rows = [(str(one.key), names[one.organisation]) for one in active]
    return sorted(rows, key=lambda row: words.sort_key(seen.language, row[1]))
