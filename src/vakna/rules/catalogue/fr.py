"""The legal frame: value, notice, option, standstill, mandate (LOU; each amount is dated data)."""

import re
from collections.abc import Iterator
from datetime import date

from vakna.core import documentation_duty, legal_frame
from vakna.core.initiative import Award, Procurement
from vakna.core.money import Money
from vakna.core.stages import opens_from, rules
from vakna.core.vocabulary import (
    CriterionGroup,
    CriterionKind,
    GateKind,
    HowBought,
    Instrument,
    Law,
    Mandate,
    OrganisationKind,
    PlacesRule,
)

from ..finding import CannotJudge, Level, Look, Only
from ..rule import AT_GATE, AT_PUBLISH, Rule
from ..scene import Scene
from ..wording import wording

_DIGIT = re.compile(r"\d")
_ABILITY = frozenset(
    {
        CriterionGroup.TEAM,
        CriterionGroup.RESOURCES,
        CriterionGroup.MODEL,
        CriterionGroup.MARKET,
        CriterionGroup.COMPETITION,
    }
)
_OWN_COMPETITION = frozenset({Instrument.PPI, Instrument.PARTNERING})
SIMPLIFIED = wording(
    "förenklat", "urvalsförfarande", "19 kap", "19 a kap", "simplified", "selective", "chapter 19",
    sv=r"\b(?:förenklat förfarande|urvalsförfarande|19 (?:a )?kap\w*)",
    en=r"\b(?:simplified procedure|selective procedure|chapter 19\w*)",
)  # fmt: skip
_LIMITS = {
    Law.LOU: "direct-award-lou",
    Law.LUF: "direct-award-luf",
    Law.LUFS: "direct-award-luf",
    Law.LUK: "direct-award-luk",
}


def total_incomplete(scene: Scene) -> Iterator[Look]:
    """Look at each published procurement: every stage, option and purchase has its value in the total."""
    for i, one in enumerate(scene.terms.procurements):
        if scene.is_live(one) and scene.witnessed:
            unknown = legal_frame.total_value(scene.picture, one).unknown
            yield scene.look_at(f"initiative.procurements[{i}].total_value", not unknown, unknown=", ".join(unknown))


def total_too_low(scene: Scene) -> Iterator[Look]:
    """Look at each stated total: not below the sum of its stages, options and purchase."""
    for i, one in enumerate(scene.terms.procurements):
        worth = legal_frame.total_value(scene.picture, one).known
        if isinstance(one.total_value, Money) and one.total_value.currency == worth.currency:
            fine = one.total_value.amount >= worth.amount
            yield scene.look_at(f"initiative.procurements[{i}].total_value", fine, stated=one.total_value, sum=worth)


def direct_award_above_limit(scene: Scene) -> Iterator[Look | CannotJudge]:
    """Weigh each direct award, with its options and others of its kind this year, against the limit of its day."""
    direct = {one.procurement for one in scene.stages if one.instrument == Instrument.DIRECT_AWARD}
    for i, one in enumerate(scene.terms.procurements):
        if one.key in direct and one.law in _LIMITS:
            limit = scene.thresholds.sum_on(_LIMITS[one.law], _begun(scene, one))
            worth = legal_frame.total_value(scene.picture, one).known
            same = one.same_kind_this_year.amount if isinstance(one.same_kind_this_year, Money) else 0
            if limit is None or limit.currency != worth.currency:
                yield CannotJudge("amount-unknown")
            else:
                value = Money(worth.amount + same, worth.currency)
                yield scene.look_at(
                    f"initiative.procurements[{i}].total_value", value.amount <= limit.amount, value=value, limit=limit
                )


def _begun(scene: Scene, procurement: Procurement) -> date:
    """Give the day whose limit holds: the first publication, else the day of the check."""
    told = [one.published_at.date() for one in scene.stages_of(procurement) if one.published_at is not None]
    return min(told, default=scene.today)


