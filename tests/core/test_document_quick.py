"""A document that is read as it is touched says the same as one read whole, and is unsure of what is wrong."""

import json
from dataclasses import fields, is_dataclass
from importlib import resources
from typing import Any

import pytest

from vakna.core import document
from vakna.core.initiative import COLLECTIONS, Text
from vakna.core.money import Money

_DEMO = sorted(one.name for one in (resources.files("vakna") / "demo").iterdir() if one.name.endswith(".json"))


def _data(name: str) -> Any:
    return json.loads((resources.files("vakna") / "demo" / name).read_text(encoding="utf-8"))


def _touched(value: Any, like: Any) -> Any:
    """Give a quickly read value as plain values, by touching every field that its whole twin has."""
    if isinstance(like, tuple):
        assert len(value) == len(like)
        return [_touched(one, twin) for one, twin in zip(value, like, strict=True)]
    if is_dataclass(like) and not isinstance(like, Text | Money):
        return {f.name: _touched(getattr(value, f.name), getattr(like, f.name)) for f in fields(like)}
    return value


@pytest.mark.parametrize("name", _DEMO)
def test_quick_picture_says_what_the_whole_one_says(name: str) -> None:
    data = _data(name)
    quick, whole = document.quickly(data), document.load(data)

    assert _touched(quick.terms, whole.terms) == _touched(whole.terms, whole.terms)
    for collection in COLLECTIONS:
        there, twin = getattr(quick, collection), getattr(whole, collection)
        assert _touched(there, twin) == _touched(twin, twin)


def _unknown_field(data: Any) -> None:
    data["initiative"]["colour"] = "blue"


def _missing_field(data: Any) -> None:
    del data["initiative"]["title"]


def _unknown_word(data: Any) -> None:
    data["initiative"]["provenance"] = "heard"


def _no_zone(data: Any) -> None:
    data["initiative"]["stages"][0]["opens_at"] = "2021-08-24T11:00:00"


def _bad_money(data: Any) -> None:
    data["initiative"]["ceiling"] = "400 000 SEK"


def _other_version(data: Any) -> None:
    data["version"] = 9


@pytest.mark.parametrize("spoil", [_unknown_field, _missing_field, _unknown_word, _no_zone, _bad_money, _other_version])
def test_quick_reader_is_unsure_of_what_is_not_as_it_should_be(spoil: Any) -> None:
    data = _data("karlstad-1.json" if spoil is not _no_zone else "ovningsfallet.json")
    spoil(data)

    with pytest.raises(document.UNSURE):
        _walk(document.quickly(data))


def _walk(picture: Any) -> list[object]:
    terms = picture.terms
    stages = [one.opens_at for one in terms.stages]
    return [terms.title, terms.provenance, terms.ceiling, *stages]
