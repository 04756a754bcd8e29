"""What kind of file it is, and its rows: a small file whole, a large one a piece at a time."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from . import json_stream
from .sources import eforms, plain, uhm
from .tables import Sheet

_ROWS = 25_000
_TAIL = 64 * 1024
"""A package says who published it behind its list; more than this is something else."""
_TABLES = (".csv", ".tsv", ".txt")
_DELIMITERS = ",;\t|"


def read_small(name: str, content: bytes, file: str, how: plain.ColumnMap | None) -> Sheet:
    """Read a file whole; nothing that it holds stops the load."""
    sheet = Sheet()
    first = content.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if not first:
        sheet.outcome.lost["empty-file"] += 1
    elif first == b"<":
        eforms.take(content, sheet, file)
    elif first in (b"{", b"["):
        _json(content, sheet, file)
    elif is_table(name):
        for piece, _ in _rows(io.BytesIO(content), 0, file, how):
            sheet.take(piece)
    else:
        sheet.outcome.lost["unknown-kind"] += 1
    return sheet


def is_table(name: str) -> bool:
    """Say whether a file calls itself a table of text."""
    return name.lower().endswith(_TABLES)


def _json(content: bytes, sheet: Sheet, file: str) -> None:
    piece = json_stream.read_whole(content)
    if piece is None:
        sheet.outcome.lost["not-json"] += 1
        return
    take_piece(piece, sheet, file)
    if not piece.elements and not piece.unreadable:
        sheet.outcome.lost["empty-package"] += 1


def take_piece(piece: json_stream.Piece, sheet: Sheet, file: str) -> None:
    """Take what was read of a JSON file."""
    from .sources import ocds  # slow import

    for raw in piece.raw:
        ocds.take_raw(raw, sheet, file)
    for element in piece.elements:
        ocds.take(element, sheet, file)
    if piece.unreadable:
        sheet.outcome.lost["not-json"] += piece.unreadable
    if piece.closed and piece.after > _TAIL:
        sheet.outcome.lost["after-list"] += 1
    if piece.latin:
        sheet.outcome.lacks["latin-1"] += 1


def read_rows(path: Path, start: int, file: str, how: plain.ColumnMap | None) -> Iterator[tuple[Sheet, int]]:
    """Read a large table from its row `start` on, some thousand rows at a time, each with the row that comes next."""
    with path.open("rb") as opened:
        yield from _rows(opened, start, file, how)


def _rows(opened: BinaryIO, start: int, file: str, how: plain.ColumnMap | None) -> Iterator[tuple[Sheet, int]]:
    text = io.TextIOWrapper(opened, encoding=_encoding(opened), errors="replace", newline="")
    head = text.readline()
    text.seek(0)
    rows = csv.DictReader(text, delimiter=max(_DELIMITERS, key=head.count), restval="")
    names = [one for one in rows.fieldnames or () if one is not None]
    known = set(names) >= set(how.columns.values()) if how else uhm.understands(names)
    if not known:
        yield _strange(how, names), -1
        return
    list(islice(rows, start))
    while batch := list(islice(rows, _ROWS)):
        sheet = Sheet()
        for row in batch:
            if how:
                plain.take(row, sheet, file, how)
            else:
                uhm.take(row, sheet, file)
        start += len(batch)
        yield sheet, start


def _strange(how: plain.ColumnMap | None, names: list[str]) -> Sheet:
    """Tell why a table is left: summed up beforehand, or with columns that nothing maps."""
    sheet = Sheet()
    summed = not how and any(one.startswith("Antal upphandlingar") for one in names)
    sheet.outcome.lost["summary-table" if summed else "unknown-columns"] += 1
    return sheet


def _encoding(opened: BinaryIO) -> str:
    """Choose between UTF-8 and Latin-1 by the first megabyte."""
    sample = opened.read(1024 * 1024)
    opened.seek(0)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8-sig"