def option_inexact(scene: Scene) -> Iterator[Look]:
    """Look at each published procurement with options: the clause says how much or how long, in figures."""
    for i, one in enumerate(scene.terms.procurements):
        if scene.is_live(one) and any(it.gate == GateKind.OPTION for it in scene.stages_of(one)):
            said = " ".join(one.option_frame.by_language.values()) if one.option_frame else ""
            yield scene.look_at(f"initiative.procurements[{i}].option_frame", bool(_DIGIT.search(said)))


def contract_without_option(scene: Scene) -> Iterator[Look]:
    """Look at each contract of a stage that ends with an option: the clause is in it."""
    for i, one in enumerate(scene.picture.contracts):
        if scene.by_key[one.stage].gate == GateKind.OPTION and scene.witnessed:
            yield scene.look_at(
                f"contracts[{i}].option_clause", one.option_clause is not None, stage=one.stage,
                supplier=one.participation,
            )  # fmt: skip


def standstill_too_short(scene: Scene) -> Iterator[Look]:
    """Count the standstill of each award: ten days from the day after it was sent, to a working day."""
    for i, one in enumerate(scene.terms.procurements):
        if one.award is not None and one.award.standstill_ends is not None:
            least = legal_frame.standstill_ends(one.award.sent.date())
            yield scene.look_at(
                f"initiative.procurements[{i}].award.standstill_ends", one.award.standstill_ends >= least, least=least
            )


def signed_in_standstill(scene: Scene) -> Iterator[Look]:
    """Look at each contract after an award: signed when the standstill was over."""
    awards = {one.key: one.award for one in scene.terms.procurements}
    for i, one in enumerate(scene.picture.contracts):
        award = awards.get(scene.by_key[one.stage].procurement)  # type: ignore[arg-type]
        if isinstance(one.signed, date) and award is not None:
            yield scene.look_at(
                f"contracts[{i}].signed", one.signed > _over(award), stage=one.stage, supplier=one.participation,
                signed=one.signed,
            )  # fmt: skip


def _over(award: Award) -> date:
    return award.standstill_ends or legal_frame.standstill_ends(award.sent.date())


def no_own_competition(scene: Scene) -> Iterator[Look]:
    """Look at each purchase after a PCP, and each partnering: a procurement of its own, with its own competition."""
    research = {one.procurement for one in scene.stages if one.instrument == Instrument.PCP_PHASE}
    for stage in scene.stages:
        if stage.instrument in _OWN_COMPETITION:
            own = stage.procurement is not None and stage.procurement not in research
            yield scene.look(stage, "procurement", own)


def ability_unlinked(scene: Scene) -> Iterator[Look]:
    """Look at each award criterion on ability or will to scale: its link to what is bought."""
    for stage in scene.stages:
        for i, one in enumerate(stage.criteria):
            if one.kind == CriterionKind.AWARD and one.group in _ABILITY:
                yield scene.look(
                    stage, f"criteria[{i}].link_to_purchase", one.link_to_purchase is not None, title=one.title
                )


def call_without_notice(scene: Scene) -> Iterator[Look]:
    """Look at each published call: the number of its notice in a registered database."""
    for i, one in enumerate(scene.terms.procurements):
        calls = [it for it in scene.live if it.procurement == one.key and rules(it).takes_tenders]
        if calls and scene.witnessed:
            fine = one.notice is not None and bool(one.notice.number.strip())
            yield scene.look_at(f"initiative.procurements[{i}].notice", fine, stage=calls[0].key)


def bought_without_right(scene: Scene) -> Iterator[Look]:
    """Look at each call-off: made by a buyer or somebody named from the start."""
    named = {it.organisation for one in scene.terms.procurements for it in one.named_buyers} | set(scene.terms.buyers)
    for i, one in enumerate(scene.picture.adoptions):
        if one.how in {HowBought.OPTION, HowBought.CALL_OFF}:
            name = scene.organisations[one.organisation].name
            yield scene.look_at(f"adoptions[{i}].how", one.organisation in named, organisation=name)


