"""What the meetings of a dialogue ask of whom, and what others are told of them; the needs as they stand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.demo.reading import PROGRAMME, picture
from vakna.core import meetings, needs, next_actions, people, visibility, words
from vakna.core.initiative import Key, Picture
from vakna.core.vocabulary import InitiativeState, StageState

DAY = datetime(2025, 10, 7, tzinfo=UTC)
MORNING, EVENING = DAY + timedelta(hours=9, minutes=35), DAY + timedelta(hours=15)
OURS = {"write-minutes", "revise-minutes", "write-summary", "confirm-minutes"}


def _under_way(**taken: Any) -> Picture:
    """Give the programme before its gate, with nothing written, confirmed or summed up unless given."""
    whole = picture(PROGRAMME)
    stages = tuple(replace(one, state=StageState.OPEN) if one.key == "dialog" else one for one in whole.terms.stages)
    terms = replace(whole.terms, state=InitiativeState.ACTIVE, stages=stages)
    decided = tuple(one for one in whole.decisions if one.stage != "dialog")
    bare = {"contacts": (), "broadcasts": (), "decisions": decided, "proposals": ()}
    return replace(whole, terms=terms, _taken={**whole._taken, **bare, **taken})


def _minutes(right: bool | None = None) -> Any:
    rows = picture(PROGRAMME).contacts
    if right is None:
        return tuple(replace(one, confirmation=None) for one in rows)
    said = {one.key: one.confirmation for one in rows}
    return tuple(replace(one, confirmation=replace(said[one.key], right=right)) for one in rows)  # type: ignore[type-var]


def _asked(of: Picture, person: str, at: datetime) -> list[tuple[str, str | None]]:
    found = next_actions.next_actions(of, people.actor_in(of, person, at), at)
    for one in found:
        assert words.CORE.say("sv", f"next.{one.code}.title", **one.values)
        assert words.CORE.say("en", f"next.{one.code}.explain", **one.values)
    return [(one.code, one.participation) for one in found if one.code in OURS]


def test_leader_writes_minutes_of_each_meeting_that_is_over() -> None:
    held = ("vinterspegel", "ordlost", "blaklint", "troskeln")

    assert _asked(_under_way(), "lina-westberg", MORNING) == [("write-minutes", one) for one in held]
    assert _asked(_under_way(), "lina-westberg", DAY) == []


def test_leader_sums_up_when_all_meetings_are_over_and_only_once() -> None:
    written = _under_way(contacts=_minutes())

    assert _asked(written, "lina-westberg", EVENING) == [("write-summary", None)]
    told = _under_way(contacts=_minutes(), broadcasts=picture(PROGRAMME).broadcasts)
    assert _asked(told, "lina-westberg", EVENING) == []


def test_leader_looks_over_minutes_that_are_disputed() -> None:
    disputed = _under_way(contacts=_minutes(right=False), broadcasts=picture(PROGRAMME).broadcasts)

    assert {code for code, _ in _asked(disputed, "lina-westberg", EVENING)} == {"revise-minutes"}


@pytest.mark.parametrize(("right", "asked"), [(None, [("confirm-minutes", "ordlost")]), (True, []), (False, [])])
def test_supplier_is_asked_about_its_own_minutes_until_it_has_answered(right: bool | None, asked: list[Any]) -> None:
    assert _asked(_under_way(contacts=_minutes(right)), "johan-rydell", EVENING) == asked


def test_others_see_that_a_time_is_taken_and_neither_by_whom_nor_when_it_was() -> None:
    whole = picture(PROGRAMME)
    seen = visibility.seen_by(whole, people.Actor.nobody(), at=EVENING, demo=True)

    assert [meetings.is_taken(one) for one in meetings.of_stage(seen, "dialog")] == [True] * 5 + [False]
    assert [(one.participation, one.wish) for one in seen.slots] == [(None, None)] * 6
    assert {one.booked_at for one in seen.slots} & {one.booked_at for one in whole.slots} == {None}
    assert seen.contacts == ()


def test_needs_stand_in_the_order_they_came_each_in_its_last_version() -> None:
    terms = picture(PROGRAMME).terms

    assert [(one.key, one.version) for one in needs.current(terms)] == [("behov", 2), ("behov-2", 1), ("behov-3", 1)]
    assert [one.version for one in needs.versions(terms, "behov")] == [2, 1]
    assert needs.versions(terms, Key("saknas")) == ()
