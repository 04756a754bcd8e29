"""Money cannot pass its ceiling: what stands, what is left, and what is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import CONCEPT, PROTOTYPE, SUPPLIERS, entry, kr, picture, taking_part, terms
from vakna.core import affordable_loss as loss
from vakna.core.initiative import Key, MoneyEntry, Picture
from vakna.core.money import Money, total
from vakna.core.refusal import BadInput, OverCeiling
from vakna.core.vocabulary import Ceiling, MoneyState, NotPublished, ParticipationState

_ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from(list(MoneyState)),
        st.integers(min_value=0, max_value=100_000),
        st.sampled_from([CONCEPT, PROTOTYPE]),
        st.sampled_from(SUPPLIERS),
    )
)


def _picture(*entries: MoneyEntry, **ceilings: object) -> Picture:
    of = replace(terms(CONCEPT, PROTOTYPE), **ceilings)  # type: ignore[arg-type]
    return picture(of=of, money=entries, participations=taking_part())


def _whole_chain(amount: int, of: object = CONCEPT, supplier: str = "alfa") -> tuple[MoneyEntry, ...]:
    states = (MoneyState.COMMITTED, MoneyState.INVOICED, MoneyState.PAID)
    return tuple(entry(state, amount, of, supplier) for state in states)  # type: ignore[arg-type]


def test_paying_draws_on_what_is_committed() -> None:
    stands = loss.standing(_whole_chain(25_000))

    assert stands.exposure == kr(25_000)
    assert (stands.uninvoiced, stands.unpaid) == (kr(0), kr(0))


def test_released_money_is_room_again() -> None:
    left = loss.room(
        _picture(entry(MoneyState.COMMITTED, 25_000), entry(MoneyState.RELEASED, 10_000)), "koncept", "s-alfa"
    )

    assert left == loss.Room(
        supplier_in_stage=kr(10_000), supplier=kr(75_000), stage=kr(60_000), initiative=kr(185_000)
    )
    assert left.least == kr(10_000)


def test_stated_history_with_payments_alone_is_exposed_all_the_same() -> None:
    assert loss.standing([entry(MoneyState.PAID, 25_000)]).exposure == kr(25_000)


def test_outside_money_is_apart_from_stage_money_and_ceilings() -> None:
    outside = entry(MoneyState.COMMITTED, 500_000, outside_stage_money=True)

    assert loss.standing([outside]).committed == kr(0)
    assert loss.standing([outside], outside=True).committed == kr(500_000)
    assert loss.room(_picture(outside), "koncept", "s-alfa").initiative == kr(200_000)


def test_planned_money_takes_no_room() -> None:
    assert loss.room(_picture(entry(MoneyState.PLANNED, 75_000)), "koncept", None).stage == kr(75_000)


@pytest.mark.parametrize(
    ("entries", "amount", "ceiling", "left"),
    [
        ((), 25_001, Ceiling.SUPPLIER_IN_STAGE, 25_000),
        ((entry(MoneyState.COMMITTED, 60_000, PROTOTYPE),), 25_000, None, None),
        ((entry(MoneyState.COMMITTED, 70_000, PROTOTYPE),), 25_000, Ceiling.SUPPLIER, 20_000),
        ((entry(MoneyState.COMMITTED, 60_000, supplier="beta"),), 25_000, Ceiling.STAGE, 15_000),
        ((entry(MoneyState.COMMITTED, 190_000, PROTOTYPE, "beta"),), 25_000, Ceiling.INITIATIVE, 10_000),
    ],
)
def test_commitment_is_refused_by_the_first_ceiling_it_passes(
    entries: tuple[MoneyEntry, ...], amount: int, ceiling: Ceiling | None, left: int | None
) -> None:
    if ceiling is None:
        loss.require_room(_picture(*entries), "koncept", "s-alfa", kr(amount))
        return
    with pytest.raises(OverCeiling) as caught:
        loss.require_room(_picture(*entries), "koncept", "s-alfa", kr(amount))

    assert caught.value.values == {"ceiling": ceiling, "left": kr(left or 0), "asked": kr(amount)}


@given(st.lists(st.tuples(st.sampled_from([CONCEPT, PROTOTYPE]), st.sampled_from(SUPPLIERS), st.integers(1, 60_000))))
def test_commitments_let_through_never_pass_any_ceiling(asked: list[tuple[object, str, int]]) -> None:
    whole = _picture()
    for of, supplier, amount in asked:
        try:
            loss.require_room(whole, of.key, f"s-{supplier}", kr(amount))  # type: ignore[attr-defined]
        except OverCeiling:
            continue
        whole = _picture(*whole.money, entry(MoneyState.COMMITTED, amount, of, supplier))  # type: ignore[arg-type]

    sums = [loss.standing(whole.money, stage=one.key).exposure.amount for one in (CONCEPT, PROTOTYPE)]
    per_supplier = [loss.standing(whole.money, participation=f"s-{one}").exposure.amount for one in SUPPLIERS]
    assert sums[0] <= 75_000
    assert sums[1] <= 100_000
    assert sum(sums) <= 200_000
    assert max(per_supplier) <= 90_000


@pytest.mark.parametrize("unstated", [None, NotPublished.YES])
def test_ceiling_that_is_not_stated_stops_nothing(unstated: NotPublished | None) -> None:
    free = replace(CONCEPT, ceiling=unstated, supplier_ceiling=unstated)
    whole = picture(of=replace(terms(free), ceiling=unstated, supplier_ceiling=unstated), participations=taking_part())

    loss.require_room(whole, "koncept", "s-alfa", kr(10**9))

    assert loss.room(whole, "koncept", "s-alfa").least is None


def test_commitment_in_another_currency_than_the_ceiling_is_refused() -> None:
    with pytest.raises(BadInput, match="no-rate"):
        loss.require_room(_picture(), "koncept", "s-alfa", Money(Decimal(1), "EUR"))


def test_ceilings_in_another_currency_than_kronor_hold_before_any_entry() -> None:
    euro = Money(Decimal(100), "EUR")
    whole = picture(
        of=replace(terms(replace(CONCEPT, ceiling=euro, supplier_ceiling=euro)), ceiling=euro, supplier_ceiling=euro)
    )

    assert loss.room(whole, "koncept", "s-alfa").least == euro


@pytest.mark.parametrize(
    ("state", "code", "left"),
    [
        (MoneyState.INVOICED, "over-committed", 15_000),
        (MoneyState.RELEASED, "over-committed", 15_000),
        (MoneyState.PAID, "over-invoiced", 10_000),
    ],
)
def test_each_step_of_money_draws_on_the_one_before(state: MoneyState, code: str, left: int) -> None:
    whole = _picture(entry(MoneyState.COMMITTED, 25_000), entry(MoneyState.INVOICED, 10_000))

    loss.commitment(whole, "koncept", "s-alfa", kr(left), state)
    with pytest.raises(OverCeiling) as caught:
        loss.commitment(whole, "koncept", "s-alfa", kr(left + 1), state)

    assert (caught.value.code, caught.value.values["left"]) == (code, kr(left))


@given(_ENTRIES)
def test_sums_of_parts_are_the_sum_of_the_whole(entries: list[MoneyEntry]) -> None:
    paid = [loss.standing(entries, participation=f"s-{one}").paid for one in SUPPLIERS]

    assert total(paid) == loss.standing(entries).paid


def _karlstad() -> Picture:
    """Give 7 x 25,000 and 3 x 50,000 paid, with one supplier that went all the way."""
    names = [f"l{number}" for number in range(7)]
    money = [one for name in names for one in _whole_chain(25_000, CONCEPT, name)]
    money += [one for name in names[:3] for one in _whole_chain(50_000, PROTOTYPE, name)]
    ended = {"state": ParticipationState.ENDED, "ended_stage": Key("koncept")}
    parts = (*taking_part("l0"), *taking_part(*names[1:], **ended))
    return picture(CONCEPT, PROTOTYPE, money=tuple(money), participations=parts)


def test_stage_money_of_karlstad_is_325_000_with_77_per_cent_to_those_that_ended() -> None:
    whole = _karlstad()

    assert loss.stage_money(whole) == kr(325_000)
    assert loss.to_ended(whole) == kr(250_000)
    assert loss.share(loss.to_ended(whole), loss.stage_money(whole)) == 77
    assert loss.share(kr(0), kr(0)) == 0


def test_loss_ladder_adds_up_stage_by_stage() -> None:
    steps = loss.loss_if_stopped(_karlstad())

    assert [(one.stage, one.exposure, one.so_far) for one in steps] == [
        ("koncept", kr(175_000), kr(175_000)),
        ("prototyp", kr(150_000), kr(325_000)),
    ]
