"""Need fit x scale potential: a grid of three by three, each supplier in one field of it and nothing finer."""

from collections.abc import Sequence
from dataclasses import dataclass

from vakna.exchange.charts import ink
from vakna.exchange.charts.lettering import SEMIBOLD, shorten, wrap
from vakna.exchange.charts.marks import Sheet
from vakna.exchange.charts.picture import Picture, Row, cells

_WIDE, _NARROW = 720.0, 320.0
_LEVELS = 3
_LEAST, _LINE, _PAD = 76.0, 24.0, 12.0
_MOST_NAMES = 8
"""So many names stand in a field; of more, the field tells how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One supplier in its field: need fit and scale potential, 0 low to 2 high, both also in words."""

    name: str
    need: int
    scale: int
    need_words: str
    scale_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The whole drawing: both axes with what their three levels are called, low first."""

    title: str
    summary: str
    column: str
    need: str
    scale: str
    levels: tuple[str, str, str]
    marks: tuple[Mark, ...]


def draw(fit: Fit, *, name: str) -> Picture:
    """Draw the grid; `name` is unique on the page."""
    rows = tuple(Row(cells=cells(one.name, one.need_words, one.scale_words)) for one in fit.marks)
    return Picture(
        wide=_sheet(fit, f"{name}-wide", _WIDE), narrow=_sheet(fit, f"{name}-narrow", _NARROW),
        head=cells(fit.column, fit.need, fit.scale), rows=rows,
    )  # fmt: skip


def _sheet(fit: Fit, name: str, wide: float) -> str:
    sheet = Sheet(name=name, title=fit.title, summary=fit.summary, wide=wide)
    numbers = {one: number for number, one in enumerate(fit.marks, start=1)}
    narrow = wide < _WIDE
    left = 64.0
    each = (wide - left - 2) / _LEVELS
    sheet.text(fit.need, x=0, y=16, size=15, weight=SEMIBOLD)
    y = 28.0
    for need in reversed(range(_LEVELS)):
        y = _row(sheet, fit, numbers, need=need, top=y, left=left, each=each, narrow=narrow)
    y = _under(sheet, fit, y, left, each)
    if narrow and len(fit.marks) <= _MOST_NAMES * _LEVELS:
        y = _legend(sheet, numbers, y + 12)
    sheet.high = y + 4
    return sheet.svg()


def _row(
    sheet: Sheet, fit: Fit, numbers: dict[Mark, int], *, need: int, top: float, left: float, each: float, narrow: bool
) -> float:
    """Draw one level of need fit from `top` and give where the next begins."""
    fields = [[one for one in fit.marks if (one.need, one.scale) == (need, scale)] for scale in range(_LEVELS)]
    shown = [_lines(field, narrow, len(fit.marks)) for field in fields]
    high = max(_LEAST, *(len(lines) * _LINE + _PAD for lines in shown))
    sheet.text(fit.levels[need], x=left - 10, y=top + high / 2 + 5, size=14, fill=ink.MUTED, anchor="end")
    for scale, lines in enumerate(shown):
        x = left + scale * each
        sheet.bar(x + 1, top + 1, each - 2, high - 2, fill=_PAINT[min(need, scale)], stroke=ink.LINE)
        _inside(sheet, lines, fields[scale], numbers=numbers, x=x + 10, top=top, room=each - 20, narrow=narrow)
    return top + high


_PAINT = (ink.PAPER, ink.SHORE, ink.MIST)
"""The field is deeper the higher both are; the words at the axes say the same."""


def _lines(field: Sequence[Mark], narrow: bool, total: int) -> list[str]:
    """Give what stands in a field: names, in a narrow drawing their numbers three to a line, or how many they are."""
    too_many = total > _MOST_NAMES * _LEVELS if narrow else len(field) > _MOST_NAMES
    if too_many and field:
        return [f"{len(field)}"]
    return [""] * (-(-len(field) // 3)) if narrow else [one.name for one in field]


def _inside(
    sheet: Sheet,
    lines: list[str],
    field: Sequence[Mark],
    *,
    numbers: dict[Mark, int],
    x: float,
    top: float,
    room: float,
    narrow: bool,
) -> None:
    if field and lines == [str(len(field))]:
        sheet.text(lines[0], x=x + room / 2, y=top + 46, size=22, weight=SEMIBOLD, anchor="middle")
        return
    if narrow:
        for place, one in enumerate(field):
            _disc(sheet, numbers[one], x + 8 + (place % 3) * 26, top + 22 + (place // 3) * _LINE)
        return
    for place, said in enumerate(lines):
        y = top + 26 + place * _LINE
        sheet.add("circle", cx=x + 5, cy=y - 5, r=5, fill=ink.PETROL)
        sheet.text(shorten(said, room - 18, 15), x=x + 18, y=y, size=15)


def _disc(sheet: Sheet, number: int, x: float, y: float) -> None:
    sheet.add("circle", cx=x, cy=y, r=11, fill=ink.PETROL)
    sheet.text(str(number), x=x, y=y + 5, size=14, weight=SEMIBOLD, fill=ink.PAPER, anchor="middle")


def _under(sheet: Sheet, fit: Fit, y: float, left: float, each: float) -> float:
    """Name the levels and the axis below the grid; give the last base line."""
    for scale, said in enumerate(fit.levels):
        sheet.text(said, x=left + (scale + 0.5) * each, y=y + 20, size=14, fill=ink.MUTED, anchor="middle")
    sheet.text(fit.scale, x=sheet.wide - 2, y=y + 44, size=15, weight=SEMIBOLD, anchor="end")
    return y + 44


def _legend(sheet: Sheet, numbers: dict[Mark, int], y: float) -> float:
    """Say which number is whose, one a line or two; give the last base line."""
    for one, number in numbers.items():
        _disc(sheet, number, 12, y + 15)
        lines = wrap(one.name, sheet.wide - 34, 15, most=2)
        y = sheet.lines(lines, x=32, y=y + 20, size=15) - 12
    return y
