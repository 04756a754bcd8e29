"""By when information must be with all, and how far the deadline moves: by the Swedish clock, also when it changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import CALL, CONCEPT
from vakna.core import good_time
from vakna.core.initiative import Stage
from vakna.core.words import STOCKHOLM


def _here(*written: int) -> datetime:
    return datetime(*written, tzinfo=STOCKHOLM)  # type: ignore[arg-type, misc]


def _due(*written: int, days: int = 5) -> Stage:
    return replace(CONCEPT, deadline=_here(*written), information_days=days)


def test_days_are_as_published_and_else_by_the_instrument() -> None:
    assert [good_time.days(one) for one in (CONCEPT, CALL)] == [5, 6]
    assert [good_time.days(replace(one, information_days=10)) for one in (CONCEPT, CALL)] == [10, 10]


def test_latest_instant_is_in_time_and_the_next_second_is_late() -> None:
    stage = _due(2026, 5, 20, 16, 0)
    latest = good_time.latest(stage)

    assert latest == _here(2026, 5, 15, 16, 0)
    assert good_time.in_good_time(stage, latest)
    assert not good_time.in_good_time(stage, latest + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("deadline", "told", "moved"),
    [
        ((2026, 5, 20, 16, 0), (2026, 5, 18, 9, 0), (2026, 5, 23, 16, 0)),
        ((2026, 5, 20, 16, 0), (2026, 5, 18, 16, 0), (2026, 5, 23, 16, 0)),
        ((2026, 5, 20, 16, 0), (2026, 5, 18, 16, 1), (2026, 5, 24, 16, 0)),
        ((2026, 5, 20, 16, 0), (2026, 5, 15, 16, 0), (2026, 5, 20, 16, 0)),
        ((2026, 3, 27, 16, 0), (2026, 3, 25, 9, 0), (2026, 3, 30, 16, 0)),
        ((2026, 10, 23, 16, 0), (2026, 10, 22, 17, 0), (2026, 10, 28, 16, 0)),
    ],
    ids=["late", "late on the minute", "late after the clock", "in time", "into summer time", "into winter time"],
)
def test_deadline_moves_to_the_first_day_that_leaves_the_days_whole(
    deadline: tuple[int, ...], told: tuple[int, ...], moved: tuple[int, ...]
) -> None:
    assert good_time.moved_deadline(_due(*deadline), _here(*told)) == _here(*moved)


def test_summer_time_keeps_the_clock_and_not_the_hours() -> None:
    moved = good_time.moved_deadline(_due(2026, 3, 27, 16, 0), _here(2026, 3, 25, 9, 0))

    assert moved is not None
    assert (moved.astimezone(UTC).hour, _here(2026, 3, 27, 16, 0).astimezone(UTC).hour) == (14, 15)


def test_stage_whose_deadline_has_passed_or_that_has_none_is_not_affected() -> None:
    over, none = _due(2026, 5, 20, 16, 0), replace(CONCEPT, deadline=None)
    after = _here(2026, 5, 20, 16, 1)

    assert [good_time.in_good_time(one, after) for one in (over, none)] == [True, True]
    assert [good_time.moved_deadline(one, after) for one in (over, none)] == [over.deadline, None]


_YEAR = st.integers(0, 364 * 24 * 60).map(lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute))


@given(deadline=_YEAR, before=st.integers(0, 20 * 24 * 60), days=st.integers(0, 15).filter(lambda one: one != 5))
def test_moved_deadline_is_in_good_time_never_earlier_and_no_later_than_it_must(
    deadline: datetime, before: int, days: int
) -> None:
    stage = replace(CONCEPT, deadline=deadline, information_days=days)
    told = deadline - timedelta(minutes=before)
    moved = good_time.moved_deadline(stage, told)

    assert moved is not None
    assert moved >= deadline
    assert good_time.in_good_time(replace(stage, deadline=moved), told)
    assert (moved == deadline) == good_time.in_good_time(stage, told)
    assert moved - told < timedelta(days=days + 1, hours=2) or moved == deadline
