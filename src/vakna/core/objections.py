"""Claims that something is "not in line with procurement": found again by their words, and counted by layer.

The seed (insight 1) tells four layers apart: principle, law, interpretation, own routine. It gives no legal advice: it
counts what people claimed and what it turned out to be when somebody looked.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .initiative import Key, Objection, Picture, Text, Waiver
from .people import Actor
from .refusal import BadInput
from .vocabulary import Law, Layer, Role

CHECK_AGAIN = timedelta(days=365)
"""An answer that was checked longer ago than this says so: law and practice may have changed."""

ENDS_SOON = timedelta(days=30)
"""A waiver that ends within this asks for attention."""

LIGHT = frozenset({Layer.INTERPRETATION, Layer.ROUTINE})
"""The layers that are the organisation's own to change."""

_WORD_ENDINGS = """
ningarna ningens ningar ningen heterna heten heter ations ation ande ende arna erna orna aren arens ings ning ingen ing
ade are het ies ers ens ets ed ly es ar er or en et na as a e s t y
"""
_ENDINGS = sorted(_WORD_ENDINGS.split(), key=len, reverse=True)
_ALWAYS = frozenset({Role.PROCURER, Role.LAWYER})
"""Who may answer any objection; others answer those that they own."""

_SHORTEST = 4
_SMALL_WORDS = """
alla allt andra att av bara blir bli de dem den det detta du där efter eller en ett finns för från får gör ha han har
hon hur här i igen in ingen inget inte inom jag ju kan kommer krav kunna man med men mot måste ni nog nu när något och
om oss på sig sin ska skulle som så till under upp ut utan var vara varje vi vid vill vilka vilken vår vårt våra är även
över enligt
a about all an and any are as at be been but by can cannot do does for from has have how if in into is it its may must
no not of on only or our own shall should so some that the their them then there they this to us was we what when which
who will with you
"""
_EMPTY = frozenset(_SMALL_WORDS.split())


def stems(*texts: str) -> frozenset[str]:
    """Give the words of texts without endings and small words, so that `leverantörerna` finds `leverantör`."""
    plain = unicodedata.normalize("NFC", " ".join(texts)).lower()
    return frozenset(_stem(word) for word in re.findall(r"[^\W_]+", plain) if word not in _EMPTY and len(word) > 1)


def _stem(word: str) -> str:
    """Take one ending away, the longest that leaves a word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An objection as others may read it, with the initiative it was made in: the people behind it are left out."""

    initiative: Key
    title: Text
    objection: Objection
    sandbox: bool = False
    invented: bool = False


def search(claim: str, among: Iterable[Told], *, most: int = 5) -> tuple[Told, ...]:
    """Find earlier objections that share words with `claim`, the likest first. A rare word weighs more than a common.

    What shares less than a third of the weight of the claim's known words is left out. Nothing shared gives nothing.
    """
    wanted, rows = stems(claim), [(one, _words(one.objection)) for one in among]
    spread = Counter(word for _, words in rows for word in words & wanted)
    weight = {word: 1 / count for word, count in spread.items()}
    whole = sum(weight.values())
    scored = [(sum(weight[word] for word in words & wanted), one) for one, words in rows]
    liked = [(score, one) for score, one in scored if score and score * 3 >= whole]
    return tuple(one for _, one in sorted(liked, key=_likest)[:most])


def _words(one: Objection) -> frozenset[str]:
    texts = (one.claim, one.rule_says, one.answer)
    return stems(*(said for it in texts if it is not None for said in it.by_language.values()), one.source or "")


def _likest(scored: tuple[float, Told]) -> tuple[float, float]:
    score, one = scored
    answered = one.objection.answered_at
    return -score, -(answered.timestamp() if answered else 0)


def check(one: Objection) -> None:
    """Refuse (`BadInput`) an objection that names its layer and not which law, or which principle."""
    if one.layer is Layer.LAW and one.law in (None, Law.NONE):
        raise BadInput("objection-without-law", path="law")
    if one.layer is Layer.PRINCIPLE and one.principle is None:
        raise BadInput("objection-without-principle", path="principle")


def as_filed(one: Objection) -> Objection:
    """Keep the law of a claim about law and the principle of a claim about a principle, and nothing of an answer."""
    return replace(
        one,
        law=one.law if one.layer is Layer.LAW else None,
        principle=one.principle if one.layer is Layer.PRINCIPLE else None,
        rule_says=None, source=None, checked=None, answer=None, answered_at=None, turned_out=None,
    )  # fmt: skip


def may_answer(one: Objection, actor: Actor) -> bool:
    """Say whether an actor who may answer objections may answer this one: any as procurer or lawyer, else one's own."""
    return bool(actor.roles & _ALWAYS) or (one.owner is not None and one.owner == actor.person)


def waiting(picture: Picture, person: str | None) -> tuple[Objection, ...]:
    """Give the unanswered objections that a person owns."""
    return tuple(one for one in picture.objections if one.answer is None and person and one.owner == person)


def is_old(one: Objection, today: date) -> bool:
    """Say whether the answer was checked more than a year ago."""
    return one.checked is not None and today - one.checked > CHECK_AGAIN


def is_over(one: Waiver, today: date) -> bool:
    """Say whether a waiver has ended: it holds through its last day."""
    return one.until is not None and one.until < today


def ends_soon(one: Waiver, today: date) -> bool:
    """Say whether a waiver that still holds ends within a month."""
    return one.until is not None and not is_over(one, today) and one.until - today <= ENDS_SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """Objections by layer: as filed, and what they turned out to rest on when somebody looked."""

    filed: int
    table: Mapping[tuple[Layer, Layer], int]

    @property
    def answered(self) -> int:
        """Count those that were looked into."""
        return sum(self.table.values())

    @property
    def light(self) -> int:
        """Count those that turned out to be interpretation or own routine."""
        return sum(count for (_, turned), count in self.table.items() if turned in LIGHT)

    def turned_out(self, layer: Layer) -> int:
        """Count those that turned out to rest on a layer."""
        return sum(count for (_, turned), count in self.table.items() if turned is layer)

    def filed_as(self, layer: Layer) -> int:
        """Count those looked into that were filed under a layer."""
        return sum(count for (filed, _), count in self.table.items() if filed is layer)


def statistic(pairs: Sequence[tuple[Layer, Layer | None]]) -> Statistic:
    """Count objections by what they were filed as and what they turned out to be (None: not answered yet)."""
    table: Counter[tuple[Layer, Layer]] = Counter((filed, turned) for filed, turned in pairs if turned is not None)
    return Statistic(filed=len(pairs), table=table)
