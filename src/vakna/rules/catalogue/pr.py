"""Proportionality: what is asked stands in proportion to the stage, its pay and its time (LOU 4 kap. 1 §)."""

from collections.abc import Iterator
from datetime import datetime

from vakna.core.initiative import Stage
from vakna.core.money import Money
from vakna.core.stages import rules
from vakna.core.vocabulary import StageState

from ..amounts import per_pay
from ..finding import Level, Look, Only
from ..rule import AT_PUBLISH, IN_STAGE_WORDS, Rule
from ..scene import Scene
from ..wording import wording

TURNOVER = wording(
    "omsättning", "turnover", "årsredovisning", "annual report", "soliditet", "solidity",
    sv=r"\b(?:(?:års)?omsättning\w*|årsredovisning\w*|soliditet\w*)\b",
    en=r"\b(?:(?:annual )?turnover|annual reports?|solidity)\b",
    anywhere=True,
)  # fmt: skip
REFERENCES = wording(
    "referens", "referenser", "tidigare uppdrag", "reference", "previous assignment", "past contract",
    sv=r"\b(?:referenser?|referensuppdrag\w*|referenskund\w*|tidigare uppdrag)\b",
    en=r"\b(?:references?|reference (?:customers?|assignments?)|previous assignments?|past contracts?)\b",
    anywhere=True,
)  # fmt: skip
GUARANTEES = wording(
    "bankgaranti", "ansvarsförsäkring", "moderbolagsborgen", "bank guarantee", "liability insurance", "parent company",
    sv=r"\b(?:bankgaranti\w*|ansvarsförsäkring\w*|moderbolagsborgen)\b",
    en=r"\b(?:bank guarantees?|liability insurance|parent company guarantees?)\b",
    anywhere=True,
)  # fmt: skip


def burden_above_pay(scene: Scene) -> Iterator[Look]:
    """Weigh what is asked in each stage against its pay: the burden meter."""
    free = scene.thresholds.number_on("things-asked-unpaid", scene.today)
    each = scene.thresholds.sum_on("pay-for-one-more", scene.today)
    for stage in scene.stages:
        if rules(stage).takes_submissions:
            asked = len(stage.deliverables) + len(stage.wants_to_know)
            room = free + (per_pay(stage.pay, each) if each and isinstance(stage.pay, Money) else 0)
            yield scene.look(stage, "deliverables", asked <= room, asked=asked, room=room, pay=stage.pay)


def turnover_asked_early(scene: Scene) -> Iterator[Look]:
    """Look for turnover and accounts in what is asked while the idea is being tried."""
    return TURNOVER.looks(scene.early_demands)


def references_asked_early(scene: Scene) -> Iterator[Look]:
    """Look for references and earlier assignments in what is asked while the idea is being tried."""
    return REFERENCES.looks(scene.early_demands)


def guarantees_asked_early(scene: Scene) -> Iterator[Look]:
    """Look for bank guarantees and insurances in what is asked while the idea is being tried."""
    return GUARANTEES.looks(scene.early_demands)


def too_short_time(scene: Scene) -> Iterator[Look]:
    """Count the days from the day a stage is open to its last day for handing in."""
    for stage in scene.live:
        start = _start(stage)
        if start is not None and stage.deadline is not None:
            name = "least-days-to-tender" if rules(stage).takes_tenders else "least-days-to-answer"
            least = scene.thresholds.number_on(name, scene.today)
            days = (stage.deadline - start).days
            yield scene.look(stage, "deadline", days >= least, days=days, least=least)


def _start(stage: Stage) -> datetime | None:
    return stage.opens_at or stage.published_at


def work_unpaid(scene: Scene) -> Iterator[Look]:
    """Look at each stage under contract in which something is delivered: it is paid."""
    for stage in scene.stages:
        if rules(stage).takes_deliveries and isinstance(stage.pay, Money) and stage.state != StageState.PLANNED:
            yield scene.look(stage, "pay", stage.pay.amount > 0)


_BASIS = ("lou-4-1", "domain-proportionality")
RULES = (
    Rule("PR01", "burden-above-pay", Level.WARN, burden_above_pay, _BASIS, "nothing-handed-in", moments=AT_PUBLISH),
    Rule(
        "PR02",
        "turnover-asked-early",
        Level.WARN,
        turnover_asked_early,
        _BASIS,
        "nothing-asked",
        moments=IN_STAGE_WORDS,
    ),
    Rule(
        "PR03",
        "references-asked-early",
        Level.WARN,
        references_asked_early,
        _BASIS,
        "nothing-asked",
        moments=IN_STAGE_WORDS,
    ),
    Rule(
        "PR04",
        "guarantees-asked-early",
        Level.WARN,
        guarantees_asked_early,
        _BASIS,
        "nothing-asked",
        moments=IN_STAGE_WORDS,
    ),
    Rule(
        "PR05",
        "too-short-time",
        Level.WARN,
        too_short_time,
        ("directive-47-1", "lou-4-1"),
        "nothing-handed-in",
        moments=AT_PUBLISH,
    ),
    Rule(
        "PR06",
        "work-unpaid",
        Level.NOTE,
        work_unpaid,
        ("seed-investment-logic", "lou-4-1"),
        "no-paying-stage",
        only=Only.NOTED,
    ),
)
