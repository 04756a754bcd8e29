"""Money moves under its ceilings, which change by decision; contracts pay, and options are used; suppliers leave."""

from .ceilings import ask_ceiling, decide_ceiling, state_rate
from .contracts import add_milestone, add_option, approve_milestone, call_off, set_contract_terms
from .departures import note_owner, settle_departure, tell_leaving
from .entries import commit, invoice, pay, plan, release
from .options import decide_option, propose_option

__all__ = [
    "add_milestone",
    "add_option",
    "approve_milestone",
    "ask_ceiling",
    "call_off",
    "commit",
    "decide_ceiling",
    "decide_option",
    "invoice",
    "note_owner",
    "pay",
    "plan",
    "propose_option",
    "release",
    "set_contract_terms",
    "settle_departure",
    "state_rate",
    "tell_leaving",
]
