"""The cast of the tests: one named person per role, invented organisations, initiatives built by the real actions.

`an_initiative(until="assessed", suppliers=50)` gives an initiative that stands at a named point of the journey. Three
suppliers hand in for real; more are copies of the third one, brought in as a document, so that fifty cost little.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.remembered import built_once
from vakna.actions import (
    _summary,
    assessment,
    demand,
    documents,
    funding,
    gates,
    initiatives,
    people,
    selection,
    spread,
)
from vakna.core import document
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Adoption,
    Answer,
    Contract,
    Criterion,
    Key,
    Mark,
    Need,
    Notice,
    Outcome,
    Procurement,
    Rights,
    Stage,
    Text,
    text,
)
from vakna.core.money import Money
from vakna.records import clock, pictures
from vakna.records import models as m

PASSWORD = "ett-ganska-langt-ord"
BUYER = "bjorkhult"
HOUSE_OPENED = datetime(2020, 1, 1, tzinfo=UTC)

ORGANISATIONS = {
    BUYER: ("Björkhults kommun", v.OrganisationKind.MUNICIPALITY),
    "nav": ("Navet i Björkhult", v.OrganisationKind.INTERMEDIARY),
    "granby": ("Granby kommun", v.OrganisationKind.MUNICIPALITY),
    "granskning": ("Byrån för granskning", v.OrganisationKind.AGENCY),
    "org-s1": ("Alvina Verkstad AB", v.OrganisationKind.COMPANY),
    "org-s2": ("Björn och Bo HB", v.OrganisationKind.COMPANY),
    "org-s3": ("Celsing s3", v.OrganisationKind.TEAM),
}
PEOPLE = {
    "nils": ("Nils Behov", BUYER, v.Role.NEED_OWNER),
    "ulla": ("Ulla Upphandlare", BUYER, v.Role.PROCURER),
    "petra": ("Petra Process", BUYER, v.Role.PROCESS_LEADER),
    "asta": ("Asta Bedömare", BUYER, v.Role.ASSESSOR),
    "axel": ("Axel Bedömare", BUYER, v.Role.ASSESSOR),
    "beata": ("Beata Beslut", BUYER, v.Role.DECIDER),
    "jorun": ("Jorun Jurist", BUYER, v.Role.LAWYER),
    "colin": ("Colin Coach", "nav", v.Role.COACH),
    "inga": ("Inga Intermediär", "nav", v.Role.INTERMEDIARY),
    "folke": ("Folke Följsam", "granby", v.Role.FOLLOWER),
    "oskar": ("Oskar Observatör", "granskning", v.Role.OBSERVER),
    "rut": ("Rut Revisor", "granskning", v.Role.AUDITOR),
    "person-s1": ("Sara Säljare", "org-s1", None),
    "person-s2": ("Bo Byggare", "org-s2", None),
    "person-s3": ("Cilla s3", "org-s3", None),
    "stranger": ("Stina Främling", "granby", None),
}
"""Key of the person: name, organisation, and the role it has in every initiative built here. Nobody has two."""

TEAM = tuple(key for key, (_, _, role) in PEOPLE.items() if role)
SUPPLIERS = ("s1", "s2", "s3")
JUDGES = ("ulla", "petra", "asta", "axel", "beata")
"""Who proposes, agrees, assesses and decides."""

POINTS = (
    "planned", "rfi open", "call open", "opened", "awarded", "concept open", "concept closed", "assessed", "proposed",
    "decided", "in use",
)  # fmt: skip

DAY: dict[str, float] = {
    "planned": 0.5, "rfi open": 5, "call open": 20, "opened": 48, "awarded": 52, "concept open": 80,
    "concept closed": 102,
    "assessed": 104, "proposed": 105, "decided": 106, "in use": 140,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An initiative at a point of the journey: its key, the instant it began, and the instant it stands at."""

    key: str
    start: datetime
    at: datetime
    suppliers: tuple[str, ...]


