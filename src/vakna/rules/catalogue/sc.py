"""Scalability beyond the first customer, in criteria, rights, demand and what comes after (seed, principle 4)."""

from collections.abc import Iterator

from vakna.core import adoptions, spread_plans, unit_economics
from vakna.core.initiative import Key, Rights, Stage
from vakna.core.stages import rules
from vakna.core.vocabulary import (
    CriterionGroup,
    Instrument,
    ParticipationState,
    Phase,
    RightsHolder,
    StageState,
    Strength,
    UseStanding,
)

from ..finding import Level, Look, Only
from ..rule import AT_GATE, AT_PUBLISH, Check, Rule
from ..scene import Scene
from ..wording import wording

_STRONG = frozenset({Strength.WILL_TEST, Strength.WILL_BUY, Strength.BOUGHT})
_GOING = frozenset({ParticipationState.ACTIVE, ParticipationState.ON_HOLD})
_USED = frozenset({Instrument.USE, Instrument.SPREAD})
EXCLUSIVE = wording(
    "exklusiv", "ensamrätt", "exclusive", "sole right", "får inte sälja", "may not sell",
    sv=r"\b(?:exklusiv\w*|ensamrätt\w*|får inte sälja\w*)\b",
    en=r"\b(?:exclusive\w*|sole rights?|may not sell)\b",
    contrary={
        "sv": r"\b(?:ingen|inga|utan|icke|inte) (?:\w+ )?(?:exklusiv\w*|ensamrätt\w*)|icke-exklusiv",
        "en": r"\b(?:no|not|without|non)[ -](?:\w+ )?(?:exclusive\w*|sole right)",
    },
)  # fmt: skip


def _group_missing(group: CriterionGroup) -> Check:
    def check(scene: Scene) -> Iterator[Look]:
        for stage in scene.judged:
            there = any(one.group == group for one in stage.criteria)
            yield scene.look(stage, "criteria", there or stage.scalability_removed_because is not None)

    return check


market_not_assessed = _group_missing(CriterionGroup.MARKET)
model_not_assessed = _group_missing(CriterionGroup.MODEL)
team_not_assessed = _group_missing(CriterionGroup.TEAM)
resources_not_assessed = _group_missing(CriterionGroup.RESOURCES)


def competition_not_assessed(scene: Scene) -> Iterator[Look]:
    """Look at the last judged stage of each procurement: it, or one before it, asks if the solution can compete."""
    chains: dict[Key | None, list[Stage]] = {}
    for stage in scene.judged:
        chains.setdefault(stage.procurement, []).append(stage)
    for stages in chains.values():
        last = stages[-1]
        there = any(one.group == CriterionGroup.COMPETITION for stage in stages for one in stage.criteria)
        yield scene.look(last, "criteria", there or last.scalability_removed_because is not None)


def buyer_owns_without_reason(scene: Scene) -> Iterator[Look]:
    """Look at who owns the results: the supplier, or a written reason why not."""
    if scene.stages:
        rights = scene.terms.rights
        yield scene.look_at("initiative.rights.reason", _owned(rights), owner=rights.owner)
    for stage in scene.stages:
        if stage.rights is not None:
            yield scene.look(stage, "rights.reason", _owned(stage.rights), owner=stage.rights.owner)


def _owned(rights: Rights) -> bool:
    return rights.owner == RightsHolder.SUPPLIER or rights.reason is not None


def no_follower_sought(scene: Scene) -> Iterator[Look]:
    """Look, once a stage under contract has begun, for other organisations with the same need."""
    begun = [one for one in scene.begun if rules(one).contract]
    if begun:
        yield scene.look_at("followers", bool(scene.picture.followers), stage=begun[0].key)


def nobody_will_test(scene: Scene) -> Iterator[Look]:
    """Look, once product/market fit is worked on, for an organisation that will test, will buy or has bought."""
    begun = [one for one in scene.begun if rules(one).contract and Phase.PRODUCT_MARKET_FIT in one.phases]
    if begun and scene.picture.followers:
        strong = any(one.strength in _STRONG for one in scene.picture.followers)
        yield scene.look_at("followers", strong, stage=begun[0].key)


def no_named_further_user(scene: Scene) -> Iterator[Look]:
    """Look, once use has begun, for a further user by name: one that will test or buy, uses it, or is planned for."""
    begun = [one for one in scene.begun if one.instrument in _USED]
    using = [one for one in scene.picture.adoptions if adoptions.standing(one, scene.today) != UseStanding.STOPPED]
    if begun or using:
        named = {one.organisation for one in scene.picture.followers if one.strength in _STRONG}
        named |= {one.organisation for one in spread_plans.named(scene.terms)}
        further = (named | {one.organisation for one in using}) - set(scene.terms.buyers)
        yield scene.look_at("followers", bool(further), stage=begun[0].key if begun else None)


def cost_carried_by_one(scene: Scene) -> Iterator[Look]:
    """Look at what each supplier that takes part says of its costs: one customer's price does not carry all of it.

    By its latest unit economics. Where there is no fixed cost there is nothing to carry.
    """
    for key in dict.fromkeys(one.participation for one in scene.picture.economics):
        last = unit_economics.latest(scene.picture, key)
        if last is not None and last.points and scene.parts[key].state in _GOING:
            place = next(i for i, one in enumerate(scene.picture.economics) if one is last)
            alone = last.points[0].fixed.amount > 0 and unit_economics.break_even(last.points) == 1
            yield scene.look_at(f"economics[{place}].points", not alone, supplier=key, fixed=last.points[0].fixed)


