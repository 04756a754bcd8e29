"""The intermediary's own page: its assignments over several buyers, its mandates and declarations, and its advice."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import neutrality
from vakna.core.words import STOCKHOLM
from vakna.records import assignments as records
from vakna.records import clock
from vakna.web import access, answers


@login_required
@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """Show every initiative in which one is the intermediary: what waits first."""
    person: Any = request.user
    found = [_row(one, person.organisation.key, access.received_at(request)) for one in records.held_by(person)]
    found.sort(key=lambda one: not one["waits"])
    waits = sum(one["waits"] for one in found)
    values: dict[str, Any] = {"rows": found, "organisation": person.organisation.name, "waits": waits}
    return answers.page(request, "together/assignments.html", nav="start", **values)


def _row(one: records.Assignment, home: str, real: Any) -> dict[str, Any]:
    at = clock.now_in(one.initiative, real=real)
    today = at.astimezone(STOCKHOLM).date()
    held, missing = neutrality.mandate(one.terms, home, today), neutrality.undeclared(one.terms, home)
    soon = held is not None and neutrality.ends_soon(held, today)
    said = [it for it in one.terms.neutrality if it.organisation == home]
    names = {it.key: it.name for it in one.terms.stages}
    return {
        "initiative": one.initiative, "buyers": one.buyers, "mandate": held, "soon": soon, "missing": missing,
        "declared": [names[it.stage] for it in said if it.stage in names], "advice": one.advice,
        "may_advise": held is not None and bool(said), "waits": held is None or soon or bool(missing),
    }  # fmt: skip