def decision_without_mandate(scene: Scene) -> Iterator[Look]:
    """Look at each decision the house has seen: the minute or delegation item it was taken under."""
    for i, one in enumerate(scene.picture.decisions):
        if scene.witnessed:
            fine = one.mandate != Mandate.STATED and bool(one.reference.strip())
            yield scene.look_at(f"decisions[{i}].reference", fine, stage=one.stage)


def places_without_rule(scene: Scene) -> Iterator[Look]:
    """Look at each published stage with limited places: the rule for more, and the rule for fewer."""
    for stage in scene.live:
        if scene.is_judged(stage) and stage.places is not None and scene.witnessed:
            yield scene.look(stage, "more_than_places", bool(stage.more_than_places) and bool(stage.fewer_than_places))


def lot_before_merit(scene: Scene) -> Iterator[Look]:
    """Look at each rule for places: lots are drawn only when nothing else settles it."""
    for stage in scene.stages:
        if stage.more_than_places:
            tried = stage.more_than_places
            fine = PlacesRule.LOT not in tried or tried.index(PlacesRule.LOT) == len(tried) - 1 > 0
            yield scene.look(stage, "more_than_places", fine)


def record_overdue(scene: Scene) -> Iterator[Look]:
    """Look at each procurement that the law asks to be documented: complete by the last day, or the day is to come."""
    for i, one in enumerate(scene.terms.procurements):
        duty = documentation_duty.duty(scene.picture, one) if scene.witnessed else None
        if duty is not None and duty.last_day is not None:
            fine = one.record is not None or scene.today <= duty.last_day
            yield scene.look_at(f"initiative.procurements[{i}].record", fine, last_day=duty.last_day)


def procedure_below_threshold(scene: Scene) -> Iterator[Look | CannotJudge]:
    """Weigh each published procurement against the threshold of its day: a simplified procedure exists only below."""
    for i, one in enumerate(scene.terms.procurements):
        name = _threshold(scene, one.law)
        if name is None or not scene.is_live(one):
            continue
        value, limit = _worth(scene, one), scene.thresholds.sum_on(name, _begun(scene, one))
        if limit is None or limit.currency != value.currency:
            yield CannotJudge("amount-unknown")
        else:
            said = one.procedure.by_language.items()
            words = next((hit for language, text in said if (hit := SIMPLIFIED.words(language, text))), None)
            fine = words is None or value.amount < limit.amount
            path = f"initiative.procurements[{i}].procedure"
            yield scene.look_at(path, fine, words=words, value=value, limit=limit)


def _threshold(scene: Scene, law: Law) -> str | None:
    """Name the threshold that decides: that of the state's agencies, of other buyers, or of the utilities."""
    if law == Law.LUF:
        return "threshold-luf"
    kinds = {scene.organisations[key].kind for key in scene.terms.buyers if key in scene.organisations}
    central = OrganisationKind.AGENCY in kinds
    return ("threshold-central" if central else "threshold-other") if law == Law.LOU else None


def _worth(scene: Scene, procurement: Procurement) -> Money:
    """Give the value that is stated, or the sum of what is known when that is more."""
    known, stated = legal_frame.total_value(scene.picture, procurement).known, procurement.total_value
    same = isinstance(stated, Money) and stated.currency == known.currency
    return stated if same and isinstance(stated, Money) and stated.amount > known.amount else known


def opened_too_early(scene: Scene) -> Iterator[Look]:
    """Look at each opening of sealed tenders: after the last day, and by two different persons."""
    for stage in scene.stages:
        if stage.opening is not None and stage.deadline is not None:
            fine = stage.opening.at >= opens_from(stage) and stage.opening.first != stage.opening.second
            yield scene.look(stage, "opening", fine)