def person(key: str) -> m.Person:
    """Give one of the cast, in the house."""
    the_house()
    return m.Person.objects.get(key=key)


def the_house() -> None:
    """Enter the cast in the house, once."""
    if not m.Organisation.objects.filter(key=BUYER).exists():
        built_once("house", _enter)


def _enter() -> None:
    for key, (name, kind) in ORGANISATIONS.items():
        people.register_organisation(by=None, at=HOUSE_OPENED, name=name, kind=kind, key=key, invented=True)
    for key, (name, organisation, role) in PEOPLE.items():
        people.register_person(
            by=None, at=HOUSE_OPENED, name=name, organisation=organisation, email=f"{key}@cast.example", key=key,
            password=PASSWORD, may_start_initiatives=role is v.Role.NEED_OWNER,
        )  # fmt: skip


def an_initiative(
    *,
    until: str = "planned",
    suppliers: int = 3,
    key: str = "prov",
    sandbox: bool = False,
    at: datetime | None = None,
    brought_in: bool = False,
) -> Built:
    """Build an initiative up to a point of `POINTS`, which then is the present (`at`, by default the real one).

    A sandbox's own clock stands at that instant. With more than three suppliers the rest are copies of the third,
    and the whole is brought in as a document; `brought_in` does the same with three.
    """
    the_house()

    def build() -> Built:
        return _build(until=until, suppliers=suppliers, key=key, sandbox=sandbox, at=at, brought_in=brought_in)

    return build() if at else built_once((until, suppliers, key, sandbox, brought_in), build)


def _build(*, until: str, suppliers: int, key: str, sandbox: bool, at: datetime | None, brought_in: bool) -> Built:
    now = at or clock.now().replace(microsecond=0)
    if brought_in or suppliers > len(SUPPLIERS):
        return _many(until=until, suppliers=suppliers, key=key, sandbox=sandbox, at=now)
    journey = Journey(key=key, start=now - timedelta(days=DAY[until]), sandbox=sandbox, places=suppliers)
    with _summary.resting():
        for step in STEPS[: POINTS.index(until) + 1]:
            step(journey)
    m.Initiative.objects.filter(key=key, sandbox=True).update(clock_at=now)
    _summary.renew(m.Initiative.objects.get(key=key), now)
    return Built(key=key, start=journey.start, at=now, suppliers=SUPPLIERS[:suppliers])


def kr(amount: int) -> Money:
    """Give a sum in kronor."""
    return Money(Decimal(amount))


def said(swedish: str, english: str | None = None) -> Text:
    """Give a text in Swedish, and English when given."""
    return Text({"sv": swedish, "en": english}) if english else text(swedish)


CRITERIA = (
    Criterion(
        key=Key("fit"), number=1, group=v.CriterionGroup.NEED, kind=v.CriterionKind.OPTION_GROUND, stop=True,
        title=said("Träffar behovet", "Meets the need"),
        guidance=said("Hjälper det dem som har behovet?", "Does it help?"),
    ),
    Criterion(
        key=Key("market"), number=2, group=v.CriterionGroup.MARKET, kind=v.CriterionKind.OPTION_GROUND,
        title=said("Fler kan köpa", "Others can buy"),
    ),
    Criterion(
        key=Key("scale"), number=3, group=v.CriterionGroup.MODEL, kind=v.CriterionKind.OPTION_GROUND, stop=True,
        title=said("Går att sprida till många", "Can spread to many"),
    ),
    Criterion(
        key=Key("team"), number=4, group=v.CriterionGroup.TEAM, kind=v.CriterionKind.OPTION_GROUND,
        title=said("Rätt kunskap finns", "The right knowledge is there"),
    ),
)  # fmt: skip


