"""The helper for the words of a need: it says which words it saw, in both languages, and lets a need be a need."""

from datetime import UTC, datetime

import pytest

from vakna.core.initiative import Key, Need, Text, text
from vakna.rules.asking import solution_words


def _need(statement: str, language: str = "sv") -> Need:
    fine = text("Det blir lugnare.")
    return Need(
        version=1, at=datetime(2026, 1, 1, tzinfo=UTC), owner=Key("k"), statement=Text({language: statement}),
        purpose=fine, users=fine, now=fine, wanted=fine,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "language", "words"),
    [
        ("Vi behöver en app för morgonen.", "sv", ("behöver en app",)),
        ("Kommunen söker ett nytt system för larm.", "sv", ("söker ett nytt system",)),
        ("Personalen ska kunna dela bilder i SharePoint.", "sv", ("SharePoint",)),
        ("Något som Minnesvän® på alla boenden.", "sv", ("Minnesvän®",)),
        ("We need a platform for carers.", "en", ("need a platform",)),
        ("We are looking for help on iPads.", "en", ("iPads",)),
        ("Vi vill ha en robot från Google.", "sv", ("vill ha en robot", "Google")),
    ],
)
def test_solution_or_brand_is_seen_with_its_words(said: str, language: str, words: tuple[str, ...]) -> None:
    assert solution_words(_need(said, language)) == words


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Morgnarna är oroliga och personalen räcker inte till.", "sv"),
        ("Larmsystemet i dag väcker alla på avdelningen.", "sv"),
        ("Vi behöver inte en app, utan lugnare morgnar.", "sv"),
        ("Personalen saknar ett sätt att förstå hur dagen upplevs.", "sv"),
        ("Zoomar man ut ser man hela vårdkedjan.", "sv"),
        ("People get lost in the city and turn back home.", "en"),
        ("Today's system wakes everybody on the ward.", "en"),
        ("We do not want a chatbot; we want fewer calls.", "en"),
        ("Apples and pears are served at two.", "en"),
    ],
)
def test_need_without_a_solution_is_left_alone(said: str, language: str) -> None:
    assert solution_words(_need(said, language)) == ()
