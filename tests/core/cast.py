"""The people, suppliers and stages of the tests of core: small pictures made of plain values, no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from vakna.core import vocabulary as v
from vakna.core.initiative import (
    COLLECTIONS,
    Assessment,
    Criterion,
    Decision,
    Declaration,
    Key,
    Mark,
    Member,
    MoneyEntry,
    Organisation,
    Outcome,
    Participation,
    Person,
    Picture,
    Procurement,
    RecordKept,
    Rights,
    Stage,
    Submission,
    Terms,
    text,
)
from vakna.core.money import Money
from vakna.core.people import Actor, actor_in

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
LATER = START + timedelta(days=300)

TEAM = {
    "nora": v.Role.NEED_OWNER,
    "ulla": v.Role.PROCURER,
    "petra": v.Role.PROCESS_LEADER,
    "asta": v.Role.ASSESSOR,
    "axel": v.Role.ASSESSOR,
    "beata": v.Role.DECIDER,
    "jorun": v.Role.LAWYER,
    "rut": v.Role.AUDITOR,
    "colin": v.Role.COACH,
    "inga": v.Role.INTERMEDIARY,
    "otto": v.Role.OBSERVER,
    "folke": v.Role.FOLLOWER,
}
"""One person per role on the buyer's side or beside it, and a second assessor."""

SUPPLIERS = ("alfa", "beta", "gamma", "delta")


DOCUMENTED = RecordKept(at=START, by=Key("ulla"), reference="1")
"""The documentation of the procurement is completed, unless a test asks about it."""


def kr(amount: int | str) -> Money:
    return Money(Decimal(amount))


def day(number: int) -> datetime:
    """Give the instant that many days after the start."""
    return START + timedelta(days=number)


def organisation(key: str, kind: v.OrganisationKind = v.OrganisationKind.COMPANY) -> Organisation:
    return Organisation(key=Key(key), name=key.capitalize(), kind=kind, invented=True)


def criterion(key: str, number: int, group: v.CriterionGroup, *, stop: bool = False) -> Criterion:
    return Criterion(
        key=Key(key), number=number, group=group, kind=v.CriterionKind.OPTION_GROUND, title=text(key), stop=stop
    )


CRITERIA = (
    criterion("fit", 1, v.CriterionGroup.NEED, stop=True),
    criterion("market", 2, v.CriterionGroup.MARKET),
    criterion("team", 3, v.CriterionGroup.TEAM),
)


def stage(key: str, number: int, instrument: v.Instrument, **rest: Any) -> Stage:
    return Stage(key=Key(key), number=number, name=text(key.capitalize()), instrument=instrument, **rest)


def ready_stage(**rest: Any) -> Stage:
    """Give a contract stage that says all that must be said before it opens."""
    said: dict[str, Any] = {
        "gate": v.GateKind.OPTION,
        "places": 3,
        "deadline": day(40),
        "decision_due": day(50),
        "pay": kr(25_000),
        "ceiling": kr(75_000),
        "supplier_ceiling": kr(25_000),
        "success": text("Vi vet"),
        "owner": Key("nora"),
        "rights": Rights(use=text("Får användas")),
        "more_than_places": (v.PlacesRule.MORE_PLACES, v.PlacesRule.POINTS, v.PlacesRule.NEED_FIT),
        "fewer_than_places": v.FewerRule.GO_ON_WITH_FEWER,
        "criteria": CRITERIA,
        "procurement": Key("p"),
    }
    values: dict[str, Any] = {"key": "koncept", "number": 2, "instrument": v.Instrument.CONTRACT_STAGE} | said | rest
    return stage(**values)


CALL = stage(
    "inbjudan", 1, v.Instrument.OPEN_CALL, procurement=Key("p"), regime=v.Regime.SEALED, gate=v.GateKind.AWARD,
    deadline=day(10), places=4, criteria=CRITERIA,
)  # fmt: skip
CONCEPT = ready_stage()
PROTOTYPE = ready_stage(
    key="prototyp", number=3, places=2, pay=kr(50_000), ceiling=kr(100_000),
    supplier_ceiling=kr(50_000), deadline=day(100), decision_due=day(110),
)  # fmt: skip


def in_state(one: Stage, state: v.StageState, **rest: Any) -> Stage:
    return replace(one, state=state, **rest)


