"""Affordable loss: no stage costs more than one can afford to lose, and money rises as uncertainty falls (seed)."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from vakna.core import assumptions
from vakna.core.affordable_loss import standing
from vakna.core.initiative import Key, MaybeMoney, Stage
from vakna.core.money import Money
from vakna.core.stages import rules
from vakna.core.vocabulary import ChangeState, GateKind, MoneyState

from ..finding import CannotJudge, Level, Look, Only
from ..rule import AT_GATE, AT_PUBLISH, Rule
from ..scene import BEGUN, Scene


def ceiling_missing(scene: Scene) -> Iterator[Look]:
    """Look at each published stage under contract, and at the whole: how much may be lost is said."""
    paying = [one for one in scene.live if rules(one).pays]
    for stage in paying:
        yield scene.look(stage, "ceiling", isinstance(stage.ceiling, Money))
    if paying:
        yield scene.look_at("initiative.ceiling", isinstance(scene.terms.ceiling, Money))


def ceiling_passed(scene: Scene) -> Iterator[Look]:
    """Look at each ceiling: what is committed or paid under it does not pass it."""
    sums: dict[Key | None, dict[MoneyState, Decimal]] = {}
    for one in scene.money:
        for key in (one.stage, None):
            states = sums.setdefault(key, {})
            states[one.state] = states.get(one.state, Decimal(0)) + one.amount.amount
    for stage in scene.stages:
        if isinstance(stage.ceiling, Money) and stage.key in sums:
            yield scene.look(
                stage, "ceiling", _at_stake(sums[stage.key]) <= stage.ceiling.amount, ceiling=stage.ceiling
            )
    if isinstance(scene.terms.ceiling, Money) and None in sums:
        fine = _at_stake(sums[None]) <= scene.terms.ceiling.amount
        yield scene.look_at("initiative.ceiling", fine, ceiling=scene.terms.ceiling)


def _at_stake(sums: dict[MoneyState, Decimal]) -> Decimal:
    """Sum as `core.affordable_loss` does: committed less released, or what is paid when that is more."""
    none = Decimal(0)
    committed = sums.get(MoneyState.COMMITTED, none) - sums.get(MoneyState.RELEASED, none)
    return max(committed, sums.get(MoneyState.PAID, none))


def supplier_ceiling_passed(scene: Scene) -> Iterator[Look]:
    """Look at each supplier's ceiling over all stages: what is committed or paid to it does not pass it."""
    ceiling = scene.terms.supplier_ceiling
    if not isinstance(ceiling, Money):
        return
    for key in dict.fromkeys(one.participation for one in scene.money if one.participation):
        mine = [one for one in scene.money if one.participation == key]
        at_stake = standing(mine, currency=ceiling.currency).exposure
        yield scene.look_at("money", at_stake.amount <= ceiling.amount, supplier=key, ceiling=ceiling, sum=at_stake)


def committed_before_published(scene: Scene) -> Iterator[Look]:
    """Look at each commitment: made after the stage and its ceiling were published."""
    for i, one in enumerate(scene.picture.money):
        published = scene.by_key[one.stage].published_at
        if one.state == MoneyState.COMMITTED and published is not None:
            yield scene.look_at(
                f"money[{i}].at", one.at >= published, stage=one.stage, supplier=one.participation, at=one.at
            )


def pay_rises_without_learning(scene: Scene) -> Iterator[Look | CannotJudge]:
    """Look at each step where pay or ceiling rises: something assumed was supported or refuted in between.

    A step is looked at from the day the gate before it is proposed. Where nothing at all is assumed there is nothing to
    compare with: that is VL04's fault.
    """
    found = {one.stage: one for one in assumptions.rises(scene.picture, scene.at)} if scene.paying[1:] else {}
    for stage in scene.paying[1:]:
        rise = found.get(stage.key)
        if stage.state not in BEGUN and (rise is None or rise.before not in scene.proposed):
            continue
        if not scene.picture.assumptions:
            yield CannotJudge("nothing-assumed")
            return
        before = scene.by_key[rise.before] if rise else stage
        yield scene.look(stage, "pay", not rise or bool(rise.settled), **_step(before, stage))


def _step(before: Stage, after: Stage) -> dict[str, object]:
    """Give the two sums of a step: the pay, or the ceilings where the pay does not rise."""
    pays = before.pay, after.pay
    higher = isinstance(pays[0], Money) and isinstance(pays[1], Money) and pays[1].amount > pays[0].amount
    return dict(zip(("before", "after"), pays if higher else (before.ceiling, after.ceiling), strict=True))


