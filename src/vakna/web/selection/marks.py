"""The form of marks 0, 1 and 2 with motives, in the criteria's groups. Whether it is complete is core's question."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from vakna.core import assessment
from vakna.core.initiative import Criterion, Key, Mark, Stage, Text
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES


class MarksForm(PageForm):
    """A mark and a motive per criterion."""

    about = "marks"

    def __init__(self, *args: Any, stage: Stage, **options: Any) -> None:
        """Ask for every criterion of the stage."""
        super().__init__(*args, **options)
        self.criteria = tuple(sorted(stage.criteria, key=lambda one: one.number))
        self.own = {f"marks[{one.key}]": f"mark_{one.key}" for one in self.criteria}
        self.own |= {f"marks[{one.key}].motive": f"motive_{one.key}" for one in self.criteria}
        choices = [(value, PAGES.say(self.language, f"selection.mark.{value}")) for value in assessment.VALUES]
        motive = PAGES.say(self.language, "selection.motive")
        for one in self.criteria:
            self.fields[f"mark_{one.key}"] = forms.TypedChoiceField(
                coerce=int, empty_value=None, choices=choices, required=False, widget=forms.RadioSelect,
                label=f"{one.number}. {one.title.said(self.language)}",
            )  # fmt: skip
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

    def _motive(self, criterion: Criterion, before: Mark | None) -> Text | None:
        return self.rewritten(f"motive_{criterion.key}", before.motive if before else None)

    def _row(self, one: Criterion) -> dict[str, Any]:
        return {"criterion": one, "mark": self[f"mark_{one.key}"], "motive": self[f"motive_{one.key}"]}


def shown(marks: Iterable[Mark], language: str) -> dict[str, Any]:
    """Give marks as the form shows them."""
    found: dict[str, Any] = {}
    for one in marks:
        found[f"mark_{one.criterion}"] = one.value
        found[f"motive_{one.criterion}"] = one.motive.said(language) if one.motive else ""
    return found
