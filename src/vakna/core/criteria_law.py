"""What the law asks of the criteria of a stage that ends with an award, before it is published.

Each criterion says what it is: a qualification requirement on the supplier, an award criterion tied to what is bought,
or a term of the contract. Who the supplier is belongs to qualification; its ability and will to scale is an award
criterion only where that is part of what is bought. Price is stated: fixed, or how it counts. Sources: LOU (2016:1145)
14 kap. 1 §, 16 kap. 1-2 §§, 17 kap. 1 §; Directive 2014/24/EU articles 58, 67 and 70; domain 4.5 and 9.
"""

from .initiative import Criterion, Stage, Terms
from .vocabulary import CriterionGroup, CriterionKind, GateKind, Law

_IN_AN_AWARD = frozenset({CriterionKind.QUALIFICATION, CriterionKind.AWARD, CriterionKind.CONTRACT_TERM})
_ABILITY = frozenset({CriterionGroup.TEAM, CriterionGroup.RESOURCES})


def asked(stage: Stage, terms: Terms) -> bool:
    """Say whether the stage ends with an award under one of the acts. A procurement outside them is free to choose."""
    laws = (one.law for one in terms.procurements if one.key == stage.procurement)
    return stage.gate is GateKind.AWARD and next(laws, Law.NONE) is not Law.NONE


def said(stage: Stage, terms: Terms) -> dict[str, bool]:
    """Say which of what the law asks has been said; nothing is asked of other stages."""
    if not asked(stage, terms) or not stage.criteria:
        return {}
    unlinked = [one for one in stage.criteria if one.kind is CriterionKind.AWARD and one.link_to_purchase is None]
    return {
        "criterion-kind": all(one.kind in _IN_AN_AWARD for one in stage.criteria),
        "award-link": not any(not _is_ability(one) for one in unlinked),
        "ability-link": not any(_is_ability(one) for one in unlinked),
        "price": stage.compensation is not None or _paid(stage, terms),
    }


def _is_ability(one: Criterion) -> bool:
    return one.group in _ABILITY


def _paid(stage: Stage, terms: Terms) -> bool:
    """Say whether a fixed pay stands in a stage of the same procurement."""
    return any(one.pay is not None for one in terms.stages if one.procurement == stage.procurement)
