"""What is looked at of a release, as types: a release that keeps to them is read many times quicker than any object.

msgspec decodes only these fields and walks past the rest. What a publisher wrote otherwise (a list where an object is
meant, a truth value for a number) does not fit; `fit` then keeps what has the right type, and the rest counts as not
said. Both ways give the same parts. Field names are those of the standard: `open-contracting/standard` 1.1.5.
"""

from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType
from msgspec.inspect import (
    AnyType,
    BoolType,
    FloatType,
    IntType,
    ListType,
    RawType,
    StrType,
    StructType,
    Type,
    UnionType,
    type_info,
)

Id = str | int | None
Figure = str | int | float | None


class Part(Struct, gc=False, rename="camel"):
    """Any part of a release. What is absent, empty or null is None."""


class Identifier(Part):
    """The number of an organisation in a register. A scheme of org-id.guide begins with the country."""

    scheme: str | None = None
    id: Id = None


class Address(Part):
    """Where an organisation is."""

    region: str | None = None


class Details(Part):
    """What else is told of an organisation."""

    scale: str | None = None


class Party(Part):
    """An organisation, or what refers to one by `id`."""

    id: Id = None
    name: str | None = None
    roles: list[str] | None = None
    identifier: Identifier | None = None
    address: Address | None = None
    details: Details | None = None


class Classification(Part):
    """A code in a scheme."""

    scheme: str | None = None
    id: Figure = None


class Item(Part):
    """What is bought."""

    classification: Classification | None = None
    additional_classifications: list[Classification] | None = None


class Value(Part):
    """A sum, as it was written."""

    amount: Figure = None
    currency: str | None = None


class Techniques(Part):
    """Whether a framework agreement is set up, by either of two ways to say it."""

    has_framework_agreement: bool | None = None
    framework_agreement: Any = None


class Sustainability(Part):
    """One goal beyond the purchase itself."""

    goal: str | None = None


class Tender(Part):
    """The call."""

    title: str | None = None
    classification: Classification | None = None
    items: list[Item] | None = None
    techniques: Techniques | None = None
    sustainability: list[Sustainability] | None = None
    value: Value | None = None
    procuring_entity: Party | None = None
    number_of_tenderers: Figure = None
    tenderers: list[Raw] | None = None


class LotReference(Part):
    """A lot named by an object, as some do where the standard has its id alone."""

    lot_id: Figure = None
    id: Figure = None


class Holder(Part):
    """An award or a contract. Some write a single supplier without the list around it."""

    id: Figure = None
    value: Value | None = None
    items: list[Item] | None = None
    suppliers: list[Party] | Party | None = None
    related_lots: list[str | int | float | LotReference | None] | None = None


class Statistic(Part):
    """A count of tenders."""

    related_lot: Figure = None
    measure: str | None = None
    value: Figure = None


class Bids(Part):
    """The tenders, counted or listed."""

    statistics: list[Statistic] | None = None
    details: list[Raw] | None = None


class Release(Part):
    """A release. With releases inside it is a record or a package instead, and is unfolded first."""

    ocid: str
    date: str | None = None
    buyer: Party | None = None
    tender: Tender | None = None
    parties: list[Party] | None = None
    awards: list[Holder] | None = None
    contracts: list[Holder] | None = None
    bids: Bids | None = None
    releases: Raw | UnsetType = UNSET
    records: Raw | UnsetType = UNSET
    compiled_release: Raw | UnsetType = UNSET


_DECODER = msgspec.json.Decoder(Release)


def decode(content: Raw) -> Release | None:
    """Decode a release; nothing when it is something else or does not fit."""
    try:
        release = _DECODER.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return None
    other = release.releases, release.records, release.compiled_release
    return release if release.ocid and other == (UNSET, UNSET, UNSET) else None


def fit(release: dict[str, Any]) -> Release:
    """Keep of a release, read as an object with an `ocid`, what has the right type."""
    fitted: Release = _fit(_kind(), release)
    return fitted


@cache
def _kind() -> Type:
    return type_info(Release)


def _fit(kind: Type, value: Any) -> Any:
    if isinstance(kind, UnionType):
        return next((one for it in kind.types if (one := _fit(it, value)) is not None), None)
    if isinstance(kind, ListType):
        return _list(kind.item_type, value) if isinstance(value, list) else None
    if isinstance(kind, StructType):
        return _struct(kind, value) if isinstance(value, dict) else None
    if isinstance(kind, AnyType | RawType):
        return value
    return _plain(kind, value)


def _list(kind: Type, values: list[Any]) -> list[Any]:
    return [fitted for one in values if (fitted := _fit(kind, one)) is not None]


def _struct(kind: StructType, value: dict[str, Any]) -> Struct:
    told = {one.name: _fit(one.type, value[one.encode_name]) for one in kind.fields if one.encode_name in value}
    made: Struct = kind.cls(**told)
    return made


def _plain(kind: Type, value: Any) -> Any:
    """Give a value of exactly the type; half a pair of UTF-16, which nothing can write, becomes a question mark."""
    if type(value) is not _PLAIN.get(type(kind)):
        return None
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


_PLAIN: dict[type[Type], type] = {StrType: str, IntType: int, FloatType: float, BoolType: bool}
