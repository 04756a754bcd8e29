"""Long dialogues and large portfolios at once: rows by the thousand, written straight to the database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from tests.cast import Built, kr
from vakna.core.counties import COUNTIES
from vakna.core.initiative import Key, text
from vakna.core.portfolio import Card, Passed, Reached, User
from vakna.core.vocabulary import (
    InitiativeState,
    Instrument,
    OrganisationKind,
    Phase,
    Provenance,
    RequirementState,
)
from vakna.records import models as m

_STATES = (RequirementState.CURRENT, RequirementState.PROPOSED, RequirementState.DROPPED)


def questions(built: Built, count: int, *, stage: str = "rfi") -> None:
    """Let so many questions have been asked in a stage and answered, numbered from one."""
    where = m.Stage.objects.get(initiative__key=built.key, key=stage)
    m.Question.objects.bulk_create(
        m.Question(
            initiative=where.initiative, key=f"f-{n}", number=n, stage=where, asked_at=built.at,
            question=text(f"Fråga nummer {n}?"), answer=text("Ja."), answered_at=built.at,
        )
        for n in range(1, count + 1)
    )  # fmt: skip


def versions(built: Built, *, items: int, each: int) -> None:
    """Let the specification have so many items with so many versions each, an hour apart, up to the present."""
    initiative, petra = m.Initiative.objects.get(key=built.key), m.Person.objects.get(key="petra")
    m.Requirement.objects.bulk_create(
        (
            m.Requirement(initiative=initiative, by=petra, why=text("Det lärde vi oss av dem som provade."), **one)
            for one in _worded(built.at, items, each)
        ),
        batch_size=2_000,
    )


def _worded(at: datetime, items: int, each: int) -> Iterator[dict[str, object]]:
    for item in range(items):
        for version in range(1, each + 1):
            said = f"Punkt {item} klarar {version + item} vakna steg utan att någon hjälper till."
            yield {
                "item": f"punkt-{item:03}", "version": version, "at": at - timedelta(hours=each - version),
                "state": _STATES[item % 3], "wording": text(said),
            }  # fmt: skip


_BEGAN = datetime(2026, 1, 1, 9, tzinfo=UTC)


def portfolio_rows(*, organisations: int, each: int, start: int = 0) -> None:
    """Let so many organisations have so many initiatives each, with the one row that lists and portfolios read."""
    numbers = range(start, start + organisations)
    m.Organisation.objects.bulk_create(
        m.Organisation(
            key=f"o-{n}", name=f"Kommun {n}", sort_key=f"{n:05}", kind=OrganisationKind.MUNICIPALITY, invented=True,
            county=list(COUNTIES)[n % len(COUNTIES)],
        )
        for n in numbers
    )  # fmt: skip
    made = m.Initiative.objects.bulk_create((_initiative(n, k) for n in numbers for k in range(each)), batch_size=1_000)
    m.Summary.objects.bulk_create((_summary(one, n) for n, one in enumerate(made)), batch_size=1_000)


def _initiative(n: int, k: int) -> m.Initiative:
    return m.Initiative(
        key=f"i-{n}-{k}", number=f"{n}-{k}", title=text(f"Behov {k} i kommun {n}"), summary=text("Kort."),
        provenance=Provenance.WITNESSED, state=InitiativeState.ACTIVE, started=date(2026, 1, 1),
        buyers=(Key(f"o-{n}"),), invented=True,
    )  # fmt: skip


def _summary(one: m.Initiative, n: int) -> m.Summary:
    buyer = one.buyers[0]
    names = [text("Inbjudan"), text("Koncept"), text("Prototyp")]
    counts = [(7, 7), (7, 3), (3, 1)]
    card = Card(
        buyers=(buyer,), phase=list(Phase)[n % 4], instrument=Instrument.CONTRACT_STAGE,
        goals=(text(f"Mål {n % 9}"),), programme=text(f"Program {n % 5}"), committed=(kr(1_000 + n),),
        paid=(kr(325_000),), paid_ended=(kr(250_000),),
        gates=tuple(
            Passed(name=name, instrument=Instrument.CONTRACT_STAGE, entered=entered, continued=continued, days=30 + n)
            for name, (entered, continued) in zip(names, counts, strict=True)
        ),
        due=(_BEGAN + timedelta(days=n % 700),),
        users=(User(organisation=buyer, until=date(2099, 1, 1), buyer=True, survivor=True, value=kr(9_000)),),
    )  # fmt: skip
    rows = tuple(
        Reached(supplier=f"Bolag {k}", first_stage=names[0], stage_reached=names[1], ended=k > 0) for k in range(3)
    )
    return m.Summary(initiative=one, buyer=f"Kommun {buyer}", portfolio=card, reached=rows, updated_at=_BEGAN)
