"""The small values every part of the picture is written in, and how a field declares who may see it."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field
from typing import Any, NewType

from .. import vocabulary as v
from ..money import Money
from ..refusal import BadInput

Key = NewType("Key", str)
"""A short name, unique among its kind in one initiative: lower-case letters, digits and hyphens, at most 64."""

Digest = NewType("Digest", str)
"""SHA-256 in 64 lower-case hexadecimal digits."""

Cpv = NewType("Cpv", str)
"""A code of the Common Procurement Vocabulary, eight digits without its check digit (regulation (EC) 213/2008)."""

MaybeMoney = Money | v.NotPublished | None
"""A sum; or known to exist but not published; or unknown."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a person wrote, by language (`sv`, `en`, other ISO 639 codes), the original first. Never empty."""

    by_language: Mapping[str, str]

    def __post_init__(self) -> None:
        """Refuse an empty text and a language that is not a code."""
        if not self.by_language or not all(said.strip() for said in self.by_language.values()):
            raise BadInput("text-empty")
        for language in self.by_language:
            if not re.fullmatch(r"[a-z]{2,3}", language):
                raise BadInput("text-language", given=language)

    def __hash__(self) -> int:
        """Hash by content, so that texts can stand in sets and frozen values."""
        return hash(tuple(self.by_language.items()))

    def language(self, wanted: str) -> str:
        """Say in which language a reader who wants `wanted` will read this."""
        return wanted if wanted in self.by_language else next(iter(self.by_language))

    def said(self, wanted: str) -> str:
        """Give the text in the wanted language, else as it was first written."""
        return self.by_language[self.language(wanted)]


def text(said: str, language: str = "sv") -> Text:
    """Make a text in one language."""
    return Text({language: said})


def seen(by: v.Seen = v.Seen.PUBLIC, *, ref: str | None = None, default: Any = MISSING) -> Any:
    """Declare a field's class and, with `ref`, the collection in which its key must exist."""
    return field(default=default, metadata={"seen": by, "ref": ref})
