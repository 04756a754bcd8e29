"""Unit economics: the margin of an added customer, and the fewest customers whose margins carry the fixed cost."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.cast import kr
from vakna.core import unit_economics as rules
from vakna.core.initiative import EconomicsPoint
from vakna.core.money import Money
from vakna.core.refusal import BadInput


def _point(customers: int, revenue: int, *, cost: int = 0, fixed: int = 0) -> EconomicsPoint:
    """Give a point whose costs of one customer are shared among serving, taking in and winning."""
    shares = (cost // 2, cost // 4, cost - cost // 2 - cost // 4)
    serve, load, win = map(kr, shares)
    return EconomicsPoint(
        customers=customers, revenue=kr(revenue), serve=serve, load=load, win=win, fixed=kr(fixed)
    )  # fmt: skip


def _points(*margins: int, fixed: int) -> tuple[EconomicsPoint, ...]:
    """Give the four points with these margins."""
    return tuple(
        _point(count, 100_000, cost=100_000 - margin, fixed=fixed)
        for count, margin in zip(rules.COUNTS, margins, strict=True)
    )


def test_margin_and_whole_result_are_exact_and_may_be_below_nought() -> None:
    found = rules.results(_points(-5_000, 9_000, 20_000, 26_000, fixed=900_000))

    assert [(one.customers, one.margin, one.whole) for one in found] == [
        (1, -5_000, -905_000), (5, 9_000, -855_000), (12, 20_000, -660_000), (40, 26_000, 140_000)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("margins", "fixed", "expected"),
    [
        ((10, 10, 10, 10), 0, 1),
        ((10, 10, 10, 10), 40, 4),
        ((10, 10, 10, 10), 41, 5),
        ((1, 20, 20, 20), 100, 5),
        ((1, 20, 20, 20), 220, 11),
        ((1, 1, 20, 20), 220, 12),
        ((1, 1, 1, 20), 801, 41),
        ((-5, 9_000, 20_000, 26_000), 1_000_000, 40),
        ((0, 0, 0, 0), 1, None),
        ((-1, -1, -1, -1), 0, None),
        ((0, 0, 0, 0), 0, 1),
    ],
)
def test_break_even_is_the_fewest_customers_that_carry_the_fixed_cost(
    margins: tuple[int, ...], fixed: int, expected: int | None
) -> None:
    assert rules.break_even(_points(*margins, fixed=fixed)) == expected


@given(margins=st.tuples(*[st.integers(-500, 5_000)] * 4), fixed=st.integers(0, 50_000))
@settings(max_examples=60, deadline=None)
def test_at_the_break_even_it_carries_itself_and_with_one_fewer_it_does_not(
    margins: tuple[int, int, int, int], fixed: int
) -> None:
    points = _points(*margins, fixed=fixed)
    found = rules.break_even(points)

    def whole(customers: int) -> Decimal:
        held = max((one for one in points if one.customers <= customers), key=lambda one: one.customers)
        return rules.margin(held) * customers - held.fixed.amount

    few = range(1, 400) if found is None else range(1, found)
    assert [customers for customers in few if whole(customers) >= 0] == []
    assert found is None or whole(found) >= 0


def test_points_are_asked_for_at_the_four_numbers_in_one_currency() -> None:
    four = _points(1, 1, 1, 1, fixed=1)
    in_euro = replace(four[3], revenue=Money(Decimal(1), "EUR"))

    rules.check(four)
    for wrong, code in ((four[:3], "economics-points"), ((*four[:3], in_euro), "economics-currencies")):
        with pytest.raises(BadInput) as refused:
            rules.check(wrong)
        assert refused.value.code == code


def test_a_model_eases_when_an_added_customer_leaves_more_among_many() -> None:
    assert [rules.eases(_points(*four, fixed=1)) for four in ((1, 1, 1, 2), (2, 9, 9, 2), (3, 1, 1, 2))] == [
        True, False, False,
    ]  # fmt: skip
