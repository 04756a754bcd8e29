"""One value, one row of bytes: what the journal hashes. Knows JSON and nothing else.

The form: the line ``vakna-journal-v1``, a newline, then compact JSON in UTF-8 with keys sorted by code point and
only the escapes that JSON demands. Text, whole numbers, true, false, null, lists and objects; nothing else.
"""

import json
from collections.abc import Iterable

HEADER = b"vakna-journal-v1\n"
DEEPEST = 64
LARGEST = 2**53 - 1
_KINDS = (type(None), bool, int, str, list, dict)


class NotCanonicalError(ValueError):
    """A value has no canonical form: a float, a date, a set, a lone surrogate, or nesting without end."""


def canonical_bytes(value: object) -> bytes:
    """Give the only bytes that stand for this value.

    Dates and sums must already be strings: a float or a date written two ways would be two hashes. Whole numbers stay
    within 2**53, which is what a checker in any language reads exactly. Raises `NotCanonicalError`.
    """
    _refuse_strange(value, 0)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    try:
        return HEADER + text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonicalError("text holds half a character") from error


def _refuse_strange(value: object, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonicalError("nested too deeply")
    # Exact types: a subclass (enum, safe string) may print differently from what it compares equal to.
    if type(value) not in _KINDS:
        raise NotCanonicalError(f"{type(value).__name__} has no canonical form")
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        raise NotCanonicalError("a whole number beyond 2**53 is not read alike everywhere")
    if isinstance(value, dict) and not all(type(key) is str for key in value):
        raise NotCanonicalError("an object's keys are text")
    for inner in _inside(value):
        _refuse_strange(inner, depth + 1)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