def decided_alone(scene: Scene) -> Iterator[Look]:
    """Look at each decision on a proposal: one person proposed, another decided."""
    proposed = {(one.stage, one.version): one.by for one in scene.picture.proposals}
    for i, one in enumerate(scene.picture.decisions):
        if one.proposal is not None and one.by is not None:
            fine = proposed.get((one.stage, one.proposal)) != one.by
            yield scene.look_at(f"decisions[{i}].by", fine, stage=one.stage)


RULES = (
    Rule("FR01", "total-incomplete", Level.WARN, total_incomplete, ("lou-5-3",), "no-procurement", only=Only.GROWS),
    Rule("FR02", "total-too-low", Level.BLOCK, total_too_low, ("lou-5-3",), "amount-unknown", moments=AT_PUBLISH),
    Rule(
        "FR03",
        "direct-award-above-limit",
        Level.BLOCK,
        direct_award_above_limit,
        ("lou-19a-2", "thresholds"),
        "no-direct-award",
        moments=AT_PUBLISH,
    ),
    Rule("FR04", "option-inexact", Level.WARN, option_inexact, ("lou-17-10",), "no-option", moments=AT_PUBLISH),
    Rule(
        "FR05",
        "contract-without-option",
        Level.WARN,
        contract_without_option,
        ("lou-17-10",),
        "no-option",
        only=Only.ORDER,
    ),
    Rule(
        "FR06",
        "standstill-too-short",
        Level.BLOCK,
        standstill_too_short,
        ("lou-20-1",),
        "no-award",
        implies=("FR07",),
        only=Only.REFUSED,
    ),
    Rule(
        "FR07", "signed-in-standstill", Level.BLOCK, signed_in_standstill, ("lou-20-1",), "no-award", only=Only.REFUSED
    ),
    Rule(
        "FR08",
        "no-own-competition",
        Level.BLOCK,
        no_own_competition,
        ("pcp-ppi", "lou-4-1"),
        "no-purchase-stage",
        moments=AT_PUBLISH,
    ),
    Rule(
        "FR09",
        "ability-unlinked",
        Level.BLOCK,
        ability_unlinked,
        ("lou-16-1", "directive-67"),
        "no-award-criterion",
        moments=AT_PUBLISH,
    ),
    Rule(
        "FR10",
        "call-without-notice",
        Level.BLOCK,
        call_without_notice,
        ("lou-10-1", "lou-4-1"),
        "no-call",
        moments=AT_PUBLISH,
    ),
    Rule(
        "FR11",
        "bought-without-right",
        Level.BLOCK,
        bought_without_right,
        ("lou-17-10", "lou-4-1"),
        "no-call-off",
        only=Only.REFUSED,
    ),
    Rule(
        "FR12",
        "decision-without-mandate",
        Level.BLOCK,
        decision_without_mandate,
        ("mandate",),
        "no-decision",
        only=Only.REFUSED,
    ),
    Rule(
        "FR13",
        "places-without-rule",
        Level.BLOCK,
        places_without_rule,
        ("lou-4-1", "domain-transparency"),
        "no-places",
        moments=AT_PUBLISH,
    ),
    Rule(
        "FR14",
        "lot-before-merit",
        Level.WARN,
        lot_before_merit,
        ("lou-16-1", "seed-investment-logic"),
        "no-places",
        moments=AT_PUBLISH,
    ),
    Rule(
        "FR15",
        "opened-too-early",
        Level.BLOCK,
        opened_too_early,
        ("osl-19-3", "lou-4-1"),
        "no-opening",
        moments=AT_GATE,
    ),
    Rule(
        "FR16",
        "decided-alone",
        Level.BLOCK,
        decided_alone,
        ("mandate", "conflict-of-interest"),
        "no-decision",
        only=Only.REFUSED,
    ),
    Rule(
        "FR17", "record-overdue", Level.WARN, record_overdue, ("lou-documentation",), "no-record-duty", only=Only.TIME
    ),
    Rule(
        "FR18",
        "procedure-below-threshold",
        Level.WARN,
        procedure_below_threshold,
        ("thresholds", "lou-below"),
        "no-procurement",
        moments=AT_PUBLISH,
    ),
)
