"""The adoption curve: organisations that use the solution over time, and the stage money shared among them.

A filled dot is an exact count at a known time; a hollow one an approximate count over a period, fading downward
because the true number lies below the published one. The line between is dashed: it joins what was told and is no
measurement.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vakna.exchange.charts import axes, ink
from vakna.exchange.charts.lettering import shorten, width, wrap
from vakna.exchange.charts.marks import BOLD, SEMIBOLD, Box, Sheet, path, text_box
from vakna.exchange.charts.picture import Cell, Picture, Row, cells
from vakna.exchange.charts.scales import Linear, nice_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One published count. `first` and `last` are the period it holds for, the same day when the time is known.

    `words` is the count as told ("nearly 40"), `when` its time and source in words, `when_short` the same for a
    phone; `share` is stage money per organisation, with `share_words`; None when the money is not known.
    """

    value: int
    words: str
    when: str
    first: date
    last: date
    exact: bool
    when_short: str = ""
    share: Decimal | None = None
    share_words: str = ""

    @property
    def middle(self) -> float:
        """Give the middle of the period as a day number."""
        return (self.first.toordinal() + self.last.toordinal()) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the curve says: headings of the two panels with a line under each, and the heads of the table."""

    users: str
    users_note: str
    shares: str
    shares_note: str
    when_column: str
    count_column: str
    share_column: str
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The whole curve: counts in order of time."""

    title: str
    summary: str
    counts: tuple[Count, ...]
    words: Words


def draw(adoption: Adoption, *, name: str) -> Picture:
    """Draw the curve wide and narrow; `name` makes the ids unique on the page."""
    head, rows = table_rows(adoption)
    wide = _sheet(adoption, f"{name}-wide", wide=1008, right=1000, high=284)
    narrow = _sheet(adoption, f"{name}-narrow", wide=350, right=346, high=236)
    return Picture(wide=wide, narrow=narrow, head=head, rows=rows)


def table_rows(adoption: Adoption) -> tuple[tuple[Cell, ...], tuple[Row, ...]]:
    """Give head and rows: when, how many, stage money per organisation (the last column only when it is known)."""
    words = adoption.words
    if _shared(adoption):
        head = cells(words.when_column, words.count_column, words.share_column, numbers=2)
        rows = [cells(count.when, count.words, count.share_words, numbers=2) for count in adoption.counts]
    else:
        head = cells(words.when_column, words.count_column, numbers=1)
        rows = [cells(count.when, count.words, numbers=1) for count in adoption.counts]
    return head, tuple(Row(cells=row) for row in rows)


def _shared(adoption: Adoption) -> bool:
    return any(count.share is not None for count in adoption.counts)


def _sheet(adoption: Adoption, name: str, *, wide: float, right: float, high: float) -> str:
    words = adoption.words
    sheet = Sheet(name=name, title=adoption.title, summary=adoption.summary, wide=wide)
    top = _heading(sheet, words.users, words.users_note, y=16)
    if not adoption.counts:
        sheet.text(shorten(words.empty, wide, 14), x=0, y=top + 30, fill=ink.MUTED)
        sheet.high = top + 50
        return sheet.svg()
    left = 18 + width(str(max(count.value for count in adoption.counts) * 2), axes.SMALL)
    time = _time(adoption, start=left, end=right)
    bottom = top + high
    _users(sheet, adoption, time, top=top + 48, bottom=bottom)
    sheet.high = bottom + 28
    if _shared(adoption):
        top = _heading(sheet, words.shares, words.shares_note, y=bottom + 66)
        _shares(sheet, adoption, time, top=top + 40, bottom=top + 160)
        sheet.high = top + 188
    return sheet.svg()


def _heading(sheet: Sheet, words: str, note: str, *, y: float) -> float:
    y = sheet.lines(wrap(words, sheet.wide, 16, BOLD, most=2), x=0, y=y, size=16, weight=BOLD)
    return sheet.lines(wrap(note, sheet.wide, 14, most=2), x=0, y=y, size=14, fill=ink.MUTED) - 18


def _time(adoption: Adoption, *, start: float, end: float) -> Linear:
    """Give whole years around all counts, or at least half a year more after the last."""
    first = min(count.first for count in adoption.counts)
    last = max(count.last for count in adoption.counts)
    low = date(first.year, 1, 1).toordinal()
    high = min(last.toordinal() + 190, date(last.year, 12, 31).toordinal())
    return Linear(low=low, high=max(high, low + 365), start=start, end=end)


