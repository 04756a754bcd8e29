"""The closed list of what somebody knows in a team; `vocabulary` gives it with all others."""

from enum import StrEnum


class Function(StrEnum):
    """From which part of the organisation somebody comes (seed, insight 3); a role says what one may do."""

    INNOVATION = "innovation"
    PROCUREMENT = "procurement"
    LAW = "law"
    OPERATIONS = "operations"
    IT = "it"
    FINANCE = "finance"
