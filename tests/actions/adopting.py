"""A test that is over, with its route to adoption, laid down, and revived."""

from datetime import timedelta

from tests.cast import Built, an_initiative, said
from vakna.actions import adoption, initiatives
from vakna.core import vocabulary as v
from vakna.core.initiative import AdoptionRoute, Key


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
    laid_down(built)
    adoption.revive(by="nils", at=built.at, initiative=key, reason=said("Nu finns pengar."), route=route(built))
