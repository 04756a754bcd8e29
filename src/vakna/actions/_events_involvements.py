"""Parts in the preparations of a written history as acts: noted, levelled, heard, decided. Pure."""

from collections.abc import Iterator
from typing import Any

from vakna.core.initiative import Involvement, Key, Picture

from ._event import Event


def of(picture: Picture, procurer: Key) -> Iterator[Event]:
    """Give the acts. `procurer` does what the document gives no person for; a decision without one is left out."""
    for one in picture.involvements:
        values: dict[str, Any] = {"participation": one.participation, "how": one.how, "key": one.key}
        yield Event(at=one.noted_at, verb="dialogue.note_involvement", by=procurer, values=values)
        yield from _steps(picture, one, procurer)


def _steps(picture: Picture, one: Involvement, procurer: Key) -> Iterator[Event]:
    about: dict[str, Any] = {"involvement": one.key}
    if one.levelled_at:
        said = {**about, "pack": one.pack, "remaining": one.remaining}
        yield _act("level_involvement", one.levelled_at, procurer, said)
    if one.heard_at:
        yield _act("hear_involvement", one.heard_at, _speaker(picture, one, procurer), {**about, "said": one.heard})
    if one.decided_at and one.decided_by:
        said = {**about, "outcome": one.outcome, "reason": one.reason}
        yield _act("decide_involvement", one.decided_at, one.decided_by, said)


def _act(verb: str, at: Any, by: Key, values: dict[str, Any]) -> Event:
    return Event(at=at, verb=f"dialogue.{verb}", by=by, values=values)


def _speaker(picture: Picture, one: Involvement, procurer: Key) -> Key:
    return picture.participation(one.participation).contact or procurer
