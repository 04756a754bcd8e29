"""All assumptions of an initiative, by whom they are about, and one with its history and its experiments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import assumptions as rules
from vakna.core.vocabulary import AssumptionAbout
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from . import rows


@require_safe
def assumptions(request: HttpRequest, key: str) -> HttpResponse:
    """List what must be true about the need, the solution and each supplier apart, what is open first."""
    seen = visit(request, key)
    shown = [rows.assumption(seen, one) for one in seen.picture.assumptions]
    shown.sort(key=lambda row: (row["settled"], row["supplier"].casefold()))
    about = (AssumptionAbout.NEED, AssumptionAbout.SOLUTION, AssumptionAbout.SUPPLIER)
    groups = [(kind, [row for row in shown if row["one"].about is kind]) for kind in about]
    waits = [it for row in shown for it in row["experiments"] if it["state"] != "done"]
    values: dict[str, Any] = {
        "groups": [(kind, found) for kind, found in groups if found], "waits": waits,
        "settled": sum(row["settled"] for row in shown), "open": sum(not row["settled"] for row in shown),
        "may_set": seen.may("dialogue.set_assumption"), "rises": [_rise(seen, it) for it in rules.rises(
            seen.picture, seen.at)],
    }  # fmt: skip
    return answers.page(request, "assumptions/register.html", seen=seen, **values, **frame(seen, here="assumptions"))


def _rise(seen: access.Visit, one: rules.Rise) -> dict[str, Any]:
    """Give a stage that puts more at stake, the one before it, and what was settled in between."""
    known = {it.key: it for it in seen.picture.assumptions}
    settled = [known[key] for key in one.settled]
    return {"stage": seen.stage(one.stage), "before": seen.stage(one.before), "settled": settled}


@require_safe
def assumption(request: HttpRequest, key: str, assumption: str) -> HttpResponse:
    """Show one assumption: what is known of it, how it is tested, and everything it has said before."""
    seen = visit(request, key)
    one = rules.find(seen.picture, assumption)
    values: dict[str, Any] = {
        "row": rows.assumption(seen, one), "versions": rows.versions(seen, one),
        "may_set": seen.may("dialogue.set_assumption"), "may_test": seen.may("dialogue.set_experiment"),
    }  # fmt: skip
    framed = frame(seen, here="assumptions", title=" ")
    return answers.page(request, "assumptions/one.html", seen=seen, **values, **framed)


def visit(request: HttpRequest, key: str) -> access.Visit:
    """See the assumptions of an initiative. Where there is nothing to see only those who may write one come in."""
    seen = access.visit(request, key, collections=rows.COLLECTIONS)
    if not seen.picture.assumptions:
        seen.require("dialogue.set_assumption")
    return seen
