"""An option is used outside a gate within its clause, its sum and every ceiling, by two people who are not tied."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.core.cast import (
    CONCEPT,
    LATER,
    PROTOTYPE,
    actor,
    day,
    entry,
    in_state,
    kr,
    picture,
    taking_part,
    terms,
)
from tests.core.seeing import OPENED
from vakna.core import contracts
from vakna.core import option_uses as rules
from vakna.core.ceilings import Right
from vakna.core.initiative import Contract, Key, Milestone, Option, OptionUse, Picture, Tie, text
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound, OverCeiling, Refusal
from vakna.core.visibility import seen_by
from vakna.core.vocabulary import ChangeState, Mandate, MoneyState, ParticipationState, StageState

OPTION = Option(key=Key("o1"), clause="9.3", when=text("När"), extent=text("Hur"), nature=text("Vad"),
                ceiling=kr(20_000), last_day=date(2026, 12, 31))  # fmt: skip
CONTRACT = Contract(key=Key("avtal"), participation=Key("s-alfa"), stage=Key("koncept"), signed=date(2026, 1, 20),
                    pay=kr(25_000), options=(OPTION,))  # fmt: skip
USE = OptionUse(key=Key("mer"), at=day(30), by=Key("ulla"), value=kr(8_000), ground=text("Proven är klara."))
RIGHT = Right(mandate=Mandate.DELEGATION, reference="4.7")
TODAY = date(2026, 2, 10)


def world(option: Option = OPTION, **rest: Any) -> Picture:
    stage = in_state(CONCEPT, StageState.OPEN, ceiling=kr(200_000), supplier_ceiling=kr(45_000))
    contract = replace(CONTRACT, options=(option,))
    given: dict[str, Any] = {"participations": taking_part(), "contracts": (contract,),
                             "money": (entry(MoneyState.COMMITTED, 25_000),)}  # fmt: skip
    return picture(of=terms(OPENED, stage, PROTOTYPE), **(given | rest))


def proposed(whole: Picture, **changes: Any) -> Contract:
    [one] = whole.contracts
    return rules.propose(whole, one, one.options[0], replace(USE, **changes), today=TODAY)


def decided(whole: Picture, *, by: str = "beata", accepted: bool = True) -> Contract:
    [one] = whole.contracts
    [option] = one.options
    [use] = option.uses
    return rules.decide(whole, one, option, use, by=by, at=day(31), accepted=accepted, right=RIGHT, motive=None)


def waiting(**rest: Any) -> Picture:
    return world(replace(OPTION, uses=(USE,)), **rest)


def test_option_is_proposed_by_one_and_decided_by_another_and_what_is_left_is_known() -> None:
    [option] = proposed(world()).options
    assert (option.uses, rules.used(option), rules.left(option)) == ((USE,), kr(0), kr(20_000))

    contract = decided(waiting())
    [done] = contract.options[0].uses
    assert (done.state, done.decided_by, done.decided_at, done.reference) == (
        ChangeState.ACCEPTED,
        "beata",
        day(31),
        "4.7",
    )
    assert rules.left(contract.options[0]) == kr(12_000)
    assert [(it.key, key) for _, it, key in rules.commitments(world(contract.options[0]))] == [("mer", "mer-bound")]
    assert rules.used(decided(waiting(), accepted=False).options[0]) == kr(0)
    assert contracts.as_signed(contract) == CONTRACT


@pytest.mark.parametrize(
    ("option", "value", "kind", "code"),
    [
        ({"stage": Key("prototyp")}, kr(8_000), Conflict, "option-by-gate"),
        ({"last_day": date(2026, 2, 9)}, kr(8_000), Conflict, "option-too-late"),
        ({"ceiling": None}, kr(8_000), Conflict, "option-without-sum"),
        ({}, kr(20_001), OverCeiling, "over-option"),
        ({}, kr(0), OverCeiling, "over-option"),
        ({}, replace(kr(1), currency="EUR"), BadInput, "money-currencies"),
        ({"ceiling": kr(90_000)}, kr(20_001), OverCeiling, "over-ceiling"),
    ],
)
def test_use_outside_the_clause_or_above_a_ceiling_is_refused(
    option: dict[str, Any], value: Any, kind: type[Refusal], code: str
) -> None:
    with pytest.raises(kind) as caught:
        proposed(world(replace(OPTION, **option)), value=value)
    assert caught.value.code == code


def test_supplier_that_has_ended_is_bought_nothing_more_from() -> None:
    with pytest.raises(Conflict, match="commit-to-gone"):
        proposed(world(participations=taking_part(state=ParticipationState.ENDED)))
    with pytest.raises(Conflict, match="commit-to-gone"):
        decided(waiting(participations=taking_part(state=ParticipationState.WITHDRAWN)))


def test_own_proposal_tied_person_and_second_decision_are_refused() -> None:
    tie = Tie(person=Key("beata"), organisation=Key("alfa"), declared_at=day(1), nature=text("Syskon"))
    with pytest.raises(NotAllowed, match="option-own"):
        decided(waiting(), by="ulla")
    with pytest.raises(NotAllowed, match="tie"):
        decided(waiting(ties=(tie,)))
    with pytest.raises(NotAllowed, match="tie"):
        proposed(world(ties=(tie,)), by=Key("beata"))
    with pytest.raises(Conflict, match="option-decided"):
        decided(world(decided(waiting()).options[0]))
    with pytest.raises(Conflict, match="key-twice"):
        proposed(waiting())
    for missing in (lambda: rules.find(CONTRACT, "nej"), lambda: rules.find_use(OPTION, "nej")):
        with pytest.raises(NotFound):
            missing()


def test_decider_who_did_not_propose_is_asked_and_only_the_team_sees_what_waits() -> None:
    whole = waiting()

    assert [use.key for _, _, use in rules.to_decide(whole, actor(whole, "beata"))] == ["mer"]
    assert list(rules.to_decide(whole, actor(whole, "ulla"))) == []
    seen = {who: len(seen_by(whole, actor(whole, who), at=LATER).contracts[0].options[0].uses)
            for who in ("ulla", "alfa-p")}  # fmt: skip
    assert seen == {"ulla": 1, "alfa-p": 0}


def test_what_is_bought_by_an_option_can_be_invoiced_beside_the_milestones() -> None:
    used = decided(waiting()).options
    steps = (Milestone(key=Key("halva"), what=text("Hälften"), share=40, approved_at=day(30)),)
    whole = world(contracts=(replace(CONTRACT, milestones=steps, options=used),),
                  money=(entry(MoneyState.COMMITTED, 33_000),))  # fmt: skip

    contracts.require_earned(whole, "koncept", "s-alfa", kr(18_000))
    with pytest.raises(OverCeiling, match="over-approved"):
        contracts.require_earned(whole, "koncept", "s-alfa", kr(18_001))
