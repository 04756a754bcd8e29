"""What the leak check reads of a picture: the suppliers' own texts, and what the buyer itself has said."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from . import leaks
from .initiative import Key, Picture, Text
from .leaks import Leak, Own
from .learning import is_shareable
from .vocabulary import Origin, StageState

PARTS = ("contacts", "submissions", "learning", "questions", "broadcasts")
"""The parts of the picture that the check reads, besides the terms and the participations."""


def leaks_in(picture: Picture, said: Iterable[Text], published: Iterable[Text] = ()) -> tuple[Leak, ...]:
    """List the passages in `said` that are a supplier's own. `published` is what is public beside the picture.

    What the buyer had told a supplier, and that supplier then repeats, is not its own; what the buyer has told of it to
    another supplier still is.
    """
    own = own_texts(picture)
    known = (*published_texts(picture), *published)
    found = leaks.find(said, own, known)
    told = {one.own: _told_before(picture, one.own) for one in found}
    return tuple(one for one in found if leaks.find((one.said,), (one.own,), (*known, *told[one.own])))


def own_texts(picture: Picture) -> tuple[Own, ...]:
    """Give every text that is a supplier's own: ideas told in contacts, marked answers, insights it has not approved.

    Ideas told when all suppliers were there are known to all. What lies under seal is not in the picture yet.
    """
    found = (*_ideas(picture), *_marked(picture), *_not_approved(picture))
    return tuple({(one.participation, one.text): one for one in found}.values())


def published_texts(picture: Picture) -> tuple[Text, ...]:
    """Give what the buyer has said in public, and the wordings that suppliers have approved."""
    terms = picture.terms
    invitations = (one for one in terms.stages if one.state is not StageState.PLANNED)
    said = (terms.title, terms.summary, *terms.goals, *terms.needs, *invitations)
    answered = (text for one in picture.questions if one.answer for text in (one.question, one.answer))
    broadcasts = (text for one in picture.broadcasts for text in (one.subject, one.body))
    approved = (one.learned for one in picture.insights if one.origin is Origin.SUPPLIER and is_shareable(one))
    return (*(text for one in said for text in texts_in(one)), *answered, *broadcasts, *approved)


def texts_in(one: Any) -> Iterator[Text]:
    """Give every text in a value of the picture, however deep."""
    if isinstance(one, Text):
        yield one
    elif isinstance(one, tuple):
        for each in one:
            yield from texts_in(each)
    elif is_dataclass(one):
        for field in fields(one):
            yield from texts_in(getattr(one, field.name))


def _told_before(picture: Picture, own: Own) -> list[Text]:
    """Give what the buyer told the supplier before it wrote or said this, or in the same talk."""
    at = _said_at(picture, own)
    whom = (own.participation, None)
    return [one.told for one in picture.contacts if one.told and one.participation in whom and one.at <= at]


def _said_at(picture: Picture, own: Own) -> datetime:
    if own.where == "submission":
        return next(one.received_at for one in picture.submissions if one.key == own.source)
    rows = picture.contacts if own.where == "contact" else picture.insights
    return next(one.at for one in rows if one.key == own.source)


def _ideas(picture: Picture) -> Iterator[Own]:
    for one in picture.contacts:
        if one.ideas is not None and one.participation is not None:
            yield Own(participation=one.participation, where="contact", source=one.key, text=one.ideas)


def _marked(picture: Picture) -> Iterator[Own]:
    for one in picture.submissions:
        for answer in one.answers:
            if answer.ground is not None:
                yield Own(participation=one.participation, where="submission", source=one.key, text=answer.said)


def _not_approved(picture: Picture) -> Iterator[Own]:
    from_contact = {one.key: one.participation for one in picture.contacts}
    for one in picture.insights:
        whose: Key | None = one.participation or (from_contact.get(one.contact) if one.contact else None)
        if whose is not None and not is_shareable(one):
            yield Own(participation=whose, where="insight", source=one.key, text=one.learned)