def terms(*stages: Stage, **rest: Any) -> Terms:
    """Give the terms of an initiative with the whole team, four suppliers and these stages."""
    people = [
        Person(key=Key(one), name=one.capitalize(), email=f"{one}@kop.example", organisation=Key("kop")) for one in TEAM
    ]
    people += [
        Person(key=Key(f"{one}-p"), name=f"{one}-p", email=f"p@{one}.example", organisation=Key(one))
        for one in SUPPLIERS
    ]
    values: dict[str, Any] = {
        "key": Key("provet"),
        "number": "2026-1",
        "title": text("Provet"),
        "summary": text("Ett prov"),
        "provenance": v.Provenance.WITNESSED,
        "started": date(2026, 1, 1),
        "buyers": (Key("kop"),),
        "ceiling": kr(200_000),
        "supplier_ceiling": kr(90_000),
        "organisations": (
            organisation("kop", v.OrganisationKind.MUNICIPALITY),
            *(organisation(one) for one in SUPPLIERS),
        ),
        "people": tuple(people),
        "members": tuple(Member(person=Key(one), role=role, since=START) for one, role in TEAM.items()),
        "procurements": (
            Procurement(key=Key("p"), title=text("P"), law=v.Law.LOU, procedure=text("öppet"), record=DOCUMENTED),
        ),
        "stages": stages,
    }
    return Terms(**(values | rest))


def picture(*stages: Stage, of: Terms | None = None, **collections: tuple[Any, ...]) -> Picture:
    """Give a picture with every part taken; what is not named is empty, but everybody has declared their interests."""
    taken: dict[str, tuple[Any, ...]] = dict.fromkeys(COLLECTIONS, ())
    known = of or terms(*stages)
    taken["declarations"] = _declared(known, collections.get("participations", ()))
    return Picture(terms=known, _taken=taken | collections)


def _declared(known: Terms, suppliers: tuple[Any, ...]) -> tuple[Declaration, ...]:
    keys = tuple(one.key for one in suppliers)
    pairs = [(who, one.key) for one in known.stages for who in TEAM] if keys else []
    return tuple(Declaration(person=Key(who), stage=stage, at=START, about=keys) for who, stage in pairs)


def taking_part(*names: str, **rest: Any) -> tuple[Participation, ...]:
    """Give a participation of each supplier in the procurement, joined by the call."""
    values: dict[str, Any] = {"procurement": Key("p"), "first_stage": Key("inbjudan"), "joined_at": day(5)}
    return tuple(
        Participation(key=Key(f"s-{one}"), organisation=Key(one), contact=Key(f"{one}-p"), **(values | rest))
        for one in names or SUPPLIERS
    )


def handed_in(of: Stage, *names: str, **rest: Any) -> tuple[Submission, ...]:
    values: dict[str, Any] = {"version": 1, "received_at": day(6)}
    return tuple(
        Submission(
            key=Key(f"h-{of.key}-{one}"), stage=of.key, participation=Key(f"s-{one}"),
            **(values | rest),
        )
        for one in names or SUPPLIERS
    )  # fmt: skip


def marks(*values: int) -> tuple[Mark, ...]:
    """Give marks for the criteria in their order, with motives where they must be."""
    return tuple(
        Mark(criterion=one.key, value=value, motive=None if value == 2 else text("därför"))
        for one, value in zip(CRITERIA, values, strict=True)
    )


def assessed(of: Stage, supplier: str, by: str, *values: int, kind: v.AssessmentKind, at: int = 45) -> Assessment:
    return Assessment(
        key=Key(f"a-{of.key}-{supplier}-{by}-{kind}"), stage=of.key, participation=Key(f"s-{supplier}"), kind=kind,
        by=Key(by), at=day(at), marks=marks(*values),
    )  # fmt: skip


def agreed(of: Stage, supplier: str, *values: int, at: int = 46) -> Assessment:
    return assessed(of, supplier, "petra", *values, kind=v.AssessmentKind.CONSENSUS, at=at)


def outcome(supplier: str, verdict: v.Verdict, **rest: Any) -> Outcome:
    values: dict[str, Any] = {"paid": True, "eligible": verdict == v.Verdict.CONTINUES, "reason": text("därför")}
    return Outcome(participation=Key(f"s-{supplier}"), verdict=verdict, **(values | rest))


def decided(of: Stage, *outcomes: Outcome, at: int = 20, released: int | None = None) -> Decision:
    return Decision(
        stage=of.key, at=day(at), mandate=v.Mandate.DELEGATION, reference="4.7", outcome=v.GateOutcome.GO_ON,
        reason=text("därför"), released_at=day(at if released is None else released), outcomes=outcomes,
    )  # fmt: skip


def entry(
    state: v.MoneyState, amount: int, of: Stage = CONCEPT, supplier: str | None = "alfa", **rest: Any
) -> MoneyEntry:
    return MoneyEntry(
        key=Key(f"e-{state}-{amount}-{of.key}-{supplier}"), state=state, stage=of.key,
        participation=Key(f"s-{supplier}") if supplier else None, payer=Key("kop"),
        **({"at": day(25), "amount": kr(amount)} | rest),
    )  # fmt: skip


def actor(of: Picture, person: str | None, at: datetime = LATER) -> Actor:
    return actor_in(of, person, at)
