"""Looks at the market and the yearly question who develops further: when they are due, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.actions import adopting
from tests.cast import an_initiative, said
from vakna.actions import spread
from vakna.core import market_looks, next_actions, people, visibility
from vakna.core.initiative import Key
from vakna.core.refusal import BadInput, Conflict
from vakna.records import pictures

pytestmark = pytest.mark.django_db
_FAR = datetime(2099, 1, 1, tzinfo=UTC)


def _asked(key: str, who: str, at: datetime) -> list[tuple[str, bool]]:
    """Give what spread asks of somebody, and whether its day has passed."""
    picture = pictures.take(key)
    codes = {"look-at-market", "set-market-look", "tell-further"}
    found = next_actions.next_actions(picture, people.actor_in(picture, who, at), at)
    return [(one.code, bool(one.due and one.due < at)) for one in found if one.code in codes]


def test_solution_in_use_is_looked_beside_in_time_and_its_development_asked_for_once_a_year() -> None:
    built = an_initiative(until="in use")
    shared = {"by": "nils", "at": built.at, "initiative": built.key}
    at_first = _asked(built.key, "nils", built.at)
    spread.note_look(look=adopting.look(built), **shared)
    spread.tell_further_development(said=said("Leverantören."), **shared)
    near, late = built.at + timedelta(days=160), built.at + timedelta(days=185)

    assert at_first == [("tell-further", True), ("set-market-look", False)]
    assert [_asked(built.key, who, built.at) for who in ("nils", "ulla")] == [[], []]
    assert [_asked(built.key, "ulla", at) for at in (near, late)] == [
        [("look-at-market", False)], [("look-at-market", True)],
    ]  # fmt: skip
    assert _asked(built.key, "nils", built.at + timedelta(days=370)) == [("tell-further", True)]
    assert _asked(built.key, "nils", _FAR) == []  # the word about the use has lapsed, so nothing is asked
    terms = pictures.take(built.key).terms
    assert [market_looks.is_late(market_looks.last(terms)[0], day) for day in (built.at.date(), date(2099, 1, 1))] == [
        False, True,
    ]  # fmt: skip


def test_what_was_seen_is_for_those_who_assess_and_the_day_for_all() -> None:
    built = an_initiative(until="in use")
    spread.note_look(by="nils", at=built.at, initiative=built.key, look=adopting.look(built))
    picture = pictures.take(built.key)

    def seen(who: str | None) -> tuple[bool, bool]:
        actor = people.actor_in(picture, who, built.at)
        [one] = visibility.seen_by(picture, actor, at=built.at).terms.market_looks
        return one.found is not None, one.who is not None

    assert [seen(who) for who in ("ulla", "person-s1", None)] == [(True, True), (False, True), (False, False)]


def test_look_without_its_source_a_solution_or_a_day_ahead_is_refused() -> None:
    built = an_initiative(until="in use")
    one = adopting.look(built)
    wrong = {
        "missing-field": replace(one, source=" "),
        "look-no-solution": replace(one, supplier=Key("bjorkhult")),
        "look-day-gone": replace(one, next_on=built.at.date()),
        "task-taker-no-member": replace(one, who=Key("person-s1")),
    }
    for code, look in wrong.items():
        with pytest.raises((BadInput, Conflict)) as refused:
            spread.note_look(by="nils", at=built.at, initiative=built.key, look=look)
        assert refused.value.code == code
