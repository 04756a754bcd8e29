"""A sheet as PDF: tagged and archivable (PDF/UA-1, PDF/A-2a), set by typst without a system library."""

import json
from datetime import UTC
from typing import Any, Literal

from ._plain import FONTS, lines, plain, printable
from .sheet import Block, Bullets, Facts, Heading, Note, Paragraph, Sheet, Table

_STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
_REGIONS = {"sv": "SE", "en": "GB"}
_SOURCE = FONTS.parent / "sheet.typ"


def pdf(*, sheet: Sheet) -> bytes:
    """Write the sheet as PDF. The words travel as data beside the source, so that none of them can be read as code."""
    import typst  # slow import

    at = sheet.dated.astimezone(UTC)
    data = {
        "title": _line(sheet.title), "author": _line(sheet.author), "kicker": _line(sheet.kicker),
        "footer": _line(sheet.footer), "lang": sheet.language, "region": _REGIONS.get(sheet.language),
        "date": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "blocks": [_block(one) for one in sheet.blocks],
    }  # fmt: skip
    made: bytes = typst.compile(
        _SOURCE, format="pdf", font_paths=[FONTS], ignore_system_fonts=True, pdf_standards=[*_STANDARDS],
        timestamp=int(at.timestamp()), sys_inputs={"sheet": json.dumps(data)},
    )  # fmt: skip
    return made


def _line(words: str) -> str:
    return printable(plain(words))


def _lines(words: str) -> list[str]:
    return [printable(line) for line in lines(words)]


def _block(one: Block) -> dict[str, Any]:
    match one:
        case Heading():
            return {"kind": "heading", "words": _line(one.words), "level": one.level}
        case Paragraph():
            return {"kind": "paragraph", "lines": _lines(one.words)}
        case Note():
            return {"kind": "note", "title": _line(one.title), "lines": _lines(one.words)}
        case Bullets():
            return {"kind": "bullets", "items": [_line(item) for item in one.items], "numbered": one.numbered}
        case Facts():
            return {"kind": "facts", "rows": _cells(one.rows)}
        case Table():
            header = [_line(cell) for cell in one.header]
            return {"kind": "table", "caption": _line(one.caption), "header": header, "rows": _cells(one.rows)}


def _cells(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[_line(cell) for cell in row] for row in rows]
