"""Requests for public records: what can be asked for and when, how words are covered, and what is then given.

The test is made when somebody asks, item by item (OSL 31 kap. 16 §); before the award everything about the tenders is
secret (OSL 19 kap. 3 §). The product aids; it gives no legal advice.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .initiative import Answer, Attachment, Disclosure, DisclosureItem, Key, Paper, Picture, Stage, Submission, Text
from .refusal import BadInput, Conflict, NotFound, Problem
from .vocabulary import Regime, Release, StageState

COVER = "■■■■"
"""What stands where words are covered: a sign that every font draws, and always as long, so that it tells no length."""

Place = tuple[Key, Key | None, str | None]
"""Which item: the submission, and the topic of an answer or the hash of a file."""


def place(item: DisclosureItem) -> Place:
    """Give which item this is."""
    return item.submission, item.topic, item.file


def may_be_asked_for(picture: Picture, stage: Stage, at: datetime) -> bool:
    """Say whether what was handed in for the stage can be tried at all. Under absolute secrecy nothing can."""
    if stage.state == StageState.PLANNED:
        return False
    if stage.regime != Regime.SEALED:
        return True
    told = any(one.stage == stage.key and one.released_at <= at for one in picture.decisions)
    return told or (stage.opening is not None and stage.state == StageState.CANCELLED)


def require_askable(picture: Picture, stage: Stage, at: datetime) -> None:
    """Refuse (`Conflict`) a request for a stage under absolute secrecy (OSL 19 kap. 3 §)."""
    if may_be_asked_for(picture, stage, at):
        return
    sealed = stage.regime == Regime.SEALED and stage.state != StageState.PLANNED
    raise Conflict("records-sealed" if sealed else "stage-not-published")


def items_of(picture: Picture, stage: str) -> tuple[DisclosureItem, ...]:
    """List every answer and file handed in for the stage, nothing decided.

    What stands unchanged in several versions is listed once, as the latest has it.
    """
    found: dict[tuple[object, ...], DisclosureItem] = {}
    for one in sorted((it for it in picture.submissions if it.stage == stage), key=lambda it: it.version):
        for same, item in _items(one):
            found.pop(same, None)
            found[same] = item
    order = {one.key: number for number, one in enumerate(picture.participations)}
    return tuple(sorted(found.values(), key=lambda it: order.get(it.participation, len(order))))


def _items(one: Submission) -> Iterator[tuple[tuple[object, ...], DisclosureItem]]:
    for it in one.answers:
        item = DisclosureItem(submission=one.key, participation=one.participation, topic=it.topic)
        yield (one.participation, it.topic, it.said, it.ground, it.damage), item
    for file in one.attachments:
        item = DisclosureItem(submission=one.key, participation=one.participation, file=file.digest)
        yield (one.participation, file.digest, file.ground, file.damage), item


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An item with what it is: an answer or a file, and the supplier's mark on it."""

    item: DisclosureItem
    answer: Answer | None = None
    file: Attachment | None = None

    @property
    def marked(self) -> bool:
        """Say whether the supplier asked that it be protected."""
        return self.ground is not None or self.damage is not None

    @property
    def ground(self) -> Text | None:
        """Give why the supplier asks for it."""
        held = self.answer or self.file
        return held.ground if held else None

    @property
    def damage(self) -> Text | None:
        """Give what harm the supplier sees."""
        held = self.answer or self.file
        return held.damage if held else None


def things(picture: Picture, request: Disclosure) -> tuple[Thing, ...]:
    """Give every item of a request with the answer or file behind it, as far as the picture shows them."""
    held = {one.key: one for one in picture.submissions}
    found = (_thing(held[item.submission], item) for item in request.items if item.submission in held)
    return tuple(one for one in found if one is not None)


def _thing(one: Submission, item: DisclosureItem) -> Thing | None:
    answer = next((it for it in one.answers if item.topic is not None and it.topic == item.topic), None)
    file = next((it for it in one.attachments if item.file is not None and it.digest == item.file), None)
    return Thing(item=item, answer=answer, file=file) if answer or file else None


def mask(said: Text, words: Sequence[str]) -> Text:
    """Cover every place where one of the words or passages stands, whatever its case and the space between words.

    A language version in which nothing is covered is left out: it would tell what the other hides. Refuses (`BadInput`)
    words that stand nowhere, and none at all.
    """
    wanted = [" ".join(one.split()) for one in words if one.strip()]
    if not wanted:
        raise BadInput("mask-empty")
    missing = [one for one in wanted if not any(_pattern(one).search(it) for it in said.by_language.values())]
    if missing:
        raise BadInput("mask-not-found", words=missing)
    covered = {language: _covered(it, wanted) for language, it in said.by_language.items()}
    return Text({language: it for language, it in covered.items() if it != said.by_language[language]})


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(one) for one in words.split()), re.IGNORECASE)


