"""Readiness over time: one line a dimension on a scale of 1-9, from where it began to what was shown last.

A hollow dot is the start, a filled one what was shown last, small dots what was shown between; an amber mark is the
level that is required. Knows no stages and no suppliers, only levels and the words that stand for them.
"""

from dataclasses import dataclass

from vakna.exchange.charts import ink
from vakna.exchange.charts.lettering import shorten
from vakna.exchange.charts.marks import BOLD, SEMIBOLD, Sheet
from vakna.exchange.charts.picture import Cell, Picture, Row, cells
from vakna.exchange.charts.scales import Linear

_LOW, _HIGH = 1, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One dimension. `shown` are the levels in the order of the stages; `cells` what its row of the table says."""

    name: str
    shown: tuple[int, ...]
    required: int | None
    change: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the legend says, and the head of the table."""

    start: str
    now: str
    required: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """The whole picture."""

    title: str
    summary: str
    lines: tuple[Line, ...]
    words: Words


def draw(readiness: Readiness, *, name: str) -> Picture:
    """Draw the lines wide, with names to the left, and narrow, with names above; `name` makes the ids unique."""
    head, rows = table_rows(readiness)
    wide = _sheet(readiness, f"{name}-wide", wide=1008, left=230, right=900, step=44, above=0)
    narrow = _sheet(readiness, f"{name}-narrow", wide=350, left=14, right=336, step=62, above=22)
    return Picture(wide=wide, narrow=narrow, head=head, rows=rows)


def table_rows(readiness: Readiness) -> tuple[tuple[Cell, ...], tuple[Row, ...]]:
    """Give head and rows: the dimension, and one column for each stage and one for the change."""
    columns = len(readiness.words.columns) - 1
    head = cells(*readiness.words.columns, numbers=columns)
    return head, tuple(Row(cells=cells(one.name, *one.cells, numbers=columns)) for one in readiness.lines)


def _sheet(
    readiness: Readiness, name: str, *, wide: float, left: float, right: float, step: float, above: float
) -> str:
    sheet = Sheet(name=name, title=readiness.title, summary=readiness.summary, wide=wide)
    scale = Linear(low=_LOW, high=_HIGH, start=left, end=right)
    top = _legend(sheet, readiness.words)
    bottom = top + 26 + step * len(readiness.lines)
    for level in range(_LOW, _HIGH + 1):
        sheet.line(scale.at(level), top + 22, scale.at(level), bottom - 8, stroke=ink.HAIR)
        sheet.text(str(level), x=scale.at(level), y=top + 14, size=13, fill=ink.MUTED, anchor="middle")
    for place, line in enumerate(readiness.lines):
        y = top + 26 + step * place + above + (step - above) / 2
        _name(sheet, line, y, left=left, right=right, above=above)
        _line(sheet, line, scale, y)
    sheet.high = bottom + 4
    return sheet.svg()


def _legend(sheet: Sheet, words: Words) -> float:
    """Draw what the marks mean, beside each other or below each other; give where it ends."""
    y, across = 16.0, sheet.wide > 500
    for place, (kind, said) in enumerate((("start", words.start), ("now", words.now), ("required", words.required))):
        x = 8 + (330 * place if across else 0)
        _mark(sheet, kind, x, y - 5)
        sheet.text(shorten(said, sheet.wide - x - 18, 14), x=x + 16, y=y, size=14, fill=ink.MUTED)
        y += 0 if across else 20
    return y + (12 if across else 0)


def _name(sheet: Sheet, line: Line, y: float, *, left: float, right: float, above: float) -> None:
    if above:
        sheet.text(shorten(line.name, right - left - 70, 15, SEMIBOLD), x=left - 8, y=y - 22, size=15, weight=SEMIBOLD)
        sheet.text(line.change, x=right + 8, y=y - 22, size=15, weight=BOLD, anchor="end")
        return
    sheet.text(shorten(line.name, left - 30, 16, SEMIBOLD), x=0, y=y + 5, size=16, weight=SEMIBOLD)
    sheet.text(line.change, x=sheet.wide, y=y + 5, size=16, weight=BOLD, anchor="end")


def _line(sheet: Sheet, line: Line, scale: Linear, y: float) -> None:
    sheet.line(scale.start, y, scale.end, y, stroke=ink.LINE)
    if line.required is not None:
        _mark(sheet, "required", scale.at(line.required), y)
    if not line.shown:
        return
    first, last = line.shown[0], line.shown[-1]
    sheet.line(scale.at(first), y, scale.at(last), y, stroke=ink.PETROL, thick=4)
    for level in line.shown[1:-1]:
        sheet.add("circle", cx=scale.at(level), cy=y, r=4, fill=ink.PETROL_PALE, stroke=ink.PETROL, stroke_width=1.5)
    if len(line.shown) > 1 and first != last:
        _mark(sheet, "start", scale.at(first), y)
    _mark(sheet, "now" if len(line.shown) > 1 else "start", scale.at(last), y)


def _mark(sheet: Sheet, kind: str, x: float, y: float) -> None:
    """Draw one mark: an upright amber bar for what is required, a hollow dot for the start, a filled one for now."""
    if kind == "required":
        sheet.bar(x - 3, y - 13, 6, 26, fill=ink.SUN, stroke=ink.AMBER_TEXT, thick=1)
        return
    fill = ink.PETROL if kind == "now" else ink.PAPER
    sheet.add("circle", cx=x, cy=y, r=7, fill=fill, stroke=ink.PETROL, stroke_width=2.5)
