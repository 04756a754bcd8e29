"""The forms of the dialogue. Choices come from the picture that the visitor sees."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django import forms

from vakna.core import contacts, good_time, stages, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Question, Stage, Text
from vakna.core.people import TEAM
from vakna.web.access import Visit
from vakna.web.fields import InstantField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from .papers import Papers

Choices = Iterable[tuple[str, str]]

_LOCAL = "%Y-%m-%dT%H:%M"
_LIVE = frozenset({v.StageState.PUBLISHED, v.StageState.OPEN, v.StageState.CLOSED})


class AskForm(PageForm):
    """A question to the buyer."""

    about = "ask"

    question = area(rows=4)


class MovingForm(PageForm):
    """A form that asks whether a deadline moves, where what it tells would come too late for the hand-in."""

    def offer_move(self, stage: Stage, at: datetime) -> None:
        """Ask, when it is too late for everybody to use what is told."""
        moved = good_time.moved_deadline(stage, at)
        if moved is not None and moved != stage.deadline and stage.state in _LIVE:
            label = PAGES.say(self.language, "questions.move", stage=stage.name, to=moved)
            self.fields["move_deadline"] = forms.BooleanField(required=False, label=label)


class AnswerForm(MovingForm):
    """An answer to all."""

    about = "answer_question"

    answer = area(rows=6)

    def __init__(self, *args: Any, stage: Stage, at: datetime, **options: Any) -> None:
        """Ask about the deadline where it matters."""
        super().__init__(*args, **options)
        self.offer_move(stage, at)


class AnswersForm(MovingForm):
    """Answers to several questions; those left empty wait."""

    about = "release_answers"

    def __init__(self, *args: Any, questions: Sequence[Question], stage: Stage, at: datetime, **options: Any) -> None:
        """Ask for an answer to each question, and about the deadline where it matters."""
        super().__init__(*args, **options)
        self._questions = questions
        for one in questions:
            label = PAGES.say(self.language, "questions.answer_to", number=one.number)
            self.fields[one.key] = area(required=False, rows=4, label=label)
            self.fields[one.key].quiet = True  # type: ignore[attr-defined]
        self.offer_move(stage, at)

    def rows(self) -> list[dict[str, Any]]:
        """Give each question with its field, for the template."""
        return [{"question": one, "field": self[one.key]} for one in self._questions]

    def answers(self) -> dict[str, Text]:
        """Give the answers that are written, by the question's key."""
        said = ((str(one.key), self.maybe_said(one.key)) for one in self._questions)
        return {key: answer for key, answer in said if answer is not None}

    def content(self) -> dict[str, str]:
        """Give what is typed, as a draft keeps it."""
        return {str(one.key): str(self.cleaned_data.get(one.key) or "") for one in self._questions}


class ContactForm(PageForm):
    """One exchange: what was told, what was learned and whose it is; the rest can wait or is filled in already."""

    about = "contact"

    participation = forms.ChoiceField()
    newcomer = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField()
    at = InstantField()
    told = area(required=False, rows=2)
    learned = area(required=False, rows=3)
    origin = forms.ChoiceField(required=False, widget=forms.RadioSelect, initial=v.Origin.BUYER.value)
    ideas = area(required=False, rows=3)
    only_theirs = area(required=False, rows=2)
    people = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    documents = Papers(required=False)
    stage = forms.ChoiceField()

    def __init__(self, *args: Any, seen: Visit, **options: Any) -> None:
        """Offer the stages, suppliers and team of the initiative; a coach its coaching alone."""
        super().__init__(*args, language=seen.language, **options)
        learns = seen.may("dialogue.add_insight")
        choose(self, "stage", stages_of(seen))
        choose(self, "participation", self._with_whom(seen, everybody=learns))
        kinds = list(v.ContactKind) if learns else [v.ContactKind.COACHING]
        choose(self, "kind", [(one.value, words.word(seen.language, one)) for one in kinds])
        choose(self, "people", _team(seen))
        choose(self, "origin", [(one.value, _say(seen, f"contacts.whose.{one}")) for one in WHOSE])
        if not learns:
            del self.fields["learned"], self.fields["origin"]

    def _with_whom(self, seen: Visit, *, everybody: bool) -> Iterator[tuple[str, str]]:
        yield "", _say(seen, "contacts.choose")
        yield from suppliers_of(seen)
        if any(contacts.takes_newcomers(one) for one in seen.picture.terms.stages if one.state in _LIVE):
            yield NEWCOMER, _say(seen, "contacts.newcomer")
        if everybody:
            yield EVERYBODY, _say(seen, "contacts.everybody")

    def clean(self) -> dict[str, Any]:
        """Ask for the name of a supplier that is in no list, and for the list when a name was typed."""
        given = super().clean() or {}
        named, new = bool(given.get("newcomer")), given.get("participation") == NEWCOMER
        if new and not named:
            self.add_error("newcomer", _said(self, "contacts.name_newcomer"))
        if named and not new and "participation" in given:
            self.add_error("newcomer", _said(self, "contacts.choose_newcomer"))
        return given

    @property
    def folded_open(self) -> bool:
        """Say whether something is wrong in what is folded away."""
        return any(name in self.errors for name in FOLDED)


