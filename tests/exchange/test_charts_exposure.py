"""Exposure over time: steps under their ceilings, words on the paper and apart, the same numbers in the table."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.exchange import drawing
from vakna.exchange.charts import exposure as chart
from vakna.exchange.charts.exposure import Day, Exposure, Words

HEAD = ("Dag", "Bundet", "Varav utbetalt", "Publicerade etappers tak", "Initiativets tak")
WORDS = Words(**dict(zip(("when", "exposure", "paid", "opened", "ceiling"), HEAD, strict=True)))


def _day(after: int, exposure: int, paid: int, opened: int, ceiling: int | None = 400_000) -> Day:
    sums = {"exposure": exposure, "paid": paid, "opened": opened, "ceiling": ceiling}
    return Day(
        on=date(2021, 12, 2) + timedelta(days=after), when=f"dag {after}",
        **{name: None if one is None else Decimal(one) for name, one in sums.items()},
        **{f"{name}_words": "okänt" if one is None else f"{one:,} kr".replace(",", " ") for name, one in sums.items()},
    )  # type: ignore[arg-type]  # fmt: skip


def _exposure(*days: Day) -> Exposure:
    return Exposure(title="Pengarna över tid", summary="Steg.", days=days, words=WORDS)


USUAL = (_day(0, 0, 0, 400_000), _day(70, 175_000, 0, 400_000), _day(127, 325_000, 175_000, 400_000))
CASES = {
    "usual": USUAL,
    "one day": (_day(0, 0, 0, 75_000),),
    "nothing bound": (_day(0, 0, 0, 0, None),),
    "no ceiling": tuple(_day(n, 1_000 * n, 500 * n, 0, None) for n in (1, 2, 900)),
    "all alike": (_day(0, 400_000, 400_000, 400_000), _day(1, 400_000, 400_000, 400_000)),
    "very large": (_day(0, 0, 0, 10**12, 10**12), _day(3_000, 10**12, 10**12, 10**12, 10**12)),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_words_stay_on_the_paper_and_apart(case: str, width: str) -> None:
    drawn = drawing.read(getattr(chart.draw(_exposure(*CASES[case]), name="prov"), width))

    assert (drawing.outside(drawn), drawing.collisions(drawn)) == ([], [])


def test_lines_say_their_last_sum_and_the_table_every_day() -> None:
    picture = chart.draw(_exposure(*USUAL), name="prov")

    for svg in (picture.wide, picture.narrow):
        texts = drawing.read(svg).texts()
        assert {"325 000 kr", "175 000 kr", "Bundet", "Varav utbetalt"} <= set(texts)
    rows = [[cell.words for cell in row.cells] for row in picture.rows]
    assert rows[1] == ["dag 70", "175 000 kr", "0 kr", "400 000 kr", "400 000 kr"]
    assert tuple(cell.words for cell in picture.head) == HEAD


def test_sum_holds_from_its_day_until_it_changes() -> None:
    """A step goes level to the next day and then upright: each corner shares a place with the one before it."""
    svg = drawing.read(chart.draw(_exposure(*USUAL), name="prov").wide)
    bound = next(one.attrib["d"] for one in svg.all("path") if one.attrib.get("stroke-width") == "1.5")
    corners = [tuple(map(float, part.split())) for part in bound[2:].split(" L ")]

    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(corners))
    assert len(corners) == 6
