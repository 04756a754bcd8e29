"""The document as a whole: its frame, its references, and the contradictions that no single field shows."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from types import GenericAlias
from typing import Any

from ..currencies import converted
from ..initiative import COLLECTIONS, Picture, Procurement, Terms, Text
from ..money import Money
from ..refusal import BadInput, Problem
from .codec import Problems, encode, read

FORMAT = "vakna-initiative"
VERSION = 1
_FRAME = ("format", "version", "initiative", *COLLECTIONS)
_IMPLAUSIBLE = 100


def parse(content: str, *, toml: bool = False) -> Any:
    """Read JSON, or TOML, as plain data. Refuses with line and column."""
    try:
        return tomllib.loads(content) if toml else json.loads(content)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput("not-readable", given=str(error)) from None


def load(data: object) -> Picture:
    """Read plain data as a whole picture. Refuses with every problem found: path, reason, values."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadInput("not-a-document", path="format", expected=FORMAT)
    if data.get("version") != VERSION:
        raise BadInput("document-version", path="version", given=str(data.get("version")), expected=VERSION)
    problems = [_unknown(name) for name in data if name not in _FRAME]
    terms = read(Terms, data.get("initiative", {}), "initiative", problems)
    taken = {
        name: read(GenericAlias(tuple, (kind, ...)), data.get(name, []), name, problems)
        for name, kind in COLLECTIONS.items()
    }
    if not problems:
        picture = Picture(terms=terms, _taken=taken)
        problems.extend(_contradictions(picture))
    if problems:
        raise BadInput(found=tuple(problems))
    return picture


def dump(picture: Picture) -> dict[str, Any]:
    """Write a whole picture as plain data, ready for JSON. Empty collections are left out."""
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION, "initiative": encode(picture.terms)}
    document |= {name: encode(getattr(picture, name)) for name in COLLECTIONS if getattr(picture, name)}
    return document


def _unknown(name: object) -> Problem:
    return Problem(str(name), "unknown-field", (("name", str(name)), ("known", ", ".join(_FRAME))))


def _contradictions(picture: Picture) -> Problems:
    return [*_doubles(picture), *_dangling(picture), *_currencies(picture), *_implausible(picture)]


def _known(picture: Picture) -> dict[str, list[str]]:
    terms = picture.terms
    inside = ("organisations", "people", "goals", "funding_sources", "procurements", "stages")
    known = {name: [one.key for one in getattr(terms, name)] for name in inside}
    outside = [name for name, kind in COLLECTIONS.items() if any(f.name == "key" for f in fields(kind))]
    return known | {name: [one.key for one in getattr(picture, name)] for name in outside}


def _doubles(picture: Picture) -> Iterator[Problem]:
    for name, keys in _known(picture).items():
        for key, count in Counter(keys).items():
            if count > 1:
                yield Problem(name, "key-twice", (("key", key),))


def _dangling(picture: Picture) -> Iterator[Problem]:
    known = {name: set(keys) for name, keys in _known(picture).items()}
    for path, ref, key in _references(picture):
        if key not in known[ref]:
            yield Problem(path, "no-such-key", (("key", key), ("among", ref)))


def _references(picture: Picture) -> Iterator[tuple[str, str, str]]:
    yield from _inside(picture.terms, "initiative")
    for name in COLLECTIONS:
        for i, one in enumerate(getattr(picture, name)):
            yield from _inside(one, f"{name}[{i}]")


def _inside(record: Any, path: str) -> Iterator[tuple[str, str, str]]:
    for f in fields(record):
        value = getattr(record, f.name)
        ref = f.metadata.get("ref")
        many = isinstance(value, tuple)
        for i, one in enumerate(value if many else (value,)):
            where = f"{path}.{f.name}[{i}]" if many else f"{path}.{f.name}"
            if is_dataclass(one) and not isinstance(one, type) and not isinstance(one, Money | Text):
                yield from _inside(one, where)
            elif ref and one is not None:
                yield where, ref, one


def _currencies(picture: Picture) -> Iterator[Problem]:
    """Refuse a second currency for which no rate is stated: ceilings could not be kept across the two."""
    records = [("initiative", picture.terms)]
    records += [(f"{name}[{i}]", one) for name in COLLECTIONS for i, one in enumerate(getattr(picture, name))]
    sums = [found for path, one in records for found in _sums(one, path)]
    for path, one in sums:
        if converted(picture.terms.rates, one, sums[0][1].currency) is None:
            yield Problem(path, "money-currencies", (("one", sums[0][1].currency), ("other", one.currency)))


def _sums(record: Any, path: str) -> Iterator[tuple[str, Money]]:
    for f in fields(record):
        value = getattr(record, f.name)
        for i, one in enumerate(value if isinstance(value, tuple) else (value,)):
            where = f"{path}.{f.name}[{i}]" if isinstance(value, tuple) else f"{path}.{f.name}"
            if isinstance(one, Money):
                yield where, one
            elif is_dataclass(one) and not isinstance(one, Text):
                yield from _sums(one, where)


def _implausible(picture: Picture) -> Iterator[Problem]:
    """Refuse a total a hundred times its stated contracts (case T13: a lost decimal mark)."""
    for i, procurement in enumerate(picture.terms.procurements):
        stated = _stated_value(picture, procurement)
        value = procurement.total_value
        if isinstance(value, Money) and stated and value.amount >= _IMPLAUSIBLE * stated:
            values = (("total", value), ("stated", Money(stated, value.currency)))
            yield Problem(f"initiative.procurements[{i}].total_value", "total-implausible", values)


def _stated_value(picture: Picture, procurement: Procurement) -> Decimal:
    mine = {stage.key for stage in picture.terms.stages if stage.procurement == procurement.key}
    contracts = [one.pay.amount for one in picture.contracts if one.stage in mine and isinstance(one.pay, Money)]
    extra = [one.amount for one in (procurement.option_value, procurement.purchase_value) if isinstance(one, Money)]
    return sum(contracts + extra if contracts else [], Decimal(0))
