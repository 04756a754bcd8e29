"""Acts about money, contracts, growth and assumptions, on paper."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tests.at_random.chance import Act
from tests.core.paper.rows import Doing, Paper, added, stage, supplier, with_terms, written
from vakna.core import (
    affordable_loss,
    assumptions,
    ceilings,
    contracts,
    currencies,
    departures,
    experiments,
    option_uses,
    ownership,
    resources,
    unit_economics,
)
from vakna.core import vocabulary as v
from vakna.core.initiative import Contract, Departure, Key, Leaving, MoneyEntry, OptionUse, Picture, UnitEconomics
from vakna.core.people import actor_in
from vakna.core.refusal import Conflict, NotFound, OverCeiling


def entry(picture: Picture, act: Act, state: v.MoneyState, **said: Any) -> Picture:
    """Give the picture with one movement of money more."""
    its = {name: act.values.get(name) for name in ("stage", "participation", "amount")} | said
    outside = bool(act.values.get("outside_stage_money"))
    one = MoneyEntry(
        key=Key(f"e-{len(picture.money)}"), at=act.at, state=state, payer=picture.terms.buyers[0],
        **{"outside_stage_money": outside} | its,
    )  # fmt: skip
    return affordable_loss.entered(picture, one)


def _plan(paper: Paper, act: Act) -> Picture:
    stage(paper.picture, act.values["stage"])
    return entry(paper.picture, act, v.MoneyState.PLANNED)


def _commit(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    stage(picture, its["stage"]), supplier(picture, its["participation"])
    affordable_loss.require_taking_part(picture, its["participation"])
    if not its["outside_stage_money"]:
        affordable_loss.require_room(picture, its["stage"], its["participation"], its["amount"])
    return entry(picture, act, v.MoneyState.COMMITTED)


def _drawing(state: v.MoneyState) -> Doing:
    """Make the verb that draws on a commitment: an invoice, a payment, a release."""

    def do(paper: Paper, act: Act) -> Picture:
        picture, its = paper.picture, act.values
        its_own = actor_in(picture, act.by, act.at).participations
        if state is v.MoneyState.INVOICED and its_own and its["participation"] not in its_own:
            raise NotFound("no-such-supplier")
        stage(picture, its["stage"]), supplier(picture, its["participation"])
        first = affordable_loss.commitment(picture, its["stage"], its["participation"], its["amount"], state)
        if state is v.MoneyState.INVOICED and not first.outside_stage_money:
            contracts.require_earned(picture, its["stage"], its["participation"], its["amount"])
        return entry(picture, act, state, outside_stage_money=first.outside_stage_money)

    return do


def _ask(paper: Paper, act: Act) -> Picture:
    change = replace(act.values["change"], by=Key(act.by), at=act.at)
    change = replace(change, before=ceilings.stated(paper.picture.terms, change.ceiling, change.stage))
    ceilings.check(paper.picture, change)
    return added(paper.picture, "ceiling_changes", change)


def _decide(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    one, yes = ceilings.find(picture, its["change"]), its["accepted"]
    names = ("mandate", "reference", "committee", "minuted")
    right = ceilings.Right(**{name: its.get(name) for name in names})
    right = ceilings.check_decided(picture, one, by=act.by, accepted=yes, right=right, today=act.at.date())
    done = ceilings.decided(picture, one, by=act.by, at=act.at, accepted=yes, right=right, motive=None)
    after = replace(picture, terms=ceilings.applied(picture.terms, done)) if yes else picture
    return written(after, "ceiling_changes", done)


def _rate(paper: Paper, act: Act) -> Picture:
    currencies.check_rate(act.values["rate"])
    after = with_terms(paper.picture, rates=(*paper.picture.terms.rates, act.values["rate"]))
    if not ceilings.holds(after):
        raise OverCeiling("rate-over-ceiling")
    return after


def _contract(change: Callable[[Contract, Act], Contract]) -> Doing:
    """Make the verb that writes something into a contract."""

    def do(paper: Paper, act: Act) -> Picture:
        one = contracts.find(paper.picture, act.values["contract"])
        return written(paper.picture, "contracts", change(one, act))

    return do


def _terms(one: Contract, act: Act) -> Contract:
    its = act.values
    return replace(one, rights=its["rights"], on_leaving=its["on_leaving"])


def _milestone(one: Contract, act: Act) -> Contract:
    contracts.check_milestone(one, act.values["milestone"])
    return replace(one, milestones=(*one.milestones, act.values["milestone"]))


def _approve(one: Contract, act: Act) -> Contract:
    return contracts.approve(one, act.values["milestone"], by=act.by, at=act.at)


def _option(one: Contract, act: Act) -> Contract:
    contracts.check_option(one, act.values["option"])
    return replace(one, options=(*one.options, act.values["option"]))


def _propose_use(paper: Paper, act: Act) -> Picture:
    its, one = act.values, contracts.find(paper.picture, act.values["contract"])
    asked = OptionUse(key=Key(its["key"]), at=act.at, by=Key(act.by), value=its["value"], ground=its["ground"])
    option = option_uses.find(one, its["option"])
    return written(
        paper.picture, "contracts", option_uses.propose(paper.picture, one, option, asked, today=act.at.date())
    )


def _decide_use(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    one = contracts.find(picture, its["contract"])
    option = option_uses.find(one, its["option"])
    use = option_uses.find_use(option, its["use"])
    right = ceilings.Right(**{name: its.get(name) for name in ("mandate", "reference", "committee", "minuted")})
    after = option_uses.decide(
        picture, one, option, use, by=act.by, at=act.at, accepted=its["accepted"], right=right, motive=None
    )
    if its["accepted"]:
        said = {"stage": one.stage, "participation": one.participation, "amount": use.value}
        picture = entry(picture, act, v.MoneyState.COMMITTED, **said)
    return written(picture, "contracts", after)


def _call_off(paper: Paper, act: Act) -> Picture:
    call = replace(act.values["call"], at=act.at)
    supplier(paper.picture, call.participation)
    contracts.check_call_off(paper.picture, call)
    return added(paper.picture, "call_offs", call)


def _leave(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    one = supplier(picture, its["participation"])
    stage(picture, its["stage"])
    settled = departures.settle(picture, its["stage"], one.key, day=its["day"], rule=its["rule"])
    left = Departure(
        key=Key(its["key"]), at=act.at, participation=one.key, stage=its["stage"], day=its["day"], rule=settled.rule,
        part=settled.part, whole=settled.whole, due=settled.due, released=settled.released_in_all, reason=its["reason"],
    )  # fmt: skip
    for key, rest in ((left.stage, settled.released), *settled.later):
        if rest.amount:
            picture = entry(picture, act, v.MoneyState.RELEASED, stage=key, amount=rest)
    gone = replace(one, state=v.ParticipationState.WITHDRAWN, ended_stage=left.stage)
    return added(written(picture, "participations", gone), "departures", left)


def _tell_leaving(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    one = supplier(picture, its["participation"])
    if one.key not in actor_in(picture, act.by, act.at).participations:
        raise NotFound("no-such-supplier")
    departures.tell(picture, one.key, day=its["day"], today=act.at.date())
    told = Leaving(at=act.at, day=its["day"], reason=its["reason"])
    return written(picture, "participations", replace(one, leaving=told))


def _owner(paper: Paper, act: Act) -> Picture:
    noted = replace(act.values["change"], at=act.at)
    supplier(paper.picture, noted.participation)
    ownership.check(noted)
    return added(paper.picture, "ownership_changes", noted)


def _own(paper: Paper, act: Act, participation: str) -> None:
    if participation not in actor_in(paper.picture, act.by, act.at).participations:
        raise NotFound("no-such-supplier")
    if supplier(paper.picture, participation).state in affordable_loss.GONE:
        raise Conflict("growth-over")


def _resource(paper: Paper, act: Act) -> Picture:
    one = act.values["resource"]
    _own(paper, act, one.participation)
    before = next((it for it in paper.picture.resources if it.key == one.key), one)
    if before.participation != one.participation:
        raise NotFound("no-such-resource")
    resources.check(one)
    return written(paper.picture, "resources", one)


def _economics(paper: Paper, act: Act) -> Picture:
    its = act.values
    _own(paper, act, its["participation"])
    unit_economics.check(its["points"])
    version = 1 + sum(one.participation == its["participation"] for one in paper.picture.economics)
    one = UnitEconomics(
        key=Key(its["key"]), participation=its["participation"], version=version, at=act.at, basis=its["basis"],
        points=its["points"],
    )  # fmt: skip
    return added(paper.picture, "economics", one)


def _assumption(paper: Paper, act: Act) -> Picture:
    picture, now, why = paper.picture, act.values["assumption"], act.values["why"]
    before = next((one for one in picture.assumptions if one.key == now.key), None)
    assumptions.check_set(before, now, why)
    return written(picture, "assumptions", assumptions.written(before, now, by=act.by, at=act.at, why=why))


def _experiment(paper: Paper, act: Act) -> Picture:
    picture, now = paper.picture, act.values["experiment"]
    before = next((one for one in picture.experiments if one.key == now.key), None)
    assumptions.find(picture, now.assumption)
    experiments.check_set(picture, before, now)
    return written(picture, "experiments", now)


DOING: Mapping[str, Doing] = {
    "funding.plan": _plan,
    "funding.commit": _commit,
    "funding.invoice": _drawing(v.MoneyState.INVOICED),
    "funding.pay": _drawing(v.MoneyState.PAID),
    "funding.release": _drawing(v.MoneyState.RELEASED),
    "funding.ask_ceiling": _ask,
    "funding.decide_ceiling": _decide,
    "funding.state_rate": _rate,
    "funding.set_contract_terms": _contract(_terms),
    "funding.add_milestone": _contract(_milestone),
    "funding.approve_milestone": _contract(_approve),
    "funding.add_option": _contract(_option),
    "funding.propose_option": _propose_use,
    "funding.decide_option": _decide_use,
    "funding.call_off": _call_off,
    "funding.settle_departure": _leave,
    "funding.tell_leaving": _tell_leaving,
    "funding.note_owner": _owner,
    "growth.set_resource": _resource,
    "growth.set_economics": _economics,
    "dialogue.set_assumption": _assumption,
    "dialogue.set_experiment": _experiment,
}