def first_stage_largest(scene: Scene) -> Iterator[Look]:
    """Look at the pay of each supplier: the first stage does not pay more than those after it."""
    paid = [(one, one.pay) for one in scene.paying if isinstance(one.pay, Money)]
    for (first, sum_first), (_, sum_after) in pairwise(paid[:2]):
        yield scene.look(first, "pay", sum_first.amount <= sum_after.amount, first=sum_first, after=sum_after)


def no_stop_option(scene: Scene) -> Iterator[Look]:
    """Look at each stage under contract that another follows: a gate stands between them."""
    for before, _ in pairwise(scene.paying):
        yield scene.look(before, "gate", before.gate != GateKind.NONE)


def exposure_not_approved(scene: Scene) -> Iterator[Look | CannotJudge]:
    """Add the ceilings of all stages under contract: the initiative's own ceiling covers them."""
    whole = scene.terms.ceiling
    sums = [one.ceiling for one in scene.paying]
    if not sums or not isinstance(whole, Money):
        return
    if not all(_known(one, whole) for one in sums):
        yield CannotJudge("amount-unknown")
        return
    added = Money(sum((one.amount for one in sums if isinstance(one, Money)), Decimal(0)), whole.currency)
    yield scene.look_at("initiative.ceiling", added.amount <= whole.amount, ceiling=whole, sum=added)


def _known(one: MaybeMoney, whole: Money) -> bool:
    return isinstance(one, Money) and one.currency == whole.currency


def ceiling_set_after_opening(scene: Scene) -> Iterator[Look]:
    """Look at each decided ceiling: there was one before, or what it covers had not opened yet."""
    opened = {one.key: one.opens_at or one.published_at for one in scene.begun}
    first = min((at for one in scene.paying if (at := opened.get(one.key))), default=None)
    for i, one in enumerate(scene.picture.ceiling_changes):
        if one.state == ChangeState.ACCEPTED and one.decided_at is not None:
            begins = opened.get(one.stage) if one.stage else first
            fine = isinstance(one.before, Money) or begins is None or one.decided_at < begins
            yield scene.look_at(f"ceiling_changes[{i}].decided_at", fine, stage=one.stage, ceiling=one.to)


def experiment_without_cap(scene: Scene) -> Iterator[Look]:
    """Look at each experiment: it has a cap and a last day."""
    for i, one in enumerate(scene.picture.experiments):
        yield scene.look_at(f"experiments[{i}].cap", one.cap is not None and one.ends is not None)


_BASIS = ("seed-affordable-loss",)
RULES = (
    Rule("AL01", "ceiling-missing", Level.BLOCK, ceiling_missing, _BASIS, "no-paying-stage", moments=AT_PUBLISH),
    Rule(
        "AL02",
        "ceiling-passed",
        Level.BLOCK,
        ceiling_passed,
        _BASIS,
        "no-money",
        implies=("AL03", "AL08"),
        only=Only.REFUSED,
    ),
    Rule(
        "AL03", "supplier-ceiling-passed", Level.BLOCK, supplier_ceiling_passed, _BASIS, "no-money", only=Only.REFUSED
    ),
    Rule(
        "AL04",
        "committed-before-published",
        Level.BLOCK,
        committed_before_published,
        ("seed-affordable-loss", "lou-4-1"),
        "no-money",
        only=Only.ORDER,
    ),
    Rule(
        "AL05",
        "pay-rises-without-learning",
        Level.WARN,
        pay_rises_without_learning,
        ("seed-investment-logic",),
        "no-step-between-stages",
        ("VL04", "VL05"),
        version=3,
        moments=AT_GATE | AT_PUBLISH,
    ),
    Rule(
        "AL06",
        "first-stage-largest",
        Level.WARN,
        first_stage_largest,
        ("seed-investment-logic",),
        "no-step-between-stages",
        moments=AT_PUBLISH,
    ),
    Rule("AL07", "no-stop-option", Level.BLOCK, no_stop_option, _BASIS, "no-step-between-stages", moments=AT_PUBLISH),
    Rule(
        "AL08", "exposure-not-approved", Level.WARN, exposure_not_approved, _BASIS, "no-paying-stage", only=Only.GROWS
    ),
    Rule(
        "AL09", "experiment-without-cap", Level.NOTE, experiment_without_cap, _BASIS, "no-experiment", only=Only.NOTED
    ),
    Rule(
        "AL10",
        "ceiling-set-after-opening",
        Level.WARN,
        ceiling_set_after_opening,
        _BASIS,
        "no-ceiling-decided",
        only=Only.ORDER,
    ),
)
