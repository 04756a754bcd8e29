"""Scalability beyond the first customer, in criteria, rights, demand and what comes after (seed, principle 4)."""

from collections.abc import Iterator

from vakna.core import adoptions
from vakna.core.initiative import Rights
from vakna.core.stages import rules
from vakna.core.vocabulary import (
    CriterionGroup,
    Instrument,
    Phase,
    RightsHolder,
    StageState,
    Strength,
    UseStanding,
)

from ..finding import Level, Look
from ..rule import AT_PUBLISH, Check, Rule
from ..scene import Scene
from ..wording import wording

_STRONG = frozenset({Strength.WILL_TEST, Strength.WILL_BUY, Strength.BOUGHT})
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
    Rule("SC01", "market-not-assessed", Level.WARN, market_not_assessed, _BASIS, "no-judged-stage"),
    Rule("SC02", "business-model-not-assessed", Level.WARN, model_not_assessed, _BASIS, "no-judged-stage"),
    Rule("SC03", "will-and-ability-not-assessed", Level.WARN, team_not_assessed, _BASIS, "no-judged-stage"),
    Rule("SC04", "resources-not-assessed", Level.WARN, resources_not_assessed, _BASIS, "no-judged-stage"),
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
    ),
    Rule("SC07", "nobody-will-test", Level.NOTE, nobody_will_test, ("seed-value-2", "seed-principle-4"), "no-follower"),
    Rule("SC08", "one-customer-only", Level.WARN, one_customer_only, ("seed-consequence-1",), "not-in-use"),
    Rule(
        "SC09",
        "further-development-unanswered",
        Level.WARN,
        further_development_unanswered,
        ("seed-consequence-2",),
        "not-in-use",
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
    Rule("SC12", "no-stage-for-spread", Level.WARN, no_stage_for_spread, ("seed-principle-4",), "no-paying-stage"),
)
