"""The page that anybody may read: on whose behalf the intermediaries act, and whom each call reached. It only reads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import neutrality as rules
from vakna.core.initiative import Key, ReachReport, Stage
from vakna.core.stages import in_order
from vakna.core.stages import rules as of_instrument
from vakna.core.visibility import is_told
from vakna.core.vocabulary import Regime, StageState
from vakna.core.words import STOCKHOLM
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

_OVER = frozenset({StageState.CLOSED, StageState.DECIDED})


@require_safe
def neutrality(request: HttpRequest, key: str) -> HttpResponse:
    """Show mandates, declarations stage by stage, and the reach reports."""
    seen = access.visit(request, key)
    terms = seen.picture.terms
    values: dict[str, Any] = {
        "helpers": [_helper(seen, one) for one in rules.intermediaries(terms, seen.at)],
        "calls": [_reached(seen, one) for one in in_order(terms) if _calls(one)],
        "may_mandate": seen.may("neutrality.give_mandate"), "may_publish": seen.may("neutrality.publish_reach"),
    }  # fmt: skip
    return answers.page(request, "neutrality/neutrality.html", seen=seen, **values, **frame(seen, here="neutrality"))


def _helper(seen: access.Visit, key: Key) -> dict[str, Any]:
    terms, today = seen.picture.terms, seen.at.astimezone(STOCKHOLM).date()
    letters = sorted((one for one in terms.mandates if one.intermediary == key), key=lambda one: one.at, reverse=True)
    held, names = rules.mandate(terms, key, today), {one.key: one.name for one in terms.organisations}
    said = [{"stage": one, "said": rules.declaration(terms, key, one.key)} for one in in_order(terms)]
    return {
        "organisation": next(one for one in terms.organisations if one.key == key), "mandate": held,
        "soon": held is not None and rules.ends_soon(held, today),
        "letters": [{"one": one, "by": names.get(one.given_by, "")} for one in letters],
        "declared": [one for one in said if one["said"]], "missing": rules.undeclared(terms, key),
        "own": key == seen.actor.organisation and seen.may("neutrality.declare"),
    }  # fmt: skip


def _calls(stage: Stage) -> bool:
    """Say whether a stage invites the market: it takes answers or tenders, and is out."""
    its = of_instrument(stage)
    return (its.takes_answers or its.takes_tenders) and stage.state not in {StageState.PLANNED, StageState.SKIPPED}


def _reached(seen: access.Visit, stage: Stage) -> dict[str, Any]:
    made = [one for one in seen.picture.terms.reach_reports if one.stage == stage.key]
    told = stage.regime is not Regime.SEALED or is_told(seen.picture, stage, seen.at)
    return {"stage": stage, "report": _report(made[-1]) if made else None, "ready": stage.state in _OVER and told}


def _report(one: ReachReport) -> dict[str, Any]:
    """Give a report as three lists with one heading each."""
    kinds = {"size": one.sizes, "place": one.places, "age": one.ages}
    return {"one": one, "kinds": [{"title": f"neutrality.kind.{kind}", "rows": rows} for kind, rows in kinds.items()]}
