"""The closed lists of what becomes of a finished test; `vocabulary` gives them with all others."""

from enum import StrEnum


class AdoptionStep(StrEnum):
    """What is decided on the use of what was tested: it is introduced, laid down, or taken up again."""

    ADOPT = "adopt"
    LAY_DOWN = "lay_down"
    TAKE_UP = "take_up"


class CauseOfDeath(StrEnum):
    """Why a test led to no use (seed, the pilot graveyard; domain 6.1)."""

    NO_BUDGET = "no_budget"
    NO_BUYER = "no_buyer"
    NO_DEVELOPER = "no_developer"
    NEED_CHANGED = "need_changed"
    DID_NOT_WORK = "did_not_work"
    DOES_NOT_SCALE = "does_not_scale"
    OWN_ROUTINES = "own_routines"
    PROJECT_ENDED = "project_ended"
