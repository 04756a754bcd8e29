"""The picture of readiness: every level at its place, what is required apart from what is shown, nothing colliding."""

from dataclasses import replace

import pytest

from tests.exchange import drawing
from vakna.exchange.charts import ink, readiness
from vakna.exchange.charts.readiness import Line, Readiness, Words

WORDS = Words(
    start="där leverantören började", now="det som visats senast", required="den nivå som krävs",
    columns=("Dimension", "Koncept", "Prototyp", "Krav", "Ändring"),
)  # fmt: skip
UP = Line(name="Behov och kunder", shown=(3, 4, 6), required=5, change="+3", cells=("3", "6", "5", "+3"))
NOTHING = Line(name="Finansiering", shown=(), required=4, change="–", cells=("–", "–", "4", "–"))
WHOLE = Readiness(
    title="Mognad", summary="Högre i en av två dimensioner.", lines=(UP, replace(UP, name="Team & <roller>"), NOTHING),
    words=WORDS,
)  # fmt: skip


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_start_between_last_and_required_stand_apart(form: str) -> None:
    drawn = drawing.read(getattr(readiness.draw(WHOLE, name="r"), form))

    dots = [(one.get("r"), one.get("fill")) for one in drawn.all("circle")]
    legend = [("7", ink.PAPER), ("7", ink.PETROL)]
    line = [("4", ink.PETROL_PALE), ("7", ink.PAPER), ("7", ink.PETROL)]
    assert dots == [*legend, *line, *line]
    assert len(drawn.all("rect")) == 1 + 3
    assert "Team & <roller>" in drawn.texts()


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_words_keep_apart_and_on_the_paper(form: str) -> None:
    drawn = drawing.read(getattr(readiness.draw(WHOLE, name="r"), form))

    assert drawing.collisions(drawn) == []
    paper = drawn.paper
    assert [words for words, box in drawn.boxes() if box.left < -1 or box.right > paper.right + 1] == []


def test_the_table_says_the_same_numbers() -> None:
    picture = readiness.draw(WHOLE, name="r")

    assert [cell.words for cell in picture.head] == list(WORDS.columns)
    assert [cell.words for cell in picture.rows[0].cells] == ["Behov och kunder", "3", "6", "5", "+3"]
    assert [cell.number for cell in picture.rows[0].cells] == [False, True, True, True, True]
