"""Leaks: a supplier's own words, or words close to them, in what the buyer is about to tell everybody (design 1.5).

Words are compared by their stems, sentence by sentence: as a run in the same order, or as most of a sentence's words
close together in any order. What the buyer itself has published is nobody's secret. A translation is not recognised.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise, takewhile

from .initiative import Key, Text
from .refusal import Conflict

SHORTEST = 4
"""So many words of meaning in a row are a passage; a sentence with fewer says too little to be anybody's own."""

SHARE = 0.55
"""So much of a sentence, where a word that the buyer itself has used counts half, is text close to it."""

_PASSAGE = 3.5  # the least weight of a passage: four words, of which the buyer itself has used at most one
_PIECE = 14  # words of meaning in a piece of a long sentence; pieces overlap by half
_USED = 0.5  # the weight of a word that the buyer itself has used
_PUBLISHED = 0.75  # so much of a passage in one place of what was published makes it the buyer's own
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?;:\n\r•]+")

_LITTLE = """
    och i att en ett den det de dem som på är av för med till från om så vi du ni han hon vår vårt våra er ert era sin
    sitt sina har hade kan ska skall skulle vill ville blir blev vara var varit inte men eller när där här då hur vad
    vilken vilket vilka man sig själv utan under över mellan efter innan vid hos mot också även bara mer mest mycket
    många alla allt annan annat andra denna detta dessa något någon några ingen inget måste bör får få göra gör gjort
    genom enligt samt per via ur upp ner in ut
    the a an and or of to in on at by for with from as is are was were be been being it its this that these those we you
    they he she our your their not but if when where how what which who whom will would shall should can could may might
    must have has had do does did than then so such no any all some more most very also only into over under between
    after before about through there here up down out
"""
_COMMON = frozenset(_LITTLE.split())
_BENT = """
    ningarna ningens ningar ningen ning heterna heten heter het arnas ernas ornas arna erna orna andet ande aren aste
    asts ades ade are ast arens ens ets ars ers ors ar er or as es en et na te a e n t s
    ingly ings ing edly ies ied ed ly
"""
_ENDINGS = tuple(sorted(_BENT.split(), key=len, reverse=True))


class Degree(StrEnum):
    """How near what the buyer says is to what the supplier said."""

    SAME = "same"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A text that is a supplier's own: whose, in what it stands (`contact`, `submission`, `insight`) and its key."""

    participation: Key
    where: str
    source: Key
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One passage of a supplier's that stands, or nearly stands, in what is to be told.

    `passage` is the supplier's wording, `said` the buyer's, `share` how much of the supplier's sentence it holds, in
    whole per cent.
    """

    own: Own
    degree: Degree
    share: int
    passage: str
    said: str


class LeakFound(Conflict):
    """What is to be told holds a supplier's own words: `found` where, `names` of whom, for one who may read them."""

    def __init__(
        self,
        code: str,
        *,
        path: str = "",
        found: tuple[Leak, ...] = (),
        names: Mapping[Key, str] | None = None,
        **values: object,
    ) -> None:
        """Refuse with the passages; both are empty for somebody who may not read what suppliers hand in."""
        super().__init__(code, path=path, **values)
        self.found, self.names = found, dict(names or {})


def find(said: Iterable[Text | str], own: Iterable[Own], published: Iterable[Text | str] = ()) -> tuple[Leak, ...]:
    """List the suppliers' passages that stand in `said`, the nearest first: one per own text and said text.

    `published` is what the buyer has made public or said itself: what stands there leaks nothing.
    """
    known = _Published(published)
    owned = _Owned(own, known)
    found = (_nearest(text, owned, known) for text in said)
    return tuple(sorted((leak for leaks in found for leak in leaks), key=_rank))


@cache
def stem(word: str) -> str:
    """Cut the endings that Swedish and English bend a word with, the last one down to three letters, more to four."""
    shortest = 3
    while ending := next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= shortest), ""):
        word, shortest = word.removesuffix(ending), 4
    doubled = len(word) > 3 and word[-1] == word[-2]
    return word[:-1] if doubled else word


@dataclass(frozen=True, slots=True)
class _Word:
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence of a supplier's, or a piece of a long one: its words of meaning in order, and what is most of them."""

    own: Own
    source: str
    words: tuple[_Word, ...]
    stems: frozenset[str]
    enough: float


