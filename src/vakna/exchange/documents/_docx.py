"""A sheet as a Word file: true headings and lists, language, title, and header rows that repeat."""

import io
import zipfile
from datetime import UTC
from typing import Any

from ._plain import lines, plain
from .sheet import Block, Bullets, Facts, Heading, Note, Paragraph, Sheet, Table

_REGIONS = {"sv": "sv-SE", "en": "en-GB"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_A4 = (7_560_310, 10_692_130)
"""210 x 297 mm in EMU, of which 36,000 make a millimetre."""


def docx(*, sheet: Sheet) -> bytes:
    """Write the sheet as DOCX. Words go in as text, never as fields, so that a formula stays the letters it is."""
    import docx as word  # slow import

    paper = word.Document()
    _about(paper, sheet)
    if sheet.kicker:
        paper.add_paragraph(plain(sheet.kicker), style="Subtitle")
    paper.add_heading(plain(sheet.title), level=1)
    for block in sheet.blocks:
        _add(paper, block)
    paper.sections[0].footer.paragraphs[0].text = plain(sheet.footer)
    made = io.BytesIO()
    paper.save(made)
    return _undated(made.getvalue())


def _about(paper: Any, sheet: Sheet) -> None:
    """Say title, language and time in the file's own properties and in its default type."""
    from docx.oxml.ns import qn  # slow import

    tag, at = _REGIONS.get(sheet.language, sheet.language), sheet.dated.astimezone(UTC)
    core = paper.core_properties
    core.title, core.author, core.language, core.comments = plain(sheet.title)[:255], plain(sheet.author)[:255], tag, ""
    core.created = core.modified = at.replace(tzinfo=None)
    core.last_modified_by = core.author
    font = paper.styles.element.find(".//" + qn("w:rPrDefault")).find(qn("w:rPr"))
    language = font.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), tag)
    paper.styles["Normal"].font.name = "Source Sans 3"
    page = paper.sections[0]
    page.page_width, page.page_height = _A4


def _add(paper: Any, block: Block) -> None:
    match block:
        case Heading():
            paper.add_heading(plain(block.words), level=block.level + 1)
        case Paragraph():
            _paragraphs(paper, block.words)
        case Note():
            paper.add_paragraph().add_run(plain(block.title)).bold = True
            _paragraphs(paper, block.words)
        case Bullets():
            _bullets(paper, block)
        case Facts():
            for term, value in block.rows:
                paragraph = paper.add_paragraph()
                paragraph.add_run(plain(term)).bold = True
                paragraph.add_run().add_break()
                paragraph.add_run(plain(value))
        case Table():
            _table(paper, block)


def _bullets(paper: Any, block: Bullets) -> None:
    style = paper.styles["List Number" if block.numbered else "List Bullet"]
    kinds = paper.part.numbering_part.element
    kind = next(one for one in kinds.num_lst if one.numId == style.element.pPr.numPr.numId.val).abstractNumId.val
    mine = kinds.add_num(kind)  # a list of its own, or Word would count on from the list before
    mine.add_lvlOverride(ilvl=0).add_startOverride(1)
    for item in block.items:
        paragraph = paper.add_paragraph(plain(item), style=style)
        paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = mine.numId


def _paragraphs(paper: Any, words: str) -> None:
    for line in lines(words):
        paper.add_paragraph(line)


def _table(paper: Any, block: Table) -> None:
    from docx.oxml import OxmlElement  # slow import

    paper.add_paragraph(plain(block.caption), style="Caption")
    table = paper.add_table(rows=0, cols=len(block.header), style="Table Grid")
    for row in (block.header, *block.rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(words)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no public way


def _undated(made: bytes) -> bytes:
    """Give the same file with the parts' own times taken away: they tell when the library ran, not what it wrote."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, _EPOCH), old.read(part), zipfile.ZIP_DEFLATED)
    return kept.getvalue()
