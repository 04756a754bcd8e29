"""Talks about a decision: whom they are for, which times are left, when which side is asked for what."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.core.cast import CALL, actor, day, decided, in_state, outcome, picture, ready_stage, taking_part
from vakna.core import debriefs, next_actions, words
from vakna.core.initiative import Debrief, Key, Picture, text
from vakna.core.vocabulary import ParticipationState, StageState, Verdict

CONCEPT = in_state(ready_stage(), StageState.DECIDED)
TIMES = (day(22), day(23))
ONE = Debrief(
    key=Key("d1"), stage=Key("koncept"), participation=Key("s-alfa"), offered_at=day(21), starts=TIMES, minutes=30,
    place=text("Rådhuset"),
)  # fmt: skip
OURS = {"offer-debriefs", "book-debrief", "note-debrief"}


def _world(*talks: Debrief) -> Picture:
    told = decided(CONCEPT, outcome("alfa", Verdict.ENDED), outcome("beta", Verdict.ENDED),
                   outcome("gamma", Verdict.TURNS))  # fmt: skip
    call = in_state(CALL, StageState.DECIDED)
    ended = {"s-alfa", "s-beta"}
    rows = tuple(
        replace(one, state=ParticipationState.ENDED, ended_stage=CONCEPT.key) if one.key in ended else one
        for one in taking_part()
    )
    return picture(call, CONCEPT, participations=rows, decisions=(told,), debriefs=talks)


def _asked(of: Picture, person: str, at: datetime) -> list[tuple[str, str | None]]:
    found = [one for one in next_actions.next_actions(of, actor(of, person, at), at) if one.code in OURS]
    for one in found:
        assert words.CORE.say("sv", f"next.{one.code}.title", **one.values)
        assert words.CORE.say("en", f"next.{one.code}.explain", **one.values)
    return [(one.code, one.participation) for one in found]


def test_those_that_the_gate_ended_are_offered_a_talk_and_nobody_else() -> None:
    assert [one.key for one in debriefs.ended(_world(), "koncept")] == ["s-alfa", "s-beta"]
    assert debriefs.ended(_world(), "annan") == ()


def test_free_times_leave_out_what_others_have_and_what_has_passed() -> None:
    other = replace(ONE, key=Key("d2"), participation=Key("s-beta"), booked=TIMES[0])

    assert debriefs.taken(_world(ONE, other), ONE) == {TIMES[0]}
    assert debriefs.free(ONE, {TIMES[0]}, day(21)) == TIMES[1:]
    assert debriefs.free(ONE, (), TIMES[0]) == TIMES[1:]


def test_a_talk_waits_until_it_is_booked_or_declined_and_begins_at_its_time() -> None:
    booked = replace(ONE, booked=TIMES[0])

    assert [debriefs.waits(one) for one in (ONE, booked, replace(ONE, declined=True))] == [True, False, False]
    assert [debriefs.is_begun(booked, at) for at in (day(21), TIMES[0])] == [False, True]
    assert debriefs.ends(booked) == TIMES[0] + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("talks", "at", "buyer", "supplier"),
    [
        ((), 21, [("offer-debriefs", None)], []),
        ((), 60, [], []),
        ((ONE,), 21, [], [("book-debrief", "s-alfa")]),
        ((ONE,), 24, [], []),
        ((replace(ONE, booked=TIMES[0]),), 21, [], []),
        ((replace(ONE, booked=TIMES[0]),), 23, [("note-debrief", "s-alfa")], []),
        ((replace(ONE, declined=True),), 21, [], []),
    ],
    ids=["just decided", "long ago", "offered", "times have passed", "booked", "over", "declined"],
)
def test_each_side_is_asked_for_its_next_step(
    talks: tuple[Debrief, ...], at: int, buyer: list[object], supplier: list[object]
) -> None:
    whole = _world(*talks)

    assert _asked(whole, "ulla", day(at)) == buyer
    assert _asked(whole, "alfa-p", day(at)) == supplier
