"""What a gate is judged on, as a page shows it: the consensus per supplier, the rule for places, and the money."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vakna.core import affordable_loss, assessment, gates, lots, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import Assessment, Key, Mark, Participation, Stage, Text
from vakna.core.money import Money, total
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One supplier at the gate: its consensus, where it stands, and what follows from it."""

    supplier: Participation
    name: str
    standing: assessment.Standing
    stopped: tuple[int, ...]
    suggested: v.Verdict | None
    reason: str
    delivered: bool
    buyers: tuple[Assessment, ...] = ()

    @property
    def key(self) -> Key:
        """Give the participation's key."""
        return self.supplier.key

    @property
    def agreed(self) -> Assessment | None:
        """Give the consensus, when it is written."""
        return self.standing.agreed

    @property
    def held(self) -> bool:
        """Say whether it has been on hold since an earlier gate."""
        return gates.is_held(self.supplier)

    @property
    def eligible(self) -> bool:
        """Say whether there is a consensus that nothing in stops the supplier."""
        return self.standing.eligible


def judged(seen: Visit, stage: Stage) -> list[Judged]:
    """Give the suppliers that the gate decides on, in alphabetical order."""
    names, numbers = pages.names(seen), {one.key: one.number for one in stage.criteria}
    delivered = {it.participation for it in seen.picture.submissions if it.stage == stage.key and not it.withdrawn_at}
    suppliers = pages.by_name(seen, gates.active(seen.picture, stage))
    standing, suggested = gates.standing(seen.picture, stage), gates.suggested(seen.picture, stage)
    buyers = _of_buyers(seen, stage)
    return [
        Judged(
            supplier=one, name=names[one.key], standing=standing[one.key],
            stopped=tuple(numbers[key] for key in standing[one.key].stopped),
            suggested=v.Verdict.ON_HOLD if gates.is_held(one) else suggested.get(one.key),
            reason=_reason(stage, standing[one.key], seen.language),
            delivered=one.key in delivered, buyers=buyers.get(one.key, ()),
        )
        for one in suppliers
    ]  # fmt: skip


def _of_buyers(seen: Visit, stage: Stage) -> dict[Key, tuple[Assessment, ...]]:
    """Give each buyer's own marks of the need by supplier, in the order of the buyers."""
    found: dict[Key, list[Assessment]] = {}
    order = {key: place for place, key in enumerate(seen.picture.terms.buyers)}
    for one in seen.picture.assessments:
        if one.stage == stage.key and one.kind is v.AssessmentKind.BUYER:
            found.setdefault(one.participation, []).append(one)
    return {key: tuple(sorted(rows, key=lambda it: order.get(it.buyer or Key(""), 0))) for key, rows in found.items()}


def _reason(stage: Stage, standing: assessment.Standing, language: str) -> str:
    """Write a first reason from the motives of the consensus: what stops the supplier first, then the lowest marks."""
    if standing.agreed is None:
        return ""
    criteria, stops = {one.key: one for one in stage.criteria}, set(standing.stopped)
    told = sorted(
        (it for it in standing.agreed.marks if it.motive and it.criterion in criteria and _below_top(stage, it)),
        key=lambda it: (it.criterion not in stops, it.value),
    )
    lines = [
        PAGES.say(language, "selection.gate.because", number=criteria[it.criterion].number,
                  criterion=criteria[it.criterion].title, motive=it.motive)
        for it in told
    ]  # fmt: skip
    if standing.below and standing.score and stage.weighing and stage.weighing.threshold is not None:
        values = {"quality": standing.score.quality, "threshold": stage.weighing.threshold}
        lines.insert(0, PAGES.say(language, "assessing.below", **values))
    return "\n".join(lines)


def _below_top(stage: Stage, mark: Mark) -> bool:
    return any(mark.value < assessment.top(stage, one) for one in stage.criteria if one.key == mark.criterion)


def columns(stage: Stage) -> list[dict[str, Any]]:
    """Give the groups of criteria as columns, each with the numbers it spans."""
    order = dict.fromkeys(one.group for one in sorted(stage.criteria, key=lambda one: one.number))
    found = []
    for group in order:
        numbers = sorted(one.number for one in stage.criteria if one.group == group)
        span = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
        found.append({"group": group, "span": span})
    return found


def cells(stage: Stage, one: Judged) -> list[dict[str, Any]]:
    """Give the marks of one supplier, group by group; what stops it is told apart. The buyers' own stand beside."""
    in_order = sorted(stage.criteria, key=lambda it: it.number)
    given = {it.criterion: it.value for it in one.agreed.marks} if one.agreed else {}
    return [
        {
            "group": group,
            "marks": [
                {"value": given.get(it.key), "stop": it.key in one.standing.stopped}
                for it in in_order
                if it.group == group
            ],
            "buyers": [it.marks for it in one.buyers] if group is v.CriterionGroup.NEED else [],
        }
        for group in dict.fromkeys(it.group for it in in_order)
    ]


def buyers(seen: Visit, rows: Iterable[Judged]) -> list[str]:
    """Name the buyers that have marked the need each for itself, in the order in which their marks stand."""
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    order = dict.fromkeys(it.buyer for one in rows for it in one.buyers)
    return [names[key] for key in seen.picture.terms.buyers if key in order]


def steps(seen: Visit, stage: Stage) -> list[dict[str, Any]]:
    """Give the published rule for places, tried in order in each lot, with the answer at each step."""
    following = stages.next_within(seen.picture.terms, stage)
    called = {one.key: one.name for one in lots.of(seen.picture.terms, stage)}
    return [
        {
            "rule": it.rule,
            "lot": called.get(lot) if lot else None,
            "answer": PAGES.say(seen.language, f"places.{it.answer_code}", **dict(it.values)),
            "kind": "unused" if not it.tried else "hit" if it.answer_code.endswith("-settles") else "",
        }
        for lot, _ in (lots.shares(following) if following else ())
        for it in gates.place_rule_steps(seen.picture, stage, lot)
    ]


def fewer(seen: Visit, stage: Stage) -> str:
    """Say what the published rule asks when fewer pass than there are places; nothing where they do not."""
    found = gates.fewer(seen.picture, stage)
    if found is None:
        return ""
    rule, count, places = found
    return PAGES.say(seen.language, f"places.fewer.{rule}", count=count, places=places)


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
