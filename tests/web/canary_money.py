"""The rows of the canaries' cage that belong to money and contracts; days are counted from the start."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.cast import kr, said
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    CallOff,
    CeilingChange,
    Contract,
    ContractRights,
    Debrief,
    Departure,
    Key,
    Leaving,
    Milestone,
    NamedBuyer,
    Option,
    OptionUse,
    OwnershipChange,
    Participation,
    Procurement,
    Resumption,
    Stage,
)
from vakna.core.words import STOCKHOLM

LEFT = "leverantor-s2"
"""Who leaves under contract once the concepts are decided."""


def contracts(rows: tuple[Contract, ...], start: datetime) -> tuple[Contract, ...]:
    """Let the first supplier's contract say everything that a contract can say."""
    first, *others = rows
    texts: dict[str, Any] = {name: said("Rätt.", "Right.") for name in
                             ("scope", "users", "territory", "time", "third_parties", "call_back")}  # fmt: skip
    rights = ContractRights(buyer_background=(said("Vårt."),), supplier_background=(said("Deras."),), **texts)
    step = Milestone(key=Key("halva"), what=said("Hälften.", "Half."), share=50, approver=Key("petra"))
    use = OptionUse(
        key=Key("mer"), at=start + timedelta(days=99.2), by=Key("ulla"), value=kr(1_000),
        ground=said("Grund.", "Ground."),
        state=v.ChangeState.ACCEPTED, decided_at=start + timedelta(days=99.6), decided_by=Key("beata"),
        mandate=v.Mandate.DELEGATION, reference="4.7", motive=said("Skäl.", "Motive."),
    )  # fmt: skip
    option = Option(key=Key("o1"), clause="9.3", when=said("När."), extent=said("Hur."), nature=said("Vad."),
                    ceiling=kr(2_000), uses=(use,))  # fmt: skip
    whole = replace(first, milestones=(step,), options=(option,), rights=rights, further_development=said("Mer."))
    return (whole, *others)


def participations(rows: tuple[Participation, ...], start: datetime) -> tuple[Participation, ...]:
    """Let the second supplier say itself that it leaves, before it does."""
    at = start + timedelta(days=104.5)
    leaving = Leaving(at=at, day=at.astimezone(STOCKHOLM).date(), reason=said("Vi slutar.", "We stop."))
    return tuple(replace(one, leaving=leaving) if one.key == "s2" else one for one in rows)


def stage(one: Stage) -> Stage:
    """Leave room under the ceilings of the contracts for an option to be used."""
    return replace(one, ceiling=kr(80_000), supplier_ceiling=kr(30_000)) if one.key == "concept" else one


def procurements(rows: tuple[Procurement, ...]) -> tuple[Procurement, ...]:
    """Name a buyer that may call off."""
    return tuple(replace(one, named_buyers=(NamedBuyer(organisation=Key("granby"), max_quantity=9),)) for one in rows)


def _ceiling_changes(start: datetime) -> tuple[CeilingChange, ...]:
    def asked(key: str, day: float, to: int, **rest: Any) -> CeilingChange:
        return CeilingChange(
            key=Key(key), at=start + timedelta(days=day), by=Key("ulla"), ceiling=v.Ceiling.STAGE,
            stage=Key("prototype"), before=kr(100_000), to=kr(to), reason=said("Skäl till taket.", "Reason."), **rest,
        )  # fmt: skip

    done = asked(
        "tak-1", 99, 101_000, state=v.ChangeState.ACCEPTED, decided_at=start + timedelta(days=99.5),
        decided_by=Key("beata"), mandate=v.Mandate.DELEGATION, reference="4.7", motive=said("Ja.", "Yes."),
    )  # fmt: skip
    return done, asked("tak-2", 104, 102_000)


def _call_offs(start: datetime) -> tuple[CallOff, ...]:
    return (
        CallOff(key=Key("avrop"), at=start + timedelta(days=100), procurement=Key("u1"), participation=Key("s1"),
                organisation=Key("granby"), quantity=2, reference="ref"),
    )  # fmt: skip


def _departures(start: datetime) -> tuple[Departure, ...]:
    at = start + timedelta(days=106.5)
    day: date = at.date()
    return (
        Departure(key=Key("avhopp"), at=at, participation=Key("s2"), stage=Key("concept"), day=day,
                  rule=v.Settlement.TIME_SHARE, part=1, whole=1, due=kr(25_000), released=kr(0),
                  reason=said("De slutar.", "They stop.")),
    )  # fmt: skip


def _ownership_changes(start: datetime) -> tuple[OwnershipChange, ...]:
    at = start + timedelta(days=106)
    return (
        OwnershipChange(key=Key("agare"), at=at, participation=Key("s1"), day=at.date(), owner="ägare",
                        note=said("Berättat.", "Told.")),
    )  # fmt: skip


def _debriefs(start: datetime) -> tuple[Debrief, ...]:
    """Let the one that was ended take a time among two, and be told what was said."""
    times = (start + timedelta(days=105.9), start + timedelta(days=106.8))
    return (
        Debrief(key=Key("samtal"), stage=Key("concept"), participation=Key("s3"),
                offered_at=start + timedelta(days=105.7), starts=times, minutes=30, place=said("Rum.", "Room."),
                booked=times[0], answered_at=start + timedelta(days=105.8), held_at=start + timedelta(days=106.2),
                summary=said("Sagt.", "Said.")),
    )  # fmt: skip


def _resumptions(start: datetime) -> tuple[Resumption, ...]:
    """Let the one on hold be taken up again before it leaves."""
    return (
        Resumption(key=Key("upptagen"), participation=Key("s2"), stage=Key("concept"),
                   at=start + timedelta(days=106.1), by=Key("ulla"), verdict=v.Verdict.CONTINUES,
                   reason=said("Mer visat.", "More shown."), state=v.ChangeState.ACCEPTED,
                   decided_at=start + timedelta(days=106.2), decided_by=Key("beata"), mandate=v.Mandate.DELEGATION,
                   reference="4.7", committee="Nämnden", motive=said("Ja.", "Yes.")),
    )  # fmt: skip


ROWS: dict[str, Callable[[datetime], tuple[Any, ...]]] = {
    "ceiling_changes": _ceiling_changes, "call_offs": _call_offs, "departures": _departures,
    "ownership_changes": _ownership_changes, "debriefs": _debriefs,
    "resumptions": _resumptions,
}  # fmt: skip
