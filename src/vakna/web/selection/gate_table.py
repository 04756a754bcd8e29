"""What a gate is judged on, as a page shows it: the consensus per supplier, the rule for places, and the money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vakna.core import affordable_loss, assessment, gates, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import Assessment, Key, Participation, Stage, Text
from vakna.core.money import Money, total
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One supplier at the gate: its consensus, and what follows from it."""

    supplier: Participation
    name: str
    agreed: Assessment | None
    stopped: tuple[int, ...]
    suggested: v.Verdict | None
    reason: str
    delivered: bool

    @property
    def key(self) -> Key:
        """Give the participation's key."""
        return self.supplier.key

    @property
    def eligible(self) -> bool:
        """Say whether there is a consensus without a stop criterion marked 0."""
        return self.agreed is not None and not self.stopped


def judged(seen: Visit, stage: Stage) -> list[Judged]:
    """Give the suppliers that the gate decides on, in alphabetical order."""
    names = pages.names(seen)
    agreed = {
        it.participation: it
        for it in seen.picture.assessments
        if it.stage == stage.key and it.kind is v.AssessmentKind.CONSENSUS
    }
    delivered = {it.participation for it in seen.picture.submissions if it.stage == stage.key and not it.withdrawn_at}
    suppliers = pages.by_name(seen, gates.active(seen.picture, stage))
    suggested = _suggested(seen, stage, suppliers, agreed)
    return [
        Judged(
            supplier=one, name=names[one.key], agreed=agreed.get(one.key), stopped=_stopped(stage, agreed.get(one.key)),
            suggested=suggested.get(one.key), reason=_reason(stage, agreed.get(one.key), seen.language),
            delivered=one.key in delivered,
        )
        for one in suppliers
    ]  # fmt: skip


def _stopped(stage: Stage, agreed: Assessment | None) -> tuple[int, ...]:
    if agreed is None:
        return ()
    numbers = {one.key: one.number for one in stage.criteria}
    return tuple(numbers[key] for key in assessment.summary(stage, agreed).stopped)


def _suggested(
    seen: Visit, stage: Stage, suppliers: Iterable[Participation], agreed: Mapping[Key, Assessment]
) -> dict[Key, v.Verdict]:
    """Say what the published rule gives: those with a stop are ended; places go as the rule settles, or stay open."""
    found = {one.key: v.Verdict.ENDED for one in suppliers if _stopped(stage, agreed.get(one.key))}
    left = [one for one in suppliers if one.key in agreed and one.key not in found]
    following = stages.next_within(seen.picture.terms, stage)
    places = following.places if following else None
    if places is None or len(left) <= places:
        return found | {one.key: v.Verdict.CONTINUES for one in left}
    settled = next(
        (it for it in gates.place_rule_steps(seen.picture, stage) if it.answer_code.endswith("-settles")), None
    )
    if settled is None or settled.rule is v.PlacesRule.LOT:
        return found
    if settled.rule is v.PlacesRule.MORE_PLACES:
        return found | {one.key: v.Verdict.CONTINUES for one in left}
    group = v.CriterionGroup.NEED if settled.rule is v.PlacesRule.NEED_FIT else None
    most = sorted(left, key=lambda one: gates.points(stage, agreed[one.key], group), reverse=True)[:places]
    through = {one.key for one in most}
    return found | {one.key: v.Verdict.CONTINUES if one.key in through else v.Verdict.ENDED for one in left}


def _reason(stage: Stage, agreed: Assessment | None, language: str) -> str:
    """Write a first reason from the motives of the consensus: what failed first, then what carries risk."""
    if agreed is None:
        return ""
    criteria = {one.key: one for one in stage.criteria}
    told = sorted((it for it in agreed.marks if it.motive and it.value != assessment.PASSES), key=lambda it: it.value)
    lines = [
        PAGES.say(language, "selection.gate.because", number=criteria[it.criterion].number,
                  criterion=criteria[it.criterion].title, motive=it.motive)
        for it in told
        if it.criterion in criteria
    ]  # fmt: skip
    return "\n".join(lines)


def columns(stage: Stage) -> list[dict[str, Any]]:
    """Give the groups of criteria as columns, each with the numbers it spans."""
    order = dict.fromkeys(one.group for one in sorted(stage.criteria, key=lambda one: one.number))
    found = []
    for group in order:
        numbers = sorted(one.number for one in stage.criteria if one.group == group)
        span = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
        found.append({"group": group, "span": span})
    return found


def cells(stage: Stage, agreed: Assessment | None) -> list[dict[str, Any]]:
    """Give the marks of one supplier, group by group; a stop criterion that was not met is told apart."""
    order = dict.fromkeys(one.group for one in sorted(stage.criteria, key=lambda one: one.number))
    given = {it.criterion: it.value for it in agreed.marks} if agreed else {}
    return [
        {
            "group": group,
            "marks": [
                {"value": given.get(one.key), "stop": one.stop and given.get(one.key) == assessment.FAILS}
                for one in sorted(stage.criteria, key=lambda one: one.number)
                if one.group == group
            ],
        }
        for group in order
    ]


def steps(seen: Visit, stage: Stage) -> list[dict[str, Any]]:
    """Give the published rule for places, tried in order, with the answer at each step."""
    return [
        {
            "rule": it.rule,
            "answer": PAGES.say(seen.language, f"places.{it.answer_code}", **dict(it.values)),
            "kind": "unused" if not it.tried else "hit" if it.answer_code.endswith("-settles") else "",
        }
        for it in gates.place_rule_steps(seen.picture, stage)
    ]


def money(seen: Visit, stage: Stage, going_on: int) -> dict[str, Any] | None:
    """Give what the coming stage costs beside its ceilings; None where it pays nothing or its pay is not known."""
    following = stages.next_within(seen.picture.terms, stage)
    if following is None or not isinstance(following.pay, Money):
        return None
    terms, room = seen.picture.terms, affordable_loss.room(seen.picture, following.key, None)
    cost = following.pay * going_on
    ceilings = {"initiative": terms.ceiling, "stage": following.ceiling, "supplier": following.supplier_ceiling}
    used = {
        "initiative": affordable_loss.standing(seen.picture.money).exposure,
        "stage": affordable_loss.standing(seen.picture.money, stage=following.key).exposure,
        "supplier": None,
    }
    costs = {"initiative": cost, "stage": cost, "supplier": following.pay}
    lefts = {"initiative": room.initiative, "stage": room.stage, "supplier": following.supplier_ceiling}
    return {
        "following": following.name, "count": going_on, "pay": following.pay, "cost": cost,
        "columns": list(ceilings), "ceilings": list(ceilings.values()), "used": list(used.values()),
        "costs": list(costs.values()), "left": [_after(lefts[name], costs[name]) for name in ceilings],
        "fits": all(_fits(lefts[name], costs[name]) for name in ceilings),
    }  # fmt: skip


def _after(left: Any, cost: Money) -> Money | None:
    return left.less(cost) if isinstance(left, Money) else None


def _fits(left: Any, cost: Money) -> bool:
    return not isinstance(left, Money) or cost.amount <= left.amount


def paid_to(seen: Visit, stage: Stage, supplier: Key) -> Money:
    """Say what has been committed to one supplier in the stage: what it may invoice when its work is approved."""
    mine = [it.amount for it in seen.picture.money if it.stage == stage.key and it.participation == supplier
            and it.state is v.MoneyState.COMMITTED and not it.outside_stage_money]  # fmt: skip
    return total(mine)


def reason_of(text: Any, language: str) -> str:
    """Give a reason as a form shows it."""
    return text.said(language) if isinstance(text, Text) else ""
