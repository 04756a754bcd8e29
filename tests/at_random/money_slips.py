"""What can go wrong with money, by the refusal that it meets."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.at_random.chance import Act, Chance, Slip, anyhow, going, kr
from tests.at_random.judging import person_of
from tests.at_random.judging_slips import WRONG_RIGHTS, who_decides_too
from tests.at_random.money import OVER, WHY, the_points
from vakna.core import ceilings
from vakna.core import vocabulary as v
from vakna.core.initiative import Contract, Key, Option, Picture, Stage
from vakna.core.money import Money


def _gone(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act | None:
    one = chance.any(it for it in picture.participations if it not in going(picture))
    return act.but(participation=one.key) if one else None


def _elsewhere(name: str) -> Slip:
    """Say it of a supplier that is not there."""
    return lambda _, __, ___, a: a.of(name, participation=Key("s-okand"))


def _more(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act:
    return act.but(amount=kr(400_000))


def _in_euro(_: Chance, __: Picture, ___: Stage, act: Act) -> Act:
    return act.but(amount=kr(900, "EUR"), outside_stage_money=False)


def _moved(chance: Chance, picture: Picture, act: Act, *, decided: bool, to: int = 1_000) -> Act | None:
    """Ask to move money to a later stage from one that is, or is not, decided."""
    stages = sorted(picture.terms.stages, key=lambda one: one.number)
    target = next((one for one in reversed(stages) if isinstance(one.ceiling, Money)), None)
    source = chance.any(one for one in stages if target and one.number < target.number
                        and (ceilings.left_over(picture, one) is not None) is decided)  # fmt: skip
    if target is None or source is None or not isinstance(target.ceiling, Money):
        return None
    return act.of(
        "change", ceiling=v.Ceiling.STAGE, stage=target.key, moved_from=source.key, to=target.ceiling + kr(to)
    )


def _of_stage(picture: Picture, act: Act, amount: int) -> Act | None:
    """Ask for a sum as the ceiling of a stage."""
    its = next((one for one in picture.terms.stages if isinstance(one.ceiling, Money)), None)
    return its and act.of("change", ceiling=v.Ceiling.STAGE, stage=its.key, to=kr(amount), moved_from=None)


def _bound(picture: Picture, act: Act) -> Act | None:
    """Ask for a ceiling of nought where something is bound."""
    there = [one.stage for one in picture.money if one.state is v.MoneyState.COMMITTED and not one.outside_stage_money
             and isinstance(picture.stage(one.stage).ceiling, Money)]  # fmt: skip
    return act.of("change", ceiling=v.Ceiling.STAGE, stage=there[0], to=kr(1), moved_from=None) if there else None


def _same(picture: Picture, act: Act) -> Act:
    change = act.values["change"]
    return act.of("change", to=ceilings.stated(picture.terms, change.ceiling, change.stage))


def _unstated(picture: Picture, act: Act) -> Act | None:
    bare = next((one for one in picture.terms.stages if one.supplier_ceiling is None), None)
    return bare and act.of("change", ceiling=v.Ceiling.SUPPLIER_IN_STAGE, stage=bare.key, moved_from=None)


def _with_right(picture: Picture, act: Act) -> Act | None:
    """Let the one who asked decide: somebody who has got both roles."""
    deciders = {one.person for one in picture.terms.members if one.role is v.Role.DECIDER and one.until is None}
    own = next(
        (one for one in picture.ceiling_changes if one.state is v.ChangeState.ASKED and one.by in deciders), None
    )
    return act.who(str(own.by)).but(change=own.key) if own else None


def _asked_by_a_decider(picture: Picture, act: Act) -> Act | None:
    """Let somebody ask who may decide as well."""
    owners = {one.person for one in picture.terms.members if one.role is v.Role.NEED_OWNER and one.until is None}
    both = next(
        (one.person for one in picture.terms.members if one.role is v.Role.DECIDER and one.person in owners), None
    )
    return act.who(both) if both else None


def _limit(picture: Picture, act: Act, **most: Any) -> Act | None:
    """Call off more than was named, or without saying how much, where that was limited."""
    own = next(one for one in picture.terms.procurements if one.key == act.values["call"].procurement)
    buyer = next(one for one in own.named_buyers if one.organisation == act.values["call"].organisation)
    name = next(iter(most))
    return act.of("call", **most) if getattr(buyer, f"max_{name}") is not None else None


def _of_option(picture: Picture, act: Act, fits: Callable[[Option], bool]) -> Act | None:
    """Propose to use an option that cannot be used."""
    every = ((one, it) for one in picture.contracts for it in one.options)
    return next((act.but(contract=one.key, option=it.key) for one, it in every if fits(it)), None)


def _by_its_asker(picture: Picture, act: Act) -> Act | None:
    """Let the one who proposed a use decide on it: somebody who has got both roles."""
    deciders = {one.person for one in picture.terms.members if one.role is v.Role.DECIDER and one.until is None}
    uses = ((one, it, use) for one in picture.contracts for it in one.options for use in it.uses)
    own = (it for it in uses if it[2].by in deciders and it[2].state is v.ChangeState.ASKED)
    return next((act.who(str(use.by)).but(contract=one.key, option=it.key, use=use.key) for one, it, use in own), None)


def _milestone(**changed: Any) -> Slip:
    return lambda _, __, ___, a: a.of("milestone", **changed)


def _unpaid(picture: Picture, act: Act) -> Act | None:
    bare = next((one for one in picture.contracts if one.pay is None), None)
    return act.but(contract=bare.key) if bare else None


def _settled(picture: Picture, act: Act, **wanted: Any) -> Contract | None:
    """Give the contract that is left, when its rule is as wanted."""
    its = (act.values["stage"], act.values["participation"])
    one = [it for it in picture.contracts if (it.stage, it.participation) == its][-1]
    return one if all(getattr(one, name) == value for name, value in wanted.items()) else None


def _about_supplier(picture: Picture, act: Act) -> Act | None:
    one = next(iter(picture.participations), None)
    known = {it.key for it in picture.assumptions}
    if one is None or act.values["assumption"].key not in known:
        return None
    return act.of("assumption", about=v.AssumptionAbout.SUPPLIER, participation=one.key)


SLIPS: Mapping[str, Mapping[str, Slip]] = {
    "funding.commit": {
        "over-ceiling": lambda c, p, s, a: _more(c, p, s, a).but(outside_stage_money=False),
        "commit-to-gone": _gone,
        "no-rate": _in_euro,
        "no-such-supplier": lambda _, __, ___, a: a.but(participation="s-okand"),
        "no-such-stage": lambda _, __, ___, a: a.but(stage="okänd"),
        "may-not-without-role": lambda c, __, ___, a: a.who(c.cast.stranger),
        "done-already": lambda c, __, ___, a: a.but(once=c.one(c.used)) if c.used else None,
        "no-such-initiative": lambda _, __, ___, a: a.but(initiative="okänt"),
    },
    "funding.invoice": {
        "over-committed": _more,
        "over-approved": lambda _, p, __, a: a if any(
            it.participation == a.values["participation"] and it.milestones for it in p.contracts
        ) else None,
        "no-such-supplier": lambda c, p, _, a: next((
            a.who(person_of(c, one)) for one in going(p) if one.key != a.values["participation"]
        ), None),
    },
    "funding.pay": {"over-invoiced": _more},
    "funding.release": {"over-committed": _more},
    "funding.ask_ceiling": {
        "ceiling-stage": lambda _, __, ___, a: a.of("change", ceiling=v.Ceiling.STAGE, stage=None),
        "ceiling-not-stated": lambda _, p, __, a: _unstated(p, a),
        "ceiling-same": lambda _, p, __, a: _same(p, a),
        "money-currencies": lambda _, __, ___, a: a.of("change", to=kr(9, "EUR")),
        "ceiling-below-exposure": lambda _, p, __, a: _bound(p, a),
        "ceiling-over-initiative": lambda _, p, __, a: _of_stage(p, a, 9_000_000),
        "move-later-stage": lambda _, p, __, a: a.of("change", moved_from=p.terms.stages[-1].key),
        "move-before-gate": lambda c, p, _, a: _moved(c, p, a, decided=False),
        "over-left-over": lambda c, p, _, a: _moved(c, p, a, decided=True, to=5_000_000),
        "ceiling-own": lambda _, p, __, a: _asked_by_a_decider(p, a),
    },
    "funding.decide_ceiling": {
        "no-such-ceiling-change": lambda _, __, ___, a: a.but(change="inget"),
        "ceiling-decided": anyhow,
        "ceiling-own": lambda _, p, __, a: _with_right(p, a),
        **WRONG_RIGHTS,
    },
    "funding.state_rate": {
        "rate-impossible": lambda _, __, ___, a: a.of("rate", value=Decimal(0)),
        "missing-field": lambda _, __, ___, a: a.of("rate", source=" "),
        "rate-over-ceiling": lambda _, p, __, a: a.of("rate", value=Decimal(1_000_000)) if any(
            one.amount.currency == "EUR" for one in p.money
        ) else None,
    },
    "funding.set_contract_terms": {"no-such-contract": lambda _, __, ___, a: a.but(contract="inget")},
    "funding.add_milestone": {
        "milestone-sum-or-share": _milestone(share=None),
        "milestones-over-pay": _milestone(share=None, price=kr(900_000)),
        "milestone-without-pay": lambda _, p, __, a: _unpaid(p, a),
        "key-twice": lambda _, p, __, a: next((
            a.but(contract=one.key).of("milestone", key=one.milestones[0].key) for one in p.contracts if one.milestones
        ), None),
    },
    "funding.approve_milestone": {
        "no-such-milestone": lambda _, __, ___, a: a.but(milestone="ingen"),
        "milestone-approved": lambda _, p, __, a: next((
            a.but(contract=one.key, milestone=it.key) for one in p.contracts for it in one.milestones if it.approved_at
        ), None),
        "milestone-approver": lambda c, p, _, a: a.who(c.with_role(p, v.Role.ASSESSOR)),
    },
    "funding.propose_option": {
        "no-such-option": lambda _, __, ___, a: a.but(option="ingen"),
        "option-by-gate": lambda _, p, __, a: _of_option(p, a, lambda it: it.stage is not None),
        "option-too-late": lambda c, p, _, a: _of_option(
            p, a, lambda it: it.stage is None and it.last_day is not None and it.last_day < c.at.date()
        ),
        "option-without-sum": lambda _, p, __, a: _of_option(p, a, lambda it: it.stage is None and it.ceiling is None),
        "over-option": lambda _, __, ___, a: a.but(value=kr(900_000)),
        "money-currencies": lambda _, __, ___, a: a.but(value=kr(5, "EUR")),
        "key-twice": lambda _, p, __, a: next((
            a.but(contract=one.key, option=it.key, key=it.uses[0].key)
            for one in p.contracts for it in one.options if it.uses
        ), None),
        "option-own": lambda c, p, _, a: who_decides_too(c, p, a),
    },
    "funding.decide_option": {
        "no-such-option-use": lambda _, __, ___, a: a.but(use="ingen"),
        "option-decided": anyhow,
        "option-own": lambda _, p, __, a: _by_its_asker(p, a),
        **WRONG_RIGHTS,
    },
    "funding.call_off": {
        "not-named-buyer": lambda _, __, ___, a: a.of("call", organisation=Key("inget")),
        "call-off-without-contract": lambda _, p, __, a: next((
            a.of("call", participation=one.key) for one in p.participations
            if one not in going(p) or one.key not in {it.participation for it in p.contracts}
        ), None),
        "over-named-quantity": lambda _, p, __, a: _limit(p, a, quantity=900),
        "over-named-value": lambda _, p, __, a: _limit(p, a, value=kr(9_000_000)),
        "missing-field": lambda _, p, __, a: _limit(p, a, quantity=None),
        "money-currencies": lambda _, p, __, a: _limit(p, a, value=kr(1, "EUR")),
        "no-such-procurement": lambda _, __, ___, a: a.of("call", procurement=Key("ingen")),
    },
    "funding.settle_departure": {
        "already-gone": _gone,
        "no-contract-to-leave": lambda _, p, __, a: a.but(stage=p.terms.stages[0].key),
        "other-rule-agreed": lambda _, p, __, a: a.but(rule=v.Settlement.MILESTONES)
        if _settled(p, a, on_leaving=v.Settlement.TIME_SHARE) else None,
        "missing-field": lambda _, p, __, a: a.but(rule=None) if _settled(p, a, on_leaving=None) else None,
        "no-milestones": lambda _, p, __, a: a.but(rule=v.Settlement.MILESTONES)
        if _settled(p, a, on_leaving=None, milestones=()) else None,
        "no-time-to-share": lambda _, p, __, a: next((
            a.but(stage=one.stage, participation=one.participation, rule=v.Settlement.TIME_SHARE)
            for one in p.contracts if p.stage(one.stage).deadline is None
        ), None),
        "over-committed": lambda _, p, __, a: next((
            a.but(stage=one.stage, participation=one.participation, rule=None if one.on_leaving else a.values["rule"])
            for one in p.contracts if not any(it.participation == one.participation for it in p.money)
        ), None),
    },
    "funding.tell_leaving": {
        "leaving-told": anyhow,
        "leaving-day-passed": lambda c, __, ___, a: a.but(day=c.at.date() - timedelta(days=2)),
    },
    "funding.note_owner": {
        "missing-field": lambda _, __, ___, a: a.of("change", owner=" "),
        "day-ahead": lambda c, __, ___, a: a.of("change", day=c.at.date() + timedelta(days=3)),
    },
    "growth.set_resource": {
        "no-such-supplier": _elsewhere("resource"),
        "no-such-resource": lambda _, p, __, a: next((
            a.of("resource", key=one.key) for one in p.resources
            if one.participation != a.values["resource"].participation
        ), None),
        "resource-needs-evidence": lambda _, __, ___, a: a.of("resource", status=v.ResourceStatus.SECURED),
        "resource-needs-ground": lambda _, __, ___, a: a.of("resource", damage=WHY),
        "growth-over": lambda c, p, _, a: next((
            a.who(person_of(c, one)).of("resource", participation=one.key)
            for one in p.participations if one.state is v.ParticipationState.ENDED
        ), None),
    },
    "growth.set_economics": {
        "economics-points": lambda _, __, ___, a: a.but(points=a.values["points"][1:]),
        "economics-currencies": lambda _, __, ___, a: a.but(points=the_points("EUR")),
    },
    "dialogue.set_assumption": {
        "assumption-about-supplier": lambda _, __, ___, a: a.of("assumption", about=v.AssumptionAbout.SUPPLIER),
        "assumption-needs-evidence": lambda _, __, ___, a: a.of(
            "assumption", state=v.AssumptionState.REFUTED, evidence=None
        ),
        "assumption-about-fixed": lambda _, p, __, a: _about_supplier(p, a),
        "assumption-needs-why": lambda _, p, __, a: a.but(why=None, assumption=p.assumptions[0])
        if p.assumptions else None,
        "no-such-assumption": lambda c, p, __, a: _about_supplier(p, a) and _about_supplier(p, a).who(
            c.with_role(p, v.Role.INTERMEDIARY)
        ),
    },
    "dialogue.set_experiment": {
        "no-such-assumption": lambda _, __, ___, a: a.of("experiment", assumption=Key("inget")),
        "no-such-person": lambda _, __, ___, a: a.of("experiment", owner=Key("ingen")),
        "experiment-assumption-fixed": lambda _, p, __, a: next((
            a.of("experiment", key=one.key, assumption=it.key)
            for one in p.experiments for it in p.assumptions if it.key != one.assumption
        ), None),
        "experiment-ends-first": lambda c, __, ___, a: a.of(
            "experiment", starts=c.at.date(), ends=c.at.date() - timedelta(days=1)
        ),
        "experiment-decision-first": lambda _, __, ___, a: a.of("experiment", result=None, decision=WHY),
        "experiment-over-cap": lambda _, __, ___, a: a.of("experiment", spent=kr(5_000)),
        "experiment-needs-stage": lambda _, __, ___, a: a.of("experiment", during=None, result=None, decision=None),
        "no-such-stage": lambda _, __, ___, a: a.of("experiment", during=Key("inget")),
        "experiment-stage-over": lambda _, p, __, a: next((
            a.of("experiment", key=Key("ny"), during=one.key) for one in p.terms.stages if one.state in OVER
        ), None),
        "experiment-over-room": lambda _, p, __, a: a.of("experiment", cap=kr(9_000_000), result=None, decision=None)
        if isinstance(p.terms.ceiling, Money) else None,
    },
}  # fmt: skip
