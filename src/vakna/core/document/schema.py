"""The JSON Schema (2020-12) of the document, read off the same dataclasses that read and write it."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin

from ..initiative import COLLECTIONS, Cpv, Digest, Key, Terms, Text
from ..money import Money
from .codec import hints
from .whole import FORMAT, VERSION

_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
    bool: {"type": "boolean"},
    Decimal: {"type": ["string", "integer"], "pattern": r"^-?\d+(\.\d+)?$"},
    Money: {"type": "string", "pattern": r"^\d{1,15}(\.\d{1,2})? [A-Z]{3}$"},
    Text: {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z]{2,3}$"},
        "additionalProperties": {"type": "string", "pattern": r"\S"},
    },
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Key: {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"},
    Digest: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    Cpv: {"type": "string", "pattern": "^(?!00)[0-9]{8}$"},
    type(None): {"type": "null"},
}


def schema() -> dict[str, Any]:
    """Give the JSON Schema of the document: format, version, the initiative and its collections."""
    defs: dict[str, Any] = {}
    properties = {"format": {"const": FORMAT}, "version": {"const": VERSION}, "initiative": _of(Terms, defs)}
    properties |= {name: {"type": "array", "items": _of(kind, defs)} for name, kind in COLLECTIONS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Vakna initiative",
        "type": "object",
        "properties": properties,
        "required": ["format", "version", "initiative"],
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


def _of(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_of(one, defs) for one in get_args(kind)]}
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], defs)}
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if is_dataclass(kind):
        return _record(kind, defs)
    return {"enum": [one.value for one in kind]}


def _record(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}
        own = {f.name: _of(hints(kind)[f.name], defs) | _class_of(f) for f in fields(kind)}
        defs[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip(),
            "properties": own,
            "required": [f.name for f in fields(kind) if f.default is MISSING],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _class_of(f: Any) -> dict[str, Any]:
    seen = f.metadata.get("seen")
    return {"x-seen-by": seen.value} if seen else {}
