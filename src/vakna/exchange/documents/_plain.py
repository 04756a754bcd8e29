"""Text as a document can hold it: no control characters, and no character that the font lacks without its name."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
_FONT = FONTS / "SourceSans3VF-Upright.ttf"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

_SPACES = re.compile(r"[\t\n\r ]+")


def lines(words: str) -> list[str]:
    """Give the lines of a text that hold something."""
    return [line for each in words.splitlines() if (line := plain(each))]


def plain(words: str) -> str:
    """Give the text on one line, without control characters, which neither XML nor type can hold."""
    return _SPACES.sub(" ", _CONTROLS.sub("", words)).strip()


def printable(words: str) -> str:
    """Give the text with each character that the font lacks as its name in brackets, so that no word is lost."""
    return "".join(one if ord(one) in _drawn() else _named(one) for one in words)


def _named(one: str) -> str:
    if unicodedata.category(one) in {"Cf", "Mn", "Me"}:
        return ""
    return f"[{unicodedata.name(one, f'U+{ord(one):04X}').lower()}]"


@cache
def _drawn() -> frozenset[int]:
    """Read which characters the font draws: the format 12 table of its `cmap` (OpenType 1.9, cmap)."""
    font = _FONT.read_bytes()

    def read(form: str, at: int, count: int) -> list[tuple[Any, ...]]:
        size = struct.calcsize(form)
        return [struct.unpack_from(form, font, at + size * number) for number in range(count)]

    ((tables,),) = read(">H", 4, 1)
    cmap = next(offset for tag, _, offset, _ in read(">4sLLL", 12, tables) if tag == b"cmap")
    ((encodings,),) = read(">H", cmap + 2, 1)
    places = [cmap + offset for _, _, offset in read(">HHL", cmap + 4, encodings)]
    full = next(place for place in places if read(">H", place, 1) == [(12,)])
    ((groups,),) = read(">L", full + 12, 1)
    return frozenset(code for first, last, _ in read(">LLL", full + 16, groups) for code in range(first, last + 1))
