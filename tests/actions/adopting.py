"""A test that is over, with its route to adoption, laid down, and revived."""

from datetime import timedelta

from tests.cast import Built, an_initiative, kr, said
from vakna.actions import adoption, initiatives, spread
from vakna.core import vocabulary as v
from vakna.core.initiative import AdoptionRoute, FurtherUser, Key, MarketLook, PriceAt, SpreadPlan, SupplierPlan


def route(built: Built, *, days: int = 30) -> AdoptionRoute:
    """Give a route to a decision so many days ahead."""
    return AdoptionRoute(
        version=9, at=built.at, buyer=Key("bjorkhult"), budget=said("Driften."), developer=said("Leverantören."),
        decide_by=(built.at + timedelta(days=days)).date(),
    )  # fmt: skip


def over(built: Built) -> None:
    """Let the concept, whose gate is decided, be the last test."""
    initiatives.skip_stage(by="ulla", at=built.at, initiative=built.key, stage="prototype", reason=said("Räcker."))


def routed(built: Built) -> None:
    """Let the last test be over, with a route."""
    over(built)
    adoption.set_route(by="nils", at=built.at, initiative=built.key, route=route(built))


def laid_down(built: Built) -> None:
    """Let what was tested be laid down for want of money."""
    routed(built)
    adoption.decide(
        by="beata", at=built.at, initiative=built.key, step=v.AdoptionStep.LAY_DOWN, reason=said("Slut."),
        cause=v.CauseOfDeath.NO_BUDGET,
    )  # fmt: skip


def revived(key: str) -> None:
    """Do every verb of adoption in an initiative of the cast's."""
    built = an_initiative(until="decided", key=key)
    planned(built)
    spread.note_look(by="nils", at=built.at, initiative=key, look=look(built))
    laid_down(built)
    adoption.revive(by="nils", at=built.at, initiative=key, reason=said("Nu finns pengar."), route=route(built))


def spread_plan(built: Built, *, days: int = 90) -> SpreadPlan:
    """Give the buyer's plan for spread, to be carried out so many days ahead."""
    return SpreadPlan(
        version=9, at=built.at, reference_role=said("Tar emot besök."), carrier=said("Nils."),
        by_when=(built.at + timedelta(days=days)).date(), rights=said("Andra får använda det."),
    )  # fmt: skip


def further(built: Built, *, answer: v.FurtherAnswer = v.FurtherAnswer.YES) -> FurtherUser:
    """Give a word about an organisation that was talked with today."""
    return FurtherUser(organisation=Key("granby"), at=built.at, contacted=built.at.date(), answer=answer)


def own_plan(built: Built, supplier: str = "s1") -> SupplierPlan:
    """Give a supplier's plan of which one sentence is released."""
    prices = (PriceAt(customers=1, price=kr(90_000)), PriceAt(customers=12, price=kr(40_000)))
    return SupplierPlan(
        key=Key(f"plan-{supplier}"), participation=Key(supplier), version=9, at=built.at, customers=said("Regioner."),
        channels=said("Partner."), capacity=said("Tolv om året."), developer=said("Vi."), prices=prices,
        told=said("Vi vill nå alla regioner."),
    )  # fmt: skip


def look(built: Built, *, days: int = 180, found: str = "Två nya.") -> MarketLook:
    """Give a look at the market beside the first supplier's solution, and the next one so many days ahead."""
    return MarketLook(
        supplier=Key("org-s1"), at=built.at, found=said(found) if found else None, source="mässan" if found else None,
        next_on=(built.at + timedelta(days=days)).date(), who=Key("ulla"),
    )  # fmt: skip


def planned(built: Built) -> None:
    """Write the plans for spread: the buyer's, a further user, and one supplier's."""
    shared = {"at": built.at, "initiative": built.key}
    spread.set_plan(by="nils", plan=spread_plan(built), **shared)
    spread.note_further_user(by="nils", user=further(built), **shared)
    spread.tell_own_plan(by="person-s1", plan=own_plan(built), **shared)
