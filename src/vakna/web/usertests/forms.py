"""The forms of tests with users: planned with one scenario on each line, answered scenario by scenario."""

from collections.abc import Sequence
from typing import Any

from django import forms

from vakna.core import user_tests as rules
from vakna.core import words
from vakna.core.initiative import Key, Scenario, ScenarioAnswer, Text, UserTest
from vakna.core.vocabulary import HowItWent
from vakna.web.access import Visit
from vakna.web.dialogue.forms import stages_of, suppliers_of
from vakna.web.fields import InstantField, KeyField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES


class PlanForm(PageForm):
    """A test: what is tried by whom, what they agree to, and when."""

    about = "user_test"

    title = forms.CharField(max_length=120)
    about_it = area(rows=4)
    scenarios = area(rows=6)
    stage = KeyField(among=())
    participation = KeyField(among=(), required=False)
    opens = InstantField()
    closes = InstantField()
    consent = area(rows=8)

    def __init__(self, *args: Any, seen: Visit, **options: Any) -> None:
        """Offer the live stages, and the suppliers whose solution may be tried."""
        super().__init__(*args, language=seen.language, **options)
        none = PAGES.say(seen.language, "usertests.the_need")
        self.fields["stage"].choices = stages_of(seen)  # type: ignore[attr-defined]
        self.fields["participation"].choices = [("", none), *suppliers_of(seen)]  # type: ignore[attr-defined]

    def scenarios_typed(self) -> tuple[Scenario, ...]:
        """Give one scenario for each line that is not empty."""
        lines = [one.strip() for one in self.cleaned_data["scenarios"].splitlines() if one.strip()]
        return tuple(
            Scenario(key=Key(f"s{number}"), task=Text({self.language: line})) for number, line in enumerate(lines, 1)
        )

    def test(self, *, key: Key, by: Key) -> UserTest:
        """Give the test as it was typed."""
        said = self.cleaned_data
        return UserTest(
            key=key, stage=Key(said["stage"]), participation=said["participation"], title=self.said("title"),
            about=self.said("about_it"), consent=self.said("consent"), scenarios=self.scenarios_typed(),
            opens=said["opens"], closes=said["closes"], by=by,
        )  # fmt: skip


class CodeForm(PageForm):
    """The code of an invitation, typed from paper."""

    about = "invitation"

    code = forms.CharField(max_length=80, widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}))


class FeedbackForm(PageForm):
    """What one test user gives: how each scenario went, a sentence about it, and anything else."""

    about = "feedback"

    own = {"said": "more"}
    more = area(rows=4, required=False)

    def __init__(self, *args: Any, scenarios: Sequence[Scenario], beside: bool = False, **options: Any) -> None:
        """Ask about each scenario. `beside`: somebody writes for the one who tried."""
        super().__init__(*args, **options)
        self.scenarios = scenarios
        for number, one in enumerate(scenarios, 1):
            self._ask(number, one, beside)
        self.fields["more"].max_length = rules.LONGEST  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name != "more"])

    def _ask(self, number: int, one: Scenario, beside: bool) -> None:
        went = [(how.value, self._how(how, beside)) for how in HowItWent]
        task = one.task.said(self.language)
        how = forms.ChoiceField(choices=went, widget=forms.RadioSelect, required=False, label=task)
        label = PAGES.say(self.language, "usertests.sentence", number=number)
        said = forms.CharField(
            required=False, max_length=rules.LONGEST, widget=forms.Textarea({"rows": 2}), label=label
        )
        for name, field in ((f"went_{number}", how), (f"said_{number}", said)):
            field.quiet = True  # type: ignore[union-attr]
            self.fields[name] = field
            self.dress(name, field)

    def _how(self, how: HowItWent, beside: bool) -> str:
        said = words.word(self.language, how)
        return said.capitalize() if beside else PAGES.say(self.language, f"usertests.went.{how}")

    def asked(self) -> list[dict[str, Any]]:
        """Give each scenario with its two fields."""
        return [
            {"number": number, "scenario": one, "went": self[f"went_{number}"], "said": self[f"said_{number}"]}
            for number, one in enumerate(self.scenarios, 1)
        ]

    def answers(self) -> tuple[ScenarioAnswer, ...]:
        """Give what was answered; a scenario that was skipped has no answer."""
        rows = enumerate(self.scenarios, 1)
        return tuple(
            ScenarioAnswer(
                scenario=one.key, went=HowItWent(self.cleaned_data[f"went_{number}"]),
                said=self.maybe_said(f"said_{number}"),
            )
            for number, one in rows
            if self.cleaned_data[f"went_{number}"]
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask how it went where only a sentence was left: a sentence alone would be lost."""
        said = super().clean() or {}
        for number, _ in enumerate(self.scenarios, 1):
            if said.get(f"said_{number}") and not said.get(f"went_{number}") and f"went_{number}" not in self.errors:
                self.add_error(f"went_{number}", PAGES.say(self.language, "usertests.how_missing"))
        return said


class NoteForm(FeedbackForm):
    """The same, written down by somebody who sat beside, with the consent that was given aloud."""

    consented = forms.BooleanField()


class TestInsightForm(PageForm):
    """What a test taught, as an insight that can be told to all."""

    about = "test_insight"

    learned = area(rows=3)
    source = forms.CharField(max_length=300)
