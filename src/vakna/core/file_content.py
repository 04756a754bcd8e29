"""Whether a file's first bytes are what its name says: a program that calls itself a picture is turned away."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from .refusal import BadInput

LOOKED_AT = 64 * 1024
"""How many of the first bytes are looked at."""

_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signs)


def _is_text(head: bytes) -> bool:
    """Text has no NUL but in UTF-16, which says so first; it is no program, and no page that a browser would run."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in head and not head.startswith(_PROGRAMS) and not _is_page(head)


def _is_page(head: bytes) -> bool:
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    return first.startswith((b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml", b"<iframe", b"<body"))


def _is_film(head: bytes) -> bool:
    return head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")


def _is_web_picture(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _is_wave(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WAVE"


def _is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0)


_ZIPPED = _begins(b"PK\x03\x04")
_FITS: Mapping[str, Callable[[bytes], bool]] = {
    ".pdf": lambda head: b"%PDF-" in head[:1024],
    **dict.fromkeys((".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp"), _ZIPPED),
    ".rtf": _begins(b"{\\rtf"),
    **dict.fromkeys((".txt", ".md", ".csv", ".eml"), _is_text),
    ".png": _begins(b"\x89PNG\r\n\x1a\n"),
    **dict.fromkeys((".jpg", ".jpeg"), _begins(b"\xff\xd8\xff")),
    ".gif": _begins(b"GIF87a", b"GIF89a"),
    ".webp": _is_web_picture,
    **dict.fromkeys((".heic", ".mp4", ".mov", ".m4a"), _is_film),
    ".webm": _begins(b"\x1a\x45\xdf\xa3"),
    ".mp3": _is_mp3,
    ".wav": _is_wave,
}
"""What each kind of file begins with (the formats' own specifications)."""


def require_content(name: str, head: bytes, *, path: str = "") -> None:
    """Refuse (`file-not-what-it-says`) a file whose first bytes are of another kind than its name."""
    ending = PurePath(name).suffix.lower()
    fits = _FITS.get(ending)
    if fits is None or not fits(head):
        raise BadInput("file-not-what-it-says", path=path, name=name[-80:], ending=ending or "?")
