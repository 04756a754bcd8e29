"""What every drawing gives back: a wide and a narrow SVG, and the same numbers as cells of a table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the table; `number` cells stand to the right."""

    words: str
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table; `total` marks the sum line."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing in its two widths and its numbers."""

    wide: str
    narrow: str
    head: tuple[Cell, ...]
    rows: tuple[Row, ...]


def cells(*words: str, numbers: int = 0) -> tuple[Cell, ...]:
    """Make a row of cells of which the last so many are numbers."""
    first = len(words) - numbers
    return tuple(Cell(words=each, number=place >= first) for place, each in enumerate(words))
