"""One value of the picture to plain data and back, by its declared type. Every fault is collected with its path."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..initiative import Cpv, Digest, Key, Text
from ..money import Money
from ..refusal import BadInput, Problem

Problems = list[Problem]
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CPV = re.compile(r"(?!00)[0-9]{8}")
_BAD: Any = object()


def encode(value: object) -> Any:
    """Write a value as plain data (dict, list, str, int, bool, None). Fields that hold their default are left out."""
    if isinstance(value, Text):
        return dict(value.by_language)
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    if is_dataclass(value):
        return {f.name: encode(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != f.default}
    return value.value if isinstance(value, StrEnum) else value


def decode(kind: Any, data: object) -> Any:
    """Read plain data as `kind`. Refuses with every problem found (`BadInput`), each with its path."""
    problems: Problems = []
    value = read(kind, data, "", problems)
    if problems:
        raise BadInput(found=tuple(problems))
    return value


def read(kind: Any, data: object, path: str, problems: Problems) -> Any:
    """Read `data` as `kind`; what is wrong is added to `problems` and something useless is returned."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_union(get_args(kind), data, path, problems)
    if origin is tuple:
        return _read_list(get_args(kind)[0], data, path, problems)
    if kind in _SIMPLE:
        return _guard(_SIMPLE[kind], data, path, problems)
    if is_dataclass(kind):
        return _read_record(kind, data, path, problems)
    return _guard(_enum_reader(kind), data, path, problems)


@cache
def hints(kind: type) -> Mapping[str, Any]:
    """Give the types of a record's fields, resolved once."""
    return get_type_hints(kind)


def _guard(reader: Callable[[Any], Any], data: object, path: str, problems: Problems) -> Any:
    try:
        return reader(data)
    except BadInput as refusal:
        problems.extend(Problem(path, one.code, one.values) for one in refusal.problems)
        return _BAD


def _read_union(kinds: tuple[Any, ...], data: object, path: str, problems: Problems) -> Any:
    if data is None and type(None) in kinds:
        return None
    rest = [kind for kind in kinds if kind is not type(None)]
    for kind in rest:
        if isinstance(kind, type) and issubclass(kind, StrEnum) and data in [one.value for one in kind]:
            return kind(data)
    return read(rest[0], data, path, problems)


def _read_list(kind: Any, data: object, path: str, problems: Problems) -> Any:
    if not isinstance(data, list):
        problems.append(Problem(path, "expected-list", (("given", _short(data)),)))
        return ()
    return tuple(read(kind, one, f"{path}[{i}]", problems) for i, one in enumerate(data))


def _read_record(kind: Any, data: object, path: str, problems: Problems) -> Any:
    if not isinstance(data, dict):
        problems.append(Problem(path, "expected-record", (("given", _short(data)),)))
        return _BAD
    before = len(problems)
    known = {f.name: f for f in fields(kind)}
    for name in data:
        if name not in known:
            given = (("name", str(name)), ("known", ", ".join(sorted(known))))
            problems.append(Problem(_at(path, str(name)), "unknown-field", given))
    values = {name: _read_field(kind, f, data, path, problems) for name, f in known.items()}
    return _guard(lambda given: kind(**given), values, path, problems) if len(problems) == before else _BAD


def _read_field(kind: type, f: Field[Any], data: Mapping[str, object], path: str, problems: Problems) -> Any:
    if f.name in data:
        return read(hints(kind)[f.name], data[f.name], _at(path, f.name), problems)
    if f.default is MISSING:
        problems.append(Problem(_at(path, f.name), "missing-field"))
        return _BAD
    return f.default


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _short(data: object) -> str:
    return repr(data)[:60]


def _read_text(data: object) -> Text:
    if isinstance(data, str):
        raise BadInput("text-without-language", given=_short(data))
    if not isinstance(data, dict) or not all(isinstance(said, str) for said in data.values()):
        raise BadInput("expected-text", given=_short(data))
    return Text({str(language): said for language, said in data.items()})


def _read_instant(data: object) -> datetime:
    try:
        instant = data if isinstance(data, datetime) else datetime.fromisoformat(_string(data))
    except ValueError:
        raise BadInput("expected-instant", given=_short(data)) from None
    if instant.tzinfo is None:
        raise BadInput("instant-without-zone", given=str(data))
    return instant.astimezone(UTC)


def _read_day(data: object) -> date:
    if isinstance(data, date) and not isinstance(data, datetime):
        return data
    try:
        return date.fromisoformat(_string(data))
    except ValueError:
        raise BadInput("expected-day", given=_short(data)) from None


def _read_decimal(data: object) -> Decimal:
    if isinstance(data, int) and not isinstance(data, bool):
        return Decimal(data)
    try:
        number = Decimal(_string(data))
    except InvalidOperation:
        raise BadInput("expected-number", given=_short(data)) from None
    if not number.is_finite():
        raise BadInput("expected-number", given=_short(data))
    return number


def _string(data: object) -> str:
    if not isinstance(data, str):
        raise BadInput("expected-string", given=_short(data))
    if "\x00" in data:
        raise BadInput("string-with-nul", given=_short(data))
    return data


def _read_int(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise BadInput("expected-whole-number", given=_short(data))
    if not 0 <= data < 2**31:
        raise BadInput("whole-number-range", given=str(data))
    return data


def _read_bool(data: object) -> bool:
    if not isinstance(data, bool):
        raise BadInput("expected-yes-or-no", given=_short(data))
    return data


def _shaped(shape: re.Pattern[str], code: str) -> Callable[[object], str]:
    def reader(data: object) -> str:
        if not shape.fullmatch(_string(data)):
            raise BadInput(code, given=_short(data))
        return _string(data)

    return reader


def _enum_reader(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    def reader(data: object) -> StrEnum:
        allowed = [one.value for one in kind]
        if data not in allowed:
            raise BadInput("unknown-word", given=_short(data), allowed=", ".join(allowed))
        return kind(data)

    return reader


_SIMPLE: Mapping[Any, Callable[[Any], Any]] = {
    str: _string,
    int: _read_int,
    bool: _read_bool,
    Decimal: _read_decimal,
    Money: lambda data: Money.parse(_string(data)),
    Text: _read_text,
    date: _read_day,
    datetime: _read_instant,
    Key: _shaped(_KEY, "expected-key"),
    Digest: _shaped(_DIGEST, "expected-digest"),
    Cpv: _shaped(_CPV, "expected-cpv"),
}