AWARD_CRITERIA = tuple(
    replace(one, kind=v.CriterionKind.AWARD, link_to_purchase=said("Det som köps ska hjälpa dem som har behovet."))
    for one in CRITERIA
)
"""The same in the call, where each is an award criterion with its link to what is bought."""


def a_need(**changes: Any) -> Need:
    """Give the first version of the need."""
    need = Need(
        version=1, at=HOUSE_OPENED, owner=Key(BUYER),
        statement=said("Vi ser inte vad den boende ser.", "We do not see it."),
        purpose=said("Personalen ska förstå dagen.", "Staff shall understand the day."),
        users=said("Boende och personal", "Residents and staff"), now=said("Vi gissar.", "We guess."),
        wanted=said("Vi vet.", "We know."),
    )  # fmt: skip
    return replace(need, **changes)


def marks(low: str | None = None) -> tuple[Mark, ...]:
    """Mark every criterion 2, but `low` (a criterion's key) 0 with a motive."""
    return tuple(
        Mark(criterion=one.key, value=0, motive=said("Det syns inte i underlaget.", "The material does not show it."))
        if one.key == low
        else Mark(criterion=one.key, value=2)
        for one in CRITERIA
    )


def outcomes(*, go_on: Sequence[str], end: Sequence[str] = ()) -> tuple[Outcome, ...]:
    """Let some suppliers continue and end others, each with its reason."""
    on = [Outcome(participation=Key(one), paid=True, eligible=True, verdict=v.Verdict.CONTINUES) for one in go_on]
    reason = said("Ni klarade inte kriterium 1.", "You did not pass criterion 1.")
    off = [
        Outcome(participation=Key(one), paid=True, eligible=False, verdict=v.Verdict.ENDED, reason=reason)
        for one in end
    ]
    return (*on, *off)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One initiative on its way: who is called for what, and the instants of the history."""

    key: str
    start: datetime
    sandbox: bool
    places: int

    @property
    def suppliers(self) -> tuple[str, ...]:
        return SUPPLIERS[: self.places]

    def at(self, day: float) -> datetime:
        return self.start + timedelta(days=day)

    def do(self, action: Callable[..., Any], by: str, day: float, **values: Any) -> Any:
        return action(by=by, at=self.at(day), initiative=self.key, **values)

    def stages(self) -> tuple[Stage, ...]:
        fit, rights = (
            v.GateKind,
            Rights(use=said("Kommunen får använda resultatet.", "The buyer may use it.")),
        )
        shared = {"owner": Key("petra"), "success": said("Vi har lärt oss nog för nästa steg.", "We know enough.")}
        bought = {**shared, "procurement": Key("u1"), "criteria": CRITERIA, "rights": rights,
                  "more_than_places": (v.PlacesRule.MORE_PLACES, v.PlacesRule.POINTS),
                  "fewer_than_places": v.FewerRule.GO_ON_WITH_FEWER}  # fmt: skip
        return (
            Stage(key=Key("need"), number=1, name=said("Behov", "Need"), instrument=v.Instrument.NEED_WORK,
                  gate=fit.DIALOGUE, decision_due=self.at(1), **shared),
            Stage(key=Key("rfi"), number=2, name=said("RFI", "RFI"), instrument=v.Instrument.RFI, gate=fit.DIALOGUE,
                  deadline=self.at(15), decision_due=self.at(17), contact=Key("ulla"), pay=kr(5_000), payer=Key("nav"),
                  question=said("Hur kan vi se det du ser?", "How can we see what you see?"),
                  purpose=said("Vi vill veta vad som finns.", "We want to know what exists."),
                  wants_to_know=(said("Vad finns?", "What exists?"), said("Vad kostar det?", "What does it cost?")),
                  use_of_answers=said("Svaren används för att bestämma nästa steg.", "To decide the next step."),
                  secrecy_notice=said("Svar är allmän handling.", "Answers are public records."),
                  background=said("I kommunen finns tio boenden.", "There are ten homes."),
                  target_group=said("Alla som kan hjälpa boende.", "Everyone who can help residents."),
                  we_know=(said("Personalen gissar i dag.", "Staff guess today."),),
                  next_steps=said("Vi berättar vad vi har lärt oss.", "We tell what we have learned."), **shared),
            Stage(key=Key("call"), number=3, name=said("Inbjudan", "Call"), instrument=v.Instrument.OPEN_CALL,
                  regime=v.Regime.SEALED, gate=fit.AWARD, deadline=self.at(47),
                  decision_due=self.at(52), **{**bought, "criteria": AWARD_CRITERIA}),
            Stage(key=Key("concept"), number=4, name=said("Koncept", "Concept"), instrument=v.Instrument.CONTRACT_STAGE,
                  gate=fit.OPTION, places=self.places, weeks=Decimal(4), deadline=self.at(100),
                  decision_due=self.at(108),
                  pay=kr(25_000), ceiling=kr(25_000 * self.places), supplier_ceiling=kr(25_000),
                  question=said("Visa idén.", "Show the idea."), **bought),
            Stage(key=Key("prototype"), number=5, name=said("Prototyp", "Prototype"),
                  instrument=v.Instrument.CONTRACT_STAGE,
                  gate=fit.OPTION, places=2, weeks=Decimal(8), deadline=self.at(130), decision_due=self.at(135),
                  pay=kr(50_000), ceiling=kr(100_000), supplier_ceiling=kr(50_000), **bought),
            Stage(key=Key("use"), number=6, name=said("Användning", "Use"), instrument=v.Instrument.USE,
                  procurement=Key("u1"), places=1, pay=kr(75_000), ceiling=kr(75_000), rights=rights, **shared),
            Stage(key=Key("spread"), number=7, name=said("Spridning", "Spread"),
                  instrument=v.Instrument.SPREAD, **shared),
        )  # fmt: skip

    def declare(self, stage: str, day: float) -> None:
        """Let everybody who judges in the stage say that they have no tie to its suppliers."""
        for who in JUDGES:
            self.do(people.declare_interests, who, day, stage=stage, about=self.suppliers)

    def assess(self, stage: str, day: float, low: Sequence[str]) -> None:
        """Let both assessors mark every supplier, the low ones 0 on the first criterion; the leader agrees."""
        for one in low_last(self.suppliers, low):
            given = marks("fit" if one in low else None)
            for who in ("asta", "axel"):
                self.do(
                    assessment.hand_in,
                    who,
                    day,
                    stage=stage,
                    participation=one,
                    marks=given,
                    key=f"{stage}-{who}-{one}",
                )
            self.do(
                assessment.agree, "petra", day + 0.2, stage=stage, participation=one, marks=given, key=f"{stage}-{one}"
            )

    def hand_in(self, stage: str, day: float, suppliers: Sequence[str]) -> None:
        for one in suppliers:
            answers = (Answer(topic=Key("need"), said=said(f"Vi gick med dem en dag ({stage}).")),
                       Answer(topic=Key("market"), said=said("Tio kommuner har frågat.")))  # fmt: skip
            self.do(
                selection.hand_in,
                f"person-{one}",
                day,
                stage=stage,
                answers=answers,
                participation=one,
                key=f"{stage}-{one}",
            )

    def decide(self, stage: str, day: float, given: Sequence[Outcome] = (), commit: bool = False) -> None:
        version = sum(1 for one in pictures.take(self.key, {"gates"}).proposals if one.stage == stage)
        if version == 0:
            self.propose(stage, day, given)
        self.do(gates.decide, "beata", day + 0.1, stage=stage, version=max(version, 1), mandate=v.Mandate.DELEGATION,
                reference="4.7", commit=commit)  # fmt: skip

    def propose(self, stage: str, day: float, given: Sequence[Outcome] = ()) -> None:
        reason = said("Underlaget räcker för att gå vidare.", "There is enough to go on.")
        self.do(gates.propose, "ulla", day, stage=stage, outcome=v.GateOutcome.GO_ON, reason=reason, outcomes=given)


def low_last(suppliers: Sequence[str], low: Sequence[str]) -> list[str]:
    """Give the suppliers with the low ones last."""
    return sorted(suppliers, key=lambda one: one in low)


def _planned(j: Journey) -> None:
    demand.start(
        by="nils", at=j.start, key=j.key, number="P-1", title=said("Se det jag ser", "See what I see"),
        summary=said("Hjälp personalen att se dagen som de boende ser den.", "Help staff see the day."),
        buyer=BUYER, need=a_need(at=j.start),
        stages=tuple(replace(one, procurement=None, owner=None, contact=None, payer=None) for one in j.stages()),
        intermediaries=("nav",), invented=True, sandbox=j.sandbox,
    )  # fmt: skip
    for key, (_, _, role) in PEOPLE.items():
        if role and key != "nils":
            j.do(people.join, "nils", 0.1, person=key, role=role)
    # The auditor comes from outside the buyer, and reads what came under seal by its undertaking.
    j.do(people.note_undertaking, "ulla", 0.1, person="rut", signed=j.at(-2).date(), reference="P 2026:9")
    ceiling = kr(25_000 * j.places + 175_000)
    j.do(initiatives.set_ceilings, "ulla", 0.2, ceiling=ceiling, supplier_ceiling=kr(150_000))
    procurement = Procurement(key=Key("u1"), title=said("Se det jag ser", "See what I see"), law=v.Law.LOU,
                              procedure=said("Förenklat förfarande", "Simplified procedure"),
                              option_frame=said("Två etapper om högst 8 veckor.", "Two stages of at most 8 weeks."),
                              total_value=ceiling)  # fmt: skip
    j.do(initiatives.record_procurement, "ulla", 0.2, procurement=procurement)
    for stage in j.stages():
        j.do(initiatives.plan_stage, "ulla", 0.3, stage=stage)


def _rfi_open(j: Journey) -> None:
    j.do(initiatives.publish_stage, "ulla", 0.5, stage="need")
    j.decide("need", 0.6)
    j.do(initiatives.publish_stage, "ulla", 1, stage="rfi")


def _call_open(j: Journey) -> None:
    j.do(initiatives.close_stage, "petra", 15.1, stage="rfi")
    j.decide("rfi", 16)
    notice = Notice(number="2026-P1", published=j.at(17).date(), database="Provdatabasen")
    j.do(initiatives.record_notice, "ulla", 17, procurement="u1", notice=notice)
    j.do(initiatives.publish_stage, "ulla", 17, stage="call")


def _opened(j: Journey) -> None:
    j.hand_in("call", 30, j.suppliers)
    j.do(selection.open_sealed, "ulla", 47.5, stage="call")
    j.do(selection.open_sealed, "jorun", 47.6, stage="call")
    j.declare("call", 47.7)


def _awarded(j: Journey) -> None:
    j.assess("call", 49, low=())
    j.decide("call", 51, outcomes(go_on=j.suppliers))


def _concept_open(j: Journey) -> None:
    for one in j.suppliers:
        contract = Contract(key=Key(f"contract-{one}"), participation=Key(one), stage=Key("concept"),
                            signed=j.at(72).date(), pay=kr(25_000), option_clause=said("Punkt 9.3"),
                            diary_number="KS 2026:17")  # fmt: skip
        j.do(initiatives.record_contract, "ulla", 72, contract=contract)
        j.do(funding.commit, "ulla", 72, stage="concept", participation=one, amount=kr(25_000), key=f"in-{one}")
    j.do(initiatives.publish_stage, "ulla", 73, stage="concept")
    j.declare("concept", 73.1)


def _concept_closed(j: Journey) -> None:
    j.hand_in("concept", 95, j.suppliers)
    j.do(initiatives.close_stage, "petra", 100.1, stage="concept")


def _assessed(j: Journey) -> None:
    j.assess("concept", 103, low=("s3",))


def _proposed(j: Journey) -> None:
    j.propose("concept", 105, outcomes(go_on=j.suppliers[:2], end=j.suppliers[2:]))


def _decided(j: Journey) -> None:
    j.decide("concept", 105.5, commit=True)


def _in_use(j: Journey) -> None:
    for one in j.suppliers:
        j.do(funding.invoice, "ulla", 107, stage="concept", participation=one, amount=kr(25_000), key=f"fa-{one}")
        j.do(funding.pay, "ulla", 108, stage="concept", participation=one, amount=kr(25_000), key=f"ut-{one}")
    j.do(initiatives.publish_stage, "ulla", 108, stage="prototype")
    two = Journey(key=j.key, start=j.start, sandbox=j.sandbox, places=2)
    two.declare("prototype", 108.1)
    two.hand_in("prototype", 125, two.suppliers)
    j.do(initiatives.close_stage, "petra", 130.1, stage="prototype")
    two.assess("prototype", 131, low=("s2",))
    j.decide("prototype", 133, outcomes(go_on=["s1"], end=["s2"]))
    j.do(initiatives.publish_stage, "ulla", 135, stage="use")
    adoption = Adoption(
        key=Key("forst"), organisation=Key(BUYER), supplier=Key("org-s1"), since=_day(j, 136), how=v.HowBought.OPTION
    )
    j.do(spread.adopt, "nils", 138, adoption=adoption)
    j.do(spread.name_contact, "nils", 138.1, adoption="forst", person="nils")
    j.do(spread.check_in, "nils", 138.2, adoption="forst", in_use=True, users=12, reference="Nils, enhetschef")


def _day(j: Journey, day: float) -> date:
    return j.at(day).date()


STEPS = (
    _planned, _rfi_open, _call_open, _opened, _awarded, _concept_open, _concept_closed, _assessed, _proposed, _decided,
    _in_use,
)  # fmt: skip


def _many(*, until: str, suppliers: int, key: str, sandbox: bool, at: datetime) -> Built:
    """Build with three suppliers beside, copy the third in the document, and bring that in under the key asked for."""
    base = an_initiative(until=until, key=f"{key}-bas", sandbox=sandbox, at=at)
    data = _copied(document.dump(pictures.take(base.key)), suppliers)
    data["initiative"]["key"] = key
    documents.bring_in(by=None, at=at, data=data)
    _take_away_seals(key)
    return Built(key=key, start=base.start, at=at, suppliers=tuple(f"s{n}" for n in range(1, suppliers + 1)))


def _take_away_seals(key: str) -> None:
    """A document knows no sealed bytes: what is brought in with an opening is open."""
    m.Submission.objects.filter(initiative__key=key).update(sealed=None)


# A receipt is base64 and may hold any two signs: only a whole word counts.
_THIRD = re.compile(r"(?<![A-Za-z0-9+/=])s3(?![A-Za-z0-9+/=])")


def _copied(value: Any, suppliers: int) -> Any:
    """Give the document with every row that is about the third supplier repeated for each further one."""
    if isinstance(value, dict):
        return {name: _copied(one, suppliers) for name, one in value.items()}
    if not isinstance(value, list):
        return value
    rows = [_copied(one, suppliers) for one in value]
    copies = [_renamed(row, number) for row in rows if _about_the_third(row) for number in range(4, suppliers + 1)]
    return [*rows, *copies]


def _about_the_third(row: Any) -> bool:
    if isinstance(row, str):
        return row == SUPPLIERS[-1]
    return isinstance(row, dict) and any(isinstance(one, str) and _THIRD.search(one) for one in row.values())


def _renamed(row: Any, number: int) -> Any:
    return json.loads(_THIRD.sub(f"s{number}", json.dumps(row)))
