"""Sums, dates, counts and names are written as people write them, and no sentence is missing in either language."""

import inspect
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import kr
from vakna.core import vocabulary, words
from vakna.core.initiative import Text
from vakna.core.money import Money
from vakna.core.refusal import Problem
from vakna.core.vocabulary import NotPublished, Qualifier, Role

_SUMMER = datetime(2022, 4, 1, 14, 0, tzinfo=UTC)
_WINTER = datetime(2022, 3, 25, 15, 0, tzinfo=UTC)
_LISTS = [kind for _, kind in inspect.getmembers(vocabulary, inspect.isclass) if issubclass(kind, StrEnum)]


@pytest.mark.parametrize(
    ("sum_", "swedish", "english"),
    [
        (kr(25_000), "25 000 kr", "SEK 25,000"),
        (kr("25000.50"), "25 000,50 kr", "SEK 25,000.50"),
        (kr(0), "0 kr", "SEK 0"),
        (Money(Decimal(5_000), "EUR"), "5 000 EUR", "EUR 5,000"),
        (NotPublished.YES, "inte offentligt", "not published"),
        (None, "okänt", "unknown"),
    ],
)
def test_money_is_written_with_its_unit_kept_together(
    sum_: Money | NotPublished | None, swedish: str, english: str
) -> None:
    assert words.money("sv", sum_) == (
        swedish if sum_ in (None, NotPublished.YES) else swedish.replace(" ", words.NBSP)
    )
    assert words.money("en", sum_) == (
        english if sum_ in (None, NotPublished.YES) else english.replace(" ", words.NBSP)
    )


def test_instant_is_written_on_swedish_clocks() -> None:
    assert words.instant("sv", _WINTER) == "fredag 25 mars 2022 kl. 16.00".replace("25 ", f"25{words.NBSP}").replace(
        "kl. ", f"kl.{words.NBSP}"
    )
    assert words.instant("en", _WINTER) == f"Friday 25{words.NBSP}March 2022 at 16:00"
    assert words.instant("en", _WINTER, weekday=False) == f"25{words.NBSP}March 2022 at 16:00"


def test_instant_names_the_clock_when_a_deadline_is_meant() -> None:
    assert words.instant("sv", _SUMMER, zone=True).endswith(", svensk sommartid (CEST, UTC+2)")
    assert words.instant("en", _SUMMER, zone=True).endswith(", Swedish summer time (CEST, UTC+2)")
    assert words.instant("sv", _WINTER, zone=True).endswith(", svensk normaltid (CET, UTC+1)")


def test_count_is_written_as_exactly_as_it_was_reported() -> None:
    said = [words.count("sv", one, 1_200) for one in Qualifier]

    assert said == [f"{word}1{words.NBSP}200" for word in ("", "omkring ", "minst ", "nästan ", "nära ")]
    assert words.count("en", Qualifier.ALMOST, 30) == "almost 30"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (("a", "b", "c"), "a, b och c"),
        (("a",), "a"),
        ((), ""),
        ((Role.PROCURER, Role.LAWYER), "upphandlare och jurist"),
        (Decimal("0.5"), "0,5"),
        (1_234_567, f"1{words.NBSP}234{words.NBSP}567"),
        (True, "ja"),
        (Text({"en": "hello", "sv": "hej"}), "hej"),
        (date(2026, 12, 1), f"1{words.NBSP}december 2026"),
        ("oförändrat {så här}", "oförändrat {så här}"),
    ],
)
def test_value_is_written_by_its_type(value: object, said: str) -> None:
    assert words.write("sv", value) == said


def test_value_that_no_sentence_can_hold_is_a_bug() -> None:
    with pytest.raises(TypeError):
        words.write("sv", {"a": 1})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "a.toml").write_text(
        '[hand]\nin = "Lämna {what}"\n[left]\none = "en kvar"\nother = "{count} kvar"\n'
    )
    (tmp_path / "en.toml").write_text(
        '[hand]\nin = "Hand in {what}"\n[left]\none = "one left"\nother = "{count} left"\n'
    )
    return tmp_path


def test_sentences_are_read_from_folder_and_file_when_both_are_used(folder: Path) -> None:
    mine = words.Sentences.of(folder)

    assert mine.say("sv", "hand.in", what="anbud") == "Lämna anbud"
    assert mine.say("en", "hand.in", what="it") == "Hand in it"
    assert mine.codes("sv") == mine.codes("en") == frozenset({"hand.in", "left"})
    assert mine.placeholders("sv", "left") == frozenset({"count"})


def test_plural_is_chosen_by_count(folder: Path) -> None:
    mine = words.Sentences.of(folder)

    assert [mine.say("sv", "left", count=one) for one in (0, 1, 2)] == ["0 kvar", "en kvar", "2 kvar"]


@pytest.mark.parametrize("values", [{}, {"who": "x"}])
def test_missing_code_or_value_is_a_bug(folder: Path, values: dict[str, str]) -> None:
    mine = words.Sentences.of(folder)

    with pytest.raises(KeyError):
        mine.say("sv", "hand.in", **values)
    with pytest.raises(KeyError):
        mine.say("sv", "hand.out")


def test_code_said_twice_is_a_bug(folder: Path) -> None:
    (folder / "sv" / "b.toml").write_text('[hand]\nin = "Igen"\n')

    with pytest.raises(ValueError, match=r"hand\.in"):
        words.Sentences.of(folder)


def test_both_languages_say_the_same_with_the_same_values() -> None:
    core = words.CORE

    assert core.codes("sv") == core.codes("en")
    assert {
        code for code in core.codes("sv") if core.placeholders("sv", code) != core.placeholders("en", code)
    } == set()


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_word_of_every_closed_list_is_said(lang: str) -> None:
    said = {words.word(lang, one) for kind in _LISTS for one in kind}

    assert "" not in said
    assert words.word("sv", Role.NEED_OWNER) == "behovsägare"


def test_problem_is_explained_with_what_to_do() -> None:
    problem = Problem("pay", "money-negative", (("given", "-5"),))

    says, hint = words.explain("sv", problem)

    assert says == "Summan -5 är negativ."
    assert hint.startswith("Skriv summan utan minustecken.")


def test_swedish_names_sort_with_their_last_letters_last() -> None:
    names = ["Östen", "Åsa", "Zäta", "Ärla", "Anna", "Érik", "Adam", "3 vänner", "Över & AB"]

    by_key = sorted(names, key=lambda name: words.sort_key("sv", name))

    assert by_key == ["3 vänner", "Adam", "Anna", "Érik", "Zäta", "Åsa", "Ärla", "Östen", "Över & AB"]


def test_english_names_sort_without_their_marks() -> None:
    assert sorted(["Öland", "Pa", "Ob"], key=lambda name: words.sort_key("en", name)) == ["Ob", "Öland", "Pa"]


@given(st.text())
def test_sort_key_is_digits_only_whatever_the_name(name: str) -> None:
    key = words.sort_key("sv", name)

    assert key == "" or (key.isascii() and key.isdigit())
