"""From a test to use: the route-to-adoption card, the decision when the test is over, and taking up what had died."""

import secrets
from dataclasses import replace
from datetime import datetime

from vakna.core import graveyard
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import AdoptionDecision, AdoptionRoute, Key, Text
from vakna.core.refusal import BadInput, Conflict
from vakna.core.words import STOCKHOLM
from vakna.rules.amounts import limits_of_tests

from . import _cast
from ._journal import Pen, hold

_PARTS = ("gates", "spread")


def set_route(*, by: str, at: datetime, initiative: str, route: AdoptionRoute, once: str = "") -> int:
    """Write the next version of the route to adoption and give its number. The earlier ones stay.

    `at`, `by` and `version` of what is given are not read. Refuses a day that has been.
    """
    with hold("adoption.set_route", by=by, at=at, initiative=initiative, once=once) as pen:
        version = _write(pen, route)
        pen.write("adoption", facts={"version": version}, protected={"route": encode(route)})
        return version


def decide(
    *,
    by: str,
    at: datetime,
    initiative: str,
    step: v.AdoptionStep,
    reason: Text,
    cause: v.CauseOfDeath | None = None,
    reference: str | None = None,
    key: str = "",
    once: str = "",
) -> None:
    """Decide, when the last test is over, whether its solution is introduced or laid down, and why.

    Refuses before the test is over or when it is in use, an introduction without a route, and laying down without a
    cause. What is laid down is taken up again by `revive` alone.
    """
    with hold("adoption.decide", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        found = graveyard.standing(pen.picture, at, limits_of_tests(at))
        if found is None or found.fate is graveyard.Fate.LAID_DOWN or step is v.AdoptionStep.TAKE_UP:
            raise Conflict("adoption-nothing-to-decide")
        if step is v.AdoptionStep.ADOPT and graveyard.route(pen.picture.terms) is None:
            raise Conflict("adoption-without-route")
        if step is v.AdoptionStep.LAY_DOWN and cause is None:
            raise BadInput("missing-field", path="cause")
        made = AdoptionDecision(
            key=_key(key), at=at, by=Key(by), step=step, reason=reason, reference=reference,
            cause=cause if step is v.AdoptionStep.LAY_DOWN else None,
        )  # fmt: skip
        _decided(pen, made)


def revive(
    *, by: str, at: datetime, initiative: str, reason: Text, route: AdoptionRoute, key: str = "", once: str = ""
) -> None:
    """Take up again what lies in the graveyard, with a new route to adoption. An initiative that had ended goes on.

    Refuses what is not there: no test, one that waits in time, one in use.
    """
    with hold("adoption.revive", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        found = graveyard.standing(pen.picture, at, limits_of_tests(at))
        if found is None or not found.dead:
            raise Conflict("adoption-not-dead")
        _write(pen, route)
        pen.initiative.state, pen.initiative.state_reason = v.InitiativeState.ACTIVE, None
        pen.initiative.spread_answer = None
        pen.initiative.save(update_fields=["state", "state_reason", "spread_answer"])
        _decided(pen, AdoptionDecision(key=_key(key), at=at, by=Key(by), step=v.AdoptionStep.TAKE_UP, reason=reason))


def _write(pen: Pen, route: AdoptionRoute) -> int:
    """Keep a route as the next version."""
    if route.decide_by < pen.at.astimezone(STOCKHOLM).date():
        raise BadInput("adoption-day-gone", path="decide_by")
    before = pen.picture.terms.adoption_routes
    _cast.organisations(pen.initiative, pen.organisation(route.buyer))
    made = replace(route, version=len(before) + 1, at=pen.at, by=Key(pen.by) if pen.by else None)
    pen.initiative.adoption_routes = (*before, made)
    pen.initiative.save(update_fields=["adoption_routes"])
    return made.version


def _decided(pen: Pen, made: AdoptionDecision) -> None:
    pen.initiative.adoption_decisions = (*pen.picture.terms.adoption_decisions, made)
    pen.initiative.save(update_fields=["adoption_decisions"])
    pen.write("adoption", facts={"step": made.step}, protected={"decision": encode(made)})


def _key(given: str) -> Key:
    return Key(given or f"b-{secrets.token_hex(4)}")
