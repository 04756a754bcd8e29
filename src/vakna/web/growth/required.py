"""Which readiness a planned stage requires, dimension by dimension. It is published with the stage."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.core import readiness, words
from vakna.core import vocabulary as v
from vakna.core.initiative import RequiredLevel, Stage
from vakna.web import access, answers, doing
from vakna.web.forms import PageForm
from vakna.web.sentences import PAGES


class RequiredForm(PageForm):
    """A level for each dimension, in the words of its scale; none where nothing is required."""

    about = "required"

    def __init__(self, *args: Any, stage: Stage, **options: Any) -> None:
        """Begin with what the stage requires now."""
        super().__init__(*args, initial={one.dimension.value: one.level for one in stage.readiness}, **options)
        for one in v.ReadinessDimension:
            said = words.word(self.language, one).capitalize()
            field = forms.TypedChoiceField(
                choices=_levels(self.language, one), coerce=int, empty_value=None, required=False, label=said
            )
            field.quiet = True  # type: ignore[attr-defined]  # none is an answer as good as any
            self.fields[one.value] = field
            self.dress(one.value, field)

    def levels(self) -> tuple[RequiredLevel, ...]:
        """Give what was chosen."""
        chosen = ((one, self.cleaned_data[one.value]) for one in v.ReadinessDimension)
        return tuple(RequiredLevel(dimension=one, level=level) for one, level in chosen if level is not None)


def _levels(language: str, of: v.ReadinessDimension) -> list[tuple[str, str]]:
    none = ("", PAGES.say(language, "growth.readiness.nothing_required"))
    said = ((level, PAGES.say(language, f"readiness.level.{of.value}.{level}")) for level in readiness.LEVELS)
    return [none, *((str(level), f"{level}. {text}") for level, text in said)]


def required_readiness(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Say which readiness a stage requires. What is published takes a correction."""
    seen = access.visit(request, key)
    seen.require("initiatives.plan_stage")
    one = seen.stage(stage)
    form = RequiredForm(request.POST or None, language=seen.language, stage=one)
    refusal = None
    if request.method == "POST" and form.is_valid():
        now = replace(one, readiness=form.levels())
        refusal = answers.attempt(lambda: initiatives.plan_stage(**seen.act(), stage=now))
        if refusal is None:
            return answers.done(request, reverse("edit_stage", args=[key, stage]), "growth.readiness.required_saved")
    return doing.page(
        request, seen, "required", form=form, here=stage, refusal=refusal, about={"stage": one.name},
        back=reverse("edit_stage", args=[key, stage]),
    )  # fmt: skip
