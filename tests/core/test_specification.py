"""The living specification: as of any instant, and the difference between two texts."""

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest

from vakna.core.initiative import Key, Requirement, text
from vakna.core.specification import Kind, diff, items_at
from vakna.core.vocabulary import RequirementState

_START = datetime(2026, 1, 1, tzinfo=UTC)
_WORDS = ("ljus", "i", "rummet", "när", ",", "  ", "\n", "<b>", "åäö", "kl. 12")


def _version(item: str, version: int, day: int) -> Requirement:
    return Requirement(
        item=Key(item), version=version, at=_START + timedelta(days=day), state=RequirementState.CURRENT,
        wording=text(f"{item} {version}"), why=text("lärt"),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(50))
def test_two_sides_of_a_difference_join_to_the_texts(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret is made
    before, after = ("".join(dice.choices(_WORDS, k=dice.randrange(40))) for _ in range(2))

    pieces = diff(before, after)

    assert "".join(one.said for one in pieces if one.kind is not Kind.NEW) == before
    assert "".join(one.said for one in pieces if one.kind is not Kind.GONE) == after


def test_one_changed_word_is_told_alone() -> None:
    told = [(one.kind.value, one.said) for one in diff("Lampan ska lysa svagt.", "Lampan ska lysa starkt.")]

    assert told == [("same", "Lampan ska lysa "), ("gone", "svagt"), ("new", "starkt"), ("same", ".")]


def test_an_instant_sees_the_last_version_written_by_then() -> None:
    rows = [_version("a", 1, 1), _version("b", 1, 2), _version("a", 2, 5)]

    assert items_at(rows, _START) == ()
    assert items_at(rows, _START + timedelta(days=2)) == (rows[0], rows[1])
    assert items_at(rows, _START + timedelta(days=5)) == (rows[2], rows[1])


@pytest.mark.parametrize("seed", range(20))
def test_no_item_and_no_version_goes_backwards_as_time_passes(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret is made
    days = {item: sorted(dice.choices(range(30), k=4)) for item in "abc"}
    rows = [_version(item, number + 1, day) for item, its in days.items() for number, day in enumerate(its)]
    dice.shuffle(rows)

    seen = [{one.item: one.version for one in items_at(rows, _START + timedelta(days=day))} for day in range(31)]

    for earlier, later in itertools.pairwise(seen):
        assert all(later[item] >= version for item, version in earlier.items())
