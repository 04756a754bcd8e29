"""Resources that suppliers attract: capital, skills, partners and customers, and never equity alone.

Source: the seed, investment logic 4; domain 5.5 (the share of venture capital may not be a criterion: it shuts out
small firms that grow on their own money). So nothing here sums capital, and a criterion that names only equity is
refused.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .initiative import Criterion, Picture, Resource, Text
from .refusal import BadInput, Problem
from .vocabulary import CriterionGroup, ResourceKind, ResourceStatus

_EQUITY = (
    r"eget kapital", r"ägarkapital", r"riskkapital\w*", r"aktiekapital", r"nyemission\w*", r"investerar\w*",
    r"kapitalanskaffning", r"equity", r"venture capital", r"risk capital", r"share capital", r"investors?",
    r"capital raised",
)  # fmt: skip
_BROAD = (
    r"kompetens\w*", r"kunskap\w*", r"person\w*", r"medarbetar\w*", r"partner\w*", r"samarbet\w*", r"kund\w*",
    r"användar\w*", r"resurs\w*", r"skills?", r"people", r"staff", r"partnerships?", r"customers?", r"users?",
    r"resources?",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Attracted:
    """How many resources of one kind a supplier has, by how sure they are. A count: unlike things are not summed."""

    kind: ResourceKind
    by_status: Mapping[ResourceStatus, int]


def of(picture: Picture, participation: str) -> tuple[Resource, ...]:
    """Give one supplier's resources, by kind and then as they were written."""
    mine = [one for one in picture.resources if one.participation == participation]
    return tuple(sorted(mine, key=lambda one: (list(ResourceKind).index(one.kind), one.at, one.key)))


def summary(rows: Iterable[Resource]) -> tuple[Attracted, ...]:
    """Count the resources of every kind, those without any too: all four kinds weigh alike."""
    found = tuple(rows)
    return tuple(
        Attracted(
            kind=kind,
            by_status={
                status: sum(one.kind is kind and one.status is status for one in found) for status in ResourceStatus
            },
        )
        for kind in ResourceKind
    )


def check(one: Resource) -> None:
    """Refuse (`BadInput`) what is said to be secured without evidence, and a damage without its ground."""
    if one.status is ResourceStatus.SECURED and one.evidence is None:
        raise BadInput("resource-needs-evidence", path="evidence")
    if one.damage is not None and one.ground is None:
        raise BadInput("resource-needs-ground", path="ground")


def equity_alone(*said: Text | None) -> tuple[str, ...]:
    """Give the words by which a criterion asks for equity and for nothing else; none when it is broad enough."""
    whole = " ".join(text for one in said if one is not None for text in one.by_language.values())
    if _found(_BROAD, whole):
        return ()
    return tuple(dict.fromkeys(_found(_EQUITY, whole)))


def check_criteria(criteria: Iterable[Criterion]) -> None:
    """Refuse (`BadInput`) a criterion of the resources group that names equity alone, with the words that it names."""
    found = [
        Problem(f"criteria[{one.key}]", "criterion-equity-alone", (("number", one.number), ("words", ", ".join(named))))
        for one in criteria
        if one.group is CriterionGroup.RESOURCES and (named := equity_alone(one.title, one.guidance))
    ]
    if found:
        raise BadInput("criterion-equity-alone", found=tuple(found))


def _found(patterns: Iterable[str], text: str) -> list[str]:
    return re.findall(rf"\b(?:{'|'.join(patterns)})\b", text.casefold())
