"""The overview of one initiative: what the reader sees at once, drawn from the redacted picture and nothing else."""

from typing import Any

from vakna.core import adoptions, affordable_loss, assumptions, gates, needs, spread, stages, visibility, words
from vakna.core.initiative import Goal
from vakna.core.money import Money
from vakna.core.vocabulary import InitiativeState, Provenance
from vakna.web import programmes
from vakna.web.access import Visit
from vakna.web.market import address
from vakna.web.sentences import PAGES

from . import fit, ladder, river, situation, suppliers
from .frame import frame, spoken

PARTS = ("gates", "spread")
COLLECTIONS = ("money", "assumptions")


def overview(seen: Visit) -> dict[str, Any]:
    """Give the overview page everything it shows."""
    picture = seen.picture
    return {
        **frame(seen, here="initiative"),
        "situation": situation.situation(seen),
        "gate": situation.next_gate(seen),
        "brief": brief(seen),
        "river": river.draw(seen),
        "river_title": _river_title(seen),
        "coming": situation.planned(seen),
        "ladder_title": _ladder_title(seen),
        "whole": suppliers.reached(picture) == suppliers.chain(picture),
        "ladder": ladder.draw(seen),
        "results": results(seen),
        "needs": [(it, picture.organisation(it.owner).name) for it in needs.current(picture.terms)],
        "market": address.filled_in(picture.terms),
        "programme_portfolio": programmes.portfolio(picture.terms, seen.language),
        "ended": picture.terms.state_reason is not None and picture.terms.state != InitiativeState.ACTIVE,
        "flows": any(stages.rules(it).contract for it in picture.terms.stages),
        "goals": [_goal(seen, one) for one in picture.terms.goals],
        "stated": picture.terms.provenance == Provenance.STATED,
        "rfi_pay": _rfi_pay(seen),
        "may_see_gate": visibility.is_reader(seen.actor),
        "fit_stage": fit.stage_of(seen),
        "proposed": _proposed(seen),
        "tested": assumptions.of_all(picture) if picture.assumptions else None,
    }


def _proposed(seen: Visit) -> bool:
    """Say whether a proposal lies at the gate where the initiative stands; only those who assess see one."""
    here = stages.current(seen.picture.terms)
    return here is not None and gates.latest_proposal(seen.picture, here.key) is not None


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"initiatives.{code}", **values)


def brief(seen: Visit) -> list[dict[str, Any]]:
    """Give the sums beside the next gate: who uses or competes, and the money against its ceiling."""
    stands = affordable_loss.standing(seen.picture.money)
    points = spread.series(seen.picture, adoptions.day_of(seen.at))
    competing = suppliers.active(seen.picture)
    rows = []
    if points:
        rows.append(_sum(seen, "using", words.count(seen.language, points[-1].qualifier, points[-1].count)))
    elif competing:
        rows.append(_sum(seen, "active", words.number(seen.language, len(competing))))
    known = bool(seen.picture.money) or seen.picture.terms.provenance == Provenance.WITNESSED
    rows.append(_sum(seen, "paid", words.money(seen.language, stands.paid if known else None)))
    waits = stands.exposure.less(stands.paid)
    rows.append(_sum(seen, "committed", words.money(seen.language, waits if known else None)))
    ceiling = seen.picture.terms.ceiling
    rows.append(_sum(seen, "ceiling", words.money(seen.language, ceiling) if ceiling else _say(seen, "no_ceiling")))
    return rows


def _sum(seen: Visit, code: str, value: str) -> dict[str, Any]:
    return {"term": _say(seen, f"brief.{code}"), "value": value, "total": False}


def _river_title(seen: Visit) -> str:
    """Say what the river shows: from how many to how many, how many places wait, or that others use it already."""
    if spread.series(seen.picture, adoptions.day_of(seen.at)):
        return _say(seen, "river.heading_used")
    reached = suppliers.reached(seen.picture)
    steps = [count for stage in reached if (count := len(suppliers.taking_part(seen.picture, stage)))]
    if not steps:
        return _say(seen, "river.heading_planned")
    coming = stages.next_after(seen.picture.terms, reached[-1])
    if coming and coming.places and coming in suppliers.chain(seen.picture):
        return _say(seen, "river.heading_waits", last=steps[-1], count=coming.places)
    return _say(seen, "river.heading_narrowed", first=steps[0], last=steps[-1])


def _ladder_title(seen: Visit) -> str:
    exposure = affordable_loss.standing(seen.picture.money).exposure
    if exposure.amount and suppliers.reached(seen.picture) != suppliers.chain(seen.picture):
        return _say(seen, "ladder.heading_now", sum=exposure)
    return _say(seen, "ladder.heading")


def results(seen: Visit) -> dict[str, Any] | None:
    """Give what has been paid in stages and the share of it that went to those that did not go all the way."""
    paid, ended = affordable_loss.stage_money(seen.picture), affordable_loss.to_ended(seen.picture)
    if not paid.amount or not ended.amount:
        return None
    return {"paid": paid, "ended": ended, "share": affordable_loss.share(ended, paid)}


def _goal(seen: Visit, one: Goal) -> dict[str, Any]:
    return {
        "title": spoken(seen.language, one.title),
        "indicator": spoken(seen.language, one.indicator),
        "base": _level(seen, one.base_value, one.base_year, one.unit),
        "target": _level(seen, one.target_value, one.target_year, one.unit),
    }


def _level(seen: Visit, value: Any, year: int | None, unit: str) -> str:
    if value is None:
        return ""
    said = f"{words.number(seen.language, value)}{words.NBSP}{unit}"
    return f"{said} ({year})" if year else said


def _rfi_pay(seen: Visit) -> dict[str, Any] | None:
    """Give the pay for a serious answer, which is no stage money and stands apart."""
    for stage in seen.picture.terms.stages:
        if stage.procurement is None and isinstance(stage.pay, Money) and stage.pay.amount and stage.payer:
            return {"pay": stage.pay, "payer": seen.picture.organisation(stage.payer).name}
    return None
