"""The forms of marks and motives, in the criteria's groups. Whether they are complete is core's question."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from vakna.core import assessment
from vakna.core import vocabulary as v
from vakna.core.initiative import Criterion, Key, Mark, Stage, Text
from vakna.web.fields import WholeField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

_MOST_BUTTONS = 10
"""A scale with more steps than this is typed, not chosen."""


class MarksForm(PageForm):
    """A mark and a motive per criterion: all of the stage's, or those of one group."""

    about = "marks"

    def __init__(self, *args: Any, stage: Stage, group: v.CriterionGroup | None = None, **options: Any) -> None:
        """Ask for the criteria, each on its scale."""
        super().__init__(*args, **options)
        self.stage = stage
        asked = (one for one in stage.criteria if group is None or one.group is group)
        self.criteria = tuple(sorted(asked, key=lambda one: one.number))
        self.own = {f"marks[{one.key}]": f"mark_{one.key}" for one in self.criteria}
        self.own |= {f"marks[{one.key}].motive": f"motive_{one.key}" for one in self.criteria}
        motive = PAGES.say(self.language, "selection.motive")
        for one in self.criteria:
            self.fields[f"mark_{one.key}"] = self._mark(one)
            self.fields[f"motive_{one.key}"] = area(required=False, rows=2, label=motive)

    def marks(self, before: Mapping[Key, Mark] | None = None) -> tuple[Mark, ...]:
        """Give the marks that were set. A motive that was not changed keeps its languages."""
        typed, kept = self.cleaned_data, before or {}
        return tuple(
            Mark(criterion=one.key, value=typed[f"mark_{one.key}"], motive=self._motive(one, kept.get(one.key)))
            for one in self.criteria
            if typed.get(f"mark_{one.key}") is not None
        )

    def groups(self) -> list[dict[str, Any]]:
        """Give the criteria with their fields, group by group in the order of the criteria."""
        order = dict.fromkeys(one.group for one in self.criteria)
        return [
            {"group": group, "criteria": [self._row(one) for one in self.criteria if one.group == group]}
            for group in order
        ]

    def unmarked(self) -> list[Criterion]:
        """List the criteria that have no mark in what the form shows."""
        return [one for one in self.criteria if self[f"mark_{one.key}"].value() in (None, "")]

    def _mark(self, one: Criterion) -> forms.Field:
        """Ask for one mark: 0, 1, 2 in words, points with what they mean, or a number where the scale is long."""
        label = f"{one.number}. {one.title.said(self.language)}"
        if assessment.top(self.stage, one) > _MOST_BUTTONS:
            most = assessment.top(self.stage, one)
            return WholeField(required=False, label=label, widget=forms.NumberInput({"aria-label": label, "max": most}))
        choices = [(value, self._called(one, value)) for value in assessment.values(self.stage, one)]
        return forms.TypedChoiceField(
            coerce=int, empty_value=None, choices=choices, required=False, widget=forms.RadioSelect, label=label
        )

    def _called(self, one: Criterion, value: int) -> str:
        if self.stage.mode is v.AssessmentMode.REVERSE:
            return PAGES.say(self.language, f"selection.mark.{value}")
        return next((it.means.said(self.language) for it in one.anchors if it.points == value), "")

    def _motive(self, criterion: Criterion, before: Mark | None) -> Text | None:
        return self.rewritten(f"motive_{criterion.key}", before.motive if before else None)

    def _row(self, one: Criterion) -> dict[str, Any]:
        reverse = self.stage.mode is v.AssessmentMode.REVERSE
        typed = assessment.top(self.stage, one) > _MOST_BUTTONS
        return {
            "criterion": one, "mark": self[f"mark_{one.key}"], "motive": self[f"motive_{one.key}"],
            "reverse": reverse, "plain": not reverse, "typed": typed, "top": assessment.top(self.stage, one),
        }  # fmt: skip


def shown(marks: Iterable[Mark], language: str) -> dict[str, Any]:
    """Give marks as the form shows them."""
    found: dict[str, Any] = {}
    for one in marks:
        found[f"mark_{one.criterion}"] = one.value
        found[f"motive_{one.criterion}"] = one.motive.said(language) if one.motive else ""
    return found
