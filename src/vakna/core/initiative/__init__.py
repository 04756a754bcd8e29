"""The picture: one initiative as frozen values, in parts, for core, rules, planner and exchange to judge.

It holds data and trivial look-ups; judgement lives in the rooms that read it. Every field has a class
(public, party, own, assessor, sealed) that `core.visibility` obeys, and a place in the document (`core.document`).
"""

from .demand import Figure, Goal, Need
from .dialogue import Acknowledgement, Broadcast, Contact, Insight, Question, Requirement
from .funding import FundingSource, MoneyEntry
from .initiatives import (
    Assumption,
    Award,
    Contract,
    Correction,
    Criterion,
    Experiment,
    NamedBuyer,
    Notice,
    Opening,
    Procurement,
    Rights,
    Stage,
    Terms,
)
from .people import Member, Organisation, Person, Tie
from .picture import ALL_PARTS, COLLECTIONS, PARTS, PartNotTaken, Picture
from .selection import Answer, Assessment, Attachment, Decision, Mark, Outcome, Participation, Proposal, Submission
from .spread import Adoption, Follower, ReportedCount
from .values import Digest, Key, MaybeMoney, Text, seen, text

__all__ = [
    "ALL_PARTS",
    "COLLECTIONS",
    "PARTS",
    "Acknowledgement",
    "Adoption",
    "Answer",
    "Assessment",
    "Assumption",
    "Attachment",
    "Award",
    "Broadcast",
    "Contact",
    "Contract",
    "Correction",
    "Criterion",
    "Decision",
    "Digest",
    "Experiment",
    "Figure",
    "Follower",
    "FundingSource",
    "Goal",
    "Insight",
    "Key",
    "Mark",
    "MaybeMoney",
    "Member",
    "MoneyEntry",
    "NamedBuyer",
    "Need",
    "Notice",
    "Opening",
    "Organisation",
    "Outcome",
    "PartNotTaken",
    "Participation",
    "Person",
    "Picture",
    "Procurement",
    "Proposal",
    "Question",
    "ReportedCount",
    "Requirement",
    "Rights",
    "Stage",
    "Submission",
    "Terms",
    "Text",
    "Tie",
    "seen",
    "text",
]
