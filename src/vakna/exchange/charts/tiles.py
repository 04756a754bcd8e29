"""The tile map: each Swedish county one square of the same size, so that a small county is read as well as a large one.

North is up and neighbours stay near each other; it is no map of areas and shows no borders. Where a county stands is
our own choice, held below. The darker the tile, the more; every tile bears its number, and the table says it in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vakna.core.counties import COUNTIES
from vakna.exchange.charts import ink
from vakna.exchange.charts.lettering import SEMIBOLD, shorten
from vakna.exchange.charts.marks import Sheet
from vakna.exchange.charts.picture import Picture, Row, cells

_WIDE, _NARROW = 640.0, 320.0
_COLUMNS, _HIGH, _GAP = 5, 66.0, 4.0

PLACES: Mapping[str, tuple[int, int]] = {
    "25": (3, 0), "24": (3, 1), "23": (2, 2), "22": (3, 2), "20": (2, 3), "21": (3, 3),
    "17": (1, 4), "18": (2, 4), "19": (3, 4), "03": (4, 4), "14": (1, 5), "05": (2, 5), "04": (3, 5), "01": (4, 5),
    "13": (1, 6), "06": (2, 6), "08": (3, 6), "09": (4, 6), "12": (1, 7), "07": (2, 7), "10": (3, 7),
}  # fmt: skip
"""Column and row of each county's tile."""

_PAINTS = ((ink.PAPER, ink.INK), (ink.MIST, ink.INK), (ink.PETROL_PALE, ink.INK), (ink.PETROL, ink.PAPER))
"""Fill and letters of a tile: nothing, and three steps up to the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """The whole map: a whole number for each county code, and what the table's columns are called."""

    title: str
    summary: str
    column: str
    number: str
    counts: Mapping[str, int]


def draw(tiles: Tiles, *, name: str) -> Picture:
    """Draw the map; `name` is unique on the page. The table lists every county, those with most first."""
    ordered = sorted(COUNTIES, key=lambda code: (-tiles.counts.get(code, 0), code))
    rows = tuple(Row(cells=cells(COUNTIES[code], str(tiles.counts.get(code, 0)), numbers=1)) for code in ordered)
    return Picture(
        wide=_sheet(tiles, f"{name}-wide", _WIDE), narrow=_sheet(tiles, f"{name}-narrow", _NARROW),
        head=cells(tiles.column, tiles.number, numbers=1), rows=rows,
    )  # fmt: skip


def _sheet(tiles: Tiles, name: str, wide: float) -> str:
    sheet = Sheet(name=name, title=tiles.title, summary=tiles.summary, wide=wide)
    first = min(column for column, _ in PLACES.values())
    each = wide / (_COLUMNS - first)
    most = max(tiles.counts.values(), default=0)
    for code, (column, row) in PLACES.items():
        _tile(sheet, code, tiles.counts.get(code, 0), most, x=(column - first) * each, y=row * _HIGH, wide=each)
    sheet.high = (1 + max(row for _, row in PLACES.values())) * _HIGH
    return sheet.svg()


def _tile(sheet: Sheet, code: str, count: int, most: int, *, x: float, y: float, wide: float) -> None:
    fill, letters = _PAINTS[_step(count, most)]
    sheet.bar(x + 1, y + 1, wide - _GAP, _HIGH - _GAP, fill=fill, stroke=ink.PETROL_PALE)
    middle = x + 1 + (wide - _GAP) / 2
    said = shorten(COUNTIES[code].removesuffix(" län").removesuffix("s"), wide - 12, 13)
    sheet.text(said, x=middle, y=y + 24, size=13, fill=letters, anchor="middle")
    sheet.text(str(count), x=middle, y=y + 48, size=18, weight=SEMIBOLD, fill=letters, anchor="middle")


def _step(count: int, most: int) -> int:
    """Give how dark a tile is: 0 for nothing, then by thirds of the most."""
    return 0 if not count else max(1, -(-3 * count // most))
