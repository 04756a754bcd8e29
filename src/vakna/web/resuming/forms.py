"""The forms about a supplier on hold: what is asked for and why, and the decision with its right."""

from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core.resuming import VERDICTS
from vakna.web.fields import DayField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES


class AskForm(PageForm):
    """Whether the supplier is to continue or be ended, and the reason that it will be given."""

    about = "ask_resumption"

    reason = area(rows=5)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask with neither chosen beforehand."""
        super().__init__(*args, **options)
        self.fields["verdict"] = WordField(among=VERDICTS, language=self.language)
        self.dress("verdict", self.fields["verdict"])
        self.order_fields(["verdict", "reason"])


class DecideForm(PageForm):
    """Yes or no, by what right, why, and whether the coming stage's pay is committed at once."""

    about = "decide_resumption"

    accepted = forms.TypedChoiceField(coerce=lambda value: value == "yes", widget=forms.RadioSelect, empty_value=None)
    reference = forms.CharField(max_length=40)
    committee = forms.CharField(max_length=200, required=False)
    minuted = DayField(required=False)
    motive = area(required=False, rows=3)

    def __init__(self, *args: Any, commits: bool, **options: Any) -> None:
        """Ask with neither answer chosen beforehand; offer the commitment only where there is pay to commit."""
        super().__init__(*args, **options)
        choices = [(one, PAGES.say(self.language, f"resuming.decision.{one}")) for one in ("yes", "no")]
        self.fields["accepted"].choices = choices  # type: ignore[attr-defined]
        rights = (v.Mandate.DELEGATION, v.Mandate.MINUTE)
        self.fields["mandate"] = WordField(among=rights, language=self.language, initial=v.Mandate.DELEGATION)
        self.dress("mandate", self.fields["mandate"])
        if commits:
            self.fields["commit"] = forms.BooleanField(required=False, initial=True)
            self.dress("commit", self.fields["commit"])
        self.order_fields(["accepted", "mandate", "reference", "committee", "minuted", "motive", "commit"])

    def given(self) -> dict[str, Any]:
        """Give what was typed as the verb takes it."""
        names = ("accepted", "mandate", "reference", "minuted")
        typed = {name: self.cleaned_data[name] for name in names}
        more = {"committee": self.cleaned_data["committee"] or None, "motive": self.maybe_said("motive")}
        return {**typed, **more, "commit": self.cleaned_data.get("commit", False)}