def _covered(said: str, wanted: Iterable[str]) -> str:
    for one in sorted(wanted, key=len, reverse=True):
        said = _pattern(one).sub(COVER, said)
    return re.sub(rf"{COVER}(?:\s*{COVER})+", COVER, said)


def is_masked_from(masked: Text, said: Text) -> bool:
    """Say whether a masked text is the original with words covered and nothing else changed, in each language."""
    return all(
        language in said.by_language and _only_covered(it, said.by_language[language])
        for language, it in masked.by_language.items()
    )


def _only_covered(masked: str, said: str) -> bool:
    first, *rest = masked.split(COVER)
    if not rest or not said.startswith(first):
        return False
    *middle, last = rest
    at = len(first)
    for piece in middle:
        at = said.find(piece, at + 1)
        if at < 0:
            return False
        at += len(piece)
    return said.endswith(last) and at < len(said) - len(last)


def decided(request: Disclosure, known: Sequence[Thing], given: Sequence[DisclosureItem]) -> tuple[DisclosureItem, ...]:
    """Give the request's items with these decisions put in. Refuses (`BadInput`, all at once) what is not whole.

    Words covered or an item kept back ask for a ground in law. A file is given whole, as another file in which a person
    has covered what must not be seen, or not at all.
    """
    if request.decided_at is not None:
        raise Conflict("disclosure-decided")
    by_place = {place(one.item): one for one in known}
    if any(place(one) not in by_place for one in given):
        raise NotFound("no-such-disclosure")
    wrong = [it for number, one in enumerate(given) for it in _problems(number, by_place[place(one)], one)]
    if wrong:
        raise BadInput("disclosure-not-whole", found=tuple(wrong))
    new = {place(one): one for one in given}
    return tuple(_with(one, new.get(place(one))) for one in request.items)


def _with(item: DisclosureItem, new: DisclosureItem | None) -> DisclosureItem:
    if new is None:
        return item
    masks = new.decision is Release.MASK
    masked = new.masked if masks and item.file is None else None
    copy = new.masked_file if masks and item.file is not None else None
    ground = None if new.decision is Release.RELEASE else new.ground
    return replace(item, decision=new.decision, ground=ground, masked=masked, masked_file=copy)


def _problems(number: int, thing: Thing, one: DisclosureItem) -> Iterator[Problem]:
    where = f"items[{number}]"
    if one.decision is None:
        yield Problem(where, "release-undecided")
        return
    if one.decision is not Release.RELEASE and one.ground is None:
        yield Problem(where, "release-without-ground")
    if one.decision is not Release.MASK:
        return
    if thing.answer is None:
        yield from _problems_of_copy(where, one)
    elif one.masked is None or not is_masked_from(one.masked, thing.answer.said):
        yield Problem(where, "mask-changes-text")


def _problems_of_copy(where: str, one: DisclosureItem) -> Iterator[Problem]:
    if one.masked_file is None:
        yield Problem(where, "mask-without-copy")
    elif one.masked_file.digest == one.file:
        yield Problem(where, "copy-is-original")


def is_whole(items: Sequence[DisclosureItem]) -> bool:
    """Say whether every item is decided."""
    return all(one.decision is not None for one in items)


def unmarked(known: Sequence[Thing]) -> tuple[DisclosureItem, ...]:
    """Give the items that nobody asked to protect and nobody has decided, released: public as a starting point."""
    return tuple(
        replace(one.item, decision=Release.RELEASE) for one in known if not one.marked and one.item.decision is None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One item as it is given: the words of an answer, covered where so decided, a file or its masked copy, or nothing.

    Holds nothing of what is kept back.
    """

    participation: Key
    topic: Key | None
    decision: Release
    said: Text | None = None
    file: Attachment | Paper | None = None
    ground: Text | None = None


def given(known: Sequence[Thing]) -> tuple[Given, ...]:
    """Give what a decided request gives, item by item. Refuses (`Conflict`) while something is not decided."""
    if not is_whole([one.item for one in known]):
        raise Conflict("disclosure-not-decided")
    return tuple(_given(one) for one in known)


def _given(one: Thing) -> Given:
    item, decision = one.item, one.item.decision or Release.WITHHOLD
    whole = decision is Release.RELEASE
    said = item.masked if decision is Release.MASK else one.answer.said if whole and one.answer else None
    original = replace(one.file, ground=None, damage=None) if whole and one.file else None
    file = item.masked_file if decision is Release.MASK else original
    return Given(
        participation=item.participation, topic=item.topic, decision=decision, said=said, file=file, ground=item.ground
    )
