"""Exposure against its ceilings over time, as steps: a sum holds from the day it changed until it changes again.

Filled is paid, hatched is committed beside it, the dashed line is what the opened stages may cost, the red line the
initiative's ceiling. Knows no money, only numbers, days, and the words that stand for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from vakna.exchange.charts import axes, ink
from vakna.exchange.charts.lettering import shorten, width
from vakna.exchange.charts.marks import SEMIBOLD, Sheet, path
from vakna.exchange.charts.picture import Cell, Picture, Row, cells
from vakna.exchange.charts.scales import Linear, ticks


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How it stood from a day on. `*_words` are the same sums written out, `when` the day."""

    on: date
    exposure: Decimal
    paid: Decimal
    opened: Decimal
    ceiling: Decimal | None
    when: str
    exposure_words: str
    paid_words: str
    opened_words: str
    ceiling_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the lines are called, in the drawing and as heads of the table; `thousands` stands between thousands."""

    when: str
    exposure: str
    paid: str
    opened: str
    ceiling: str
    thousands: str = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """The whole picture: days in order, at least one."""

    title: str
    summary: str
    days: tuple[Day, ...]
    words: Words


def draw(exposure: Exposure, *, name: str) -> Picture:
    """Draw it wide and narrow; `name` makes the ids unique on the page."""
    head, rows = table_rows(exposure)
    wide = _sheet(exposure, f"{name}-wide", wide=1008, room=230, high=300)
    narrow = _sheet(exposure, f"{name}-narrow", wide=350, room=0, high=230)
    return Picture(wide=wide, narrow=narrow, head=head, rows=rows)


def table_rows(exposure: Exposure) -> tuple[tuple[Cell, ...], tuple[Row, ...]]:
    """Give head and rows: day, bound, paid, what the opened stages may cost, the initiative's ceiling."""
    words = exposure.words
    head = cells(words.when, words.exposure, words.paid, words.opened, words.ceiling, numbers=4)
    rows = (
        cells(one.when, one.exposure_words, one.paid_words, one.opened_words, one.ceiling_words, numbers=4)
        for one in exposure.days
    )
    return head, tuple(Row(cells=row) for row in rows)


def _sheet(exposure: Exposure, name: str, *, wide: float, room: float, high: float) -> str:
    """Draw on a sheet with `room` at the right for the words of the lines; without it they stand below as a key."""
    sheet = Sheet(name=name, title=exposure.title, summary=exposure.summary, wide=wide)
    top, bottom = 18.0, 18.0 + high
    sums = Linear(low=0, high=_highest(exposure), start=bottom, end=top)
    left = 12 + max(width(axes.grouped(value, exposure.words.thousands), axes.SMALL) for value in ticks(sums.high, 4))
    time = _time(exposure, start=left, end=wide - max(room, 6))
    _sums_axis(sheet, sums, time, exposure.words.thousands)
    axes.years(sheet, time, y=bottom)
    _areas(sheet, exposure, time, sums)
    _ceilings(sheet, exposure, time, sums)
    if room:
        _at_the_lines(sheet, exposure, time, sums)
        sheet.high = bottom + 34
    else:
        sheet.high = _key(sheet, exposure, y=bottom + 50)
    return sheet.svg()


def _highest(exposure: Exposure) -> float:
    return max(float(max(one.exposure, one.opened, one.ceiling or Decimal(0))) for one in exposure.days) * 1.04 or 1


