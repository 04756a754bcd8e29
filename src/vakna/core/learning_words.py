"""The closed list of what can be found again across initiatives."""

from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage that is found again is: what was needed, told, learned, decided, used, and how it ended."""

    INITIATIVE = "initiative"
    NEED = "need"
    INSIGHT = "insight"
    ASSUMPTION = "assumption"
    TOLD = "told"
    OUTCOME = "outcome"
    LESSON = "lesson"
    USE = "use"
    END = "end"
