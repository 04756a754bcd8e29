"""Words that together say something, in Swedish and in English, and what takes them back. It says which words it saw.

A wording is looked for sentence by sentence. What merely mentions a word, or says the contrary, is not caught: the
sentence must hold the whole pattern, and nothing before its end that takes it back ("inte", "oavsett", "regardless").
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .finding import Look, Place

_SENTENCE = re.compile(r"[^.!?\n;]+")
CONTRARY: Mapping[str, str] = {
    "sv": r"\b(?:inte|ej|icke|aldrig|oavsett|varken|behöver ing\w+|utan krav|ingen\w*)\b",
    "en": r"\b(?:not|never|regardless|whether|neither|nor|no need|without|no)\b|n['’]t\b",
}
"""What takes a limitation back when it stands before its end."""


class Said(NamedTuple):
    """One text in one language, and where it stands."""

    place: Place
    language: str
    text: str


class Texts:
    """Some texts, to be searched many times."""

    def __init__(self, said: tuple[Said, ...]) -> None:
        """Keep the texts; they are put together for searching when first asked."""
        self.said = said

    @cached_property
    def whole(self) -> str:
        """Give all the texts as one, in small letters: a word that is not here is in none of them."""
        return "\n".join(self.small)

    @cached_property
    def small(self) -> tuple[str, ...]:
        """Give each text in small letters."""
        return tuple(one.text.lower() for one in self.said)

    @cached_property
    def stages(self) -> tuple[Place, ...]:
        """Give one place for each stage, or thing outside the stages, that says anything."""
        return tuple({one.place.stage or one.place.path: one.place for one in reversed(self.said)}.values())[::-1]

    @cached_property
    def fine(self) -> tuple[Look, ...]:
        """Give a fine look for each stage, or thing outside the stages, that says anything."""
        return tuple(Look(place=place, fine=True) for place in self.stages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A pattern by language. `stems` are small-letter parts of words, one of which stands in whatever it catches.

    `unless` is looked for in the whole text: words such as "eller likvärdigt" that mend it wherever they stand.
    `anywhere` lets the contrary stand after the pattern too: "Referenser behövs inte".
    """

    stems: tuple[str, ...]
    sv: re.Pattern[str]
    en: re.Pattern[str]
    contrary: Mapping[str, re.Pattern[str]]
    unless: re.Pattern[str] | None = None
    anywhere: bool = False

    def looks(self, texts: Texts) -> Iterator[Look]:
        """Look at the texts: a look that is not fine wherever the wording stands, else a fine one for each stage."""
        present = [stem for stem in self.stems if stem in texts.whole]
        caught = list(self._caught(texts, present)) if present else []
        yield from caught
        if not caught:
            yield from texts.fine

    def _caught(self, texts: Texts, stems: list[str]) -> Iterator[Look]:
        seen: set[str] = set()
        near = [said for said, small in zip(texts.said, texts.small, strict=True) if _any_in(stems, small)]
        for said in near:
            words = self.words(said.language, said.text)
            if words is not None and said.place.path not in seen:
                seen.add(said.place.path)
                yield Look(place=said.place, fine=False, values={"words": words})

    def words(self, language: str, text: str) -> str | None:
        """Give the words that say it, or None. A language without a pattern is not read."""
        pattern = {"sv": self.sv, "en": self.en}.get(language)
        small = text.lower()
        if (
            pattern is None
            or not any(stem in small for stem in self.stems)
            or (self.unless and self.unless.search(text))
        ):
            return None
        for sentence in _SENTENCE.findall(text):
            found = pattern.search(sentence)
            if found and not self.contrary[language].search(sentence if self.anywhere else sentence[: found.end()]):
                return str(found[0]).strip()
        return None


def _any_in(stems: Iterable[str], text: str) -> bool:
    return any(stem in text for stem in stems)


def wording(
    *stems: str,
    sv: str,
    en: str,
    unless: str | None = None,
    contrary: Mapping[str, str] = CONTRARY,
    anywhere: bool = False,
) -> Wording:
    """Make a wording from patterns; the case of letters does not matter."""
    return Wording(
        stems=stems,
        sv=re.compile(sv, re.IGNORECASE),
        en=re.compile(en, re.IGNORECASE),
        contrary={language: re.compile(said, re.IGNORECASE) for language, said in contrary.items()},
        unless=re.compile(unless, re.IGNORECASE) if unless else None,
        anywhere=anywhere,
    )


EQUIVALENT = r"likvärdig|motsvarande|equivalent|equal to|comparable|jämförbar"
"""Words that let other proof, makes and marks in (mutual recognition)."""
