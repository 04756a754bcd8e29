"""Money moves under its ceilings; ceilings change by decision; contracts pay by what is approved; suppliers leave."""

from .ceilings import ask_ceiling, decide_ceiling, state_rate
from .contracts import add_milestone, add_option, approve_milestone, call_off, set_contract_terms
from .departures import note_owner, settle_departure
from .entries import commit, invoice, pay, plan, release

__all__ = [
    "add_milestone",
    "add_option",
    "approve_milestone",
    "ask_ceiling",
    "call_off",
    "commit",
    "decide_ceiling",
    "invoice",
    "note_owner",
    "pay",
    "plan",
    "release",
    "set_contract_terms",
    "settle_departure",
    "state_rate",
]
