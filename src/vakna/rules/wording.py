"""Words that together say something, in Swedish and in English, and what takes them back. It says which words it saw.

A wording is looked for sentence by sentence. What merely mentions a word, or says the contrary, is not caught: the
sentence must hold the whole pattern, and nothing before its end that takes it back ("inte", "oavsett", "regardless").
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
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
        return tuple([one.text.lower() for one in self.said])

    @cached_property
    def _begins(self) -> list[int]:
        """Give where each text begins in the whole."""
        return list(accumulate((len(one) + 1 for one in self.small), initial=0))

    def near(self, stems: Iterable[str]) -> tuple[Said, ...]:
        """Give the texts that hold one of these parts of words, in order; no other text is looked at."""
        found = set()
        for stem in stems:
            at = self.whole.find(stem)
            while at >= 0:
                place = bisect_right(self._begins, at) - 1
                found.add(place)
                at = self.whole.find(stem, self._begins[place + 1])
        return tuple([self.said[place] for place in sorted(found)])

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
        for said in texts.near(stems):
            words = self._said(said.language, said.text)
            if words is not None and said.place.path not in seen:
                seen.add(said.place.path)
                yield Look(place=said.place, fine=False, values={"words": words})

    def words(self, language: str, text: str) -> str | None:
        """Give the words that say it, or None. A language without a pattern is not read."""
        small = text.lower()
        return self._said(language, text) if any(stem in small for stem in self.stems) else None

    def _said(self, language: str, text: str) -> str | None:
        pattern = self.sv if language == "sv" else self.en if language == "en" else None
        if pattern is None or (self.unless and self.unless.search(text)):
            return None
        for sentence in _SENTENCE.findall(text):
            found = pattern.search(sentence)
            if found and not self.contrary[language].search(sentence if self.anywhere else sentence[: found.end()]):
                return str(found[0]).strip()
        return None


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
