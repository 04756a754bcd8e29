"""Need fit x scale potential: every supplier in its field, words apart, the same in the table."""

from dataclasses import replace

import pytest

from tests.exchange import drawing
from vakna.exchange.charts import fit
from vakna.exchange.charts.fit import Fit, Mark

_LEVELS = ("låg", "medel", "hög")


def _mark(name: str, need: int, scale: int) -> Mark:
    return Mark(name=name, need=need, scale=scale, need_words=_LEVELS[need], scale_words=_LEVELS[scale])


USUAL = Fit(
    title="Behov och spridning", summary="Sju leverantörer.", column="Leverantör", need="Träffar behovet",
    scale="Kan spridas", levels=_LEVELS,
    marks=(
        _mark("Fjärdvind Studio AB", 2, 2), _mark("Klarögd <Teknik> AB", 2, 2), _mark("Lyhörda Rum AB", 2, 2),
        _mark("Nattuggla Pedagogik och Utveckling i Norra Värmland AB", 2, 2), _mark("Norrgläntan ek. för.", 1, 0),
        _mark("Sju Dörrar HB", 0, 2), _mark("Tonsteg Spel AB", 0, 0),
    ),
)  # fmt: skip


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("marks", [USUAL.marks, (), tuple(_mark(f"Bolag {n} AB", n % 3, n // 40) for n in range(100))])
def test_words_stay_on_the_paper_and_apart(width: str, marks: tuple[Mark, ...]) -> None:
    drawn = drawing.read(getattr(fit.draw(replace(USUAL, marks=marks), name="prov"), width))

    assert (drawing.outside(drawn), drawing.collisions(drawn)) == ([], [])


def test_table_says_the_same_as_the_grid() -> None:
    picture = fit.draw(USUAL, name="prov")

    assert [cell.words for cell in picture.head] == ["Leverantör", "Träffar behovet", "Kan spridas"]
    assert [[cell.words for cell in row.cells] for row in picture.rows] == [
        [one.name, one.need_words, one.scale_words] for one in USUAL.marks
    ]


def test_each_name_stands_in_the_wide_drawing_and_many_become_a_count() -> None:
    many = tuple(_mark(f"Bolag {n} AB", 2, 2) for n in range(9))

    assert "Norrgläntan ek. för." in fit.draw(USUAL, name="prov").wide
    assert ">9<" in fit.draw(replace(USUAL, marks=many), name="prov").wide
