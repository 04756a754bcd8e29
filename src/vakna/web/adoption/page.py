"""What becomes of the tests of one initiative: the route card, how the last test stands, what was decided. Reads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import graveyard, spread_plans
from vakna.core.initiative import AdoptionRoute
from vakna.core.words import STOCKHOLM
from vakna.rules.amounts import limits_of_tests
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

COLLECTIONS = ("adoptions",)
KINDS = {"waits": "info", "late": "warn", "stuck": "warn", "laid_down": "", "ended": ""}


@require_safe
def adoption(request: HttpRequest, key: str) -> HttpResponse:
    """Show the route to adoption with its earlier versions, and what was decided on use."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    terms = seen.picture.terms
    grave = graveyard.standing(seen.picture, seen.at, limits_of_tests(seen.at))
    known = graveyard.facts(seen.picture)
    routes = [_route(seen, one) for one in reversed(terms.adoption_routes)]
    values: dict[str, Any] = {
        "card": routes[0] if routes else None, "earlier": routes[1:], "grave": shown(grave, seen) if grave else None,
        "decisions": tuple(reversed(terms.adoption_decisions)), "going_on": grave is None and known is not None,
        "plan": spread_plans.current(terms), "further": len(spread_plans.named(terms)),
        "may_write": seen.may("adoption.set_route"),
        "may_decide": grave is not None and grave.fate.value != "laid_down" and seen.may("adoption.decide"),
        "may_revive": grave is not None and grave.dead and seen.may("adoption.revive"),
    }  # fmt: skip
    return answers.page(request, "adoption/adoption.html", seen=seen, **values, **frame(seen, here="adoption"))


def shown(grave: graveyard.Grave, seen: access.Visit) -> dict[str, Any]:
    """Give how a test stands, and the days since it ended."""
    today = seen.at.astimezone(STOCKHOLM).date()
    return {"one": grave, "fate": f"adoption.fate.{grave.fate}", "kind": KINDS[grave.fate],
            "days": (today - grave.since).days}  # fmt: skip


def _route(seen: access.Visit, one: AdoptionRoute) -> dict[str, Any]:
    names = {it.key: it.name for it in seen.picture.terms.organisations}
    return {"one": one, "buyer": names.get(one.buyer, "")}
