"""How an initiative went, stage by stage: how long, how many came and went on, what was paid against which ceiling.

Source: the seed, investment logic (each stage is a decision of its own on what may be lost); domain 7.1 and 7.4. Asks
for a picture that is redacted already.
"""

from dataclasses import dataclass

from .affordable_loss import standing
from .currencies import home
from .initiative import MaybeMoney, Picture, Stage
from .money import Money
from .portfolio import days_between
from .stages import in_order
from .vocabulary import StageState, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One stage as it went. `entered` and `continued` are nothing where no gate has been told; `days` likewise."""

    stage: Stage
    days: int | None
    entered: int | None
    continued: int | None
    paid: Money
    ceiling: MaybeMoney


def course(picture: Picture) -> tuple[Course, ...]:
    """Give every stage that has begun, in order, and those that were cancelled."""
    begun = [one for one in in_order(picture.terms) if one.state not in (StageState.PLANNED, StageState.SKIPPED)]
    return tuple(_one(picture, one) for one in begun)


def _one(picture: Picture, stage: Stage) -> Course:
    decision = next((one for one in picture.decisions if one.stage == stage.key), None)
    verdicts = [one.verdict for one in decision.outcomes] if decision else []
    return Course(
        stage=stage,
        days=days_between(stage, decision) if decision else None,
        entered=len(verdicts) or None,
        continued=sum(one != Verdict.ENDED for one in verdicts) if verdicts else None,
        paid=standing(picture.money, stage=stage.key, currency=home(picture)).paid,
        ceiling=stage.ceiling,
    )
