"""Reviews of awards and completed documentation of a document, as history."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from vakna.core.initiative import Key, Picture
from vakna.core.words import STOCKHOLM

from ._event import Event

_NOON = time(12)


def of(picture: Picture, by: Key) -> Iterator[Event]:
    """Give each review as it was noted and settled, and each documentation as it was completed."""
    for one in picture.terms.procurements:
        review = one.award.review if one.award else None
        if review is not None:
            first = {"procurement": one.key, "review": replace(review, settled=None)}
            yield Event(at=_on(review.noted), verb="procurements.note_review", by=by, values=first)
        if review is not None and review.settled is not None:
            values = {"procurement": one.key, "review": review}
            yield Event(at=_on(review.settled), verb="procurements.note_review", by=by, values=values)
        if one.record is not None:
            kept = {"procurement": one.key, "reference": one.record.reference}
            yield Event(at=one.record.at, verb="procurements.complete_record", by=one.record.by, values=kept)


def _on(day: date) -> datetime:
    return datetime.combine(day, _NOON, tzinfo=STOCKHOLM)
