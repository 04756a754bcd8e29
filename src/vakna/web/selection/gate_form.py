"""The form of a proposal: what the gate does as a whole, and for each supplier paid, continues, and its reason."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core.initiative import Outcome, Proposal, Text
from vakna.web.fields import WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from .gate_table import Judged, reason_of

_FIELDS = (
    ("verdict", "verdict"), ("reason", "reason"), ("direction", "direction"), ("paid", "paid"), ("eligible", "verdict"),
)  # fmt: skip
"""Which field of the form a fault of an outcome belongs to."""

_ASKED = ("paid", "verdict", "reason", "direction", "read")


class GateForm(PageForm):
    """A proposal. Whether a supplier is eligible follows from the consensus and is not asked."""

    about = "gate"

    reason = area()

    def __init__(self, *args: Any, judged: Sequence[Judged], shown: Iterable[Judged], **options: Any) -> None:
        """Ask about every supplier; only those of the page at hand are shown."""
        super().__init__(*args, **options)
        self.judged, self.shown = judged, tuple(shown)
        self.fields["outcome"] = WordField(among=v.GateOutcome, language=self.language)
        self.dress("outcome", self.fields["outcome"])
        for one in judged:
            self._ask(one)
        self.own = {f"outcomes[{one.key}]": f"verdict_{one.key}" for one in judged}
        for name, field in _FIELDS:
            self.own |= {f"outcomes[{one.key}].{name}": f"{field}_{one.key}" for one in judged}

    def _ask(self, one: Judged) -> None:
        yes_no = [("yes", PAGES.say(self.language, "values.yes")), ("no", PAGES.say(self.language, "values.no"))]
        words_of = {name: PAGES.say(self.language, f"selection.gate.{name}") for name in ("paid", "continues", "read")}
        label = PAGES.say(self.language, "selection.gate.reason_to", supplier=one.name)
        self.fields[f"paid_{one.key}"] = forms.ChoiceField(
            choices=yes_no, widget=forms.RadioSelect, label=words_of["paid"]
        )
        self.fields[f"verdict_{one.key}"] = WordField(
            among=v.Verdict, language=self.language, required=False, label=words_of["continues"]
        )
        self.fields[f"reason_{one.key}"] = area(
            required=False, rows=4, label=label, help_text=PAGES.say(self.language, "selection.gate.reason_hint")
        )
        self.fields[f"direction_{one.key}"] = area(
            required=False, rows=3, label=PAGES.say(self.language, "selection.gate.direction_to", supplier=one.name),
            help_text=PAGES.say(self.language, "selection.gate.direction_hint"),
        )  # fmt: skip
        self.fields[f"read_{one.key}"] = forms.BooleanField(required=False, label=words_of["read"])
        for name in ("verdict", "reason", "direction"):
            self.fields[f"{name}_{one.key}"].quiet = True  # type: ignore[attr-defined]  # core says which asks for one

    def rows(self) -> list[dict[str, Any]]:
        """Give the fields of the suppliers on the page."""
        return [
            {"one": one, **{name: self[f"{name}_{one.key}"] for name in _ASKED},
             "verdict_now": self._now(one), "confirmed": self._confirmed(one)}
            for one in self.shown
        ]  # fmt: skip

    def going_on(self) -> int:
        """Count those that continue as the form stands."""
        return sum(self[f"verdict_{one.key}"].value() == v.Verdict.CONTINUES for one in self.judged)

    def unread(self) -> list[Judged]:
        """List the suppliers whose reason nobody has confirmed yet."""
        return [one for one in self.judged if not self._confirmed(one)]

    def clean(self) -> dict[str, Any]:
        """Ask for the confirmation of every reason that somebody will get."""
        typed: dict[str, Any] = super().clean() or {}
        for one in self.judged:
            if typed.get(f"verdict_{one.key}") and not typed.get(f"read_{one.key}"):
                self.add_error(f"read_{one.key}", PAGES.say(self.language, "selection.gate.unread", supplier=one.name))
        return typed

    def outcomes(self, before: Proposal | None) -> tuple[Outcome, ...]:
        """Give what is proposed for each supplier that has been decided on."""
        kept = {it.participation: it for it in before.outcomes} if before else {}
        return tuple(self._outcome(one, kept.get(one.key)) for one in self.judged if self._typed(one, "verdict"))

    def _outcome(self, one: Judged, kept: Outcome | None) -> Outcome:
        before = kept.reason if kept and isinstance(kept.reason, Text) else None
        text = self.rewritten(f"reason_{one.key}", before)
        turns = self._typed(one, "verdict") is v.Verdict.TURNS
        direction = self.rewritten(f"direction_{one.key}", kept.direction if kept else None) if turns else None
        return Outcome(
            participation=one.key, paid=self._typed(one, "paid") == "yes", eligible=None if one.held else one.eligible,
            verdict=self._typed(one, "verdict"), reason=text or v.NotPublished.YES,
            direction=direction,
        )  # fmt: skip

    def _typed(self, one: Judged, name: str) -> Any:
        return self.cleaned_data.get(f"{name}_{one.key}")

    def _now(self, one: Judged) -> v.Verdict | None:
        value = self[f"verdict_{one.key}"].value()
        return v.Verdict(value) if value in set(v.Verdict) else None

    def _confirmed(self, one: Judged) -> bool:
        return self[f"read_{one.key}"].value() in (True, "on", "1")


def initial(judged: Sequence[Judged], before: Proposal | None, language: str) -> dict[str, Any]:
    """Begin with the last version when there is one, else with what the published rule and the motives give."""
    said = {it.participation: it for it in before.outcomes} if before else {}
    found: dict[str, Any] = {"outcome": before.outcome if before else v.GateOutcome.GO_ON,
                             "reason": reason_of(before.reason, language) if before else ""}  # fmt: skip
    for one in judged:
        outcome = said.get(one.key)
        found[f"paid_{one.key}"] = "no" if (outcome and outcome.paid is False) or not one.delivered else "yes"
        found[f"verdict_{one.key}"] = outcome.verdict if outcome else one.suggested
        found[f"reason_{one.key}"] = reason_of(outcome.reason, language) if outcome else one.reason
        found[f"direction_{one.key}"] = reason_of(outcome.direction, language) if outcome else ""
        found[f"read_{one.key}"] = "on" if outcome else ""
    return found


def kept(posted: Mapping[str, str], shown: Iterable[Judged], draft: Mapping[str, str]) -> dict[str, str]:
    """Join what was posted from the page at hand with what the draft keeps of the other pages."""
    here = {f"{name}_{one.key}" for one in shown for name in _ASKED} | {
        "outcome",
        "reason",
    }
    others = {name: said for name, said in draft.items() if name not in here}
    return {**others, **{name: said for name, said in posted.items() if name in here}}
