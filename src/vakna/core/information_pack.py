"""The information pack: everything relevant that was told before, for those who join later (LOU 4 kap. 8 §).

It carries what was learned in one procurement into the next open competition. A supplier's own ideas, what it handed
in, marks and motives are never part of it, and no supplier is named.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from . import stages, words
from .document import encode
from .initiative import Digest, Key, Pack, PackItem, Picture, Requirement, Stage, Terms, Text
from .journal import canonical_bytes
from .learning import is_shareable
from .refusal import Conflict
from .vocabulary import PackItemKind, RequirementState, StageState

PARTS = ("contacts", "questions", "broadcasts", "learning", "specification")
"""The parts of the picture that a pack is made of."""

_DONE = frozenset({StageState.DECIDED, StageState.SKIPPED, StageState.CANCELLED})


def require_place(terms: Terms, stage: Stage) -> None:
    """Refuse a pack for a stage that nobody can join: it has ended (`pack-stage-done`), or goes on with those who are
    under contract already (`pack-nobody-joins`)."""
    if stage.state in _DONE:
        raise Conflict("pack-stage-done", stage=stage.name)
    if not is_joined(terms, stage):
        raise Conflict("pack-nobody-joins", stage=stage.name)


def is_joined(terms: Terms, stage: Stage) -> bool:
    """Say whether suppliers can join in a stage: a dialogue, a call, or the first stage of a procurement."""
    rules = stages.rules(stage)
    first = next((one for one in stages.in_order(terms) if one.procurement == stage.procurement), None)
    begins = stage.procurement is not None and first == stage and rules.takes_submissions
    return rules.dialogue or rules.takes_tenders or begins


def pack_items(picture: Picture, stage: str, at: datetime) -> tuple[PackItem, ...]:
    """Give what the buyer has told by `at` that those who join in `stage` must have, in order of kind and time.

    Earlier invitations, answered questions, information to all, what was told in contacts but for what concerned one
    supplier alone, insights that may be shared, and the specification in force: over every procurement of the
    initiative. Asks for the whole truth: the picture before redaction.
    """
    found = (
        *_invitations(picture, stage), *_questions(picture), *_broadcasts(picture), *_contacts(picture),
        *_insights(picture), *_requirements(picture),
    )  # fmt: skip
    order = list(PackItemKind)
    return tuple(sorted((one for one in found if one.at <= at), key=lambda one: (order.index(one.kind), one.at)))


def digest(items: tuple[PackItem, ...]) -> Digest:
    """Give the hash of what a pack holds: of the canonical bytes of its items."""
    return Digest(sha256(canonical_bytes(encode(items))).hexdigest())


def packs_for(picture: Picture, stage: str) -> tuple[Pack, ...]:
    """Give the packs of a stage, the latest first."""
    return tuple(sorted((one for one in picture.packs if one.stage == stage), key=lambda one: -one.number))


def new_since(items: Iterable[PackItem], former: Pack | None) -> tuple[PackItem, ...]:
    """Give the items that the former pack does not hold in the same words; all of them when there is none."""
    before = set(former.items) if former else set()
    return tuple(one for one in items if one not in before)


def without_names(picture: Picture, said: Text) -> Text:
    """Give a text with each supplier's name replaced by "a supplier" in the text's language."""
    suppliers = {key for one in picture.participations for key in (one.organisation, *one.consortium)}
    names = sorted((one.name for one in picture.terms.organisations if one.key in suppliers), key=len, reverse=True)
    if not names:
        return said
    any_of = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    return Text({lang: any_of.sub(_somebody(lang), words_) for lang, words_ in said.by_language.items()})


def _somebody(lang: str) -> str:
    return words.CORE.say(lang if lang in words.LANGUAGES else "en", "pack.somebody")


def _heading(code: str, **values: object) -> Text:
    return Text({lang: words.CORE.say(lang, f"pack.{code}", **values) for lang in words.LANGUAGES})


def _invitations(picture: Picture, stage: str) -> Iterator[PackItem]:
    for one in stages.in_order(picture.terms):
        if one.key == stage or one.published_at is None or one.question is None:
            continue
        yield PackItem(
            kind=PackItemKind.INVITATION, source=one.key, at=one.published_at, heading=one.name, body=_asked(one)
        )
        for made in one.corrections:
            heading = _heading("correction", stage=one.name, number=made.version)
            body = _together((made.what, made.why))
            yield PackItem(kind=PackItemKind.INVITATION, source=one.key, at=made.at, heading=heading, body=body)


def _asked(one: Stage) -> Text:
    said = (one.question, one.purpose, one.background, one.target_group, *one.we_know, *one.wants_to_know,
            one.next_steps)  # fmt: skip
    return _together(text for text in said if text is not None)


def _together(texts: Iterable[Text]) -> Text:
    """Join texts, a paragraph each, in every language that the first of them is said in."""
    said = tuple(texts)
    return Text({lang: "\n\n".join(one.said(lang) for one in said) for lang in said[0].by_language})


def _questions(picture: Picture) -> Iterator[PackItem]:
    for one in picture.questions:
        if one.answer is not None and one.answered_at is not None:
            yield PackItem(
                kind=PackItemKind.QUESTION, source=one.key, at=one.answered_at, heading=one.question, body=one.answer
            )


def _broadcasts(picture: Picture) -> Iterator[PackItem]:
    for one in picture.broadcasts:
        yield PackItem(
            kind=PackItemKind.BROADCAST, source=one.key, at=one.available_at, heading=one.subject, body=one.body
        )


def _contacts(picture: Picture) -> Iterator[PackItem]:
    for one in picture.contacts:
        if one.told is not None and one.only_theirs is None:
            heading = _heading("contact", kind=one.kind, stage=picture.stage(one.stage).name)
            body = without_names(picture, one.told)
            yield PackItem(kind=PackItemKind.CONTACT, source=one.key, at=one.at, heading=heading, body=body)


def _insights(picture: Picture) -> Iterator[PackItem]:
    """Give the insights that may be shared, but for the buyer's own about one supplier, which are not for others."""
    for one in picture.insights:
        about_one = one.participation is not None and one.approval is None
        if is_shareable(one) and not about_one:
            heading, body = _heading("insight"), without_names(picture, one.learned)
            yield PackItem(kind=PackItemKind.INSIGHT, source=one.key, at=one.at, heading=heading, body=body)


def _requirements(picture: Picture) -> Iterator[PackItem]:
    last: dict[Key, Requirement] = {}
    for one in picture.requirements:
        if one.item not in last or last[one.item].version < one.version:
            last[one.item] = one
    for one in last.values():
        if one.state is RequirementState.CURRENT:
            heading = _heading("binding" if one.binding else "requirement", number=one.version)
            body = _together((one.wording, one.why))
            yield PackItem(kind=PackItemKind.REQUIREMENT, source=one.item, at=one.at, heading=heading, body=body)
