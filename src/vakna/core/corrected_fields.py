"""The closed list of what a correction may change in a published stage; `vocabulary` gives it with all others."""

from enum import StrEnum


class CorrectedField(StrEnum):
    """A field of a published stage that a correction may change. Everything else is substantial (design 1.2)."""

    PURPOSE = "purpose"
    BACKGROUND = "background"
    USE_OF_ANSWERS = "use_of_answers"
    SECRECY_NOTICE = "secrecy_notice"
    COMPENSATION = "compensation"
    NEXT_STEPS = "next_steps"
    SUCCESS = "success"
    PLACES = "places"
    QUESTIONS_UNTIL = "questions_until"
    DECISION_DUE = "decision_due"
    ENDS_AT = "ends_at"
    TITLE = "title"
    GUIDANCE = "guidance"
