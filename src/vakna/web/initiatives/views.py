"""Pages that tell about initiatives: the front page, the list, one initiative's overview, its document as a file."""

import json

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from vakna.core import document
from vakna.core.initiative import ALL_PARTS
from vakna.web import access, answers

from . import example, judged, listing, overview, principles, watched

_A_PAGE = 50


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Say what Vakna is to somebody who has never seen it, and which initiatives there are."""
    language = access.language(request)
    cards = listing.chosen(listing.rows(request), search="", state="", language=language)
    real = [one for one in cards if not one["sandbox"]]
    practice = [one for one in cards if one["sandbox"]]
    return answers.page(
        request, "initiatives/front.html", real=real[:4], practice=practice, example=example.draw(language)
    )


@require_safe
def initiatives(request: HttpRequest) -> HttpResponse:
    """List initiatives; search and filter stand in the address."""
    search, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    state = state if state in listing.STATES else ""
    cards = listing.chosen(listing.rows(request), search=search, state=state, language=access.language(request))
    page = Paginator(cards, _A_PAGE).get_page(request.GET.get("page"))
    query = urlencode({name: value for name, value in {"q": search, "state": state}.items() if value})
    return answers.page(
        request, "initiatives/list.html", page=page, query=query, search=search, state=state, sums=listing.sums(cards),
        nav="initiatives",
    )  # fmt: skip


@require_safe
def initiative(request: HttpRequest, key: str) -> HttpResponse:
    """Show one initiative: where it stands, what it costs, who takes part, what it has come to."""
    seen = access.visit(request, key, parts=overview.PARTS, collections=overview.COLLECTIONS)
    found = judged.of(seen)
    shown = {
        **overview.overview(seen),
        "watch": watched.stands(seen, on=found.watches),
        "panel": principles.of(seen, found),
    }
    return answers.page(request, "initiatives/initiative.html", seen=seen, **shown)


@require_safe
def document_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the initiative as a document: what this person may see of it, and nothing more."""
    seen = access.visit(request, key, parts=ALL_PARTS)
    content = json.dumps(document.dump(seen.picture), ensure_ascii=False, indent=1)
    return HttpResponse(
        content + "\n",
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{seen.key}.json"'},
    )
