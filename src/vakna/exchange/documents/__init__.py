"""Documents to carry away: one sheet, written as an accessible PDF and as a Word file.

Knows type and file formats, never an initiative, a clock or Django: every word arrives already written.
"""

from ._docx import docx
from ._pdf import pdf
from .sheet import Block, Bullets, Facts, Heading, Note, Paragraph, Sheet, Table

__all__ = ["Block", "Bullets", "Facts", "Heading", "Note", "Paragraph", "Sheet", "Table", "docx", "pdf"]
