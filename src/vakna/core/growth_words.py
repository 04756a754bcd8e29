"""The closed lists of words for a supplier's ability to grow; `vocabulary` gives them with all others."""

from enum import StrEnum


class ResourceKind(StrEnum):
    """What a supplier attracts (seed, investment logic 4). None of them outweighs another."""

    CAPITAL = "capital"
    SKILLS = "skills"
    PARTNERS = "partners"
    CUSTOMERS = "customers"


class ResourceStatus(StrEnum):
    """How sure an attracted resource is."""

    PLANNED = "planned"
    PROMISED = "promised"
    SECURED = "secured"
