"""Equal information: answers to all, contacts on record, insights, one broadcast to everyone, living requirements."""

from vakna.actions._files import Upload

from .assumptions import set_assumption, set_experiment
from .changes import decide_change, request_change
from .contacts import confirm_contact, record_contact, revise_contact
from .information import acknowledge, broadcast
from .involvements import decide_involvement, hear_involvement, level_involvement, note_involvement
from .learning import add_insight, answer_approval, ask_approval
from .minutes import confirm_minutes, revise_minutes, write_minutes
from .packs import make_pack
from .questions import answer, ask, release_answers
from .reach import record_reach
from .slots import book_slot, cancel_slot, open_slots, remove_slot
from .specification import set_requirement
from .user_tests import close_user_test, give_feedback, note_feedback, plan_user_test, renew_invitation
from .watching import unwatch, watch

__all__ = [
    "Upload",
    "acknowledge",
    "add_insight",
    "answer",
    "answer_approval",
    "ask",
    "ask_approval",
    "book_slot",
    "broadcast",
    "cancel_slot",
    "close_user_test",
    "confirm_contact",
    "confirm_minutes",
    "decide_change",
    "decide_involvement",
    "give_feedback",
    "hear_involvement",
    "level_involvement",
    "make_pack",
    "note_feedback",
    "note_involvement",
    "open_slots",
    "plan_user_test",
    "record_contact",
    "record_reach",
    "release_answers",
    "remove_slot",
    "renew_invitation",
    "request_change",
    "revise_contact",
    "revise_minutes",
    "set_assumption",
    "set_experiment",
    "set_requirement",
    "unwatch",
    "watch",
    "write_minutes",
]
