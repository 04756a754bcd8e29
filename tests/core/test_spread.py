"""Organisations that use the solution are counted as exactly as they were reported, and no more."""

from datetime import UTC, date, datetime

import pytest

from tests.core.cast import CONCEPT, PROTOTYPE, entry, kr, picture
from vakna.core import spread
from vakna.core.initiative import Adoption, CheckIn, Key, ReportedCount
from vakna.core.vocabulary import HowBought, MoneyState, Qualifier, Sector

TODAY = date(2023, 6, 1)


def _adoption(key: str, since: date) -> Adoption:
    told = CheckIn(at=datetime(since.year, since.month, since.day, 12, tzinfo=UTC), told_by=Key(key), in_use=True)
    return Adoption(
        key=Key(key), organisation=Key(key), supplier=Key("alfa"), since=since, how=HowBought.OPTION, source="s",
        checks=(told,),
    )  # fmt: skip


def _count(count: int, qualifier: Qualifier, starts: date, ends: date) -> ReportedCount:
    return ReportedCount(
        key=Key(f"c{count}"), qualifier=qualifier, count=count, period_starts=starts, period_ends=ends,
        sector=Sector.PUBLIC, source="r",
    )  # fmt: skip


_ONE = _count(1, Qualifier.EXACT, date(2022, 6, 1), date(2022, 6, 30))
_TWELVE = _count(12, Qualifier.EXACT, date(2023, 1, 1), date(2023, 12, 31))
_THIRTY = _count(30, Qualifier.ALMOST, date(2024, 1, 1), date(2024, 12, 31))


def _points(*adoptions: Adoption, counts: tuple[ReportedCount, ...] = ()) -> list[tuple[int, bool, date]]:
    found = spread.series(picture(adoptions=adoptions, counts=counts), TODAY)
    return [(one.count, one.low_confidence, one.period_ends) for one in found]


def test_series_stands_in_order_of_time_and_marks_what_is_approximate() -> None:
    assert _points(counts=(_THIRTY, _ONE, _TWELVE)) == [
        (1, False, date(2022, 6, 30)),
        (12, False, date(2023, 12, 31)),
        (30, True, date(2024, 12, 31)),
    ]


def test_named_organisations_add_up_where_nothing_is_reported() -> None:
    named = (_adoption("b", date(2023, 1, 1)), _adoption("a", date(2022, 1, 1)), _adoption("c", date(2023, 1, 1)))

    assert _points(*named) == [
        (1, False, date(2022, 1, 1)),
        (3, False, date(2023, 1, 1)),
        (2, False, date(2023, 4, 1)),
    ]


def test_named_organisation_that_a_count_covers_is_not_counted_twice() -> None:
    for since in (date(2022, 6, 1), date(2022, 6, 30), date(2022, 9, 1)):
        assert _points(_adoption("a", since), counts=(_ONE,)) == [(1, False, date(2022, 6, 30))]


def test_named_organisations_beyond_the_last_count_are_a_point_of_their_own() -> None:
    named = (_adoption("a", date(2022, 6, 15)), _adoption("b", date(2022, 9, 1)))

    assert _points(*named, counts=(_ONE,)) == [(1, False, date(2022, 6, 30)), (2, False, date(2022, 9, 1))]


def test_named_organisation_before_the_first_count_is_a_point_of_its_own() -> None:
    assert _points(_adoption("a", date(2022, 1, 1)), counts=(_TWELVE,)) == [
        (1, False, date(2022, 1, 1)),
        (12, False, date(2023, 12, 31)),
    ]


def test_nothing_reported_is_an_empty_series() -> None:
    assert _points() == []


@pytest.mark.parametrize(
    ("first", "early"), [(date(2020, 6, 1), False), (date(2020, 6, 2), True), (date(2023, 6, 2), False)]
)
def test_it_is_too_early_to_judge_for_three_years_after_the_first_use(first: date, early: bool) -> None:
    one = _count(1, Qualifier.EXACT, first, first)

    assert spread.too_early_since(picture(counts=(one,), adoptions=()), TODAY) == (first if early else None)


def test_stage_money_per_organisation_falls_as_more_use_it() -> None:
    paid = [entry(MoneyState.PAID, 25_000, CONCEPT, f"l{one}") for one in range(7)]
    paid += [entry(MoneyState.PAID, 50_000, PROTOTYPE, f"l{one}") for one in range(3)]

    assert spread.money_per_organisation(picture(CONCEPT, PROTOTYPE, money=tuple(paid))) == (
        (1, kr(325_000)),
        (12, kr(27_083)),
        (40, kr(8_125)),
    )
