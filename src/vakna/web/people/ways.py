"""Where each next action is done: the code of the action to the address of its page."""

from collections.abc import Mapping

from django.urls import reverse

OF_INITIATIVE: Mapping[str, str] = {
    "describe-need": "need",
    "revise-need": "need",
    "check-in": "spread",
    "record-contract": "contract",
    "complete-record": "documentation",
    "pay": "money",
    "invoice": "money",
    "add-insight": "insights",
    "approve-wording": "insights",
    "broadcast": "broadcast",
    "pass-on": "broadcast",
    "meet": "record_contact",
    "answer-objection": "objections",
    "renew-waiver": "objections",
    "tell-result": "assumptions",
    "decide-experiment": "assumptions",
    "decide-change": "changes",
    "decide-ceiling": "money",
    "decide-option": "options",
    "settle-departure": "contract",
    "decline-change": "changes",
    "do-task": "together",
    "answer-advice": "together",
    "give-mandate": "give_mandate",
    "write-route": "set_route",
    "look-at-market": "market_look",
    "set-market-look": "market_look",
    "tell-further": "further_development",
    "write-spread-plan": "spread_plan",
    "write-supplier-plan": "spread_plan",
    "decide-adoption": "decide_adoption",
    "say-strength": "follow",
    "answer-join": "spread",
    "follow-risk": "risks",
    "verify-journal": "log",
}
"""Actions that are done on a page of the initiative."""

OF_STAGE: Mapping[str, str] = {
    "prepare-stage": "edit_stage",
    "publish-rfi": "publish_stage",
    "publish-stage": "publish_stage",
    "open-stage": "stage",
    "close-stage": "stage",
    "answer-question": "questions",
    "record-notice": "stage",
    "open-sealed": "opening",
    "declare-interests": "declare",
    "declare-neutrality": "declare_neutrality",
    "propose": "gate",
    "propose-again": "gate",
    "decide": "decide",
    "sign": "decide",
    "answer-rfi": "hand_in",
    "tender": "hand_in",
    "deliver": "hand_in",
    "confirm": "hand_in",
    "acknowledge": "stage",
    "write-minutes": "times",
    "revise-minutes": "times",
    "confirm-minutes": "times",
    "write-summary": "summary",
    "offer-debriefs": "debriefs",
}
"""Actions that are done on a page of the stage."""

OF_SUPPLIER: Mapping[str, str] = {
    "assess": "assess", "agree": "consensus", "mark-need": "need_fit", "book-debrief": "debrief",
    "note-debrief": "note_debrief", "look-at-held": "resume", "decide-resumption": "resume",
}  # fmt: skip
"""Actions that are done on a page of one supplier in the stage."""


OF_ALL: Mapping[str, str] = {
    "assess": "assessments", "agree": "assessments", "mark-need": "assessments",
    "pay": "money", "record-contract": "contract", "meet": "contacts",
}  # fmt: skip
"""Actions about one supplier at a time, and where they are done for several."""


def way(code: str, *, initiative: str, stage: str | None, participation: str | None) -> str:
    """Give the address at which the action is done; for several suppliers at once when none is given."""
    if code in OF_SUPPLIER and participation is None:
        return reverse(OF_ALL[code], args=[initiative, stage])
    if code in OF_SUPPLIER:
        return reverse(OF_SUPPLIER[code], args=[initiative, stage, participation])
    if code in OF_STAGE:
        return reverse(OF_STAGE[code], args=[initiative, stage])
    return reverse(OF_INITIATIVE[code], args=[initiative])
