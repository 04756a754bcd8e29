"""What a file is: its first bytes against its name."""

import pytest

from vakna.core.file_content import require_content
from vakna.core.files import KINDS
from vakna.core.refusal import BadInput

FITS = {
    "a.pdf": b"%PDF-1.7 x", "a.docx": b"PK\x03\x04x", "a.odt": b"PK\x03\x04", "a.xlsx": b"PK\x03\x04",
    "a.ods": b"PK\x03\x04", "a.pptx": b"PK\x03\x04", "a.odp": b"PK\x03\x04", "a.rtf": b"{\\rtf1", "A.TXT": "å".encode(),
    "a.md": b"# x", "a.csv": b"\xff\xfea\x00", "a.eml": b"From: x",
    "a.png": b"\x89PNG\r\n\x1a\n", "a.jpg": b"\xff\xd8\xff\xe0",
    "a.jpeg": b"\xff\xd8\xff", "a.gif": b"GIF89a", "a.webp": b"RIFF\0\0\0\0WEBP", "a.heic": b"\0\0\0\x18ftypheic",
    "a.mp3": b"ID3", "a.m4a": b"\0\0\0\x18ftypM4A ", "a.wav": b"RIFF\0\0\0\0WAVE", "a.mp4": b"\0\0\0\x18ftypmp42",
    "a.mov": b"\0\0\0\x08wide", "a.webm": b"\x1a\x45\xdf\xa3",
}  # fmt: skip


def test_every_kind_that_is_taken_is_known_by_its_first_bytes() -> None:
    for name, head in FITS.items():
        require_content(name, head)
    assert {"." + name.rpartition(".")[2].lower() for name in FITS} == KINDS


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("svar.pdf", b"MZ\x90\x00 a program"),
        ("svar.pdf", b"PK\x03\x04"),
        ("bild.png", b"<svg onload=alert(1)>"),
        ("svar.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("svar.txt", b"\xef\xbb\xbf  <script>alert(1)</script>"),
        ("svar.csv", b"a;b\x00c"),
        ("svar.txt", b"#!/bin/sh"),
        ("svar.txt", b"\x7fELF"),
        ("film.mp4", b"not a film"),
        ("svar", b"anything"),
        ("svar.exe", b"MZ"),
    ],
)
def test_file_of_another_kind_than_its_name_is_refused(name: str, head: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        require_content(name, head, path="file_more")
    assert (refused.value.code, refused.value.path) == ("file-not-what-it-says", "file_more")
