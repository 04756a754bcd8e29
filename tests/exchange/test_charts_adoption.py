"""The adoption curve: exact counts filled, approximate ones hollow and fading downward."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange import drawing
from vakna.exchange.charts import adoption, ink
from vakna.exchange.charts.adoption import Adoption, Count, Words

WORDS = Words(
    users="Organisationer som använder tjänsten",
    users_note="uppgivet antal, offentliga och privata",
    shares="Etapperna 325 000 kr, delat på dem som använder",
    shares_note="delat på 1, 12, 30 och 40; linjär skala",
    when_column="När",
    count_column="Antal",
    share_column="Etapper per organisation",
    empty="Ingen har uppgett att de använder tjänsten än.",
)


def _count(value: int, words: str, first: date, last: date | None = None, share: int | None = None) -> Count:
    return Count(
        value=value,
        words=words,
        when=f"under {first.year}",
        first=first,
        last=last or first,
        exact=last is None,
        share=None if share is None else Decimal(share),
        share_words="" if share is None else f"{share} kr",
    )


def _curve(*counts: Count) -> Adoption:
    return Adoption(title="Införandet", summary="Från en till nära fyrtio.", counts=counts, words=WORDS)


KARLSTAD = _curve(
    _count(1, "1", date(2022, 6, 15), share=325_000),
    _count(12, "12", date(2023, 12, 31), share=27_083),
    _count(30, "nästan 30", date(2024, 1, 1), date(2024, 12, 31), share=10_833),
    _count(40, "nära 40", date(2024, 10, 15), date(2025, 2, 15), share=8_125),
)


def test_exact_counts_are_filled_and_approximate_ones_hollow() -> None:
    dots = drawing.read(adoption.draw(KARLSTAD, name="a").wide).all("circle")

    assert [dot.attrib["fill"] for dot in dots] == [ink.AMBER, ink.AMBER, ink.PAPER, ink.PAPER]


def test_dots_rise_with_the_count_and_move_with_time() -> None:
    dots = drawing.read(adoption.draw(KARLSTAD, name="a").wide).all("circle")
    across = [float(dot.attrib["cx"]) for dot in dots]
    height = [float(dot.attrib["cy"]) for dot in dots]

    assert across == sorted(across)
    assert height == sorted(height, reverse=True)


def test_period_fades_to_nothing_when_the_count_is_approximate() -> None:
    stops = drawing.read(adoption.draw(KARLSTAD, name="a").wide).all("linearGradient")

    assert [[stop.attrib["stop-opacity"] for stop in fade] for fade in stops] == [["0.5", "0"], ["0.5", "0"]]


def test_line_between_counts_is_dashed() -> None:
    lines = [
        each
        for each in drawing.read(adoption.draw(KARLSTAD, name="a").wide).all("path")
        if each.attrib["fill"] == "none"
    ]

    assert [line.attrib["stroke-dasharray"] for line in lines] == ["5 4"]


def test_bars_are_as_high_as_the_money_per_organisation() -> None:
    bars = drawing.read(adoption.draw(KARLSTAD, name="a").wide).all("rect")
    high = [float(bar.attrib["height"]) for bar in bars if bar.attrib["fill"] == ink.PETROL]

    assert len(high) == 4
    assert round(high[0] / high[1]) == 12


def test_every_count_and_share_stands_in_words_and_in_the_table() -> None:
    picture = adoption.draw(KARLSTAD, name="a")
    said = drawing.read(picture.wide).texts()

    assert [words for words in ("1", "12", "nästan 30", "nära 40", "325000 kr", "8125 kr") if words not in said] == []
    assert [[cell.words for cell in row.cells] for row in picture.rows] == [
        ["under 2022", "1", "325000 kr"],
        ["under 2023", "12", "27083 kr"],
        ["under 2024", "nästan 30", "10833 kr"],
        ["under 2024", "nära 40", "8125 kr"],
    ]


def test_second_panel_is_left_out_when_stage_money_is_not_known() -> None:
    picture = adoption.draw(_curve(_count(1, "1", date(2022, 6, 15))), name="a")

    assert WORDS.shares not in drawing.read(picture.wide).texts()
    assert [cell.words for cell in picture.head] == ["När", "Antal"]


def test_curve_says_so_when_nobody_uses_the_solution() -> None:
    picture = adoption.draw(_curve(), name="a")

    assert drawing.read(picture.wide).texts()[-1] == WORDS.empty
    assert picture.rows == ()


_DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))


@st.composite
def _counts(draw: st.DrawFn) -> tuple[Count, ...]:
    days = sorted(draw(st.lists(_DAYS, max_size=7)))
    shared = draw(st.booleans())
    return tuple(
        _count(
            draw(st.integers(0, 500)),
            draw(st.sampled_from(["12", "nästan 30", "omkring 250 verksamheter"])),
            day,
            day + timedelta(days=draw(st.integers(1, 700))) if draw(st.booleans()) else None,
            draw(st.integers(0, 900_000)) if shared else None,
        )
        for day in days
    )


@settings(max_examples=60, deadline=None)
@given(_counts())
def test_any_curve_keeps_its_words_on_the_paper_and_apart(counts: tuple[Count, ...]) -> None:
    picture = adoption.draw(_curve(*counts), name="any")

    for svg in (picture.wide, picture.narrow):
        drawn = drawing.read(svg)
        assert drawing.outside(drawn) == []
        assert drawing.collisions(drawn) == []
        assert all(float(number) == float(number) for number in drawn.numbers())
