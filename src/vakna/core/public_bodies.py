"""Public bodies as their registers tell of them: who they are, where, and how many people live there. Never persons."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .organisations import is_personal
from .vocabulary import OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBody:
    """One body of a register. `number` has digits alone; `county` is the county's code, where there is one."""

    number: str
    name: str
    kind: OrganisationKind
    county: str | None = None
    population: int | None = None


def bodies(registers: Mapping[str, Iterable[Mapping[str, Any]]]) -> tuple[PublicBody, ...]:
    """Read the registers of municipalities, regions and agencies; a row without a number, or with a person's, is left.

    A body that stands in two registers (Gotland is a municipality with a region's tasks) is told once.
    """
    found: dict[str, PublicBody] = {}
    for register, (kind, name) in _REGISTERS.items():
        for row in registers.get(register, ()):
            number = re.sub(r"\D", "", str(row.get("org_nr") or ""))
            if len(number) == _DIGITS and not is_personal(number, "SE"):
                people = str(row.get("population") or "")
                body = PublicBody(
                    number=number, name=str(row[name]), kind=kind, county=row.get("county_code") or None,
                    population=int(people) if people.isdigit() else None,
                )  # fmt: skip
                found.setdefault(number, body)
    return tuple(found.values())


_DIGITS = 10
_REGISTERS: Mapping[str, tuple[OrganisationKind, str]] = {
    "municipalities": (OrganisationKind.MUNICIPALITY, "name"),
    "regions": (OrganisationKind.REGION, "region"),
    "agencies": (OrganisationKind.AGENCY, "name"),
}
