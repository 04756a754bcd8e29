"""Acts about money: movements, ceilings, contracts, suppliers that leave; what they attract; assumptions and tests."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from tests.at_random.chance import Act, Chance, Doing, going, kr
from tests.at_random.judging import person_of, right
from vakna.core import ceilings, departures
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Assumption,
    CallOff,
    CeilingChange,
    Contract,
    ContractRights,
    EconomicsPoint,
    Experiment,
    Key,
    Milestone,
    MoneyEntry,
    Option,
    OwnershipChange,
    Picture,
    Rate,
    Resource,
    Stage,
    text,
)
from vakna.core.money import Money

WHY = text("Vi har lärt oss mer.")


def _payer(chance: Chance, picture: Picture) -> str:
    return chance.with_role(picture, v.Role.PROCURER, v.Role.PROCESS_LEADER)


def _procurer(chance: Chance, picture: Picture) -> str:
    return chance.with_role(picture, v.Role.PROCURER)


def plan(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Plan a sum in a stage."""
    return chance.done("funding.plan", _payer(chance, picture), stage=stage.key, amount=kr(40_000), key=chance.key("p"))


def commit(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Commit the stage's pay, or some other sum, to a supplier that goes on."""
    one = chance.any(going(picture) if chance.heeds else picture.participations)
    pay = stage.pay if isinstance(stage.pay, Money) else kr(25_000)
    euro = (kr(100, "EUR"),) if picture.terms.rates else ()
    amount = chance.one((pay, kr(4_000), *(euro or (kr(9_000),))))
    return one and chance.done(
        "funding.commit", _payer(chance, picture), stage=stage.key, participation=one.key, amount=amount,
        outside_stage_money=chance.draw(0.1), key=chance.key("m"),
    )  # fmt: skip


def _following(verb: str, state: v.MoneyState) -> Doing:
    """Make the doing of what follows an entry of a state: all of it, or a part."""

    def make(chance: Chance, picture: Picture, _: Stage) -> Act | None:
        before: MoneyEntry | None = chance.any(one for one in picture.money if one.state is state and one.participation)
        return before and chance.done(
            verb, _payer(chance, picture), stage=before.stage, participation=before.participation,
            amount=chance.one((before.amount, replace(before.amount, amount=Decimal(2_000)))), key=chance.key("m"),
        )  # fmt: skip

    return make


def ask_ceiling(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Ask for a new ceiling, or to move what a decided stage left over."""
    kind = chance.one(v.Ceiling)
    stated = [one for one in picture.terms.stages if isinstance(ceilings.stated(picture.terms, kind, one.key), Money)]
    stage = chance.any(stated) if kind in _OF_STAGE else None
    now = ceilings.stated(picture.terms, kind, stage.key if stage else None)
    if not isinstance(now, Money):
        return None
    left = _left_over(chance, picture, stage) if kind is v.Ceiling.STAGE and stage else None
    change = CeilingChange(
        key=Key(chance.key("t")), at=chance.at, ceiling=kind, stage=stage.key if stage else None,
        to=now + kr(1_000), moved_from=left, reason=WHY,
    )  # fmt: skip
    by = chance.with_role(picture, v.Role.NEED_OWNER, v.Role.PROCURER)
    return chance.done("funding.ask_ceiling", by, change=change)


_OF_STAGE = frozenset({v.Ceiling.STAGE, v.Ceiling.SUPPLIER_IN_STAGE})


def _left_over(chance: Chance, picture: Picture, stage: Stage) -> Key | None:
    earlier = [one.key for one, left in ceilings.with_left_over(picture) if one.number < stage.number]
    return Key(chance.one(earlier)) if earlier and chance.draw(0.5) else None


def decide_ceiling(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Decide on a ceiling that was asked for."""
    waits = [one for one in picture.ceiling_changes if one.state is v.ChangeState.ASKED]
    decided = [one for one in picture.ceiling_changes if one not in waits]
    one = chance.any(waits if chance.heeds else decided)
    return one and chance.done(
        "funding.decide_ceiling", chance.with_role(picture, v.Role.DECIDER), change=one.key,
        accepted=chance.draw(0.8), **right(chance),
    )  # fmt: skip


def state_rate(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """State what a euro is worth."""
    rate = Rate(currency="EUR", to="SEK", value=Decimal(11), day=chance.at.date(), source="Riksbanken, påhittad")
    return chance.done("funding.state_rate", _payer(chance, picture), rate=rate)


def _contract(make: Callable[[Chance, Picture, Contract], Act | None]) -> Doing:
    """Make the doing of something about a contract that is there."""

    def doing(chance: Chance, picture: Picture, _: Stage) -> Act | None:
        one = chance.any(picture.contracts)
        return one and make(chance, picture, one)

    return doing


def _set_terms(chance: Chance, picture: Picture, one: Contract) -> Act:
    return chance.done(
        "funding.set_contract_terms", _procurer(chance, picture), contract=one.key,
        rights=ContractRights(scope=text("Använda den.")), further_development=None,
        on_leaving=chance.one((None, *v.Settlement)),
    )  # fmt: skip


def _add_milestone(chance: Chance, picture: Picture, one: Contract) -> Act:
    approver = chance.one((None, Key(chance.with_role(picture, v.Role.NEED_OWNER))))
    part = Milestone(key=Key(chance.key("d")), what=text("En del"), share=10, approver=approver)
    return chance.done("funding.add_milestone", _procurer(chance, picture), contract=one.key, milestone=part)


def _approve(chance: Chance, picture: Picture, one: Contract) -> Act | None:
    waits = chance.any(it for it in one.milestones if it.approved_at is None or not chance.heeds)
    if waits is None:
        return None
    by = str(waits.approver or _procurer(chance, picture))
    return chance.done("funding.approve_milestone", by, contract=one.key, milestone=waits.key)


def _add_option(chance: Chance, picture: Picture, one: Contract) -> Act:
    option = Option(
        key=Key(chance.key("o")), clause="9.3", when=WHY, extent=WHY, nature=WHY,
        ceiling=chance.one((kr(3_000), kr(3_000), None)), stage=chance.one((None, None, picture.terms.stages[-1].key)),
        last_day=chance.one((None, chance.at.date())),
    )  # fmt: skip
    return chance.done("funding.add_option", _procurer(chance, picture), contract=one.key, option=option)


def propose_option(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Propose to use an option of a contract, within its clause."""
    every = [(one, it) for one in picture.contracts for it in one.options]
    today = chance.at.date()
    free = [
        (one, it) for one, it in every
        if it.stage is None and it.ceiling is not None and (it.last_day is None or today <= it.last_day)
    ]  # fmt: skip
    one, option = chance.any(free if chance.heeds else every) or (None, None)
    if one is None or option is None:
        return None
    by = chance.with_role(picture, v.Role.PROCURER, v.Role.NEED_OWNER)
    return chance.done(
        "funding.propose_option", by, contract=one.key, option=option.key, value=kr(500), ground=WHY,
        key=chance.key("b"),
    )  # fmt: skip


def decide_option(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Decide on a use of an option that was proposed."""
    uses = [(one, it, use) for one in picture.contracts for it in one.options for use in it.uses]
    waits = [it for it in uses if it[2].state is v.ChangeState.ASKED]
    found = chance.any(waits if chance.heeds else [it for it in uses if it not in waits])
    if found is None:
        return None
    one, option, use = found
    return chance.done(
        "funding.decide_option", chance.with_role(picture, v.Role.DECIDER), contract=one.key, option=option.key,
        use=use.key, accepted=chance.draw(0.8), **right(chance),
    )  # fmt: skip


def call_off(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Note what a buyer that was named from the start has called off."""
    named = [(one, it) for one in picture.terms.procurements for it in one.named_buyers]
    own, buyer = chance.any(named) or (None, None)
    signed = {one.participation for one in picture.contracts}
    one = chance.any(it for it in going(picture) if it.key in signed and own and it.procurement == own.key)
    if one is None or own is None or buyer is None:
        return None
    call = CallOff(
        key=Key(chance.key("r")), at=chance.at, procurement=own.key, participation=one.key,
        organisation=buyer.organisation, quantity=1, value=kr(1_000),
    )  # fmt: skip
    return chance.done("funding.call_off", _procurer(chance, picture), call=call)


def settle_departure(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Let a supplier under contract leave: seldom."""
    contract = chance.any(
        one for one in picture.contracts if picture.participation(one.participation) in going(picture)
    )
    if contract is None or (chance.heeds and not chance.draw(0.4)):
        return None
    rule = None if contract.on_leaving else v.Settlement.TIME_SHARE
    return chance.done(
        "funding.settle_departure", _payer(chance, picture), stage=contract.stage,
        participation=contract.participation, day=chance.at.date(), reason=text("De slutar."), rule=rule,
        key=chance.key("l"),
    )  # fmt: skip


def tell_leaving(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Let a supplier say itself that it leaves its contract."""
    free = [it for it in going(picture) if it.leaving is None and departures.running(picture, it.key)]
    told = [it for it in going(picture) if it.leaving is not None]
    one = chance.any(free if chance.heeds else told or going(picture))
    return one and chance.done(
        "funding.tell_leaving", person_of(chance, one), participation=one.key,
        day=chance.at.date() + timedelta(days=chance.one((1, 9))), reason=text("Vi slutar."),
    )  # fmt: skip


def note_owner(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Note that a supplier has been bought: seldom, since everybody then declares again."""
    one = chance.any(picture.participations)
    if one is None or (chance.heeds and not chance.draw(0.3)):
        return None
    change = OwnershipChange(
        key=Key(chance.key("g")), at=chance.at, participation=one.key, day=chance.at.date(), owner="Storbolaget"
    )
    return chance.done("funding.note_owner", _procurer(chance, picture), change=change)


def set_resource(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Tell what one has attracted."""
    one = chance.any(going(picture) if chance.heeds else picture.participations)
    resource = one and Resource(
        key=Key(chance.key("f")), participation=one.key, at=chance.at, kind=chance.one(v.ResourceKind),
        from_whom=text("En partner"), scope=text("Tio timmar"), status=v.ResourceStatus.PROMISED,
    )  # fmt: skip
    return one and chance.done("growth.set_resource", person_of(chance, one), resource=resource)


def set_economics(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Tell what one more customer brings."""
    one = chance.any(going(picture) if chance.heeds else picture.participations)
    return one and chance.done(
        "growth.set_economics", person_of(chance, one), participation=one.key, points=the_points(), basis=WHY,
        key=chance.key("q"),
    )  # fmt: skip


def the_points(currency: str = "SEK") -> tuple[EconomicsPoint, ...]:
    """Give the sums at each number of customers that is asked for."""
    sums = {"revenue": kr(9), "serve": kr(2), "load": kr(1), "win": kr(1), "fixed": kr(30, currency)}
    return tuple(EconomicsPoint(customers=count, **sums) for count in (1, 5, 12, 40))


def set_assumption(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Write what must be true, or what has been learned of it."""
    before = chance.any(picture.assumptions)
    if before is not None and chance.draw(0.4):
        now = replace(before, state=chance.one(v.AssumptionState), evidence=WHY)
    else:
        now = Assumption(key=Key(chance.key("n")), about=v.AssumptionAbout.NEED, statement=text("Fler vill ha den."))
    by = chance.with_role(picture, v.Role.NEED_OWNER, v.Role.PROCURER)
    return chance.done("dialogue.set_assumption", by, assumption=now, why=WHY)


def set_experiment(chance: Chance, picture: Picture, stage: Stage) -> Act | None:
    """Plan a test of an assumption in the stage, or say what came of one."""
    about = chance.any(picture.assumptions)
    before = chance.any(one for one in picture.experiments if one.result is None)
    if about is None or (chance.heeds and stage.state in OVER):
        return None
    now = Experiment(
        key=Key(chance.key("x")), assumption=about.key, during=stage.key, hypothesis=text("Tre av fem."), cap=kr(1_000)
    )
    if before is not None and chance.draw(0.7):
        now = replace(before, result=WHY, decision=WHY, spent=kr(500))
    by = chance.with_role(picture, v.Role.NEED_OWNER, v.Role.PROCURER)
    return chance.done("dialogue.set_experiment", by, experiment=now)


OVER = frozenset({v.StageState.DECIDED, v.StageState.SKIPPED, v.StageState.CANCELLED})

DOING: Mapping[str, Doing] = {
    "funding.plan": plan,
    "funding.commit": commit,
    "funding.invoice": _following("funding.invoice", v.MoneyState.COMMITTED),
    "funding.pay": _following("funding.pay", v.MoneyState.INVOICED),
    "funding.release": _following("funding.release", v.MoneyState.COMMITTED),
    "funding.ask_ceiling": ask_ceiling,
    "funding.decide_ceiling": decide_ceiling,
    "funding.state_rate": state_rate,
    "funding.set_contract_terms": _contract(_set_terms),
    "funding.add_milestone": _contract(_add_milestone),
    "funding.approve_milestone": _contract(_approve),
    "funding.add_option": _contract(_add_option),
    "funding.propose_option": propose_option,
    "funding.decide_option": decide_option,
    "funding.call_off": call_off,
    "funding.settle_departure": settle_departure,
    "funding.tell_leaving": tell_leaving,
    "funding.note_owner": note_owner,
    "growth.set_resource": set_resource,
    "growth.set_economics": set_economics,
    "dialogue.set_assumption": set_assumption,
    "dialogue.set_experiment": set_experiment,
}