WHOSE = (v.Origin.BUYER, v.Origin.SUPPLIER)
EVERYBODY, NEWCOMER = "everybody", "newcomer"
FOLDED = ("ideas", "only_theirs", "people", "documents", "stage")
"""The fields of a contact that are folded away: not needed, or filled in already."""


class ReviseContactForm(PageForm):
    """Better words for a contact that nobody else has been told of."""

    about = "contact"

    told = area(required=False, rows=4)
    ideas = area(required=False, rows=4)


class ConfirmContactForm(PageForm):
    """The supplier's own word on what stands on record of a contact."""

    about = "confirm_contact"
    own = {"said": "wrong"}

    right = forms.ChoiceField(widget=forms.RadioSelect)
    wrong = area(required=False, rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer right and wrong."""
        super().__init__(*args, **options)
        choose(self, "right", [(one, _said(self, f"contacts.right.{one}")) for one in ("yes", "no")])


class InsightForm(PageForm):
    """Something learned, how it is known and whose it is."""

    about = "insight"

    learned = area(rows=3)
    source = forms.CharField(max_length=300)
    origin = forms.ChoiceField(required=False, initial=v.Origin.BUYER.value)
    participation = forms.ChoiceField(required=False)
    contact = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, seen: Visit, contacts: Choices, **options: Any) -> None:
        """Offer the contacts that it may come from, and the suppliers whose idea it may be."""
        super().__init__(*args, language=seen.language, **options)
        nobody = ("", words.CORE.say(seen.language, "values.unknown"))
        choose(self, "origin", [(one.value, words.word(seen.language, one)) for one in v.Origin])
        choose(self, "participation", [("", _say(seen, "contacts.nobodys")), *suppliers_of(seen)])
        choose(self, "contact", [nobody, *contacts])


class AskApprovalForm(PageForm):
    """The wording that a supplier is asked to approve."""

    about = "ask_approval"

    wording = area(rows=4)


class AnswerApprovalForm(PageForm):
    """A supplier's yes or no to a wording."""

    about = "answer_approval"

    approved = forms.ChoiceField(widget=forms.RadioSelect)
    changes = area(required=False, rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer yes and no."""
        super().__init__(*args, **options)
        choose(self, "approved", [(one, _said(self, f"contacts.approved.{one}")) for one in ("yes", "no")])


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


def choose(form: PageForm, name: str, choices: Choices) -> None:
    """Give a field its choices. One that has none is left out of the form."""
    offered = list(choices)
    if offered:
        form.fields[name].choices = offered  # type: ignore[attr-defined]
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


def _team(seen: Visit) -> list[tuple[str, str]]:
    """List the people on the buyer's side."""
    now = (one for one in seen.picture.terms.members if one.until is None)
    team = {one.person for one in now if one.role in TEAM}
    return [(one.key, one.name) for one in seen.picture.terms.people if one.key in team]


def _say(seen: Visit, code: str) -> str:
    return PAGES.say(seen.language, code)


def _said(form: PageForm, code: str) -> str:
    return PAGES.say(form.language, code)
