"""The plans for spread on one page: the buyer's, whom it has named, and what each supplier tells. It only reads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import spread_plans as rules
from vakna.core import words
from vakna.core.affordable_loss import GONE
from vakna.core.initiative import FurtherUser, Participation, SpreadPlan
from vakna.core.visibility import is_reader, may_see
from vakna.core.vocabulary import FurtherAnswer, Seen
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame
from vakna.web.selection.pages import names

COLLECTIONS = ("supplier_plans", "followers")
_KINDS = {FurtherAnswer.YES: "ok", FurtherAnswer.MAYBE: "info", FurtherAnswer.WAITS: "", FurtherAnswer.NO: ""}


@require_safe
def spread_plan(request: HttpRequest, key: str) -> HttpResponse:
    """Show the buyer's plan with its versions, the further users to those taking part, and the suppliers' plans."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    terms = seen.picture.terms
    versions = [_version(seen, one) for one in reversed(terms.spread_plans)]
    values: dict[str, Any] = {
        "plan": versions[0] if versions else None, "earlier": versions[1:],
        "late": bool(versions) and versions[0]["one"].by_when < seen.at.astimezone(words.STOCKHOLM).date(),
        "further": [_further(seen, one) for one in rules.further_users(terms)],
        "sees_further": may_see(Seen.PARTY, seen.actor), "silent": silent(seen), "suppliers": suppliers(seen),
        "answer": terms.spread_answer,
        "may_plan": seen.may("spread.set_plan"), "may_name": seen.may("spread.note_further_user"),
    }  # fmt: skip
    return answers.page(request, "spread/plan.html", seen=seen, **values, **frame(seen, here="spread"))


def suppliers(seen: access.Visit) -> list[dict[str, Any]]:
    """Give each supplier whose plan one may read something of, or write, by name."""
    called = names(seen)
    rows = [_supplier(seen, one, called[one.key]) for one in seen.picture.participations if one.state not in GONE]
    return sorted((one for one in rows if one["plan"] or one["own"]), key=lambda row: str(row["name"]))


def silent(seen: access.Visit) -> list[str]:
    """Name the suppliers that are asked for a plan before a late gate and have written none, to those who assess."""
    stage = rules.asked_in(seen.picture.terms)
    if stage is None or not is_reader(seen.actor):
        return []
    called = names(seen)
    return sorted(str(called[one.key]) for one in rules.without_plan(seen.picture, stage))


def _supplier(seen: access.Visit, one: Participation, name: str) -> dict[str, Any]:
    plan, own = rules.latest(seen.picture, one.key), one.key in seen.actor.participations
    return {"key": one.key, "name": name, "plan": plan, "own": own and seen.may("spread.tell_own_plan"),
            "whole": plan is not None and plan.customers is not None,
            "falls": rules.falls(plan.prices) if plan else None}  # fmt: skip


def _version(seen: access.Visit, one: SpreadPlan) -> dict[str, Any]:
    people = {it.key: it.name for it in seen.picture.terms.people}
    return {"one": one, "by": people.get(one.by, "") if one.by else ""}


def _further(seen: access.Visit, one: FurtherUser) -> dict[str, Any]:
    people = {it.key: it.name for it in seen.picture.terms.people}
    return {"one": one, "name": seen.picture.organisation(one.organisation).name, "kind": _KINDS[one.answer],
            "by": people.get(one.by, "") if one.by else ""}  # fmt: skip
