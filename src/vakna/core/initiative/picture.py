"""The picture: one initiative as frozen values, in parts; touching a part that was not taken raises."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .assumptions import Assumption, Experiment
from .contracts import CallOff, Contract, Departure, OwnershipChange
from .dialogue import Broadcast, Contact, Involvement, Pack, Question, Reach, Slot
from .funding import CeilingChange, MoneyEntry
from .growth import Resource, UnitEconomics
from .initiatives import Stage, Terms
from .learning import Change, Feedback, Insight, Requirement, UserTest
from .oversight import Disclosure, Objection, Suppression, Waiver
from .people import Declaration, Organisation, Tie
from .selection import Assessment, Debrief, Decision, Participation, Proposal, Resumption, Submission
from .spread import Adoption, Follower, ReportedCount
from .spread_plans import SupplierPlan
from .teamwork import Advice, Task

PARTS: Mapping[str, tuple[str, ...]] = {
    "participations": ("participations",),
    "submissions": ("submissions",),
    "marks": ("ties", "declarations", "ownership_changes", "assessments"),
    "gates": ("proposals", "decisions"),
    "debriefs": ("debriefs",),
    "resumptions": ("resumptions",),
    "questions": ("questions",),
    "contacts": ("slots", "contacts", "involvements"),
    "broadcasts": ("broadcasts", "packs"),
    "openness": ("reaches", "disclosures"),
    "learning": ("insights", "assumptions", "experiments"),
    "growth": ("resources", "economics", "supplier_plans"),
    "specification": ("requirements", "changes"),
    "tests": ("user_tests", "feedback"),
    "objections": ("objections", "waivers"),
    "suppressions": ("suppressions",),
    "money": ("contracts", "money"),
    "money_decisions": ("ceiling_changes", "call_offs", "departures"),
    "teamwork": ("tasks", "advice"),
    "spread": ("followers", "adoptions", "counts"),
}
"""Every part but the terms, which are always taken, and the collections each part brings."""

ALL_PARTS = tuple(PARTS)


class PartNotTaken(RuntimeError):
    """Somebody touched a part of the picture that was not asked for: a bug, never shown to a user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One initiative at one instant. Touching a part that was not taken raises `PartNotTaken`."""

    terms: Terms
    sequence: int = 0
    _taken: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    spoken: str = field(default="sv", compare=False)
    """The language of the names that the picture puts together: its reader's, once it is redacted for one."""

    def _part(self, name: str) -> tuple[Any, ...]:
        if name not in self._taken:
            raise PartNotTaken(name)
        return self._taken[name]

    @property
    def taken(self) -> tuple[str, ...]:
        """Name the collections that were taken: those of the parts asked for, and any taken beside them."""
        return tuple(self._taken)

    def with_rows(self, **collections: tuple[Any, ...]) -> "Picture":
        """Give the same picture with these collections taken, or taken otherwise."""
        return replace(self, _taken={**self._taken, **collections})

    def has(self, part: str) -> bool:
        """Say whether `part` was taken."""
        return all(name in self._taken for name in PARTS[part])

    @property
    def participations(self) -> tuple[Participation, ...]:
        """Give every supplier's participation."""
        return self._part("participations")

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """Give everything handed in, every version."""
        return self._part("submissions")

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Give the declared interests of persons in suppliers."""
        return self._part("ties")

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Give what persons have declared, stage by stage, about their ties."""
        return self._part("declarations")

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Give handed-in assessments, individual and consensus."""
        return self._part("assessments")

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Give every version of every gate proposal."""
        return self._part("proposals")

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Give the gate decisions."""
        return self._part("decisions")

    @property
    def debriefs(self) -> tuple[Debrief, ...]:
        """Give the talks offered to suppliers that a gate has ended."""
        return self._part("debriefs")

    @property
    def resumptions(self) -> tuple[Resumption, ...]:
        """Give the suppliers on hold that were asked to be taken up again or ended between gates."""
        return self._part("resumptions")

    @property
    def contracts(self) -> tuple[Contract, ...]:
        """Give the recorded contracts."""
        return self._part("contracts")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Give questions and answers."""
        return self._part("questions")

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Give the buyer-supplier exchanges."""
        return self._part("contacts")

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Give the times for dialogue."""
        return self._part("slots")

    @property
    def involvements(self) -> tuple[Involvement, ...]:
        """Give the tenderers that took part in preparing, and how that was levelled."""
        return self._part("involvements")

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Give the information packs."""
        return self._part("packs")

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """Give where the stages were made known."""
        return self._part("reaches")

    @property
    def disclosures(self) -> tuple[Disclosure, ...]:
        """Give the requests for public records."""
        return self._part("disclosures")

    @property
    def supplier_plans(self) -> tuple[SupplierPlan, ...]:
        """Give every version of the suppliers' plans for spread."""
        return self._part("supplier_plans")

    @property
    def changes(self) -> tuple[Change, ...]:
        """Give the change requests."""
        return self._part("changes")

    @property
    def user_tests(self) -> tuple[UserTest, ...]:
        """Give the tests with users."""
        return self._part("user_tests")

    @property
    def feedback(self) -> tuple[Feedback, ...]:
        """Give what test users said."""
        return self._part("feedback")

    @property
    def objections(self) -> tuple[Objection, ...]:
        """Give the claims that something is not in line with procurement."""
        return self._part("objections")

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """Give the house rules set aside."""
        return self._part("waivers")

    @property
    def suppressions(self) -> tuple[Suppression, ...]:
        """Give the findings of rules that may stand, with their reasons."""
        return self._part("suppressions")

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Give the team's tasks."""
        return self._part("tasks")

    @property
    def advice(self) -> tuple[Advice, ...]:
        """Give the intermediaries' advice."""
        return self._part("advice")

    @property
    def broadcasts(self) -> tuple[Broadcast, ...]:
        """Give what was made available to all."""
        return self._part("broadcasts")

    @property
    def insights(self) -> tuple[Insight, ...]:
        """Give what was learned."""
        return self._part("insights")

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Give every version of every requirement."""
        return self._part("requirements")

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Give what must be true."""
        return self._part("assumptions")

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        """Give the tests of the assumptions."""
        return self._part("experiments")

    @property
    def resources(self) -> tuple[Resource, ...]:
        """Give what the suppliers have attracted."""
        return self._part("resources")

    @property
    def economics(self) -> tuple[UnitEconomics, ...]:
        """Give every version of the suppliers' unit economics."""
        return self._part("economics")

    @property
    def money(self) -> tuple[MoneyEntry, ...]:
        """Give the entries of money in the order they were made."""
        return self._part("money")

    @property
    def ceiling_changes(self) -> tuple[CeilingChange, ...]:
        """Give the new ceilings that were asked for, and what was decided on each."""
        return self._part("ceiling_changes")

    @property
    def call_offs(self) -> tuple[CallOff, ...]:
        """Give what named buyers have called off."""
        return self._part("call_offs")

    @property
    def departures(self) -> tuple[Departure, ...]:
        """Give the suppliers that left under contract."""
        return self._part("departures")

    @property
    def ownership_changes(self) -> tuple[OwnershipChange, ...]:
        """Give the suppliers that got another owner."""
        return self._part("ownership_changes")

    @property
    def followers(self) -> tuple[Follower, ...]:
        """Give the organisations with the same need."""
        return self._part("followers")

    @property
    def adoptions(self) -> tuple[Adoption, ...]:
        """Give the named organisations that use the solution."""
        return self._part("adoptions")

    @property
    def counts(self) -> tuple[ReportedCount, ...]:
        """Give the reported counts of using organisations."""
        return self._part("counts")

    def stage(self, key: str) -> Stage:
        """Find a stage by key; a missing one is a bug in the caller."""
        return next(stage for stage in self.terms.stages if stage.key == key)

    def assumption(self, key: str) -> Assumption:
        """Find an assumption by key."""
        return next(one for one in self.assumptions if one.key == key)

    def organisation(self, key: str) -> Organisation:
        """Find an organisation by key."""
        return next(one for one in self.terms.organisations if one.key == key)

    def participation(self, key: str) -> Participation:
        """Find a participation by key."""
        return next(one for one in self.participations if one.key == key)

    def supplier_name(self, participation: str) -> str:
        """Give the name of the supplier behind a participation, with its lot where it goes for one."""
        one = self.participation(participation)
        name = self.organisation(one.organisation).name
        lots = {lot.key: lot.name for it in self.terms.procurements if it.key == one.procurement for lot in it.lots}
        return f"{name}, {lots[one.lot].said(self.spoken)}" if one.lot in lots else name


