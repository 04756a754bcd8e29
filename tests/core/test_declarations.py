"""Who has to declare interests for a stage, what a declaration covers, and what waits for it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, actor, day, in_state, outcome, picture, taking_part
from vakna.core import assessment, declarations, gates, next_actions
from vakna.core.initiative import Declaration, Key, Member, Picture, Proposal, text
from vakna.core.refusal import BadInput, Conflict, NotAllowed
from vakna.core.vocabulary import GateKind, GateOutcome, ParticipationState, Role, StageState, Verdict

_CLOSED = in_state(CONCEPT, StageState.CLOSED)


def _said(who: str, *suppliers: str, stage: str = "koncept") -> Declaration:
    return Declaration(person=Key(who), stage=Key(stage), at=day(44), about=tuple(Key(f"s-{one}") for one in suppliers))


def _picture(*said: Declaration, **rest: Any) -> Picture:
    return picture(CALL, _CLOSED, PROTOTYPE, **({"participations": taking_part(), "declarations": said} | rest))


def _left(whole: Picture, person: str) -> list[str]:
    return [one.key for one in declarations.missing(whole, _CLOSED, person)]


def test_declaration_covers_its_own_stage_and_the_suppliers_that_were_there() -> None:
    other_stage = _said("asta", "alfa", "beta", "gamma", "delta", stage="prototyp")

    assert _left(_picture(_said("asta", "alfa", "beta", "gamma", "delta")), "asta") == []
    assert _left(_picture(_said("asta", "alfa", "beta"), _said("asta", "gamma")), "asta") == ["s-delta"]
    assert len(_left(_picture(other_stage), "asta")) == len(_left(_picture(_said("axel", "alfa")), "asta")) == 4


def test_nobody_declares_where_no_supplier_is_decided_on() -> None:
    ended = tuple(replace(one, state=ParticipationState.ENDED, ended_stage=Key("inbjudan")) for one in taking_part())

    assert declarations.concerned(_picture(participations=ended), _CLOSED) == ()
    for kind in (GateKind.DIALOGUE, GateKind.NONE):
        assert declarations.concerned(_picture(), replace(_CLOSED, gate=kind)) == ()
    with pytest.raises(Conflict, match="nobody-to-declare-about"):
        declarations.about(_picture(), _CLOSED, ["s-annan"])


def test_standing_counts_everybody_asked_once_and_nobody_who_has_left() -> None:
    whole = _picture(_said("asta", "alfa", "beta", "gamma", "delta"), _said("ulla", "alfa"))
    members = whole.terms.members
    twice = (*members, Member(person=Key("asta"), role=Role.DECIDER, since=day(0)))
    gone = tuple(replace(one, until=day(1)) if one.person == "axel" else one for one in twice)
    found = declarations.standing(replace(whole, terms=replace(whole.terms, members=gone)), _CLOSED)

    assert (found.asked, found.declared) == (("ulla", "petra", "asta", "beata"), ("asta",))
    assert found.missing == ("ulla", "petra", "beata")


def test_marks_proposal_and_decision_are_refused_until_one_has_declared() -> None:
    whole = _picture()
    given = (outcome("alfa", Verdict.CONTINUES),)
    laid = Proposal(
        stage=Key("koncept"), version=1, by=Key("ulla"), at=day(47), outcome=GateOutcome.GO_ON, reason=text("x"),
        outcomes=given,
    )  # fmt: skip

    for act in (
        lambda: assessment.may_assess(whole, _CLOSED, "asta", "s-alfa"),
        lambda: gates.check_proposer(whole, _CLOSED, actor(whole, "ulla"), given),
        lambda: gates.check_decider(whole, laid, "beata"),
    ):
        with pytest.raises(NotAllowed, match="declare-first"):
            act()


def test_tie_is_declared_to_a_supplier_or_one_of_its_consortium_and_to_nobody_else() -> None:
    shared = _picture(participations=taking_part("beta", consortium=(Key("alfa"),)))

    declarations.check_tied(shared, [Key("s-beta")], ["alfa", "beta"])
    with pytest.raises(BadInput, match="tied-elsewhere"):
        declarations.check_tied(shared, [Key("s-beta")], ["gamma"])


def test_start_page_asks_for_the_declaration_before_the_work_that_needs_it() -> None:
    for who in ("ulla", "petra", "asta", "beata"):
        whole = _picture()
        codes = [one.code for one in next_actions.next_actions(whole, actor(whole, who), day(45))]
        assert "declare-interests" in codes
        assert not {"assess", "agree", "propose", "decide"} & set(codes)
