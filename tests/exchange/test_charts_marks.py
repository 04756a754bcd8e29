"""Scales, type and marks: what every picture is made of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange import drawing
from vakna.exchange.charts import lettering, marks, scales


@given(st.lists(st.floats(0, 1e7), min_size=2, max_size=30), st.floats(1, 1e7))
def test_scale_keeps_order_when_values_grow(values: list[float], high: float) -> None:
    scale = scales.Linear(low=0, high=high, start=10, end=500)

    places = [scale.at(value) for value in sorted(values)]

    assert places == sorted(places)


def test_scale_turns_around_when_paper_runs_downward() -> None:
    scale = scales.Linear(low=0, high=40, start=300, end=100)

    assert [scale.at(value) for value in (0, 20, 40)] == [300, 200, 100]


def test_scale_stays_at_start_when_there_is_no_extent() -> None:
    assert scales.Linear(low=3, high=3, start=10, end=500).at(3) == 10


def test_scale_counts_days_when_domain_is_time() -> None:
    scale = scales.Linear(low=date(2022, 1, 1).toordinal(), high=date(2022, 1, 11).toordinal(), start=0, end=100)

    assert scale.on(date(2022, 1, 6)) == 50


@pytest.mark.parametrize(
    ("high", "expected"),
    [(400_000, (0, 100_000, 200_000, 300_000, 400_000)), (40, (0, 10, 20, 30, 40)), (1, (0, 1)), (0, (0,))],
)
def test_ticks_are_round_numbers(high: float, expected: tuple[int, ...]) -> None:
    assert scales.ticks(high, 4) == expected


@given(st.text(max_size=60), st.floats(5, 400))
def test_shortened_words_fit_their_room(words: str, room: float) -> None:
    assert lettering.width(lettering.shorten(words, room, 14), 14) <= room


def test_words_stay_whole_when_they_fit() -> None:
    assert lettering.shorten("Åmåla kommun", 200, 14) == "Åmåla kommun"


def test_words_break_at_spaces_and_lose_their_end_when_room_is_short() -> None:
    assert lettering.wrap("Skäl och återkoppling till var och en", 110, 14, most=2) == (
        "Skäl och",
        "återkoppling till…",
    )


def test_nothing_is_drawn_for_no_words() -> None:
    assert lettering.wrap("", 100, 14) == ()


def test_words_are_escaped_when_they_hold_markup() -> None:
    sheet = marks.Sheet(name="n", title="<b>&", summary='"<script>', wide=100, high=20)
    sheet.text("</text><script>alert(1)</script> & så", x=0, y=10)

    drawn = drawing.read(sheet.svg())

    assert drawn.texts() == ["</text><script>alert(1)</script> & så"]
    assert [element.tag for element in drawn.root] == [
        "{http://www.w3.org/2000/svg}title",
        "{http://www.w3.org/2000/svg}desc",
        "{http://www.w3.org/2000/svg}text",
    ]


@pytest.mark.parametrize("place", [float("nan"), float("inf"), float("-inf")])
def test_place_that_is_no_number_is_refused(place: float) -> None:
    with pytest.raises(ValueError, match="no place on the paper"):
        marks.number(place)


def test_drawing_names_its_title_and_description() -> None:
    sheet = marks.Sheet(name="river-wide", title="Floden", summary="Sju blev en.", wide=100, high=20)

    root = drawing.read(sheet.svg()).root

    assert (root.attrib["role"], root.attrib["aria-labelledby"]) == ("img", "river-wide-title river-wide-desc")
    assert [(element.attrib["id"], element.text) for element in root] == [
        ("river-wide-title", "Floden"),
        ("river-wide-desc", "Sju blev en."),
    ]
