"""The standstill ends when the law says, and the whole value counts every stage, option and purchase."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, kr, picture, stage, terms
from vakna.core import legal_frame as legal
from vakna.core.initiative import Key
from vakna.core.legal_frame import Total
from vakna.core.money import Money
from vakna.core.vocabulary import Instrument, NotPublished, StageState

_DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 1))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2022, 4, 17),
        (2024, 3, 31),
        (2026, 4, 5),
        (2038, 4, 25),
    ],
)
def test_easter_falls_where_the_almanac_has_it(year: int, month: int, day: int) -> None:
    assert legal.easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    "off",
    [
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-06",
        "2026-06-19", "2026-06-20", "2026-10-31", "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-31", "2026-11-22",
        "2026-11-21", "2025-06-20", "2027-06-25",
    ],
)  # fmt: skip
def test_last_day_moves_off_holidays_eves_and_weekends(off: str) -> None:
    assert legal.is_day_off(date.fromisoformat(off))


@pytest.mark.parametrize(
    "on",
    ["2026-04-02", "2026-06-12", "2026-06-18", "2026-06-22", "2026-06-26", "2026-10-30", "2026-12-23", "2026-01-05"],
)
def test_ordinary_weekdays_and_other_eves_count(on: str) -> None:
    assert not legal.is_day_off(date.fromisoformat(on))


@pytest.mark.parametrize(
    ("sent", "ends"),
    [
        ("2022-01-25", "2022-02-04"),  # Tuesday, to a Friday
        ("2026-11-18", "2026-11-30"),  # to a Saturday, moved to Monday
        ("2026-12-14", "2026-12-28"),  # to Christmas Eve, past Christmas and the weekend
        ("2026-12-21", "2027-01-04"),  # to New Year's Eve
        ("2026-03-24", "2026-04-07"),  # to Good Friday, past Easter Monday
        ("2026-06-09", "2026-06-22"),  # to Midsummer Eve
    ],
)
def test_standstill_is_ten_calendar_days_moved_to_the_next_working_day(sent: str, ends: str) -> None:
    assert legal.standstill_ends(date.fromisoformat(sent)) == date.fromisoformat(ends)


@given(_DAYS)
def test_standstill_never_ends_early_or_on_a_day_off(sent: date) -> None:
    ends = legal.standstill_ends(sent)

    assert sent + timedelta(days=10) <= ends <= sent + timedelta(days=16)
    assert not legal.is_day_off(ends)


_PROCUREMENT = terms().procurements[0]


def test_total_value_counts_stages_options_and_purchase() -> None:
    whole = picture(CALL, CONCEPT, PROTOTYPE)
    procurement = replace(_PROCUREMENT, option_value=kr(50_000), purchase_value=kr(300_000))

    assert legal.total_value(whole, procurement) == Total(known=kr(75_000 + 100_000 + 50_000 + 300_000), unknown=())


def test_total_value_names_what_is_not_known() -> None:
    use = stage("bruk", 4, Instrument.USE, procurement=Key("p"), places=1)
    whole = picture(CONCEPT, replace(PROTOTYPE, pay=NotPublished.YES), use)

    assert legal.total_value(whole, replace(_PROCUREMENT, option_value=kr(0))) == Total(
        known=kr(75_000), unknown=("stages[3]", "stages[4]", "purchase_value")
    )


def test_total_value_leaves_out_other_procurements_and_cancelled_stages() -> None:
    whole = picture(replace(CONCEPT, procurement=None), replace(PROTOTYPE, state=StageState.CANCELLED))

    assert legal.total_value(whole, _PROCUREMENT).known == kr(0)


@pytest.mark.parametrize(
    ("same", "purchase", "reached"),
    [(kr(624_999), kr(0), False), (kr(625_000), kr(0), True), (None, kr(0), None), (None, kr(625_000), True)],
)
def test_a_procurement_is_measured_with_the_years_other_direct_awards(
    same: Money | None, purchase: Money, reached: bool | None
) -> None:
    one = replace(_PROCUREMENT, option_value=kr(0), purchase_value=purchase, same_kind_this_year=same)

    found = legal.towards_limit(picture(CONCEPT), one)

    assert (found.counts, found.certain) == (kr(75_000) + purchase + (same or kr(0)), same is not None)
    assert (found.reaches(kr(700_000)), found.reaches(None)) == (reached, None)
