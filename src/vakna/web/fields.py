"""The kinds of fields that pages ask with: sums, instants, days and words of closed lists, as people write them."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from vakna.core import words
from vakna.core.money import Money

_EURO = re.compile(r"(?i)€|eur(?:o)?")


class MoneyField(forms.CharField):
    """A sum as people write it: `25 000`, `25 000,50 kr`, `40 170 EUR`. A mark between thousands is refused.

    Without a currency it is kronor.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    wrong = "money"

    def to_python(self, value: Any) -> Any:
        """Read the sum; None when the field was left empty."""
        written = super().to_python(value)
        if not written:
            return None
        currency = "EUR" if _EURO.search(written) else "SEK"
        bare = re.sub(r"\s|kr$|^SEK|SEK$", "", _EURO.sub("", written).strip())
        if not re.fullmatch(r"\d{1,12}(?:[.,]\d{1,2})?", bare):
            raise ValidationError(self.error_messages["invalid"])
        return Money(Decimal(bare.replace(",", ".")), currency)

    def prepare_value(self, value: Any) -> Any:
        """Write a sum as people do; one that is not published stays away."""
        if isinstance(value, Money):
            written = f"{value.amount:,.2f}".removesuffix(".00").replace(",", " ").replace(".", ",")
            return written if value.currency == "SEK" else f"{written} {value.currency}"
        return None if isinstance(value, StrEnum) else value


class PartField(forms.DecimalField):
    """A number with a few decimals: a rate, a per cent. Comma or point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    wrong = "part"

    def to_python(self, value: Any) -> Any:
        """Read the number, with a comma or a point before its decimals."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class InstantField(forms.DateTimeField):
    """An instant on Swedish clocks, by the browser's own field for day and time; given in UTC."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    wrong = "instant"

    def to_python(self, value: Any) -> datetime | None:
        """Read the instant."""
        read = super().to_python(value)
        return read.astimezone(UTC) if read else None

    def prepare_value(self, value: Any) -> Any:
        """Write an instant on the Swedish clock."""
        return value.astimezone(words.STOCKHOLM).replace(tzinfo=None) if isinstance(value, datetime) else value


class DayField(forms.DateField):
    """A day, by the browser's own field."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    wrong = "day"


class WholeField(forms.IntegerField):
    """A whole number from nought."""

    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    wrong = "number"

    def __init__(self, **options: Any) -> None:
        """Never below nought."""
        super().__init__(min_value=0, **options)


class WordField(forms.TypedChoiceField):
    """One word of a closed list, in the language given; radio buttons, or a list when there are many."""

    def __init__(
        self, *, among: Iterable[StrEnum], language: str, radio: bool = True, empty: str = "–", **options: Any
    ) -> None:
        """Offer these words; a list that may be left empty begins with `empty`."""
        kinds = tuple(among)
        offered = [(one.value, words.word(language, one)) for one in kinds]
        if not radio and not options.get("required", True):
            offered = [("", empty), *offered]
        widget = forms.RadioSelect if radio else forms.Select
        super().__init__(coerce=type(kinds[0]), choices=offered, widget=widget, empty_value=None, **options)


class KeyField(forms.ChoiceField):
    """One of several things by its key, in a list; None when left empty."""

    def __init__(self, *, among: Iterable[tuple[str, str]], empty: str = "–", **options: Any) -> None:
        """Offer these keys and names."""
        super().__init__(choices=[("", empty), *among], **options)

    def clean(self, value: Any) -> Any:
        """Give the key, or None."""
        return super().clean(value) or None
