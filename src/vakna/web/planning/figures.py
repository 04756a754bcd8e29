"""The size of a need, as people write it: one line a number, `130 000–150 000; what it counts; where it is from`."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from vakna.core import words
from vakna.core.initiative import Figure, Text

_NUMBERS = {"sv": r"\d[\d\s]{0,15}(?:[.,]\d{1,4})?", "en": r"\d[\d\s]{0,15}(?:,\d{3})*(?:\.\d{1,4})?"}
_LINES = {
    language: re.compile(rf"\s*({number})\s*(?:[–-]\s*({number}))?\s*;\s*([^;]+?)\s*(?:;\s*(.+?))?\s*")
    for language, number in _NUMBERS.items()
}
"""A line as each language writes numbers: in Swedish a comma begins the decimals, in English it parts the thousands."""
_MOST = 12


class FiguresField(forms.CharField):
    """Figures of a need, one a line; given as figures in the reader's language."""

    widget = forms.Textarea(attrs={"rows": 4})
    wrong = "figures"

    def __init__(self, *, language: str, **options: Any) -> None:
        """Read the labels in this language."""
        self.language = language
        super().__init__(max_length=4_000, **options)

    def to_python(self, value: Any) -> Any:
        """Read the lines; one that cannot be read is refused with all that was written kept."""
        lines = [one for one in (super().to_python(value) or "").splitlines() if one.strip()]
        read = [_LINES[self.language].fullmatch(one) for one in lines]
        if len(lines) > _MOST or not all(read):
            raise ValidationError(self.error_messages["invalid"])
        return tuple(_figure(one, self.language) for one in read if one)


def _figure(read: re.Match[str], language: str) -> Figure:
    low, high, label, source = read.groups()
    return Figure(
        label=Text({language: label}), low=_number(low, language), high=_number(high, language) if high else None,
        source=source,
    )  # fmt: skip


def _number(written: str, language: str) -> Decimal:
    bare = re.sub(r"\s", "", written)
    return Decimal(bare.replace(",", "" if language == "en" else "."))


def written(figures: tuple[Figure, ...], language: str) -> str:
    """Write figures as they are read."""
    return "\n".join(_line(one, language) for one in figures)


def _line(one: Figure, language: str) -> str:
    high = f"–{words.number(language, one.high)}" if one.high is not None else ""
    source = f"; {one.source}" if one.source else ""
    return f"{words.number(language, one.low)}{high}; {one.label.said(language)}{source}"


def rewritten(now: tuple[Figure, ...], before: tuple[Figure, ...], language: str) -> tuple[Figure, ...]:
    """Give the figures as they are now; a label that was not changed keeps every language that it was said in."""
    known = {one.label.said(language): one.label for one in before}
    return tuple(
        Figure(label=known.get(one.label.said(language), one.label), low=one.low, high=one.high, source=one.source)
        for one in now
    )