def _users(sheet: Sheet, adoption: Adoption, time: Linear, *, top: float, bottom: float) -> None:
    most = max(count.value for count in adoption.counts)
    step = nice_step(max(most, 4), 4)
    scale = Linear(low=0, high=-(-max(most, 1) // step) * step, start=bottom, end=top)
    said = axes.count_lines(sheet, scale, left=time.start, right=time.end)
    axes.years(sheet, time, y=bottom)
    places = [(time.at(count.middle), scale.at(count.value)) for count in adoption.counts]
    for count in adoption.counts:
        _period(sheet, count, time, scale)
    if len(places) > 1:
        data = path("M", *places[0], *(part for place in places[1:] for part in ("L", *place)))
        sheet.stroke(data, stroke=ink.AMBER, thick=1.5, dash="5 4")
    taken = [*said, *(Box(left=x - 9, top=y - 9, right=x + 9, bottom=y + 9) for x, y in places)]
    for count, (x, y) in zip(adoption.counts, places, strict=True):
        fill = ink.AMBER if count.exact else ink.PAPER
        sheet.add("circle", cx=x, cy=y, r=6, fill=fill, stroke=ink.AMBER, stroke_width=2.25)
        left = x if count.exact else min(x, time.on(count.first))
        _label(sheet, count, Box(left=left, top=y, right=x, bottom=bottom), taken)


def _period(sheet: Sheet, count: Count, time: Linear, scale: Linear) -> None:
    """Draw the period an approximate count holds for, fading toward the lower numbers that may be true."""
    if count.exact:
        return
    left, right, y = time.on(count.first), time.on(count.last), scale.at(count.value)
    left, right = min(left, right - 12), max(right, left + 12)
    right = min(right, time.end)
    deep = min(18, scale.start - y)
    paint = sheet.gradient(
        f"fade{round(y)}", x1=0, y1=y, x2=0, y2=y + max(deep, 1), stops=((0, ink.AMBER, 0.5), (1, ink.AMBER, 0))
    )
    sheet.bar(left, y, right - left, deep, fill=paint)
    sheet.line(left, y, right, y, stroke=ink.AMBER, thick=2.5)


def _label(sheet: Sheet, count: Count, place: Box, taken: list[Box]) -> None:
    """Write a count and its time where nothing else stands: left of dot or period, above, right, else leave it to the
    table.

    `place` spans from the left end of the period (or the dot) to the dot, down to the time line.
    """
    when = count.when if sheet.wide > 500 or not count.when_short else count.when_short
    beside = place.top + 1 if place.left < place.right else place.top - 15
    choices = (
        ("end", place.left - 10, beside),
        ("middle", place.right, place.top - 33),
        ("start", place.right + 12, place.top + 24),
        ("start", place.right + 12, place.top - 24),
        ("end", place.right - 8, place.top - 36),
        ("middle", place.right, place.top - 56),
    )
    for anchor, x, y in choices:
        large, small = (
            text_box(count.words, x, y, 18, weight=BOLD, anchor=anchor),
            text_box(when, x, y + 17, 13, anchor=anchor),
        )
        box = Box(
            left=min(large.left, small.left), top=large.top, right=max(large.right, small.right), bottom=small.bottom
        )
        free = not any(box.meets(other) for other in taken)
        if free and box.left >= 26 and box.right <= sheet.wide and box.top >= 36 and box.bottom <= place.bottom - 2:
            sheet.text(count.words, x=x, y=y, size=18, weight=BOLD, anchor=anchor, halo=True)
            sheet.text(when, x=x, y=y + 17, size=13, fill=ink.MUTED, anchor=anchor, halo=True)
            taken.append(box)
            return


def _shares(sheet: Sheet, adoption: Adoption, time: Linear, *, top: float, bottom: float) -> None:
    shown = [count for count in adoption.counts if count.share is not None]
    scale = Linear(low=0, high=max(float(count.share or 0) for count in shown) or 1, start=bottom, end=top)
    thick = 34 if sheet.wide > 500 else 22
    axes.years(sheet, time, y=bottom)
    taken: list[Box] = []
    for count in shown:
        x, y = time.at(count.middle), scale.at(float(count.share or 0))
        sheet.bar(x - thick / 2, min(y, bottom - 2), thick, bottom - min(y, bottom - 2), fill=ink.PETROL)
        taken.append(Box(left=x - thick / 2, top=y, right=x + thick / 2, bottom=bottom))
    for count in shown:
        _share_label(
            sheet, count, time.at(count.middle), scale.at(float(count.share or 0)), ceiling=top - 22, taken=taken
        )


def _share_label(sheet: Sheet, count: Count, x: float, y: float, *, ceiling: float, taken: list[Box]) -> None:
    """Write a share above its bar, higher when a neighbour's words stand there, with a hair line down to the bar.

    It never passes `ceiling`, where the heading stands; what finds no room is left to the table.
    """
    half = width(count.share_words, 14, SEMIBOLD) / 2
    middle = max(half, min(x, sheet.wide - half))
    for lift in range(6):
        line = y - 8 - lift * 20
        box = text_box(count.share_words, middle, line, 14, weight=SEMIBOLD, anchor="middle")
        if box.top >= ceiling and not any(box.meets(other) for other in taken):
            if lift:
                sheet.line(x, line + 5, x, y - 2, stroke=ink.MUTED)
            sheet.text(count.share_words, x=middle, y=line, weight=SEMIBOLD, anchor="middle", halo=True)
            taken.append(box)
            return
