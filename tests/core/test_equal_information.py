"""What the buyer tells one supplier is made available to all, and the matrix shows to whom and when."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, day, picture, taking_part
from vakna.core import equal_information as equal
from vakna.core.equal_information import Cell
from vakna.core.initiative import Acknowledgement, Broadcast, Contact, Insight, Key, Picture, text
from vakna.core.refusal import Conflict, Problem
from vakna.core.vocabulary import ContactKind, ParticipationState


def _sent(number: int, stage: str = "koncept", at: int = 25, **seen: int) -> Broadcast:
    return Broadcast(
        key=Key(f"b{number}"), number=number, stage=Key(stage), available_at=day(at), subject=text("x"), body=text("y"),
        because=(Key(f"i{number}"),),
        acknowledgements=tuple(Acknowledgement(participation=Key(f"s-{one}"), at=day(on)) for one, on in seen.items()),
    )  # fmt: skip


def _picture(*sent: Broadcast, **rest: Any) -> Picture:
    ended = taking_part("gamma", state=ParticipationState.ENDED, ended_stage=Key("koncept"))
    return picture(
        CALL, CONCEPT, PROTOTYPE, participations=(*taking_part("alfa", "beta"), *ended), broadcasts=sent, **rest
    )


def test_matrix_lays_suppliers_against_broadcasts_in_order_of_time() -> None:
    rows = equal.matrix(_picture(_sent(2, at=26), _sent(1, alfa=30, gamma=27)))

    assert [row.participation.key for row in rows] == ["s-alfa", "s-beta", "s-gamma"]
    assert rows[0].cells == (
        Cell(broadcast=Key("b1"), available_at=day(25), acknowledged_at=day(30)),
        Cell(broadcast=Key("b2"), available_at=day(26), acknowledged_at=None),
    )
    assert [[cell.waiting for cell in row.cells if cell] for row in rows] == [
        [False, True],
        [True, True],
        [False, True],
    ]


def test_supplier_that_has_ended_is_not_in_later_broadcasts() -> None:
    rows = equal.matrix(_picture(_sent(1), _sent(2, "prototyp", at=60)))

    assert [[cell is not None for cell in row.cells] for row in rows] == [[True, True], [True, True], [True, False]]
    assert [row.participation.key for row in equal.matrix(_picture(_sent(2, "prototyp")), "prototyp")] == [
        "s-alfa",
        "s-beta",
    ]


def test_matrix_of_one_stage_leaves_out_the_others() -> None:
    assert [len(row.cells) for row in equal.matrix(_picture(_sent(1), _sent(2, "prototyp")), "koncept")] == [1, 1, 1]


def test_unacknowledged_lists_what_is_available_and_not_seen() -> None:
    first, second, coming = _sent(1, alfa=26), _sent(2, at=26), _sent(3, at=90)

    assert equal.unacknowledged(_picture(first, second, coming), "s-alfa", day(30)) == (second,)


def test_insight_from_one_meeting_waits_until_it_is_told_to_all() -> None:
    contact = Contact(key=Key("c"), stage=Key("koncept"), kind=ContactKind.MEETING, at=day(24), told=text("x"))
    insights = tuple(
        Insight(key=Key(f"i{number}"), at=day(24), learned=text("x"), source=text("y"), contact=Key("c"))
        for number in (1, 2)
    )
    apart = Insight(key=Key("i9"), at=day(24), learned=text("x"), source=text("y"))

    whole = _picture(_sent(1), contacts=(contact,), insights=(*insights, apart))

    assert equal.not_made_available(whole, "koncept") == ("i2",)
    assert equal.not_made_available(whole, "prototyp") == ()


def test_untold_are_the_talks_that_nothing_available_has_passed_on_the_latest_first() -> None:
    talks = tuple(
        Contact(key=Key(f"c{number}"), stage=Key("koncept"), kind=ContactKind.MEETING, at=day(20 + number),
                told=None if number == 3 else text("x"), only_theirs=text("z") if number == 4 else None)
        for number in range(6)
    )  # fmt: skip
    passing = (replace(_sent(1), passes_on=(Key("c0"),)), replace(_sent(2, at=40), passes_on=(Key("c1"),)))

    assert [one.key for one in equal.untold(_picture(*passing, contacts=talks), day(30))] == ["c5", "c2", "c1"]
    assert [one.key for one in equal.untold(_picture(*passing, contacts=talks), day(40))] == ["c5", "c2"]


def test_difference_is_named_with_the_supplier_the_day_and_what_was_told() -> None:
    talk = Contact(
        key=Key("c"), stage=Key("koncept"), participation=Key("s-alfa"), kind=ContactKind.MEETING, at=day(24),
        told=text("Provet hålls på natten."),
    )  # fmt: skip
    whole = _picture(contacts=(talk,))

    with pytest.raises(Conflict) as refused:
        equal.require_equal(whole, CONCEPT, day(30))

    assert refused.value.problems == (
        Problem("information", "told-to-one", (("supplier", "Alfa"), ("at", day(24)), ("what", talk.told),
                                               ("stage", text("Koncept")))),
    )  # fmt: skip
    equal.require_equal(whole, CONCEPT, day(23))
    equal.require_equal(_picture(replace(_sent(1), passes_on=(Key("c"),)), contacts=(talk,)), CONCEPT, day(30))


def test_information_of_the_stage_that_waits_for_its_instant_is_named() -> None:
    coming = _sent(1, at=40)

    with pytest.raises(Conflict) as refused:
        equal.require_equal(_picture(coming), CONCEPT, day(30))

    assert [one.code for one in refused.value.problems] == ["broadcast-not-with-all"]
    equal.require_equal(_picture(coming), CONCEPT, day(40))
