"""The river: one band a supplier, narrowing at the gates, landing softly, spreading as threads."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange import drawing
from vakna.exchange.charts import flow, ink, river
from vakna.exchange.charts.river import Interest, Lane, River, Spread, Stage, Users, Words

WORDS = Words(
    shore="Avslutade landar mjukt",
    shore_text="Skäl och återkoppling till var och en.",
    many="{count} leverantörer",
    supplier="Leverantör",
    total="Fick i allt",
    shore_sum="250\u00a0000 kr",
    shore_sum_text="gick till de sex som avslutades",
)
SPREAD = Spread(
    name="Spridning",
    lines=("från juni 2022",),
    counts=(
        Users(value=1, words="1", when="juni 2022", exact=True),
        Users(value=12, words="12", when="dec 2023", exact=True),
        Users(value=30, words="nästan 30", when="2024", exact=False),
        Users(value=40, words="nära 40", when="efter ca 2,5 år", exact=False),
    ),
)
STAGES = (
    Stage(name="Inbjudan", lines=("2 dec 2021–25 jan 2022", "ingen ersättning"), pale=True),
    Stage(name="Koncept", lines=("25 jan–1 april 2022",), money="7 × 25\u00a0000 = 175\u00a0000 kr", gate="7 avtal"),
    Stage(name="Prototyp", lines=("1 april–15 juni 2022",), money="3 × 50\u00a0000 = 150\u00a0000 kr", gate="7 blir 3"),
    Stage(name="Användning", lines=("från 15 juni 2022",), gate="3 blir 1", places=1, plan="1 plats"),
)


def _lane(name: str, *pays: str, landed: str = "") -> Lane:
    return Lane(name=name, pays=("", *pays), ended=bool(landed), landed=landed)


FINISHED = River(
    title="Floden",
    summary="Sju leverantörer blev tre och en.",
    stages=STAGES,
    lanes=(
        _lane("Almskog Studio", "25 000 kr", landed="fick 25 000 kr"),
        _lane("Brännvik Lärande", "25 000 kr", "50 000 kr", landed="fick 75 000 kr"),
        _lane("Dunfjäder Media", "25 000 kr", landed="fick 25 000 kr"),
        _lane("Fyrskär VR", "25 000 kr", "50 000 kr", "i bruk i Åmåla"),
        _lane("Kajutan Design", "25 000 kr", landed="fick 25 000 kr"),
        _lane("Lingonlod", "25 000 kr", landed="fick 25 000 kr"),
        _lane("Siktdjup", "25 000 kr", "50 000 kr", landed="fick 75 000 kr"),
    ),
    words=WORDS,
    spread=SPREAD,
)


def _bands(svg: str, fill: str) -> int:
    drawn = drawing.read(svg)
    return sum(element.attrib["fill"] == fill for tag in ("path", "rect") for element in drawn.all(tag))


def _threads(svg: str) -> list[bool]:
    """Tell for each amber thread whether it is whole; a dotted one stands for an approximate count."""
    paths = [each for each in drawing.read(svg).all("path") if each.attrib.get("stroke") == ink.AMBER]
    return ["stroke-dasharray" not in each.attrib for each in paths]


def test_bands_are_one_for_each_supplier_and_stage() -> None:
    wide = river.draw(FINISHED, name="r").wide

    assert (_bands(wide, ink.MIST), _bands(wide, ink.PETROL)) == (7, 7 + 3 + 1)


def test_suppliers_stand_by_how_far_they_came_and_then_as_given() -> None:
    assert [lane.name for lane in FINISHED.ordered()] == [
        "Fyrskär VR",
        "Brännvik Lärande",
        "Siktdjup",
        "Almskog Studio",
        "Dunfjäder Media",
        "Kajutan Design",
        "Lingonlod",
    ]


def test_ended_suppliers_land_with_name_and_pay_in_the_order_given() -> None:
    for svg in (river.draw(FINISHED, name="r").wide, river.draw(FINISHED, name="r").narrow):
        said = drawing.read(svg).boxes()
        landed = [(box.top, words) for words, box in said if words in {"fick 25 000 kr", "fick 75 000 kr"}]
        koncept = sorted((box.top, words) for words, box in said if box.left > 150 and words in _ENDED_FIRST)

        assert len(landed) == 6
        assert [words for _, words in koncept] == _ENDED_FIRST


_ENDED_FIRST = ["Almskog Studio", "Dunfjäder Media", "Kajutan Design", "Lingonlod"]


def test_threads_are_one_for_each_organisation_and_dotted_where_the_count_is_approximate() -> None:
    picture = river.draw(FINISHED, name="r")

    assert _threads(picture.wide) == [True] * 12 + [False] * 28
    assert _threads(picture.narrow) == [True] * 12 + [False] * 28


def test_threads_are_drawn_in_proportion_when_there_are_very_many() -> None:
    many = Spread(
        name="Spridning",
        counts=(Users(value=6, words="6", when="", exact=True), Users(value=600, words="600", when="", exact=True)),
    )

    assert flow.thread_counts(many) == (1, 60)


def test_stage_nobody_has_reached_is_dashed() -> None:
    waiting = River(
        title="Floden",
        summary="Tre blir en.",
        stages=STAGES,
        words=WORDS,
        lanes=tuple(_lane(name, "25 000 kr", "50 000 kr") for name in ("Brännvik", "Fyrskär", "Siktdjup")),
    )
    drawn = drawing.read(river.draw(waiting, name="r").wide)

    dashed = [each for each in drawn.all("rect") if each.attrib.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert "1 plats" in drawn.texts()


def test_interest_is_drawn_as_rings_when_nobody_uses_the_solution_yet() -> None:
    asked = Spread(
        name="Spridning",
        interest_title="3 organisationer",
        interests=(Interest(rings=3, words="1 vill köpa"), Interest(rings=1, words="2 intresserade")),
    )
    drawn = drawing.read(
        river.draw(River(title="", summary="", stages=(), lanes=(), words=WORDS, spread=asked), name="r").wide
    )

    assert len(drawn.all("circle")) == 4


def test_shore_is_left_out_when_nobody_has_ended() -> None:
    still = River(title="", summary="", stages=STAGES[:1], lanes=(_lane("Fyrskär VR"),), words=WORDS)

    assert WORDS.shore not in drawing.read(river.draw(still, name="r").wide).texts()


def test_pay_that_is_not_published_leaves_its_place_empty() -> None:
    hidden = River(title="", summary="", stages=STAGES[:2], lanes=(_lane("Fyrskär VR", ""),), words=WORDS)
    picture = river.draw(hidden, name="r")

    assert [cell.words for cell in picture.rows[0].cells] == ["Fyrskär VR", "", "", ""]
    assert _bands(picture.wide, ink.PETROL) == 1


def test_table_holds_each_supplier_and_each_count() -> None:
    _, rows = river.table_rows(FINISHED)

    assert [cell.words for cell in rows[1].cells] == [
        "Brännvik Lärande",
        "",
        "25 000 kr",
        "50 000 kr",
        "",
        "fick 75 000 kr",
    ]
    assert [cell.words for cell in rows[-1].cells] == ["Spridning, efter ca 2,5 år", "", "", "", "", "nära 40"]


def test_many_landings_share_one_label() -> None:
    crowd = River(
        title="",
        summary="",
        stages=STAGES[:2],
        words=WORDS,
        lanes=tuple(_lane(f"Leverantör {order}", landed="fick inget") for order in range(44)),
    )

    assert crowd.landing(0) == (("44 leverantörer", "fick inget"),)


def test_same_river_gives_the_same_drawing() -> None:
    assert river.draw(FINISHED, name="r") == river.draw(FINISHED, name="r")


_NAMES = st.sampled_from(["Lingonlod", "Brännvik Lärande", "Konsortiet för trygg och värdig vård i hemmet ek. för."])
_PAYS = st.sampled_from(["", "25 000 kr", "1 250 000 kr"])


@st.composite
def _rivers(draw: st.DrawFn) -> River:
    columns = draw(st.integers(0, 5))
    lanes = []
    for _ in range(draw(st.integers(0, 50)) if columns else 0):
        first = draw(st.sampled_from([0, 0, 0, draw(st.integers(0, columns - 1))]))
        last = draw(st.integers(first, columns - 1))
        pays = tuple(draw(_PAYS) for _ in range(last - first + 1))
        ended = draw(st.booleans())
        lanes.append(
            Lane(name=draw(_NAMES), pays=pays, first=first, ended=ended, landed="fick 75 000 kr" if ended else "")
        )
    stages = tuple(
        Stage(
            name=draw(st.sampled_from(["RFI", "Prototyp", "Innovationspartnerskap fas 2"])),
            lines=draw(st.sampled_from([(), ("25 jan–1 april 2022",), ("2 dec 2021–25 jan 2022", "ingen ersättning")])),
            money=draw(st.sampled_from(["", "7 × 25\u00a0000 = 175\u00a0000 kr"])),
            gate=draw(st.sampled_from(["", "7 blir 3"])),
            pale=draw(st.booleans()),
            places=draw(st.one_of(st.none(), st.integers(0, 30))),
            plan=draw(st.sampled_from(["", "3 platser", "visas vid öppningen"])),
            waiting=draw(st.booleans()),
        )
        for _ in range(columns)
    )
    counts = sorted(draw(st.lists(st.integers(0, 300), max_size=6)))
    users = tuple(
        Users(value=value, words=f"nästan {value}", when="dec 2023", exact=value % 2 == 0) for value in counts
    )
    asked = tuple(
        Interest(rings=rings, words="2 vill prova") for rings in draw(st.lists(st.integers(1, 3), max_size=3))
    )
    spread = draw(
        st.sampled_from(
            [
                None,
                Spread(
                    name="Spridning",
                    lines=("andras egna pengar",),
                    counts=users,
                    interests=asked,
                    interest_title="6 organisationer",
                    interest_note="med samma behov",
                ),
            ]
        )
    )
    return River(title="Floden", summary="Så gick det.", stages=stages, lanes=tuple(lanes), words=WORDS, spread=spread)


@settings(max_examples=60, deadline=None)
@given(_rivers())
def test_any_river_keeps_its_words_on_the_paper_and_apart(any_river: River) -> None:
    picture = river.draw(any_river, name="any")

    for svg in (picture.wide, picture.narrow):
        drawn = drawing.read(svg)
        assert drawing.outside(drawn) == []
        assert drawing.collisions(drawn) == []
        assert all(float(number) == float(number) for number in drawn.numbers())
