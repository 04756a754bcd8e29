"""What the canary's world holds of the team's own and of spread: tasks, anchoring, advice, plans, each filled."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.cast import kr, said
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Advice,
    Anchoring,
    FurtherUser,
    HandOver,
    Key,
    Lesson,
    MandateLetter,
    MarketLook,
    NeutralityDeclaration,
    PriceAt,
    SpreadPlan,
    SupplierPlan,
    Task,
    Terms,
)


def _at(start: datetime, day: float) -> datetime:
    return start + timedelta(days=day)


def _tasks(start: datetime) -> tuple[Task, ...]:
    given = HandOver(at=_at(start, 12), giver=Key("petra"), taker=Key("jorun"), why=said("Lag.", "Law."))
    return (
        Task(key=Key("uppgift"), number=1, title=said("Läs avtalet.", "Read it."), at=_at(start, 11), by=Key("ulla"),
             owner=Key("jorun"), stage=Key("rfi"), due=_at(start, 20).date(), hand_overs=(given,),
             done_at=_at(start, 14), result=said("Läst.", "Read.")),
    )  # fmt: skip


def _advice(start: datetime) -> tuple[Advice, ...]:
    return (
        Advice(key=Key("rad"), number=1, at=_at(start, 13), by=Key("inga"), stage=Key("rfi"),
               subject=said("Marknad.", "Market."), said=said("Fler vill.", "More want it."),
               answered_at=_at(start, 14), answered_by=Key("petra"), answer=said("Ja.", "Yes.")),
    )  # fmt: skip


def terms(before: Terms, start: datetime) -> Terms:
    """Give the terms with what the advice stands on, and with an anchoring."""
    letter = MandateLetter(
        key=Key("brev"), intermediary=Key("nav"), given_by=Key("bjorkhult"), at=_at(start, 8), by=Key("ulla"),
        covers=said("Råd.", "Advice."), text=said("Brev.", "Letter."), since=_at(start, 8).date(),
    )  # fmt: skip
    word = NeutralityDeclaration(
        key=Key("ord"), organisation=Key("nav"), stage=Key("rfi"), at=_at(start, 9), by=Key("inga"),
        owner=said("Ägare.", "Owner."), funder=said("Betalare.", "Payer."), target_group=said("Alla.", "All."),
        limited=False, indicators=said("Mått.", "Measures."), declared_ties=said("Inga.", "None."),
    )  # fmt: skip
    noted = Anchoring(
        key=Key("namnd"), day=_at(start, 9).date(), at=_at(start, 10), by=Key("nils"), whom=said("Nämnden.", "Board."),
        told=said("Ja.", "Yes."), mandate=said("Mandat.", "Mandate."),
    )  # fmt: skip
    lesson = Lesson(key=Key("till-nasta"), at=_at(start, 11), by=Key("petra"), said=said("Börja där.", "Begin there."))
    plan = SpreadPlan(
        version=1, at=_at(start, 75), by=Key("nils"), reference_role=said("Besök.", "Visits."),
        carrier=said("Nils.", "Nils."), by_when=_at(start, 300).date(), rights=said("Rätt.", "Right."),
    )  # fmt: skip
    user = FurtherUser(
        organisation=Key("granby"), at=_at(start, 76), by=Key("nils"), contacted=_at(start, 75).date(),
        answer=v.FurtherAnswer.MAYBE, note=said("Kanske.", "Perhaps."),
    )  # fmt: skip
    look = MarketLook(
        supplier=Key("org-s1"), at=_at(start, 78), by=Key("nils"), found=said("Två nya.", "Two new."), source="Mässan",
        next_on=_at(start, 300).date(), who=Key("ulla"),
    )  # fmt: skip
    return replace(
        before, mandates=(letter,), neutrality=(word,), anchorings=(noted,), spread_plans=(plan,),
        further_users=(user,), market_looks=(look,), lessons=(lesson,),
    )  # fmt: skip


def _plans(start: datetime) -> tuple[SupplierPlan, ...]:
    def plan(supplier: str, *, tells: bool) -> SupplierPlan:
        return SupplierPlan(
            key=Key(f"plan-{supplier}"), participation=Key(supplier), version=1, at=_at(start, 77),
            customers=said("Kunder.", "Customers."), channels=said("Vägar.", "Channels."),
            capacity=said("Tolv.", "Twelve."), developer=said("Vi.", "We."),
            prices=(PriceAt(customers=1, price=kr(9_000)),), told=said("Öppet.", "Open.") if tells else None,
        )  # fmt: skip

    return plan("s1", tells=True), plan("s2", tells=False)


ROWS: Mapping[str, Callable[[datetime], tuple[Any, ...]]] = {
    "tasks": _tasks,
    "advice": _advice,
    "supplier_plans": _plans,
}
