"""What a document says, block by block, before it is anybody's file format."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside the document. `level` 1 divides it, 2 divides what stands under a 1."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text. Each line of it becomes a paragraph."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that must be seen: a title and a sentence, set apart by a line."""

    title: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; `numbered` when its order or its numbers are spoken of."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Short facts, each a term and its value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the header row repeats on each page, the first cell of a row names the row.

    Raises `ValueError` when a row is not as long as the header.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """See that every row has its columns."""
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"a row of {self.caption!r} has not {len(self.header)} cells")


Block = Heading | Paragraph | Note | Bullets | Facts | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document. `dated` is when it was made, `author` who answers for it; the same sheet gives the same bytes."""

    title: str
    language: str
    dated: datetime
    blocks: tuple[Block, ...]
    kicker: str = ""
    footer: str = ""
    author: str = ""
