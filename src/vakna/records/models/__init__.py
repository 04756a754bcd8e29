"""What is stored, one file per noun; column names are the picture's field names."""

from .assumptions import Assumption, Experiment
from .contracts import CallOff, Contract, Departure, OwnershipChange
from .delivery import Job, Letter
from .demand import Need
from .dialogue import Broadcast, Contact, Involvement, Pack, Question, Reach, Slot
from .funding import CeilingChange, MoneyEntry
from .growth import Resource, SupplierPlan, UnitEconomics
from .initiatives import (
    CastOrganisation,
    CastPerson,
    Initiative,
    Procurement,
    Stage,
    Summary,
)
from .journal import Checkpoint, Entry, Head, ProtectedPart, SealedLeaf, SealedTree
from .learning import Change, Feedback, Insight, Requirement, UserTest
from .outages import MovedDeadline, Outage
from .oversight import ClaimReview, Disclosure, Judgement, Objection, Suppression, Waiver
from .people import Declaration, Member, Organisation, Person, Tie, Watch
from .priorities import Frame, Placing, ResourcePlan
from .reference import ReferenceList
from .search import Indexed, Passage
from .selection import (
    Assessment,
    Debrief,
    Decision,
    Draft,
    FormToken,
    Participation,
    Proposal,
    Resumption,
    StoredFile,
    Submission,
)
from .spread import Adoption, Follower, ReportedCount
from .teamwork import Advice, Task

__all__ = [
    "Adoption",
    "Advice",
    "Assessment",
    "Assumption",
    "Broadcast",
    "CallOff",
    "CastOrganisation",
    "CastPerson",
    "CeilingChange",
    "Change",
    "Checkpoint",
    "ClaimReview",
    "Contact",
    "Contract",
    "Debrief",
    "Decision",
    "Declaration",
    "Departure",
    "Disclosure",
    "Draft",
    "Entry",
    "Experiment",
    "Feedback",
    "Follower",
    "FormToken",
    "Frame",
    "Head",
    "Indexed",
    "Initiative",
    "Insight",
    "Involvement",
    "Job",
    "Judgement",
    "Letter",
    "Member",
    "MoneyEntry",
    "MovedDeadline",
    "Need",
    "Objection",
    "Organisation",
    "Outage",
    "OwnershipChange",
    "Pack",
    "Participation",
    "Passage",
    "Person",
    "Placing",
    "Procurement",
    "Proposal",
    "ProtectedPart",
    "Question",
    "Reach",
    "ReferenceList",
    "ReportedCount",
    "Requirement",
    "Resource",
    "ResourcePlan",
    "Resumption",
    "SealedLeaf",
    "SealedTree",
    "Slot",
    "Stage",
    "StoredFile",
    "Submission",
    "Summary",
    "SupplierPlan",
    "Suppression",
    "Task",
    "Tie",
    "UnitEconomics",
    "UserTest",
    "Waiver",
    "Watch",
]
