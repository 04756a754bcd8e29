"""A document read only as far as somebody looks at it, for judging many: each field is decoded at the first touch.

What is not looked at is not checked, nor are references. Whoever meets one of `UNSURE` reads the document whole
(`load`), which says everything that is wrong with its place.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import UnionType
from typing import Any, ClassVar, Union, cast, get_args, get_origin

from ..initiative import COLLECTIONS, Cpv, Digest, Key, Picture, Terms, Text
from ..money import Money
from ..refusal import BadInput
from .codec import hints
from .whole import FORMAT, VERSION

UNSURE = (BadInput, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, StopIteration, RuntimeError)
"""What a reader of a quick picture may meet when the document is not as it should be."""

_Reader = Callable[[Any], Any]


def quickly(data: Mapping[str, Any]) -> Picture:
    """Give the picture of a document as plain data, decoded as it is touched. Raises one of `UNSURE`."""
    if not data.keys() <= _FRAME or (data["format"], data["version"]) != (FORMAT, VERSION):
        raise ValueError(sorted(data))
    return Picture(terms=cast("Terms", _later(Terms)(data["initiative"])), _taken=_Collections(data))


_FRAME = frozenset({"format", "version", "initiative", *COLLECTIONS})


class _Collections(Mapping[str, tuple[Any, ...]]):
    """The collections of a document, each made at the first touch."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data, self._made = data, dict[str, tuple[Any, ...]]()

    def __getitem__(self, name: str) -> tuple[Any, ...]:
        if name not in self._made:
            self._made[name] = tuple(map(_later(COLLECTIONS[name]), self._data.get(name, ())))
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in COLLECTIONS

    def __iter__(self) -> Iterator[str]:
        return iter(COLLECTIONS)

    def __len__(self) -> int:
        return len(COLLECTIONS)


class _Later:
    """Stands for one record. A field is decoded, and kept, when it is first touched."""

    fields_: ClassVar[Mapping[str, tuple[_Reader | None, Any]]] = {}
    known_: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: dict[str, Any]) -> None:
        if not self.known_.issuperset(data):
            raise ValueError(data)
        self.data_ = data

    def __getattr__(self, name: str) -> Any:
        field = self.fields_.get(name)
        if field is None:
            raise AttributeError(name)
        reader, value = field
        if name in self.data_:
            value = self.data_[name] if reader is None else reader(self.data_[name])
        elif value is MISSING:
            raise ValueError(name)
        self.__dict__[name] = value
        return value


@cache
def _later(kind: Any) -> type[_Later]:
    said = {f.name: (_reader(hints(kind)[f.name]), f.default) for f in fields(kind)}
    return type(kind.__name__, (_Later,), {"fields_": said, "known_": frozenset(said)})


@cache
def _reader(kind: Any) -> _Reader | None:
    """Give what decodes a value of a type; None where plain data is the value itself."""
    if get_origin(kind) in (Union, UnionType):
        return _union(tuple(one for one in get_args(kind) if one is not type(None)))
    if get_origin(kind) is tuple:
        return _listed(_reader(get_args(kind)[0]))
    if is_dataclass(kind) and kind not in _PLAIN:
        return cast("_Reader", _later(cast("Any", kind)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {one.value: one for one in kind}.__getitem__
    return _PLAIN[kind]


def _union(kinds: tuple[Any, ...]) -> _Reader | None:
    first = _reader(kinds[0])
    words = {one.value: one for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum) for one in kind}
    if first is None:
        return None
    if len(kinds) == 1:
        return lambda data: None if data is None else first(data)
    return lambda data: (
        words[data] if isinstance(data, str) and data in words else None if data is None else first(data)
    )


def _listed(inner: _Reader | None) -> _Reader:
    return tuple if inner is None else lambda data: tuple(map(inner, data))


def _instant(data: str) -> datetime:
    read = datetime.fromisoformat(data)
    if read.tzinfo is None:
        raise ValueError(data)
    return read if read.tzinfo is UTC else read.astimezone(UTC)


def _text(data: Any) -> Text:
    """Give a text without looking again at what `Text` demands; one that says nothing is left to `load`."""
    if type(data) is not dict or not data:
        raise TypeError(data)
    made = object.__new__(Text)
    object.__setattr__(made, "by_language", data)
    return made


_PLAIN: Mapping[Any, _Reader | None] = {
    str: None,
    Key: None,
    Digest: None,
    Cpv: None,
    int: None,
    bool: None,
    Money: lru_cache(maxsize=4096)(Money.parse),
    Decimal: Decimal,
    Text: _text,
    date: date.fromisoformat,
    datetime: _instant,
}
"""How the values without fields are read; None where plain data is the value."""
