"""Every rule, by an explicit list of families. The order is the order of the reports."""

from collections.abc import Mapping

from vakna.core.refusal import NotFound

from .catalogue import al, dm, et, fr, ls, mr, nd, ne, pg, pr, sc, tr, vl
from .finding import Family
from .rule import Rule

VERSION = 3
"""Rises whenever a rule is added, changed or retired; every report names it, and each answer its rule's own version."""

FAMILIES: Mapping[Family, tuple[Rule, ...]] = {
    Family.ND: nd.RULES,
    Family.ET: et.RULES,
    Family.TR: tr.RULES,
    Family.PR: pr.RULES,
    Family.MR: mr.RULES,
    Family.AL: al.RULES,
    Family.SC: sc.RULES,
    Family.VL: vl.RULES,
    Family.LS: ls.RULES,
    Family.NE: ne.RULES,
    Family.FR: fr.RULES,
    Family.PG: pg.RULES,
    Family.DM: dm.RULES,
}

RULES: tuple[Rule, ...] = tuple(rule for rules in FAMILIES.values() for rule in rules)
BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
_BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in RULES}


def find(code: str) -> Rule:
    """Find a rule by its code, in any case, or by its name. Refuses (`NotFound`) what no rule is called."""
    rule = BY_CODE.get(code.upper()) or _BY_NAME.get(code.lower())
    if rule is None:
        raise NotFound("no-such-rule", given=code)
    return rule
