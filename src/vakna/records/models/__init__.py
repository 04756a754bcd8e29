"""What is stored, one file per noun; column names are the picture's field names."""

from .delivery import Job, Letter
from .demand import Need
from .dialogue import Broadcast, Contact, Insight, Question, Requirement
from .funding import MoneyEntry
from .initiatives import (
    Assumption,
    CastOrganisation,
    CastPerson,
    Contract,
    Experiment,
    Initiative,
    Procurement,
    Stage,
    Summary,
)
from .journal import Checkpoint, Entry, Head, ProtectedPart, SealedLeaf, SealedTree
from .people import Member, Organisation, Person, Tie
from .selection import Assessment, Decision, Draft, FormToken, Participation, Proposal, StoredFile, Submission
from .spread import Adoption, Follower, ReportedCount

__all__ = [
    "Adoption",
    "Assessment",
    "Assumption",
    "Broadcast",
    "CastOrganisation",
    "CastPerson",
    "Checkpoint",
    "Contact",
    "Contract",
    "Decision",
    "Draft",
    "Entry",
    "Experiment",
    "Follower",
    "FormToken",
    "Head",
    "Initiative",
    "Insight",
    "Job",
    "Letter",
    "Member",
    "MoneyEntry",
    "Need",
    "Organisation",
    "Participation",
    "Person",
    "Procurement",
    "Proposal",
    "ProtectedPart",
    "Question",
    "ReportedCount",
    "Requirement",
    "SealedLeaf",
    "SealedTree",
    "Stage",
    "StoredFile",
    "Submission",
    "Summary",
    "Tie",
]
