"""The plans for spread: versions, who reads what, when they are asked for, and no end without an answer."""

from dataclasses import replace

import pytest

from tests.actions import adopting
from tests.cast import Built, an_initiative, kr, said
from vakna.actions import initiatives, spread
from vakna.core import next_actions, people, spread_plans, visibility
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Picture, PriceAt
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _seen(picture: Picture, who: str | None, built: Built) -> Picture:
    return visibility.seen_by(picture, people.actor_in(picture, who, built.at), at=built.at)


def _in_the_last_test() -> Built:
    built = an_initiative(until="decided")
    initiatives.publish_stage(by="ulla", at=built.at, initiative=built.key, stage="prototype")
    return built


def test_each_reads_what_is_its_own_to_read_and_the_last_version_alone_is_told() -> None:
    built = _in_the_last_test()
    adopting.planned(built)
    later = replace(adopting.own_plan(built), key=Key("plan-2"), told=None)
    whole = pictures.take(built.key)
    told = {who: _seen(whole, who, built).supplier_plans for who in ("ulla", "person-s1", "person-s2", "granby", None)}
    spread.tell_own_plan(by="person-s1", at=built.at, initiative=built.key, plan=later)
    after = pictures.take(built.key)

    [open_to_all] = told[None]
    assert [one.customers for one in (*told["ulla"], *told["person-s1"])] == [said("Regioner.")] * 2
    assert told["person-s2"] == told[None] == told["granby"]
    assert (open_to_all.told, open_to_all.customers) == (said("Vi vill nå alla regioner."), None)
    assert open_to_all.prices == ()
    assert [one.version for one in after.supplier_plans] == [1, 2]
    assert _seen(after, None, built).supplier_plans == ()
    assert len(_seen(after, "person-s1", built).supplier_plans) == 2
    assert [len(_seen(after, who, built).terms.further_users) for who in ("ulla", "person-s1", None)] == [1, 1, 0]


def test_last_word_about_a_further_user_stands_and_a_no_names_nobody() -> None:
    built = an_initiative(until="decided")
    adopting.planned(built)
    terms = pictures.take(built.key).terms
    no = adopting.further(built, answer=v.FurtherAnswer.NO)
    spread.note_further_user(by="nils", at=built.at, initiative=built.key, user=no)
    after = pictures.take(built.key).terms

    assert [one.answer for one in spread_plans.named(terms)] == [v.FurtherAnswer.YES]
    assert [one.answer for one in spread_plans.further_users(after)] == [v.FurtherAnswer.NO]
    assert (len(after.further_users), spread_plans.named(after)) == (2, ())


def test_what_cannot_be_planned_is_refused() -> None:
    built = an_initiative(until="decided")
    shared = {"at": built.at, "initiative": built.key}
    plan, gone = adopting.spread_plan(built), adopting.spread_plan(built, days=-1)
    own, user = adopting.own_plan(built), adopting.further(built)
    euro = replace(own.prices[1], price=replace(kr(1), currency="EUR"))
    wrong: dict[str, type[Exception]] = {}
    tries = {
        "plan-day-gone": (BadInput, lambda: spread.set_plan(by="nils", plan=gone, **shared)),
        "may-not": (NotAllowed, lambda: spread.set_plan(by="person-s1", plan=plan, **shared)),
        "further-is-buyer": (Conflict, lambda: spread.note_further_user(
            by="nils", user=replace(user, organisation=Key("bjorkhult")), **shared)),
        "day-ahead": (BadInput, lambda: spread.note_further_user(
            by="nils", user=replace(user, contacted=user.contacted.replace(year=2099)), **shared)),
        "no-such-supplier": (NotFound, lambda: spread.tell_own_plan(by="person-s2", plan=own, **shared)),
        "growth-over": (Conflict, lambda: spread.tell_own_plan(
            by="person-s3", plan=adopting.own_plan(built, "s3"), **shared)),
        "plan-prices-order": (BadInput, lambda: spread.tell_own_plan(
            by="person-s1", plan=replace(own, prices=own.prices[::-1]), **shared)),
        "plan-prices-currencies": (BadInput, lambda: spread.tell_own_plan(
            by="person-s1", plan=replace(own, prices=(own.prices[0], euro)), **shared)),
    }  # fmt: skip
    for kind, act in tries.values():
        with pytest.raises(kind) as caught:
            act()
        wrong[caught.value.code] = kind

    assert list(wrong) == list(tries)


def test_plans_are_asked_for_in_the_last_test_until_they_are_written() -> None:
    built = _in_the_last_test()

    def asked(who: str) -> set[str]:
        picture = pictures.take(built.key)
        actor = people.actor_in(picture, who, built.at)
        return {one.code for one in next_actions.next_actions(picture, actor, built.at)}

    before = {who: asked(who) for who in ("nils", "person-s1")}
    adopting.planned(built)

    assert "write-spread-plan" in before["nils"]
    assert "write-supplier-plan" in before["person-s1"]
    assert "write-spread-plan" not in asked("nils")
    assert "write-supplier-plan" not in asked("person-s1")
    concept = pictures.take(built.key)
    assert not spread_plans.is_late(concept.terms, concept.stage("concept"))


def test_initiative_ends_only_with_an_answer_on_spread() -> None:
    built = an_initiative(until="rfi open")
    shared = {"by": "ulla", "at": built.at, "initiative": built.key, "state": v.InitiativeState.ENDED_NO_PROCUREMENT}

    with pytest.raises(Conflict) as refused:
        initiatives.end(reason=said("Det finns redan."), **shared)
    initiatives.end(reason=said("Det finns redan."), spread=said("Andra köper det som finns."), **shared)

    assert refused.value.code == "end-without-spread"
    assert pictures.take(built.key).terms.spread_answer == said("Andra köper det som finns.")
    planned = an_initiative(until="rfi open", key="andra")
    spread.set_plan(by="nils", at=planned.at, initiative="andra", plan=adopting.spread_plan(planned))
    initiatives.end(reason=said("Klart."), **{**shared, "initiative": "andra"})


def test_price_per_customer_falls_or_does_not() -> None:
    falling = (PriceAt(customers=1, price=kr(9)), PriceAt(customers=12, price=kr(4)))

    assert [spread_plans.falls(one) for one in (falling, falling[:1], (falling[0], falling[0]))] == [True, None, False]
