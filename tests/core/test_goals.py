"""Goals have a measure that can be reached; what cannot be is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.core.cast import terms
from vakna.core import goals
from vakna.core.initiative import Goal, Key, text
from vakna.core.refusal import BadInput

HELSINGBORG = Goal(
    key=Key("klimat"), title=text("Halverad klimatpåverkan"), indicator=text("Utsläpp från konsumtion"), unit="%",
    base_value=Decimal(100), base_year=2018, target_value=Decimal(50), target_year=2030, sdgs=(12, 13),
)  # fmt: skip


def test_helsingborgs_goal_stands_as_it_is() -> None:
    goals.check(HELSINGBORG)


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"base_year": 18}, "goal-year", "base_year"),
        ({"target_year": 20_300}, "goal-year", "target_year"),
        ({"target_year": 2018}, "goal-years-backward", "target_year"),
        ({"sdgs": (18,)}, "goal-sdg", "sdgs"),
    ],
)
def test_goal_is_refused_when_it_cannot_be_reached(changed: dict[str, object], code: str, path: str) -> None:
    with pytest.raises(BadInput) as refused:
        goals.check(replace(HELSINGBORG, **changed))  # type: ignore[arg-type]

    assert (refused.value.code, refused.value.path) == (code, path)


def test_goal_takes_the_place_of_the_one_it_replaces() -> None:
    other = replace(HELSINGBORG, key=Key("mal-1"))
    written = replace(HELSINGBORG, unit="ton")

    assert goals.with_goal((HELSINGBORG, other), written) == (written, other)
    assert goals.with_goal((other,), written) == (other, written)
    assert goals.next_key(replace(terms(), goals=(other,))) == "mal-2"