COLLECTIONS: Mapping[str, type] = {
    "participations": Participation,
    "submissions": Submission,
    "ties": Tie,
    "declarations": Declaration,
    "assessments": Assessment,
    "proposals": Proposal,
    "decisions": Decision,
    "resumptions": Resumption,
    "debriefs": Debrief,
    "questions": Question,
    "slots": Slot,
    "contacts": Contact,
    "involvements": Involvement,
    "broadcasts": Broadcast,
    "packs": Pack,
    "reaches": Reach,
    "disclosures": Disclosure,
    "insights": Insight,
    "requirements": Requirement,
    "assumptions": Assumption,
    "experiments": Experiment,
    "resources": Resource,
    "economics": UnitEconomics,
    "supplier_plans": SupplierPlan,
    "changes": Change,
    "user_tests": UserTest,
    "feedback": Feedback,
    "objections": Objection,
    "waivers": Waiver,
    "suppressions": Suppression,
    "tasks": Task,
    "advice": Advice,
    "contracts": Contract,
    "money": MoneyEntry,
    "ceiling_changes": CeilingChange,
    "call_offs": CallOff,
    "departures": Departure,
    "ownership_changes": OwnershipChange,
    "followers": Follower,
    "adoptions": Adoption,
    "counts": ReportedCount,
}
"""Every collection outside the terms, in document order, and what it holds."""
