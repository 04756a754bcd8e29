"""Use counts only by the using organisation's own word, for fifteen months: nothing else can raise the figure."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import picture
from vakna.core import adoptions, spread
from vakna.core.initiative import Adoption, CheckIn, Key, ReportedCount
from vakna.core.refusal import BadInput
from vakna.core.vocabulary import HowBought, Qualifier, Sector, UseStanding

SINCE, TODAY = date(2023, 1, 31), date(2025, 6, 1)
_DAYS = st.dates(SINCE, date(2026, 6, 1))
_OTHERS = st.sampled_from([Key("buyer"), Key("supplier"), Key("intermediary")])


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _told(day: date, in_use: bool = True, by: str = "granby", stopped: date | None = None) -> CheckIn:
    return CheckIn(at=_at(day), told_by=Key(by), in_use=in_use, stopped=stopped)


def _adoption(*checks: CheckIn, key: str = "granby", **rest: object) -> Adoption:
    one = Adoption(
        key=Key(key), organisation=Key(key), supplier=Key("supplier"), since=SINCE, how=HowBought.OPTION, checks=checks
    )  # fmt: skip
    return replace(one, **rest)  # type: ignore[arg-type]


@st.composite
def _told_by_others(draw: st.DrawFn) -> CheckIn:
    return CheckIn(
        at=_at(draw(_DAYS)), told_by=draw(_OTHERS), in_use=draw(st.booleans()), users=draw(st.integers(0, 9)),
        stopped=draw(st.none() | _DAYS),
    )  # fmt: skip


@st.composite
def _told_by_itself(draw: st.DrawFn) -> CheckIn:
    return _told(draw(_DAYS), in_use=draw(st.booleans()), stopped=draw(st.none() | _DAYS))


@given(st.lists(_told_by_others(), max_size=6), st.sampled_from(HowBought), _DAYS)
def test_no_contract_and_no_word_of_others_makes_a_use(checks: list[CheckIn], how: HowBought, on: date) -> None:
    signed = _adoption(*checks, how=how)

    assert adoptions.standing(signed, on) in {UseStanding.UNCONFIRMED, UseStanding.STOPPED}
    assert adoptions.using(picture(adoptions=(signed,)), on) == frozenset()
    assert spread.observed(picture(adoptions=(signed,)), on) == ()


@given(st.lists(_told_by_itself(), max_size=5), st.lists(_told_by_others(), max_size=5), _DAYS)
def test_words_of_others_never_raise_the_figure(own: list[CheckIn], others: list[CheckIn], on: date) -> None:
    alone = adoptions.using(picture(adoptions=(_adoption(*own),)), on)
    together = adoptions.using(picture(adoptions=(_adoption(*own, *others),)), on)

    assert together <= alone


@given(st.lists(_told_by_itself(), max_size=5), _DAYS)
def test_who_is_in_use_has_said_so_itself_within_fifteen_months(checks: list[CheckIn], on: date) -> None:
    one = _adoption(*checks)

    if adoptions.standing(one, on) == UseStanding.IN_USE:
        days = [adoptions.day_of(it.at) for it in checks if it.in_use and adoptions.day_of(it.at) <= on]
        assert on < adoptions.months_after(max(days), 15)


@given(st.lists(_told_by_itself(), max_size=5), st.integers(1, 400), _DAYS)
def test_reported_counts_never_become_users(checks: list[CheckIn], count: int, on: date) -> None:
    reported = ReportedCount(
        key=Key("c"), qualifier=Qualifier.EXACT, count=count, period_starts=SINCE, period_ends=SINCE,
        sector=Sector.BOTH, source="s",
    )  # fmt: skip
    bare, told = (picture(adoptions=(_adoption(*checks),), counts=counts) for counts in ((), (reported,)))

    assert adoptions.using(told, on) == adoptions.using(bare, on)
    assert spread.observed(told, on) == spread.observed(bare, on)


@given(st.lists(_told_by_itself(), max_size=5), st.integers(2, 5), _DAYS)
def test_an_organisation_counts_once_however_many_contracts_it_signs(
    checks: list[CheckIn], contracts: int, on: date
) -> None:
    many = tuple(replace(_adoption(*checks), key=Key(f"k{number}")) for number in range(contracts))

    assert len(adoptions.using(picture(adoptions=many), on)) <= 1


@pytest.mark.parametrize(
    ("told", "on", "stands"),
    [
        ((), TODAY, UseStanding.UNCONFIRMED),
        ((_told(date(2023, 3, 1)),), date(2023, 2, 28), UseStanding.UNCONFIRMED),
        ((_told(date(2023, 3, 1)),), date(2024, 5, 31), UseStanding.IN_USE),
        ((_told(date(2023, 3, 1)),), date(2024, 6, 1), UseStanding.LAPSED),
        ((_told(date(2023, 3, 1)), _told(date(2025, 5, 1))), TODAY, UseStanding.IN_USE),
        ((_told(date(2025, 3, 1)), _told(date(2025, 5, 1), in_use=False)), TODAY, UseStanding.STOPPED),
        ((_told(date(2025, 3, 1)), _told(date(2025, 5, 1), in_use=False, by="buyer")), TODAY, UseStanding.STOPPED),
        ((_told(date(2025, 3, 1), in_use=False), _told(date(2025, 5, 1))), TODAY, UseStanding.IN_USE),
        ((_told(date(2025, 3, 1), in_use=False),), TODAY, UseStanding.STOPPED),
    ],
)
def test_use_stands_as_it_was_told(told: tuple[CheckIn, ...], on: date, stands: UseStanding) -> None:
    assert adoptions.standing(_adoption(*told), on) == stands


def test_times_of_use_end_on_the_day_that_was_said_and_lapse_when_nothing_is() -> None:
    first = (_told(date(2023, 3, 1)), _told(date(2023, 9, 1), in_use=False, stopped=date(2023, 8, 1)))
    again = _told(date(2024, 1, 31))

    assert adoptions.told_spans(_adoption(*first, again), TODAY) == (
        adoptions.Span(SINCE, date(2023, 8, 1), stopped=True),
        adoptions.Span(date(2024, 1, 31), date(2025, 4, 30)),
    )


def test_the_observed_number_falls_when_a_word_lapses() -> None:
    two = picture(
        adoptions=(
            _adoption(_told(date(2023, 3, 1)), _told(date(2024, 4, 1))),
            _adoption(_told(date(2023, 5, 1), by="nyby"), key="nyby", since=date(2023, 4, 1)),
        )
    )  # fmt: skip

    found = [(one.count, one.period_ends) for one in spread.observed(two, TODAY)]

    assert found == [(1, SINCE), (2, date(2023, 4, 1)), (1, date(2024, 8, 1))]


def test_the_contact_is_asked_after_a_year_and_each_month_until_the_word_lapses() -> None:
    one = _adoption(_told(date(2024, 3, 1)), contact=Key("karin"))
    due = {
        (on, asked): adoptions.question_due(one, asked=asked, on=on)
        for on, asked in (
            (date(2025, 2, 28), None), (date(2025, 3, 1), None), (date(2025, 3, 31), date(2025, 3, 1)),
            (date(2025, 4, 1), date(2025, 3, 1)), (date(2025, 6, 1), date(2025, 5, 1)), (date(2025, 6, 2), None),
        )
    }  # fmt: skip

    assert list(due.values()) == [False, True, False, True, True, False]
    assert not adoptions.question_due(replace(one, contact=None), asked=None, on=date(2025, 3, 1))
    assert not adoptions.question_due(
        replace(one, checks=(_told(date(2024, 3, 1), in_use=False),)), asked=None, on=date(2025, 3, 1)
    )


@pytest.mark.parametrize(
    ("stopped", "code"),
    [(TODAY + timedelta(days=1), "day-ahead"), (SINCE - timedelta(days=1), "stopped-before-use"), (TODAY, None)],
)
def test_a_stop_is_refused_when_it_lies_ahead_or_before_the_use(stopped: date, code: str | None) -> None:
    told = _told(TODAY, in_use=False, stopped=stopped)

    if code is None:
        adoptions.check(_adoption(), told)
    else:
        with pytest.raises(BadInput) as refused:
            adoptions.check(_adoption(), told)
        assert (refused.value.code, refused.value.path) == (code, "stopped")
