"""The one timeline that everybody shares: each sees on it what the rest of the pages show. It only reads."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import timeline as rules
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

_A_PAGE = 40


@require_safe
def timeline(request: HttpRequest, key: str) -> HttpResponse:
    """Show what comes, the nearest first, and what has happened, the latest first."""
    seen = access.visit(request, key, collections=rules.COLLECTIONS)
    found = rules.moments(seen.picture)
    coming = [_shown(seen, one) for one in found if one.at > seen.at]
    past = Paginator([one for one in reversed(found) if one.at <= seen.at], _A_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {"coming": coming, "page": past, "past": [_shown(seen, one) for one in past]}
    return answers.page(request, "together/timeline.html", seen=seen, **values, **frame(seen, here="timeline"))


def _shown(seen: access.Visit, one: rules.Moment) -> dict[str, Any]:
    return {"at": one.at, "said": PAGES.say(seen.language, f"timeline.{one.code}", **one.values)}
