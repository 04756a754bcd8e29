"""The frame: any of three answers leaves it."""

from datetime import UTC, datetime

import pytest

from vakna.core import changes
from vakna.core import vocabulary as v
from vakna.core.initiative import Change, Key, Text

_SAID = Text({"sv": "Mer."})


@pytest.mark.parametrize(
    ("circle", "thing", "value", "outside"),
    [(False, False, False, False), (True, False, False, True), (False, True, False, True), (False, False, True, True)],
)
def test_change_is_outside_when_one_of_three_answers_is_yes(
    circle: bool, thing: bool, value: bool, outside: bool
) -> None:
    one = Change(
        key=Key("c1"), number=1, stage=Key("concept"), at=datetime(2026, 5, 4, tzinfo=UTC), by=Key("petra"),
        what=_SAID, why=_SAID, scalability=v.Effect.NEUTRAL, scalability_why=_SAID, other_circle=circle,
        other_object=thing, other_value=value,
    )  # fmt: skip

    assert changes.is_outside(one) is outside
