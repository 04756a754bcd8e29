"""The tile map: every county once, on the paper and apart, with its number in words too."""

import pytest

from tests.exchange import drawing
from vakna.core.counties import COUNTIES
from vakna.exchange.charts import tiles
from vakna.exchange.charts.tiles import PLACES, Tiles

USUAL = Tiles(
    title="Län", summary="Rutor.", column="Län", number="Antal", counts={"01": 1234, "17": 3, "14": 600, "09": 1}
)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_words_stay_on_the_paper_and_apart(width: str) -> None:
    drawn = drawing.read(getattr(tiles.draw(USUAL, name="prov"), width))

    assert (drawing.outside(drawn), drawing.collisions(drawn)) == ([], [])


def test_every_county_has_a_tile_of_its_own_and_a_row() -> None:
    picture = tiles.draw(USUAL, name="prov")

    assert set(PLACES) == set(COUNTIES)
    assert len(set(PLACES.values())) == len(PLACES) == 21
    assert sorted(row.cells[0].words for row in picture.rows) == sorted(COUNTIES.values())
    assert [[cell.words for cell in row.cells] for row in picture.rows[:2]] == [
        ["Stockholms län", "1234"],
        ["Västra Götalands län", "600"],
    ]


def test_nothing_is_drawn_as_nothing() -> None:
    picture = tiles.draw(Tiles(title="t", summary="s", column="c", number="n", counts={}), name="prov")

    assert drawing.read(picture.wide).texts().count("0") == 21
