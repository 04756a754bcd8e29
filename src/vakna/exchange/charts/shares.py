"""Shares: rows of small whole counts, each a bar cut in its parts, with every part named in words below its bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from vakna.exchange.charts import ink
from vakna.exchange.charts.lettering import REGULAR, SEMIBOLD, width, wrap
from vakna.exchange.charts.marks import Sheet
from vakna.exchange.charts.picture import Picture, Row, cells

_WIDE, _NARROW = 720.0, 320.0
_HIGH, _GAP, _SIZE = 26.0, 2.0, 15.0
_PAINTS = ((ink.PETROL, ink.PAPER), (ink.PETROL_PALE, ink.INK), (ink.PAPER, ink.INK), (ink.MIST, ink.INK))
"""Fill and digits of the parts in turn; every part has an outline, so that no colour carries meaning alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a bar: how many, and what they are, such as `with help`."""

    count: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row: what it is about, and its parts, in the same order in every row.

    `empty` stands where all are 0; a row with nothing at all to say stands in the table alone.
    """

    name: str
    parts: tuple[Part, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The whole drawing; `column` names the first column of the table, `total` its last row if it has one."""

    title: str
    summary: str
    column: str
    bars: tuple[Bar, ...]
    total: str = ""


def draw(shares: Shares, *, name: str) -> Picture:
    """Draw the shares; `name` is unique on the page."""
    parts = shares.bars[0].parts if shares.bars else ()
    head = cells(shares.column, *(one.words for one in parts), numbers=len(parts))
    rows = tuple(
        Row(cells=cells(one.name, *(str(part.count) for part in one.parts), numbers=len(one.parts)))
        for one in shares.bars
    )
    if shares.total:
        sums = (
            str(sum(column)) for column in zip(*([it.count for it in one.parts] for one in shares.bars), strict=True)
        )
        rows += (Row(cells=cells(shares.total, *sums, numbers=len(parts)), total=True),)
    return Picture(
        wide=_sheet(shares, f"{name}-wide", _WIDE), narrow=_sheet(shares, f"{name}-narrow", _NARROW), head=head,
        rows=rows,
    )  # fmt: skip


def _sheet(shares: Shares, name: str, wide: float) -> str:
    sheet = Sheet(name=name, title=shares.title, summary=shares.summary, wide=wide)
    most = max((sum(part.count for part in one.parts) for one in shares.bars), default=0)
    y = 0.0
    for one in (it for it in shares.bars if it.empty or any(part.count for part in it.parts)):
        y = _bar(sheet, one, y, most)
    sheet.high = max(y, 1.0)
    return sheet.svg()


def _bar(sheet: Sheet, one: Bar, top: float, most: int) -> float:
    """Draw one row from `top` and give where the next begins."""
    y = top + 20
    lines = wrap(one.name, sheet.wide - 2, 16, SEMIBOLD, most=4)
    y = sheet.lines(lines, x=0, y=y, size=16, weight=SEMIBOLD) - 10
    total = sum(part.count for part in one.parts)
    if not total:
        sheet.text(one.empty, x=0, y=y + 14, size=_SIZE, fill=ink.MUTED)
        return y + 36
    _parts(sheet, one.parts, y, (sheet.wide - 2) / most)
    return _legend(sheet, one.parts, y + _HIGH + 20) + 14


def _parts(sheet: Sheet, parts: Sequence[Part], y: float, each: float) -> None:
    x = 1.0
    for part, (fill, digits) in zip(parts, _PAINTS, strict=False):
        if not part.count:
            continue
        wide = part.count * each - _GAP
        sheet.bar(x, y, wide, _HIGH, fill=fill, stroke=ink.PETROL)
        said = str(part.count)
        if width(said, _SIZE, SEMIBOLD) + 4 < wide:
            sheet.text(said, x=x + wide / 2, y=y + 18, size=_SIZE, weight=SEMIBOLD, fill=digits, anchor="middle")
        x += wide + _GAP


def _legend(sheet: Sheet, parts: Sequence[Part], y: float) -> float:
    """Name each part beside its swatch, on a line of its own where the line is full; give the last base line."""
    x = 1.0
    for part, (fill, _) in zip(parts, _PAINTS, strict=False):
        said = f"{part.count} {part.words}"
        wide = width(said, _SIZE, REGULAR) + 22
        if x > 1 and x + wide > sheet.wide:
            x, y = 1.0, y + 21
        sheet.bar(x, y - 11, 12, 12, fill=fill, stroke=ink.PETROL)
        for line in wrap(said, sheet.wide - 20, _SIZE, REGULAR, most=1):
            sheet.text(line, x=x + 18, y=y, size=_SIZE)
        x += wide + 18
    return y
