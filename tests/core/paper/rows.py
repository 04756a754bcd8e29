"""What a picture's rows are to the house: found by key or refused, added, and written anew."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.at_random.chance import Act
from vakna.core.initiative import Key, Participation, Picture, Procurement, Stage
from vakna.core.refusal import NotFound


@dataclass(slots=True)
class Paper:
    """An initiative that lives on paper: its picture, and what the house holds beside the picture."""

    picture: Picture
    outages: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    answer: Any = None


Doing = Callable[[Paper, Act], Picture]


def stage(picture: Picture, key: str) -> Stage:
    """Find a stage, or refuse."""
    return _found((one for one in picture.terms.stages if one.key == key), "no-such-stage")


def supplier(picture: Picture, key: str) -> Participation:
    """Find a supplier, or refuse."""
    return _found((one for one in picture.participations if one.key == key), "no-such-supplier")


def procurement(picture: Picture, key: str) -> Procurement:
    """Find a procurement, or refuse."""
    return _found((one for one in picture.terms.procurements if one.key == key), "no-such-procurement")


def _found(found: Any, code: str) -> Any:
    one = next(found, None)
    if one is None:
        raise NotFound(code)
    return one


def with_terms(picture: Picture, **changed: Any) -> Picture:
    """Give the picture with other terms."""
    return replace(picture, terms=replace(picture.terms, **changed))


def with_stage(picture: Picture, one: Stage) -> Picture:
    """Give the picture with a stage written anew, or added."""
    return with_terms(picture, stages=_put(picture.terms.stages, one))


def with_procurement(picture: Picture, one: Procurement) -> Picture:
    """Give the picture with a procurement written anew, or added."""
    return with_terms(picture, procurements=_put(picture.terms.procurements, one))


def added(picture: Picture, name: str, *rows: Any) -> Picture:
    """Give the picture with rows more in a collection."""
    return picture.with_rows(**{name: (*getattr(picture, name), *rows)})


def written(picture: Picture, name: str, one: Any) -> Picture:
    """Give the picture with a row written anew, or added."""
    return picture.with_rows(**{name: _put(getattr(picture, name), one)})


def _put(rows: tuple[Any, ...], one: Any) -> tuple[Any, ...]:
    kept = tuple(one if it.key == one.key else it for it in rows)
    return kept if any(it.key == one.key for it in rows) else (*rows, one)


def free_key(picture: Picture, key: str) -> Key:
    """Give a key that no stage has."""
    taken = {one.key for one in picture.terms.stages}
    return next(Key(one) for one in (key, *(f"{key}-{n}" for n in range(2, 99))) if one not in taken)
