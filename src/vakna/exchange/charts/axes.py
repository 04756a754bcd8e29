"""Axes: hair lines and the words at them. Knows a sheet and a scale."""

from datetime import date

from vakna.exchange.charts import ink
from vakna.exchange.charts.marks import Box, Sheet, text_box
from vakna.exchange.charts.scales import Linear, ticks

SMALL = 13


def grouped(value: int, thousands: str) -> str:
    """Write a whole number with the given separator between thousands."""
    return f"{value:,}".replace(",", thousands)


def money_ticks(
    sheet: Sheet, scale: Linear, *, top: float, bottom: float, thousands: str, apart_from: Box | None
) -> None:
    """Draw upright hair lines for sums, with their words above; a word that would meet `apart_from` is left out."""
    wanted = max(2, int((scale.end - scale.start) / 130))
    for value in ticks(scale.high, wanted):
        x = scale.at(value)
        sheet.line(x, top, x, bottom, stroke=ink.HAIR)
        words = grouped(value, thousands)
        anchor = "start" if value == 0 else "middle"
        box = text_box(words, x, top - 8, SMALL, anchor=anchor)
        if box.right <= sheet.wide and not (apart_from and box.meets(apart_from)):
            sheet.text(words, x=x, y=top - 8, size=SMALL, fill=ink.MUTED, anchor=anchor)


def count_lines(sheet: Sheet, scale: Linear, *, left: float, right: float, wanted: int = 4) -> list[Box]:
    """Draw level hair lines for counts, with their words to the left; give the boxes where the words stand."""
    taken: list[Box] = []
    for value in ticks(scale.high, wanted):
        y = scale.at(value)
        sheet.line(left, y, right, y, stroke=ink.LINE if value == 0 else ink.HAIR)
        sheet.text(str(value), x=left - 9, y=y + 4.5, size=SMALL, fill=ink.MUTED, anchor="end")
        taken.append(text_box(str(value), left - 9, y + 4.5, SMALL, anchor="end"))
    return taken


def years(sheet: Sheet, scale: Linear, *, y: float, room: float = 44) -> None:
    """Draw a time line: a tick at each new year, the year's number in the middle of the part that is shown."""
    first, last = date.fromordinal(round(scale.low)), date.fromordinal(round(scale.high))
    sheet.line(scale.start, y, scale.end, y, stroke=ink.LINE)
    every = max(1, -(-int(room * (last.year - first.year + 1)) // max(int(scale.end - scale.start), 1)))
    for year in range(first.year, last.year + 1):
        begins, ends = max(date(year, 1, 1), first), min(date(year, 12, 31), last)
        if begins.year == year and begins != first:
            sheet.line(scale.on(begins), y, scale.on(begins), y + 6, stroke=ink.LINE)
        middle = (scale.on(begins) + scale.on(ends)) / 2
        enough = scale.on(ends) - scale.on(begins) > 30 or (every > 1 and middle + 18 < scale.end)
        if (year - first.year) % every == 0 and enough:
            sheet.text(str(year), x=middle, y=y + 20, size=SMALL, fill=ink.MUTED, anchor="middle")
