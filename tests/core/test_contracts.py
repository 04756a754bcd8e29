"""Contracts pay by what is approved, are worth their options too, and are called off by named buyers alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, day, entry, in_state, kr, picture, taking_part, terms
from vakna.core import contracts as rules
from vakna.core import departures, ownership, payment_days
from vakna.core.dated import DIRECT_AWARD_LIMITS, in_force
from vakna.core.initiative import CallOff, Contract, Key, Milestone, NamedBuyer, Option, OwnershipChange, Picture, text
from vakna.core.likely_sums import meant
from vakna.core.money import Money
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound, OverCeiling, Refusal
from vakna.core.vocabulary import FewerRule, Law, MoneyState, ParticipationState, Settlement, StageState

STEPS = (
    Milestone(key=Key("halva"), what=text("Hälften"), share=40, approver=Key("petra")),
    Milestone(key=Key("resten"), what=text("Resten"), price=kr(15_000)),
)
CONTRACT = Contract(
    key=Key("avtal"), participation=Key("s-alfa"), stage=Key("koncept"), signed=date(2026, 1, 20), pay=kr(25_000),
    milestones=STEPS, on_leaving=Settlement.MILESTONES,
)  # fmt: skip
OPTION = Option(
    key=Key("o1"), clause="9.3", when=text("När"), extent=text("Hur"), nature=text("Vad"), ceiling=kr(50_000)
)
RUNNING = in_state(CONCEPT, StageState.OPEN, opens_at=day(20), deadline=day(47))


def world(*money: Any, contract: Contract = CONTRACT, **rest: Any) -> Picture:
    bound = (entry(MoneyState.COMMITTED, 25_000), *money)
    given = {"participations": taking_part(), "contracts": (contract,), "money": bound}
    return picture(of=terms(CALL, RUNNING, PROTOTYPE), **(given | rest))


def first_approved() -> Contract:
    return rules.approve(CONTRACT, "halva", by="petra", at=day(30))


def test_milestones_are_worth_their_share_or_their_sum_and_only_the_approved_are_earned() -> None:
    assert [rules.worth(CONTRACT, one) for one in STEPS] == [kr(10_000), kr(15_000)]
    assert rules.approved(CONTRACT) == kr(0)
    assert rules.approved(first_approved()) == kr(10_000)
    assert rules.approved(replace(CONTRACT, milestones=())) is None
    assert rules.as_signed(first_approved()) == CONTRACT


def test_term_that_ends_before_it_starts_is_refused() -> None:
    term = replace(CONTRACT, starts=date(2026, 2, 1), ends=date(2026, 1, 31))

    with pytest.raises(BadInput, match="term-backwards"):
        rules.as_signed(term)
    assert rules.as_signed(replace(term, ends=date(2026, 2, 1))).ends == date(2026, 2, 1)


def test_more_than_the_approved_milestones_cannot_be_invoiced() -> None:
    whole = world(entry(MoneyState.INVOICED, 4_000), contract=first_approved())

    rules.require_earned(whole, "koncept", "s-alfa", kr(6_000))
    with pytest.raises(OverCeiling) as caught:
        rules.require_earned(whole, "koncept", "s-alfa", kr(6_001))

    assert (caught.value.code, caught.value.values["left"]) == ("over-approved", kr(6_000))
    rules.require_earned(world(contract=replace(CONTRACT, milestones=())), "koncept", "s-alfa", kr(25_000))


@pytest.mark.parametrize(
    ("milestone", "contract", "code"),
    [
        (Milestone(key=Key("ny"), what=text("Ny")), CONTRACT, "milestone-sum-or-share"),
        (replace(STEPS[0], price=kr(1)), replace(CONTRACT, milestones=()), "milestone-sum-or-share"),
        (STEPS[0], CONTRACT, "key-twice"),
        (replace(STEPS[0], key=Key("ny")), replace(CONTRACT, pay=None), "milestone-without-pay"),
        (replace(STEPS[0], key=Key("ny"), share=1), CONTRACT, "milestones-over-pay"),
    ],
)
def test_milestone_that_cannot_be_is_refused(milestone: Milestone, contract: Contract, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        rules.check_milestone(contract, milestone)

    assert caught.value.code == code


def test_milestone_is_approved_once_by_the_one_who_is_named() -> None:
    with pytest.raises(NotAllowed, match="milestone-approver"):
        rules.approve(CONTRACT, "halva", by="ulla", at=day(30))
    with pytest.raises(Conflict, match="milestone-approved"):
        rules.approve(first_approved(), "halva", by="petra", at=day(31))
    with pytest.raises(NotFound, match="no-such-milestone"):
        rules.approve(CONTRACT, "nej", by="petra", at=day(30))


def test_every_option_counts_in_the_value_and_is_held_against_what_was_announced() -> None:
    contract = replace(CONTRACT, options=(OPTION, replace(OPTION, key=Key("o2"), ceiling=None)))
    whole = world(contract=contract)
    [announced] = whole.terms.procurements

    assert rules.value(contract).known == kr(75_000)
    assert rules.value(contract).unknown == ("options[2]",)
    held = rules.frame(whole, replace(announced, total_value=kr(70_000)), date(2026, 5, 1))
    assert (held.over_value, held.over_limit) == (kr(5_000), None)
    same = rules.frame(whole, replace(announced, same_kind_this_year=kr(650_000)), date(2026, 5, 1))
    assert same.over_limit == kr(25_000)
    with pytest.raises(Conflict, match="key-twice"):
        rules.check_option(contract, OPTION)


@pytest.mark.parametrize(
    ("on", "limit"), [(date(2017, 12, 31), None), (date(2021, 12, 1), 615_312), (date(2022, 2, 1), 700_000)]
)
def test_limit_is_the_one_of_its_day(on: date, limit: int | None) -> None:
    found = in_force(DIRECT_AWARD_LIMITS[Law.LOU], on)

    assert (found and int(found.value)) == limit


def called(**changes: Any) -> CallOff:
    values: dict[str, Any] = {"quantity": 10, "value": kr(40_000), "organisation": Key("beta")} | changes
    return CallOff(key=Key("avrop"), at=day(60), procurement=Key("p"), participation=Key("s-alfa"), **values)


def named(*calls: CallOff, **rest: Any) -> Picture:
    buyer = NamedBuyer(organisation=Key("beta"), max_quantity=44, max_value=kr(100_000))
    whole = world(call_offs=calls, **rest)
    own = tuple(replace(one, named_buyers=(buyer,)) for one in whole.terms.procurements)
    return replace(whole, terms=replace(whole.terms, procurements=own))


def test_named_buyer_calls_off_up_to_its_greatest_quantity_and_value() -> None:
    so_far = called(quantity=40, value=kr(60_000))
    rules.check_call_off(named(so_far), called(quantity=4, value=kr(40_000)))

    assert rules.called_off(named(so_far), "p", "beta") == (40, kr(60_000))


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (called(organisation=Key("gamma")), "not-named-buyer"),
        (called(quantity=45), "over-named-quantity"),
        (called(value=kr(100_001)), "over-named-value"),
        (called(quantity=None), "missing-field"),
        (called(value=None), "missing-field"),
        (called(value=Money(kr(1).amount, "EUR")), "money-currencies"),
        (replace(called(), participation=Key("s-gamma")), "call-off-without-contract"),
        (replace(called(), procurement=Key("nej")), "no-such-procurement"),
    ],
)
def test_call_off_by_others_or_above_is_refused(call: CallOff, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        rules.check_call_off(named(), call)

    assert caught.value.code == code


def test_leaving_pays_the_approved_milestones_and_releases_the_rest() -> None:
    later = entry(MoneyState.COMMITTED, 50_000, PROTOTYPE)
    its = departures.settle(world(later, contract=first_approved()), "koncept", "s-alfa", day=date(2026, 2, 4))

    assert (its.part, its.whole, its.due, its.to_invoice, its.released) == (1, 2, kr(10_000), kr(10_000), kr(15_000))
    assert (its.later, its.released_in_all) == ((("prototyp", kr(50_000)),), kr(65_000))
    assert its.replacement is FewerRule.GO_ON_WITH_FEWER


@pytest.mark.parametrize(("month", "dom", "part", "due"), [(1, 21, 1, 893), (2, 3, 14, 12_500), (9, 1, 28, 25_000)])
def test_leaving_pays_its_share_of_the_days_first_and_last_counted(month: int, dom: int, part: int, due: int) -> None:
    free = replace(CONTRACT, milestones=(), on_leaving=None)
    on = date(2026, month, dom)
    its = departures.settle(world(contract=free), "koncept", "s-alfa", day=on, rule=Settlement.TIME_SHARE)

    assert (its.part, its.whole, its.due, its.released) == (part, 28, kr(due), kr(25_000 - due))


def test_what_is_invoiced_already_stays_owed() -> None:
    whole = world(entry(MoneyState.INVOICED, 12_000), contract=first_approved())

    its = departures.settle(whole, "koncept", "s-alfa", day=date(2026, 2, 4))

    assert (its.to_invoice, its.released) == (kr(0), kr(13_000))


@pytest.mark.parametrize(
    ("whole", "rule", "code"),
    [
        (world(), Settlement.TIME_SHARE, "other-rule-agreed"),
        (world(contract=replace(CONTRACT, on_leaving=None)), None, "missing-field"),
        (world(contract=replace(CONTRACT, milestones=())), None, "no-milestones"),
        (world(participations=taking_part(state=ParticipationState.WITHDRAWN)), None, "already-gone"),
        (world(contracts=()), None, "no-contract-to-leave"),
        (world(money=(), contract=first_approved()), None, "over-committed"),
    ],
)
def test_leaving_that_cannot_be_settled_is_refused(whole: Picture, rule: Settlement | None, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        departures.settle(whole, "koncept", "s-alfa", day=date(2026, 2, 4), rule=rule)

    assert caught.value.code == code


def test_time_cannot_be_shared_in_a_stage_without_a_last_day() -> None:
    contract = replace(CONTRACT, on_leaving=Settlement.TIME_SHARE)
    endless = replace(world(contract=contract), terms=terms(replace(RUNNING, deadline=None), PROTOTYPE))

    with pytest.raises(Conflict, match="no-time-to-share"):
        departures.settle(endless, "koncept", "s-alfa", day=date(2026, 2, 4))


def test_declaration_before_a_new_owner_is_made_again_and_the_gate_is_told() -> None:
    bought = OwnershipChange(key=Key("ag"), at=day(50), participation=Key("s-alfa"), day=day(49).date(), owner="Stora")
    whole = world(ownership_changes=(bought,))

    renews = [ownership.to_renew(whole, "s-alfa", at) for at in (day(49), day(51))]
    assert renews == [True, False]
    assert ownership.to_renew(whole, "s-beta", day(49)) is False
    assert [one.owner for _, one in ownership.at_gate(whole, RUNNING)] == ["Stora"]
    with pytest.raises(BadInput, match="day-ahead"):
        ownership.check(replace(bought, day=day(51).date()))
    with pytest.raises(BadInput, match="missing-field"):
        ownership.check(replace(bought, owner=" "))


def test_days_to_pay_run_from_each_invoice_to_the_payment_that_covers_it() -> None:
    money = (
        entry(MoneyState.COMMITTED, 25_000),
        entry(MoneyState.INVOICED, 10_000, at=day(30)), entry(MoneyState.INVOICED, 15_000, at=day(40)),
        entry(MoneyState.PAID, 5_000, at=day(35)), entry(MoneyState.PAID, 5_000, at=day(62)),
        entry(MoneyState.INVOICED, 1_000, supplier="beta", at=day(60)),
        entry(MoneyState.PAID, 1_000, supplier="beta", at=day(64)),
    )  # fmt: skip

    found = payment_days.waits(world(money=money), day(80).date())

    assert [(one.days, one.paid is None, one.late) for one in found] == [
        (32, False, True), (40, True, True), (4, False, False),
    ]  # fmt: skip
    assert payment_days.median_days(found) == 18
    assert found[0].term is not None
    assert found[0].term.value == 30
    assert payment_days.median_days(()) is None


@pytest.mark.parametrize(
    ("amount", "near", "likely"),
    [
        (25_000_000, [25_000, 24_000], 25_000), (2_500_000, [25_000], 25_000), (25, [25_000], 25_000),
        (250, [25_000], 25_000), (321_311_475, [340_000], "321311.48"), (50_000, [25_000], None),
        (400_000, [25_000], None), (1_000, [50_000], None),
        (25_000_000, [], None), (0, [25_000], None), (900_000_000, [25_000], None),
    ],
)  # fmt: skip
def test_sum_a_hundred_or_a_thousand_times_off_is_asked_about(amount: int, near: list[int], likely: Any) -> None:
    assert meant(kr(amount), map(kr, near)) == (kr(likely) if likely else None)
