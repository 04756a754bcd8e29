"""Which deadlines an outage touches, and to when they move."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.core.cast import CALL
from vakna.core import outages
from vakna.core.refusal import BadInput
from vakna.core.vocabulary import StageState
from vakna.core.words import STOCKHOLM

# A Thursday at four in the afternoon; the Friday after it is a working day.
DEADLINE = datetime(2026, 3, 5, 16, tzinfo=STOCKHOLM)
OPEN = replace(CALL, state=StageState.OPEN, opening=None, deadline=DEADLINE)


@pytest.mark.parametrize(
    ("starts", "ends", "to"),
    [
        ("05T15:00", "05T15:40", "06T16:00"),
        ("05T15:00", "05T18:00", "09T16:00"),  # a whole day after the outage: not Friday, so Monday
        ("04T10:00", "04T16:00", "06T16:00"),
        ("04T10:00", "04T15:59", ""),
        ("05T16:01", "05T18:00", ""),
    ],
)
def test_deadline_moves_to_a_working_day_with_a_whole_day_left_when_an_outage_touched_it(
    starts: str, ends: str, to: str
) -> None:
    here = [datetime.fromisoformat(f"2026-03-{one}").replace(tzinfo=STOCKHOLM) for one in (starts, ends, to) if one]

    assert outages.moved(OPEN, here[0], here[1]) == (here[2] if to else None)


@pytest.mark.parametrize("state", [one for one in StageState if one is not StageState.OPEN])
def test_deadline_stays_when_its_stage_is_not_open(state: StageState) -> None:
    assert outages.moved(replace(OPEN, state=state), DEADLINE - timedelta(hours=1), DEADLINE) is None


def test_outage_is_refused_when_it_ends_first_or_is_not_over() -> None:
    codes = []
    for starts, ends in ((DEADLINE, DEADLINE), (DEADLINE, DEADLINE + timedelta(hours=2))):
        with pytest.raises(BadInput) as caught:
            outages.require_sound(starts, ends, DEADLINE + timedelta(hours=1))
        codes.append(caught.value.code)

    assert codes == ["outage-ends-first", "outage-not-over"]
