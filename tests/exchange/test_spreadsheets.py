"""Tables for spreadsheets: cells come back as they were, and nothing that was typed runs as a formula."""

import csv
from io import StringIO

import pytest

from vakna.exchange import spreadsheets

_FORMULAS = (
    "=1+1", "+46 70 123", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1",
    "\uff1d1+1", "\uff20A1",
    "=cmd|' /C calc'!A0", '=HYPERLINK("https://ond.example";"klicka")',
)  # fmt: skip


def _read(table: str) -> list[list[str]]:
    assert table.startswith(spreadsheets.BOM)
    return list(csv.reader(StringIO(table.removeprefix(spreadsheets.BOM), newline=""), delimiter=";"))


@pytest.mark.parametrize("typed", _FORMULAS)
def test_words_are_no_formula_when_they_begin_like_one(typed: str) -> None:
    [[cell]] = _read(spreadsheets.csv([[typed]]))

    assert cell[:1] == "'"
    assert cell[1:] == typed.replace("\u200b", "")


_WORDS = ("Ett möte", "3 = tre", "a;b", 'sade "ja"', "rad ett\nrad två", "<b>fet</b>", "åäö 25\u00a0000", "")


@pytest.mark.parametrize("typed", _WORDS)
def test_words_come_back_as_they_were_when_they_are_no_formula(typed: str) -> None:
    assert _read(spreadsheets.csv([[typed, "sist"]])) == [[typed, "sist"]]


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell() -> None:
    assert spreadsheets.csv([["a", 12, -3, None]]) == "\ufeffa;12;-3;\r\n"
