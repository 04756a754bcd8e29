"""How a planned stage is assessed, as fields of its form, and what a criterion weighs where points are counted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core.initiative import Anchor, Criterion, Stage, Terms, Text, Weighing
from vakna.web.fields import WholeField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

FIELDS = ("mode", "total_threshold", "price_weight", "price_of", "spread_limit", "names_hidden", "need_per_buyer")
"""The fields of a stage that say how it is assessed, in the order in which they are filled in."""

OF_CRITERION = ("weight", "scale", "threshold", "anchors")
"""The fields of a criterion where weighted points are counted."""


def fields_of(terms: Terms, language: str) -> Iterator[tuple[str, forms.Field]]:
    """Give the fields; each buyer's own marks are asked about in a joint initiative alone."""
    yield "mode", WordField(among=v.AssessmentMode, language=language)
    yield "total_threshold", _per_cent()
    yield "price_weight", _per_cent()
    yield "price_of", WordField(among=v.PriceOf, language=language, required=False)
    yield "spread_limit", WholeField(required=False)
    yield "names_hidden", forms.BooleanField(required=False)
    if len(terms.buyers) > 1:
        yield "need_per_buyer", forms.BooleanField(required=False)


def initial(stage: Stage) -> dict[str, Any]:
    """Give what the stage says now, as the fields show it."""
    weighing = stage.weighing or Weighing()
    return {
        "mode": stage.mode, "total_threshold": weighing.threshold, "price_weight": weighing.price_weight,
        "price_of": weighing.price_of, "spread_limit": stage.spread_limit, "names_hidden": stage.names_hidden,
        "need_per_buyer": stage.need_per_buyer,
    }  # fmt: skip


def said(form: PageForm) -> dict[str, Any]:
    """Give the fields of the stage as the form says them; nothing when this part was not shown."""
    if "mode" not in form.fields:
        return {}
    typed = form.cleaned_data
    weighing = Weighing(threshold=typed["total_threshold"], price_weight=typed["price_weight"] or None,
                        price_of=typed["price_of"] or v.PriceOf.NEXT_STAGE)  # fmt: skip
    found = {name: typed[name] for name in ("mode", "spread_limit", "names_hidden", "need_per_buyer") if name in typed}
    return found | {"weighing": weighing if typed["mode"] is v.AssessmentMode.POINTS else None}


def _per_cent() -> forms.Field:
    return forms.DecimalField(required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2)


def weighing_fields() -> dict[str, forms.Field]:
    """Give the fields that a criterion has where points are counted."""
    return {
        "weight": _per_cent(), "scale": WholeField(required=False), "threshold": WholeField(required=False),
        "anchors": area(required=False, rows=3),
    }  # fmt: skip


def criterion_says(before: Criterion | None, name: str, language: str) -> Any:
    """Give what a criterion says now in one of these fields."""
    if before is None:
        return None
    if name == "anchors":
        return "\n".join(f"{one.points}: {one.means.said(language)}" for one in before.anchors)
    return getattr(before, name)


def weighed(form: PageForm, criterion: Criterion, number: int) -> Criterion:
    """Give the criterion with what it weighs, as the form says it; as it was where points are not asked for."""
    if f"weight_{number}" not in form.fields:
        return criterion
    typed: dict[str, Any] = {name: form.cleaned_data[f"{name}_{number}"] for name in ("weight", "scale", "threshold")}
    anchors = _anchors(form.cleaned_data[f"anchors_{number}"], criterion.anchors, form.language)
    return replace(criterion, **typed, anchors=anchors)


_LINE = re.compile(r"\s*(\d{1,4})\s*[:=–-]\s*(.+)")


def check_anchors(form: PageForm, number: int) -> None:
    """Ask for a number of points at the beginning of every line."""
    written = (form.cleaned_data.get(f"anchors_{number}") or "").splitlines()
    if any(line.strip() and not _LINE.fullmatch(line.strip()) for line in written):
        form.add_error(f"anchors_{number}", PAGES.say(form.language, "assessing.anchor_line"))


def _anchors(written: str, before: tuple[Anchor, ...], language: str) -> tuple[Anchor, ...]:
    """Read one anchor a line, `3: what it means`; words that were not changed keep their languages."""
    there = {(one.points, one.means.said(language)): one for one in before}
    found = (_LINE.fullmatch(line.strip()) for line in written.splitlines())
    read = [(int(one[1]), one[2].strip()) for one in found if one]
    return tuple(there.get(pair) or Anchor(points=pair[0], means=Text({language: pair[1]})) for pair in read)