class _Published:
    """What the buyer has said itself, sentence by sentence, each together with the one after it."""

    def __init__(self, texts: Iterable[Text | str]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        sources = (source for text in texts for source in _languages(text))
        pairs = (pair for source in sources for pair in pairwise([*_sentences(source), ()]))
        for place, (one, after) in enumerate(pairs):
            for stem in {word.stem for word in (*one, *after)}:
                self._places[stem].append(place)

    def weight(self, stems: Iterable[str]) -> float:
        """Add up the words: one that the buyer has used counts half."""
        return sum(_USED if one in self._places else 1.0 for one in stems)

    def is_another(self, stems: frozenset[str]) -> bool:
        """Say whether the words are a passage, and no one place here holds nearly all of them."""
        most = Counter(place for one in stems for place in self._places.get(one, ()))
        return self.weight(stems) >= _PASSAGE and max(most.values(), default=0) < _PUBLISHED * len(stems)


class _Owned:
    """The suppliers' sentences, by the words that stand in them and by their runs of words."""

    def __init__(self, own: Iterable[Own], published: _Published) -> None:
        self.units = tuple(unit for one in own for unit in _units(one, published))
        self._stems: defaultdict[str, list[int]] = defaultdict(list)
        self._runs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, unit in enumerate(self.units):
            for one in unit.stems:
                self._stems[one].append(place)
            for run in _runs(unit.words):
                self._runs[run].append(place)

    def alike(self, words: Sequence[_Word], published: _Published) -> set[int]:
        """Give the sentences that `words` may hold: those with a run in common, and those with enough of their words.

        One pass over the words, whatever the number of sentences that have little in common with them.
        """
        found = {place for run in _runs(words) for place in self._runs.get(run, ())}
        weights: defaultdict[int, float] = defaultdict(float)
        for one in {word.stem for word in words}:
            weight = published.weight((one,))
            for place in self._stems.get(one, ()):
                weights[place] += weight
        return found | {place for place, weight in weights.items() if weight >= self.units[place].enough}


def _nearest(text: Text | str, owned: _Owned, published: _Published) -> Iterable[Leak]:
    """Give the nearest leak of each own text in one said text."""
    best: dict[tuple[str, str], Leak] = {}
    for source in _languages(text):
        for leak in _leaks_in(source, owned, published):
            name = (leak.own.where, leak.own.source)
            if name not in best or _rank(leak) < _rank(best[name]):
                best[name] = leak
    return best.values()


def _rank(leak: Leak) -> tuple[bool, int, str, str]:
    return leak.degree is not Degree.SAME, -leak.share, leak.own.participation, leak.own.source


def _leaks_in(source: str, owned: _Owned, published: _Published) -> Iterator[Leak]:
    words = _words(source, 0, len(source))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        places[word.stem].append(place)
    for number in sorted(owned.alike(words, published)):
        unit = owned.units[number]
        ways = (_longest_run(unit, words, places), _window(unit, places, published))
        told = [[words[place] for place in here] for here in ways]
        news = [here for here in told if published.is_another(frozenset(word.stem for word in here))]
        if news:
            yield _leak(unit, source, max(news, key=lambda here: len({word.stem for word in here})))


def _runs(words: Sequence[_Word]) -> Iterator[tuple[str, ...]]:
    stems = [one.stem for one in words]
    return (tuple(stems[first : first + SHORTEST]) for first in range(len(stems) - SHORTEST + 1))


def _longest_run(unit: _Unit, words: Sequence[_Word], places: Mapping[str, list[int]]) -> Sequence[int]:
    """Give the longest run of the sentence's words in the same order, or nothing when it is shorter than a passage."""
    longest = range(0)
    for first, word in enumerate(unit.words):
        for place in places.get(word.stem, ()):
            pairs = zip(unit.words[first:], words[place:], strict=False)
            length = sum(1 for _ in takewhile(lambda pair: pair[0].stem == pair[1].stem, pairs))
            if length > len(longest):
                longest = range(place, place + length)
    return longest if len(longest) >= SHORTEST else range(0)


def _window(unit: _Unit, places: Mapping[str, list[int]], published: _Published) -> Sequence[int]:
    """Give where most of the sentence's words stand close together in any order, or nothing."""
    hits = sorted((place, one) for one in unit.stems for place in places.get(one, ()))
    widest = 2 * len(unit.stems)
    best: list[tuple[int, str]] = []
    for number, (first, _) in enumerate(hits):
        near = [hit for hit in hits[number : number + widest] if hit[0] - first <= widest]
        if len({one for _, one in near}) > len({one for _, one in best}):
            best = near
    stems = {one for _, one in best}
    return [place for place, _ in best] if len(stems) >= SHORTEST and published.weight(stems) >= unit.enough else ()


def _leak(unit: _Unit, source: str, told: Sequence[_Word]) -> Leak:
    stems = {one.stem for one in told}
    mine = [one for one in unit.words if one.stem in stems]
    passage, said = unit.source[mine[0].start : mine[-1].end], source[told[0].start : told[-1].end]
    same = _WORD.findall(_plain(passage)) == _WORD.findall(_plain(said))
    share = round(100 * len(stems & unit.stems) / len(unit.stems))
    return Leak(own=unit.own, degree=Degree.SAME if same else Degree.CLOSE, share=share, passage=passage, said=said)


def _units(own: Own, published: _Published) -> Iterator[_Unit]:
    for source in _languages(own.text):
        for sentence in _sentences(source):
            for piece in _pieces(sentence):
                stems = frozenset(one.stem for one in piece)
                if len(stems) >= SHORTEST:
                    yield _Unit(own, source, piece, stems, SHARE * published.weight(stems))


def _sentences(source: str) -> list[tuple[_Word, ...]]:
    return [_words(source, one.start(), one.end()) for one in _SENTENCE.finditer(source)]


def _pieces(words: tuple[_Word, ...]) -> Iterator[tuple[_Word, ...]]:
    """Cut a long sentence into pieces that overlap by half, the last one as long as the others."""
    for first in range(0, max(len(words) - _PIECE, 0), _PIECE // 2):
        yield words[first : first + _PIECE]
    yield words[-_PIECE:]


def _words(source: str, start: int, end: int) -> tuple[_Word, ...]:
    found = ((_plain(one.group()), one) for one in _WORD.finditer(source, start, end))
    return tuple(_Word(stem(word), one.start(), one.end()) for word, one in found if word not in _COMMON)


def _plain(said: str) -> str:
    return unicodedata.normalize("NFKC", said).casefold()


def _languages(text: Text | str) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text.by_language.values()
