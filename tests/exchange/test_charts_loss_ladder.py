"""The loss ladder: sums start where the last ended, words stay apart, unknown sums are drawn as nothing."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange import drawing
from vakna.exchange.charts import ink, loss_ladder
from vakna.exchange.charts.loss_ladder import LossLadder, Step, Words

WORDS = Words(
    paid="utbetalt {amount}",
    committed="intecknat {amount}",
    paid_short="utbetalt",
    committed_short="intecknat",
    loss="Förlust om vi stannar",
    stage="Etapp",
    stage_ceiling="Beloppstak",
    committed_column="Intecknat",
    paid_column="Utbetalt",
)


def _kronor(value: int | None) -> str:
    return "" if value is None else f"{value:,} kr".replace(",", "\u00a0")


def _step(
    name: str, ceiling: int | None, paid: int | None, committed: int | None, *, settled: bool = True, here: bool = False
) -> Step:
    sums = [None if value is None else Decimal(value) for value in (ceiling, paid, committed)]
    return Step(
        name=name,
        ceiling=sums[0],
        paid=sums[1],
        committed=sums[2],
        ceiling_words=_kronor(ceiling),
        paid_words=_kronor(paid),
        committed_words=_kronor(committed),
        loss_words=_kronor((paid or 0) + (committed or 0)),
        note="beslut 1 april 2022",
        empty="inget intecknat",
        settled=settled,
        here=here,
    )


def _ladder(*steps: Step, ceiling: int | None = 400_000) -> LossLadder:
    return LossLadder(
        title="Förlusttrappan",
        summary="Så lite stod på spel.",
        steps=steps,
        words=WORDS,
        ceiling=None if ceiling is None else Decimal(ceiling),
        ceiling_words="" if ceiling is None else f"beloppstak {_kronor(ceiling)}",
    )


KARLSTAD = _ladder(
    _step("Inbjudan", None, None, None),
    _step("Koncept", 175_000, 175_000, 0),
    _step("Prototyp", 150_000, 75_000, 75_000, settled=False, here=True),
    _step("Användning", 75_000, None, None, settled=False),
)


def _bars(svg: str, fill: str) -> list[tuple[float, float]]:
    rects = drawing.read(svg).all("rect")
    return [(float(each.attrib["x"]), float(each.attrib["width"])) for each in rects if each.attrib["fill"] == fill]


def test_each_step_starts_where_the_one_before_can_end() -> None:
    assert loss_ladder.starts(KARLSTAD) == (0, 0, 175_000, 325_000)


def test_paid_bars_are_as_long_as_their_sums() -> None:
    (start, koncept), (second, prototyp) = _bars(loss_ladder.draw(KARLSTAD, name="l").wide, ink.PETROL)

    assert round(koncept / prototyp, 2) == round(175 / 75, 2)
    assert round(start + koncept, 1) == second


def test_committed_money_is_hatched_and_planned_money_is_not() -> None:
    wide = drawing.read(loss_ladder.draw(KARLSTAD, name="l").wide)

    assert [each.attrib["fill"] for each in wide.all("rect")].count("url(#l-wide-hatch)") == 1


def test_ceiling_of_initiative_is_one_red_line() -> None:
    with_ceiling = drawing.read(loss_ladder.draw(KARLSTAD, name="l").wide)
    without = drawing.read(loss_ladder.draw(_ladder(*KARLSTAD.steps, ceiling=None), name="l").wide)

    red = [sum(each.attrib["stroke"] == ink.RED for each in drawn.all("line")) for drawn in (with_ceiling, without)]
    assert red == [1, 0]


def test_sums_stand_in_words_and_in_the_table() -> None:
    picture = loss_ladder.draw(KARLSTAD, name="l")

    assert "utbetalt 175\u00a0000 kr" in drawing.read(picture.wide).texts()
    assert [cell.words for cell in picture.head] == [
        "Etapp",
        "Beloppstak",
        "Intecknat",
        "Utbetalt",
        "Förlust om vi stannar",
    ]
    assert [cell.words for cell in picture.rows[2].cells] == [
        "Prototyp",
        "150\u00a0000 kr",
        "75\u00a0000 kr",
        "75\u00a0000 kr",
        "150\u00a0000 kr",
    ]
    assert [cell.number for cell in picture.rows[2].cells] == [False, True, True, True, True]


def test_same_ladder_gives_the_same_drawing() -> None:
    assert loss_ladder.draw(KARLSTAD, name="l") == loss_ladder.draw(KARLSTAD, name="l")


_SUM = st.one_of(st.none(), st.integers(0, 2_000_000))
_STEPS = st.builds(
    _step,
    st.sampled_from(["Behov", "Koncept", "Innovationspartnerskap fas 1"]),
    _SUM,
    _SUM,
    _SUM,
    settled=st.booleans(),
    here=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_STEPS, max_size=8), st.one_of(st.none(), st.integers(1, 9_000_000)))
def test_any_ladder_keeps_its_words_on_the_paper_and_apart(steps: list[Step], ceiling: int | None) -> None:
    picture = loss_ladder.draw(_ladder(*steps, ceiling=ceiling), name="any")

    for svg in (picture.wide, picture.narrow):
        drawn = drawing.read(svg)
        assert drawing.outside(drawn) == []
        assert drawing.collisions(drawn) == []
        assert all(float(number) == float(number) for number in drawn.numbers())
    assert len(picture.rows) == len(steps)