def _time(exposure: Exposure, *, start: float, end: float) -> Linear:
    """Give the time from the first day to a little after the last, so that the last step is seen."""
    first, last = exposure.days[0].on, exposure.days[-1].on
    after = max((last - first) // 12, timedelta(days=20))
    return Linear(low=first.toordinal() - 5, high=(last + after).toordinal(), start=start, end=end)


def _sums_axis(sheet: Sheet, sums: Linear, time: Linear, thousands: str) -> None:
    for value in ticks(sums.high, 4):
        y = sums.at(value)
        sheet.line(time.start, y, time.end, y, stroke=ink.LINE if value == 0 else ink.HAIR)
        said = axes.grouped(value, thousands)
        sheet.text(said, x=time.start - 8, y=y + 4.5, size=axes.SMALL, fill=ink.MUTED, anchor="end")


def _steps(
    exposure: Exposure, time: Linear, sums: Linear, value: Callable[[Day], Decimal | None]
) -> list[tuple[float, float]]:
    """Give the corners of a step line; days without the value are left out."""
    corners: list[tuple[float, float]] = []
    for one in exposure.days:
        sum_ = value(one)
        if sum_ is None:
            continue
        x, y = time.on(one.on), sums.at(float(sum_))
        corners += [(x, corners[-1][1]), (x, y)] if corners else [(x, y)]
    return [*corners, (time.end, corners[-1][1])] if corners else []


def _areas(sheet: Sheet, exposure: Exposure, time: Linear, sums: Linear) -> None:
    bound = _steps(exposure, time, sums, lambda one: one.exposure)
    paid = _steps(exposure, time, sums, lambda one: one.paid)
    for corners, fill in ((bound, sheet.hatch()), (paid, ink.PETROL)):
        floor = (corners[-1][0], sums.start), (corners[0][0], sums.start)
        sheet.add("path", d=_through([*corners, *floor]) + " Z", fill=fill)
    sheet.stroke(_through(bound), stroke=ink.INK, thick=1.5)


def _ceilings(sheet: Sheet, exposure: Exposure, time: Linear, sums: Linear) -> None:
    opened = _steps(exposure, time, sums, lambda one: one.opened)
    sheet.stroke(_through(opened), stroke=ink.PAPER, thick=4)
    sheet.stroke(_through(opened), stroke=ink.INK, thick=1.75, dash="5 4")
    ceiling = _steps(exposure, time, sums, lambda one: one.ceiling)
    if ceiling:
        sheet.stroke(_through(ceiling), stroke=ink.RED, thick=2.5)


def _through(corners: list[tuple[float, float]]) -> str:
    return path("M", *corners[0], *(part for corner in corners[1:] for part in ("L", *corner)))


def _named(exposure: Exposure) -> list[tuple[str, str, Decimal, str]]:
    """Give each line that is drawn: its name, its last sum in words, that sum, and the colour of its words."""
    last, words = exposure.days[-1], exposure.words
    found = [
        (words.opened, last.opened_words, last.opened, ink.INK),
        (words.exposure, last.exposure_words, last.exposure, ink.AMBER_TEXT),
        (words.paid, last.paid_words, last.paid, ink.PETROL),
    ]
    if last.ceiling is None:
        return found
    return [(words.ceiling, last.ceiling_words, last.ceiling, ink.RED_TEXT), *found]


def _at_the_lines(sheet: Sheet, exposure: Exposure, time: Linear, sums: Linear) -> None:
    """Write each line's name and last sum at its end, the highest first, pushed down where two would meet."""
    lowest = 10.0
    found = sorted(_named(exposure), key=lambda one: -one[2])
    for place, (name, said, sum_, fill) in enumerate(found):
        most = sums.start + 12 - 36 * (len(found) - 1 - place)
        y = min(max(sums.at(float(sum_)) - 2, lowest), most)
        room = sheet.wide - time.end - 12
        sheet.text(shorten(said, room, 16, SEMIBOLD), x=time.end + 10, y=y, size=16, weight=SEMIBOLD, fill=fill)
        sheet.text(shorten(name, room, 13), x=time.end + 10, y=y + 16, size=13, fill=ink.MUTED)
        lowest = y + 36


def _key(sheet: Sheet, exposure: Exposure, *, y: float) -> float:
    """Write each line's name and last sum under the drawing, with its mark; give where the paper ends."""
    marks = {exposure.words.opened: "dash", exposure.words.exposure: "hatch", exposure.words.paid: "full"}
    for name, said, _, fill in _named(exposure):
        _mark(sheet, marks.get(name, "ceiling"), y=y - 5)
        sheet.text(said, x=sheet.wide - 2, y=y, weight=SEMIBOLD, fill=fill, anchor="end")
        sheet.text(shorten(name, sheet.wide - 44 - width(said, 14, SEMIBOLD), 14), x=32, y=y)
        y += 24
    return y - 10


def _mark(sheet: Sheet, kind: str, *, y: float) -> None:
    if kind == "ceiling":
        sheet.line(0, y, 24, y, stroke=ink.RED, thick=2.5)
    elif kind == "dash":
        sheet.line(0, y, 24, y, stroke=ink.INK, thick=1.75, dash="5 4")
    else:
        sheet.bar(0, y - 7, 24, 14, fill=sheet.hatch() if kind == "hatch" else ink.PETROL)
