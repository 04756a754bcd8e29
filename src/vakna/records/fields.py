"""Columns that hold one small core value (a text, a sum, a list of criteria) through the document's codec."""

import json
from functools import lru_cache
from typing import Any

from django.db import models

from vakna.core import document


class ValueField(models.JSONField):
    """A JSON column whose Python value is a core value of `kind`; migrations see a plain JSON column."""

    def __init__(self, kind: Any = None, **options: Any) -> None:
        """Store values of `kind`, any type that a document field may have."""
        self.kind = kind
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Leave the kind out: it says how to read, not what is stored."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:  # noqa: ARG002  Django's own
        """Read the stored JSON as a core value."""
        return _read(self.kind, value) if isinstance(value, str) else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Write a core value as JSON."""
        plain = None if value is None else document.encode(value)
        return super().get_db_prep_value(plain, connection, prepared)

    def clone(self) -> "ValueField":
        """Keep the kind when Django copies the field."""
        copy: ValueField = type(self)(self.kind, **self.deconstruct()[3])
        return copy


class WordField(models.CharField):  # type: ignore[type-arg]  # generic in the stubs only
    """A column of one word of a closed list, read as that word; migrations see a plain column of characters."""

    def __init__(self, kind: Any = None, **options: Any) -> None:
        """Hold words of `kind`."""
        self.kind = kind
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Leave the kind out: it says how to read, not what is stored."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """Read the stored word as the member of its list."""
        return None if value is None else self.kind(value)

    def clone(self) -> "WordField":
        """Keep the kind when Django copies the field."""
        copy: WordField = type(self)(self.kind, **self.deconstruct()[3])
        return copy


@lru_cache(maxsize=8192)
def _read(kind: Any, stored: str) -> Any:
    """Read stored JSON once: core values are frozen, and most of a picture is the same from one reading to the next."""
    plain = json.loads(stored)
    return None if plain is None else document.decode(kind, plain)


def word(words: Any, **options: Any) -> Any:
    """Declare a column that holds one word of a closed list."""
    return WordField(words, max_length=40, choices=[(one.value, one.value) for one in words], **options)


def key(**options: Any) -> Any:
    """Declare a column that holds a key, unique among its kind within an initiative (or in the house)."""
    return models.CharField(max_length=64, **options)
