"""Shares: bars of whole counts whose words stay on the paper and apart, with the same numbers in the table."""

import pytest

from tests.exchange import drawing
from vakna.exchange.charts import shares
from vakna.exchange.charts.shares import Bar, Part, Shares

NAMES = ("klarade det själv", "klarade det med hjälp", "klarade det inte")


def _bar(name: str, *counts: int, empty: str = "Ingen provade.") -> Bar:
    parts = tuple(Part(count=count, words=words) for count, words in zip(counts, NAMES, strict=True))
    return Bar(name=name, parts=parts, empty=empty)


def _shares(*bars: Bar, total: str = "") -> Shares:
    return Shares(title="Så gick det", summary="Staplar.", column="Scenario", bars=bars, total=total)


USUAL = _shares(
    _bar("1. Ta på dig glasögonen och starta filmen utan att någon hjälper dig med knappen på undersidan", 2, 3, 0),
    _bar("2. Se <filmen>", 400, 1, 1),
    _bar("3. Ladda", 0, 0, 0),
)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_words_stay_on_the_paper_and_apart(width: str) -> None:
    drawn = drawing.read(getattr(shares.draw(USUAL, name="prov"), width))

    assert (drawing.outside(drawn), drawing.collisions(drawn)) == ([], [])


def test_table_says_the_same_numbers_with_their_sums() -> None:
    picture = shares.draw(_shares(_bar("a", 1, 2, 3), _bar("b", 4, 0, 0), total="Summa"), name="prov")

    rows = [[cell.words for cell in row.cells] for row in picture.rows]
    assert rows == [["a", "1", "2", "3"], ["b", "4", "0", "0"], ["Summa", "5", "2", "3"]]
    assert [row.total for row in picture.rows] == [False, False, True]


def test_row_with_nothing_to_say_stands_in_the_table_alone() -> None:
    picture = shares.draw(_shares(_bar("a", 1, 0, 0), _bar("tom", 0, 0, 0, empty="")), name="prov")

    assert "tom" not in drawing.read(picture.wide).texts()
    assert [row.cells[0].words for row in picture.rows] == ["a", "tom"]


def test_nothing_at_all_is_drawn_as_nothing() -> None:
    assert drawing.read(shares.draw(_shares(), name="prov").wide).texts() == []
