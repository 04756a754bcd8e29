"""Marks 0, 1, 2 with motives, each assessor alone first, and then one consensus."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import CALL, CONCEPT, agreed, assessed, day, handed_in, marks, picture, taking_part
from vakna.core import assessment
from vakna.core.initiative import Key, Mark, Picture, Tie, text
from vakna.core.refusal import BadInput, NotAllowed
from vakna.core.vocabulary import AssessmentKind, ParticipationState

_TIE = Tie(person=Key("axel"), organisation=Key("alfa"), declared_at=day(1), nature=text("Syskon"))


def _own(supplier: str, by: str) -> object:
    return assessed(CONCEPT, supplier, by, 2, 2, 2, kind=AssessmentKind.INDIVIDUAL)


def _picture(*assessments: object, **rest: tuple[object, ...]) -> Picture:
    given_in: dict[str, Any] = {
        "participations": taking_part("alfa", "beta"),
        "submissions": handed_in(CONCEPT, "alfa", "beta"),
    }
    return picture(CALL, CONCEPT, assessments=assessments, **(given_in | rest))


@pytest.mark.parametrize("values", list(product((0, 1, 2), repeat=3)))
def test_complete_marks_with_motives_are_taken(values: tuple[int, int, int]) -> None:
    assessment.check_marks(CONCEPT, marks(*values))


_FIT = Mark(criterion=Key("fit"), value=2)


@pytest.mark.parametrize(
    ("given_marks", "path", "code"),
    [
        (marks(2, 2, 2)[:2], "marks[team]", "mark-missing"),
        ((*marks(2, 2, 2), _FIT), "marks[fit]", "mark-twice"),
        ((replace(_FIT, value=3), *marks(2, 2, 2)[1:]), "marks[fit]", "mark-value"),
        ((replace(_FIT, value=-1), *marks(2, 2, 2)[1:]), "marks[fit]", "mark-value"),
        ((replace(_FIT, value=0), *marks(2, 2, 2)[1:]), "marks[fit].motive", "mark-motive"),
        ((replace(_FIT, value=1), *marks(2, 2, 2)[1:]), "marks[fit].motive", "mark-motive"),
        ((replace(_FIT, criterion=Key("okänt")), *marks(2, 2, 2)), "marks[okänt]", "mark-unknown-criterion"),
    ],
)
def test_fault_in_the_marks_is_refused_where_it_is(given_marks: tuple[Mark, ...], path: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        assessment.check_marks(CONCEPT, given_marks)

    assert [(one.path, one.code) for one in caught.value.problems] == [(path, code)]


def test_every_fault_is_refused_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        assessment.check_marks(CONCEPT, ())

    assert [one.path for one in caught.value.problems] == ["marks[fit]", "marks[market]", "marks[team]"]


@given(st.tuples(*[st.integers(0, 2)] * 3))
def test_summary_counts_the_marks_and_names_failed_stop_criteria(values: tuple[int, int, int]) -> None:
    said = assessment.summary(CONCEPT, agreed(CONCEPT, "alfa", *values))

    assert said.stopped == (("fit",) if values[0] == 0 else ())
    assert (said.fails, said.risks, said.passes) == (values.count(0), values.count(1), values.count(2))
    assert said.points == sum(values)


def test_queue_counts_own_assessments_and_gives_the_next_supplier() -> None:
    before, after = _picture(), _picture(_own("alfa", "asta"), _own("beta", "axel"), agreed(CONCEPT, "beta", 2, 2, 2))

    assert assessment.queue(before, CONCEPT, "asta") == (0, 2, taking_part("alfa")[0])
    assert assessment.queue(after, CONCEPT, "asta") == (1, 2, taking_part("beta")[0])


def test_queue_leaves_out_suppliers_the_assessor_has_a_tie_to() -> None:
    assert assessment.queue(_picture(ties=(_TIE,)), CONCEPT, "axel") == (0, 1, taking_part("beta")[0])


def test_queue_is_empty_when_all_is_assessed() -> None:
    whole = _picture(_own("alfa", "asta"), _own("beta", "asta"))

    assert assessment.queue(whole, CONCEPT, "asta") == (2, 2, None)


def test_only_what_was_handed_in_and_not_withdrawn_is_assessed() -> None:
    withdrawn = handed_in(CONCEPT, "alfa", withdrawn_at=day(7), version=2)
    ended = taking_part("beta", state=ParticipationState.ENDED)

    assert assessment.to_assess(_picture(submissions=(*handed_in(CONCEPT, "alfa"), *withdrawn)), "koncept") == ()
    assert assessment.to_assess(_picture(participations=(*taking_part("alfa"), *ended)), "koncept") == taking_part(
        "alfa"
    )


def test_latest_version_counts() -> None:
    first, second = (handed_in(CONCEPT, "alfa", version=one)[0] for one in (1, 2))

    assert assessment.handed_in(_picture(submissions=(second, first)), "koncept") == (second,)


@pytest.mark.parametrize(
    ("by", "ties", "ready"),
    [
        ((), (), False),
        (("asta",), (), False),
        (("asta", "axel"), (), True),
        (("asta",), (_TIE,), True),
        ((), (_TIE,), False),
    ],
)
def test_consensus_waits_for_every_assessor_without_a_tie(
    by: tuple[str, ...], ties: tuple[Tie, ...], ready: bool
) -> None:
    whole = _picture(*(_own("alfa", one) for one in by), ties=ties)

    assert assessment.ready_for_consensus(whole, CONCEPT, "s-alfa") == ready


def test_latest_consensus_counts() -> None:
    first, second = agreed(CONCEPT, "alfa", 0, 0, 0, at=46), agreed(CONCEPT, "alfa", 2, 2, 2, at=47)

    assert assessment.consensus(_picture(second, first), "koncept", "s-alfa") == second
    assert assessment.consensus(_picture(_own("alfa", "asta")), "koncept", "s-alfa") is None


def test_tie_to_supplier_or_its_consortium_stops_the_assessor() -> None:
    shared = taking_part("beta", consortium=(Key("alfa"),))

    assessment.may_assess(_picture(ties=(_TIE,)), CONCEPT, "asta", "s-alfa")
    for whole, supplier in (
        (_picture(ties=(_TIE,)), "s-alfa"),
        (_picture(ties=(_TIE,), participations=shared), "s-beta"),
    ):
        with pytest.raises(NotAllowed, match="tie"):
            assessment.may_assess(whole, CONCEPT, "axel", supplier)
