"""A whole process run by the real actions from a template: planned, called, decided stage by stage, with exact sums."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.cast import BUYER, HOUSE_OPENED, PEOPLE, a_need, kr, outcomes, said, the_house
from vakna.actions import demand, funding, gates, initiatives, people, selection
from vakna.core import templates
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Contract, Key, Lot, Notice, Picture, Procurement, Stage
from vakna.core.money import Money
from vakna.records import models as m
from vakna.records import pictures

JUDGES = ("asta", "axel", "beata", "petra", "ulla")
START = HOUSE_OPENED + timedelta(days=400)


@dataclass(kw_only=True)
class Course:
    """An initiative on its way; `day` is how many days have gone since it began, `ceiling` its own from the start."""

    key: str
    template: str
    day: float = 0
    ceiling: Money | None = kr(50_000_000)

    def __post_init__(self) -> None:
        """Start it from the template, with the whole team."""
        the_house()
        demand.start(
            by="nils", at=START, key=self.key, number="T", title=said("Provet"), summary=said("Ett prov."), buyer=BUYER,
            need=a_need(at=START), stages=templates.TEMPLATES[self.template].planned(BUYER), invented=True,
            ceiling=self.ceiling,
        )  # fmt: skip
        for key, (_, _, role) in PEOPLE.items():
            if role and key != "nils":
                self.do(people.join, "nils", person=key, role=role)

    def do(self, action: Callable[..., Any], by: str, **values: Any) -> Any:
        """Do one thing now."""
        return action(by=by, at=START + timedelta(days=self.day), initiative=self.key, **values)

    @property
    def picture(self) -> Picture:
        """Give the whole picture as it stands."""
        return pictures.take(self.key)

    def stage(self, key: str) -> Stage:
        """Give a stage as it stands."""
        return self.picture.stage(Key(key))

    def plan(self, key: str, **said_of_it: Any) -> None:
        """Write what the template left to the buyer: who answers, when, and whatever is given."""
        at = START + timedelta(days=self.day)
        dates = {"deadline": at + timedelta(days=20), "decision_due": at + timedelta(days=30)}
        own: dict[str, Any] = {"owner": Key("petra"), "contact": Key("ulla"), **dates, **said_of_it}
        self.do(initiatives.plan_stage, "ulla", stage=replace(self.stage(key), **own))

    def procure(self, key: str, *stages: str, law: v.Law = v.Law.LOU, lots: Sequence[Lot] = ()) -> None:
        """Put stages under a procurement, and record its notice."""
        procedure = said("Öppet förfarande")
        frame = said("Varje etapp kan avropas till högst 500 000 kr.")
        one = Procurement(
            key=Key(key), title=said(key), law=law, procedure=procedure, option_frame=frame, lots=tuple(lots)
        )
        self.do(initiatives.record_procurement, "ulla", procurement=one)
        for stage in stages:
            self.do(initiatives.plan_stage, "ulla", stage=replace(self.stage(stage), procurement=Key(key)))
        at = START + timedelta(days=self.day)
        notice = Notice(number=f"2021-{key}", published=at.date(), database="Provdatabasen")
        self.do(initiatives.record_notice, "ulla", procurement=key, notice=notice)

    def skip(self, *stages: str) -> None:
        """Skip stages that this run does not need."""
        for one in stages:
            self.do(initiatives.skip_stage, "ulla", stage=one, reason=said("Behövs inte i provet."))

    def publish(self, stage: str) -> None:
        """Publish a stage."""
        self.do(initiatives.publish_stage, "ulla", stage=stage)

    def open_on_its_day(self, stage: str) -> None:
        """Open a published stage when its day has come."""
        self.day = self._days(self.stage(stage).opens_at)
        self.do(initiatives.open_stage, "petra", stage=stage)

    def close_on_its_day(self, stage: str) -> None:
        """Close an open stage when its deadline has passed."""
        self.day = self._days(self.stage(stage).deadline) + 0.1
        self.do(initiatives.close_stage, "petra", stage=stage)

    def _days(self, at: datetime | None) -> float:
        assert at is not None
        return (at - START) / timedelta(days=1)

    def hand_in(self, stage: str, suppliers: Sequence[str], **values: Any) -> None:
        """Let each supplier hand in."""
        for one in suppliers:
            supplier(one)
            answers = (Answer(topic=Key("need"), said=said(f"{one} i {stage}.")),)
            self.do(selection.hand_in, f"person-{one}", stage=stage, answers=answers, **values)

    def close(self, stage: str) -> None:
        """Let the deadline pass; a sealed stage is opened by two persons."""
        self.day += 20.5
        if self.stage(stage).regime is v.Regime.SEALED:
            self.do(selection.open_sealed, "ulla", stage=stage)
            self.do(selection.open_sealed, "jorun", stage=stage)
        else:
            self.do(initiatives.close_stage, "petra", stage=stage)

    def taking_part(self, stage: str, *suppliers: str) -> list[str]:
        """Give the participations of these suppliers, or of all, in the stage's procurement."""
        procurement, homes = self.stage(stage).procurement, {f"org-{one}" for one in suppliers}
        rows = [one for one in self.picture.participations if one.procurement == procurement]
        return [one.key for one in rows if not suppliers or one.organisation in homes]

    def propose(self, stage: str, go_on: Sequence[str], end: Sequence[str] = ()) -> int:
        """Propose who continues and who is ended, by participation, after everybody who judges has declared."""
        self.day += 1
        about = [one.key for one in self.picture.participations if one.state is v.ParticipationState.ACTIVE]
        known = [one for one in about if one in {*go_on, *end}]
        for who in JUDGES if known else ():
            self.do(people.declare_interests, who, stage=stage, about=known)
        return int(self.do(
            gates.propose, "ulla", stage=stage, outcome=v.GateOutcome.GO_ON, reason=said("Nog."),
            outcomes=outcomes(go_on=go_on, end=end),
        ))  # fmt: skip

    def decide(self, stage: str, go_on: Sequence[str], end: Sequence[str] = (), *, commit: bool = False) -> None:
        """Propose and decide the gate."""
        version = self.propose(stage, go_on, end)
        self.do(gates.decide, "beata", stage=stage, version=version, mandate=v.Mandate.DELEGATION, reference="4.7",
                commit=commit)  # fmt: skip

    def pay(self, stage: str, participations: Sequence[str], amount: int) -> None:
        """Invoice and pay each supplier for the stage."""
        for one in participations:
            self.do(funding.invoice, "ulla", stage=stage, participation=one, amount=kr(amount))
            self.do(funding.pay, "ulla", stage=stage, participation=one, amount=kr(amount))

    def contract(self, stage: str, participations: Sequence[str], amount: int) -> None:
        """Record the contracts when the standstill is over."""
        self.day += 21
        day = (START + timedelta(days=self.day)).date()
        for one in participations:
            signed = Contract(key=Key(f"avtal-{one}"), participation=Key(one), stage=Key(stage), signed=day,
                              pay=kr(amount))  # fmt: skip
            self.do(initiatives.record_contract, "ulla", contract=signed)


def supplier(key: str) -> None:
    """Enter a supplier in the house with one person, once."""
    known = f"org-{key}"
    if m.Organisation.objects.filter(key=known).exists():
        return
    kind = v.OrganisationKind.COMPANY
    people.register_organisation(
        by=None, at=HOUSE_OPENED, name=f"Bolaget {key} AB", kind=kind, key=known, invented=True
    )
    people.register_person(
        by=None, at=HOUSE_OPENED, name=f"Person {key}", organisation=known, email=f"{key}@bolag.example",
        key=f"person-{key}",
    )  # fmt: skip
