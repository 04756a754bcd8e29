"""Reads JSON of any length a piece at a time: one object, a list, a package, or one object a line.

A file is cut at places that look like the beginning of an element. Each piece owns the elements that begin in it and
says where its last one truly ends; who puts the pieces together goes on from there, so a wrong cut costs time alone.
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_BLANK = re.compile(rb"[\s,]*")
_LOOK = 1024 * 1024
_KEY = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*:\s*')
_BETWEEN = re.compile(r"[\s,]*")
_HOLDERS = ("releases", "records")
_DECODER = json.JSONDecoder()
_TAIL = 16
"""How near the end a fault lies when a word or sign of JSON has been cut in two."""
_LONGEST = 64 * 1024 * 1024
"""An element that is longer is taken for broken, so that memory stays flat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Where the elements of a file lie, and what the place between two of them looks like (an expression).

    A file that is no JSON has no shape.
    """

    start: int
    end: int
    border: bytes


@dataclass(slots=True)
class Piece:
    """What was read of a piece: the elements, where the last one ended, how many could not be read.

    Elements are `raw` where the piece could be told apart at once, and else decoded one after the other. `closed` tells
    that the list ended in it, and `after` how many bytes the file has behind that.
    """

    elements: list[Any] = field(default_factory=list)
    raw: list[Any] = field(default_factory=list)
    end: int = 0
    unreadable: int = 0
    latin: bool = False
    closed: bool = False
    after: int = 0


def shape(path: Path) -> Shape | None:
    """Find where the elements of a file begin: after `[`, after the list of a package, or at the first object."""
    with path.open("rb") as file:
        return _shape(file.read(_LOOK), path.stat().st_size)


def read_whole(content: bytes) -> Piece | None:
    """Read a small file at once; nothing when it is no JSON."""
    found = _shape(content, len(content))
    if found is None:
        return None
    inside = content[found.start :]
    piece = _elements(inside, len(inside), ends_here=True, border=found.border)
    if piece is not None:
        piece.after = len(inside) - piece.end
    return piece


def _shape(head: bytes, size: int) -> Shape | None:
    begin = 3 if head.startswith(codecs.BOM_UTF8) else 0
    begin = _blank(head, begin)
    first = head[begin : begin + 1]
    if first == b"[":
        start = begin + 1
    elif first == b"{":
        start = begin if _is_lines(head, begin) else _inside_package(head, begin)
    else:
        return None
    start = _blank(head, start)
    if start < size and head[start : start + 1] not in (b"{", b"]", b"["):
        return None
    return Shape(start=start, end=size, border=_border(head, start))


def _is_lines(head: bytes, begin: int) -> bool:
    """Say whether another object follows the first."""
    text = head[begin:].decode("latin-1")
    try:
        _, at = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return text[_skip(text, at) :][:1] == "{"


def _blank(content: bytes, at: int) -> int:
    found = _BLANK.match(content, at)
    return found.end() if found else at


def _border(head: bytes, start: int) -> bytes:
    """Give an expression for where an element begins after another: what stands between the first two of the file.

    Line breaks tell elements from what lies inside them, since that is indented further or not broken at all; without
    any, the first key must be the same too. A single element, or one longer than was looked at, gives its first key.
    """
    text = head.decode("latin-1")
    found = re.compile(r'\{\s*("[^"\\]*")\s*:').match(text, start)
    begins = rf"\{{\s*{re.escape(found[1])}\s*:" if found else r"\{"
    try:
        _, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return rf"[}},\n\[]\s*({begins})".encode("latin-1")
    between = text[end : _skip(text, end)]
    if "\n" in between:
        return rf"\}}{re.escape(between)}(\{{)".encode("latin-1")
    return rf"\}}{re.escape(between)}({begins})".encode("latin-1")


def _inside_package(head: bytes, begin: int) -> int:
    """Give the place of the first element of a package's list; that of the object itself when it is no package."""
    text, at = head[begin:].decode("latin-1"), 1
    while key := _KEY.match(text, _skip(text, at)):
        at = key.end()
        if key.group(1) in _HOLDERS and text[at : at + 1] == "[":
            return begin + at + 1
        try:
            _, at = _DECODER.raw_decode(text, at)
        except ValueError:
            break
    return begin


def _skip(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def cuts(path: Path, found: Shape, start: int, size: int) -> Iterator[int]:
    """Give places to cut at, about `size` bytes apart, each where an element seems to begin; the last is the end."""
    pattern = re.compile(found.border)
    with path.open("rb") as file:
        at = start + size
        while at < found.end:
            file.seek(at)
            hit = pattern.search(file.read(_LOOK))
            if hit is None:
                at += _LOOK
                continue
            yield at + hit.start(1)
            at += hit.start(1) + size
    yield found.end


def read(path: Path, found: Shape, start: int, stop: int) -> Piece:
    """Read the elements that begin in `start` ≤ place < `stop`."""
    ahead = 64 * 1024
    with path.open("rb") as file:
        file.seek(start)
        at_once = _at_once(file.read(stop - start))
        if at_once is not None:
            return Piece(raw=at_once, end=stop, after=found.end - stop)
        while True:
            file.seek(start)
            content = file.read(stop - start + ahead)
            ends_here = start + len(content) >= found.end
            piece = _elements(content, stop - start, ends_here=ends_here, border=found.border)
            if piece is not None:
                piece.end += start
                piece.after = found.end - piece.end
                return piece
            ahead *= 8


def _at_once(content: bytes) -> list[Any] | None:
    """Tell elements apart without decoding them; nothing when the content is anything but whole, sound elements.

    A cut inside an element leaves a bracket open, so that it is noticed here.
    """
    import msgspec  # slow import

    try:
        content.decode()
        raw: list[Any] = msgspec.json.decode(b"[%b]" % content.rstrip(b" \t\r\n,"), type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return raw


def _elements(content: bytes, limit: int, *, ends_here: bool, border: bytes) -> Piece | None:
    """Decode what begins before `limit`; nothing when the last element goes on beyond the content."""
    text, latin = _text(content)
    exact = len(text) == len(content)
    stop = min(limit if exact else len(content[:limit].decode("utf-8", "ignore")), len(text))
    piece, at = Piece(latin=latin), _skip(text, 0)
    while at < stop and text[at] != "]":
        try:
            if text[at] not in "{[":
                raise json.JSONDecodeError("no element", text, at)
            element, after = _DECODER.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as fault:
            if not ends_here and _cut_short(fault, text) and len(text) < _LONGEST:
                return None
            piece.unreadable += 1
            at = _next_beginning(text, at + 1, border)
        else:
            piece.elements.append(element)
            at = _skip(text, after)
    piece.closed = text[at : at + 1] == "]"
    piece.end = at if exact else len(text[:at].encode("utf-8"))
    return piece


def _cut_short(fault: Exception, text: str) -> bool:
    """Say whether an element may be whole in the file and only cut off in what was read of it."""
    if not isinstance(fault, json.JSONDecodeError):
        return False
    return fault.msg.startswith("Unterminated string") or fault.pos > len(text) - _TAIL


def _text(content: bytes) -> tuple[str, bool]:
    """Decode UTF-8, minding that the last sign may be cut in two; what is no UTF-8 is read as Latin-1."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(content), False
    except UnicodeDecodeError:
        return content.decode("latin-1"), True


def _next_beginning(text: str, at: int, border: bytes) -> int:
    """Give where the next element seems to begin after something unreadable; the end when there is none."""
    hit = re.compile(border.decode("latin-1")).search(text, at)
    return hit.start(1) if hit else len(text)
