"""The read log of a sealed stage: who read which submission, and when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import vocabulary as v
from vakna.core.initiative import Stage
from vakna.core.refusal import Conflict
from vakna.records import readings
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame
from vakna.web.selection import pages
from vakna.web.sentences import PAGES


@require_safe
def reading_log(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """List every reading of what came under seal, the latest first."""
    seen = access.visit(request, key, parts=("submissions",))
    seen.require("selection.read")
    one = seen.stage(stage)
    if one.regime is not v.Regime.SEALED:
        raise Conflict("not-sealed")
    names, of = pages.names(seen), {str(it.key): it for it in seen.picture.submissions}
    rows = [
        {"reading": it, "submission": of.get(it.submission), "supplier": names.get(of[it.submission].participation)}
        if it.submission in of else {"reading": it}
        for it in readings.of_stage(initiative=key, stage=stage)
    ]  # fmt: skip
    values: dict[str, Any] = {"stage": one, "page": pages.of(request, rows), "count": len(rows)}
    values["attempts"] = _attempts(seen, one, {key for key, it in of.items() if it.stage == one.key})
    framed = frame(seen, here=stage, title=PAGES.say(seen.language, "sealed.log.title", stage=one.name))
    return answers.page(request, "sealed/readings.html", seen=seen, **values, **framed)


def _attempts(seen: access.Visit, stage: Stage, submissions: set[str]) -> list[dict[str, Any]]:
    """Give the refused attempts at the stage or one of its tenders, each with why it was refused."""
    known = {"no-undertaking": "undertaking", "too-early-to-open": "early", "two-persons": "alone"}
    found = readings.attempts(initiative=seen.key, keys={*submissions, str(stage.key)})
    return [
        {"attempt": it, "why": PAGES.say(seen.language, f"sealed.refused.{known.get(it.refused, 'role')}")}
        for it in found
    ]