def one_customer_only(scene: Scene) -> Iterator[Look]:
    """Look, two years after the first use, for a second organisation that uses the solution."""
    kept = (it for it in scene.picture.adoptions if adoptions.standing(it, scene.today) != UseStanding.STOPPED)
    using = list(kept)
    if not using:
        return
    first = min(one.since for one in using)
    count = max([len({one.organisation for one in using}), *(one.count for one in scene.picture.counts)])
    late = scene.passed(first, scene.thresholds.number_on("one-customer-days", scene.today))
    yield scene.look_at("adoptions", count > 1 or not late, since=first)


def further_development_unanswered(scene: Scene) -> Iterator[Look]:
    """Look, once the solution is in use, for who develops it further and who pays."""
    if any(one.instrument == Instrument.USE for one in scene.begun) or scene.picture.adoptions:
        yield scene.look_at("initiative.further_development", scene.terms.further_development is not None)


def exclusive_terms(scene: Scene) -> Iterator[Look]:
    """Look for words that keep the result from other customers."""
    return EXCLUSIVE.looks(scene.terms_of_use)


def use_right_unsaid(scene: Scene) -> Iterator[Look]:
    """Look at each published stage that buys: what the buyer may do with the result."""
    for stage in scene.live:
        if rules(stage).contract or rules(stage).takes_tenders:
            yield scene.look(stage, "rights", (stage.rights or scene.terms.rights).use is not None)


def no_stage_for_spread(scene: Scene) -> Iterator[Look]:
    """Look at the plan of an initiative that buys: it holds a stage of use or spread, or a purchase of its own."""
    ends = {Instrument.USE, Instrument.SPREAD, Instrument.PPI}
    buying = [one for one in scene.stages if rules(one).contract]
    if buying:
        there = any(one.instrument in ends for one in scene.terms.stages if one.state != StageState.CANCELLED)
        yield scene.look(buying[-1], "instrument", there)


_BASIS = ("seed-principle-4", "seed-investment-logic")
RULES = (
    Rule("SC01", "market-not-assessed", Level.WARN, market_not_assessed, _BASIS, "no-judged-stage", moments=AT_PUBLISH),
    Rule(
        "SC02",
        "business-model-not-assessed",
        Level.WARN,
        model_not_assessed,
        _BASIS,
        "no-judged-stage",
        moments=AT_PUBLISH,
    ),
    Rule(
        "SC03",
        "will-and-ability-not-assessed",
        Level.WARN,
        team_not_assessed,
        _BASIS,
        "no-judged-stage",
        only=Only.GROWS,
    ),
    Rule(
        "SC04", "resources-not-assessed", Level.WARN, resources_not_assessed, _BASIS, "no-judged-stage", only=Only.GROWS
    ),
    Rule(
        "SC05",
        "buyer-owns-without-reason",
        Level.WARN,
        buyer_owns_without_reason,
        ("seed-consequence-3",),
        "no-stage",
        moments=AT_PUBLISH,
    ),
    Rule(
        "SC06",
        "no-follower-sought",
        Level.WARN,
        no_follower_sought,
        ("seed-value-2", "seed-principle-4"),
        "no-paying-stage",
        only=Only.GROWS,
    ),
    Rule(
        "SC07",
        "nobody-will-test",
        Level.NOTE,
        nobody_will_test,
        ("seed-value-2", "seed-principle-4"),
        "no-follower",
        only=Only.NOTED,
    ),
    Rule(
        "SC08",
        "one-customer-only",
        Level.WARN,
        one_customer_only,
        ("seed-consequence-1",),
        "not-in-use",
        only=Only.TIME,
    ),
    Rule(
        "SC09",
        "further-development-unanswered",
        Level.WARN,
        further_development_unanswered,
        ("seed-consequence-2",),
        "not-in-use",
        only=Only.TIME,
    ),
    Rule(
        "SC10",
        "exclusive-terms",
        Level.BLOCK,
        exclusive_terms,
        ("seed-consequence-3", "seed-principle-4"),
        "no-terms-of-use",
        moments=AT_PUBLISH,
    ),
    Rule(
        "SC11",
        "use-right-unsaid",
        Level.BLOCK,
        use_right_unsaid,
        ("seed-consequence-3", "lou-4-1"),
        "no-paying-stage",
        moments=AT_PUBLISH,
    ),
    Rule(
        "SC12",
        "no-stage-for-spread",
        Level.WARN,
        no_stage_for_spread,
        ("seed-principle-4",),
        "no-paying-stage",
        only=Only.GROWS,
    ),
    Rule(
        "SC13",
        "competitiveness-not-assessed",
        Level.WARN,
        competition_not_assessed,
        ("seed-investment-logic", "seed-consequence-2"),
        "no-judged-stage",
        only=Only.GROWS,
    ),
    Rule(
        "SC14",
        "no-named-further-user",
        Level.WARN,
        no_named_further_user,
        ("seed-consequence-3", "seed-principle-4"),
        "not-in-use",
        ("SC06", "SC07"),
        only=Only.TIME,
    ),
    Rule(
        "SC15",
        "cost-carried-by-one",
        Level.WARN,
        cost_carried_by_one,
        ("seed-consequence-1",),
        "no-economics",
        moments=AT_GATE,
    ),
)
