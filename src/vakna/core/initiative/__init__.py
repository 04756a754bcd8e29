"""The picture: one initiative as frozen values, in parts, for core, rules, planner and exchange to judge.

It holds data and trivial look-ups; judgement lives in the rooms that read it. Every field has a class
(public, party, own, assessor, sealed) that `core.visibility` obeys, and a place in the document (`core.document`).
"""

from .assumptions import Assumption, AssumptionVersion, Experiment
from .demand import Figure, Goal, Need
from .dialogue import (
    Acknowledgement,
    Broadcast,
    Confirmation,
    Contact,
    Involvement,
    Pack,
    PackItem,
    Question,
    Reach,
    Slot,
)
from .files import Document, Paper
from .funding import FundingSource, MoneyEntry
from .initiatives import (
    Award,
    Cancelled,
    Contract,
    Correction,
    Criterion,
    NamedBuyer,
    Notice,
    Opening,
    Procurement,
    Rights,
    Stage,
    Terms,
)
from .learning import (
    Approval,
    Change,
    Feedback,
    Insight,
    Requirement,
    Scenario,
    ScenarioAnswer,
    UserTest,
)
from .oversight import Disclosure, DisclosureItem, Objection, Waiver
from .people import Declaration, Member, Organisation, Person, Tie, Undertaking
from .picture import ALL_PARTS, COLLECTIONS, PARTS, PartNotTaken, Picture
from .selection import Answer, Assessment, Attachment, Decision, Mark, Outcome, Participation, Proposal, Submission
from .spread import Adoption, Follower, ReportedCount
from .stage_form import Choice, Claim, FormQuestion
from .values import Digest, Key, MaybeMoney, Text, seen, text

__all__ = [
    "ALL_PARTS",
    "COLLECTIONS",
    "PARTS",
    "Acknowledgement",
    "Adoption",
    "Answer",
    "Approval",
    "Assessment",
    "Assumption",
    "AssumptionVersion",
    "Attachment",
    "Award",
    "Broadcast",
    "Cancelled",
    "Change",
    "Choice",
    "Claim",
    "Confirmation",
    "Contact",
    "Contract",
    "Correction",
    "Criterion",
    "Decision",
    "Declaration",
    "Digest",
    "Disclosure",
    "DisclosureItem",
    "Document",
    "Experiment",
    "Feedback",
    "Figure",
    "Follower",
    "FormQuestion",
    "FundingSource",
    "Goal",
    "Insight",
    "Involvement",
    "Key",
    "Mark",
    "MaybeMoney",
    "Member",
    "MoneyEntry",
    "NamedBuyer",
    "Need",
    "Notice",
    "Objection",
    "Opening",
    "Organisation",
    "Outcome",
    "Pack",
    "PackItem",
    "Paper",
    "PartNotTaken",
    "Participation",
    "Person",
    "Picture",
    "Procurement",
    "Proposal",
    "Question",
    "Reach",
    "ReportedCount",
    "Requirement",
    "Rights",
    "Scenario",
    "ScenarioAnswer",
    "Slot",
    "Stage",
    "Submission",
    "Terms",
    "Text",
    "Tie",
    "Undertaking",
    "UserTest",
    "Waiver",
    "seen",
    "text",
]
