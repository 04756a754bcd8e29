"""What others ask of us: proof, public records, and answers to what is said not to be in line with procurement."""

from vakna.actions._files import Upload

from .attempts import note_attempt
from .claims import sign_claim
from .disclosures import decide_disclosure, give_out, record_request
from .judging import judge, judged
from .objections import answer_objection, file_objection, grant_waiver
from .proof import checkpoint_all, erase, rotate_key
from .suppressions import let_stand, take_back

__all__ = [
    "Upload",
    "answer_objection",
    "checkpoint_all",
    "decide_disclosure",
    "erase",
    "file_objection",
    "give_out",
    "grant_waiver",
    "judge",
    "judged",
    "let_stand",
    "note_attempt",
    "record_request",
    "rotate_key",
    "sign_claim",
    "take_back",
]
