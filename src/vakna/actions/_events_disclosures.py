"""Requests for public records of a written history as acts: recorded, decided item by item, given out. Pure."""

from collections.abc import Iterator
from typing import Any

from vakna.core.initiative import Disclosure, Key, Picture

from ._event import Event


def of(picture: Picture, procurer: Key) -> Iterator[Event]:
    """Give the acts. `procurer` records the requests, and does what the document gives no person for."""
    for one in picture.disclosures:
        yield from _one(one, procurer)


def _one(one: Disclosure, procurer: Key) -> Iterator[Event]:
    values: dict[str, Any] = {
        "stage": one.stage, "key": one.key, "asks": one.asks, "asked_by": one.asked_by,
        "diary_number": one.diary_number, "only": tuple(dict.fromkeys(it.participation for it in one.items)),
    }  # fmt: skip
    yield Event(at=one.at, verb="oversight.record_request", by=procurer, values=values)
    by = one.decided_by or procurer
    if one.decided_at is not None:
        values = {"disclosure": one.key, "items": one.items}
        yield Event(at=one.decided_at, verb="oversight.decide_disclosure", by=by, values=values)
    if one.given_at is not None and one.given_to is not None:
        values = {"disclosure": one.key, "given_to": one.given_to}
        yield Event(at=one.given_at, verb="oversight.give_out", by=by, values=values)
