"""What the whole house has found out: every answered objection, searchable, with what they turned out to be."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from vakna.core import objections as rules
from vakna.core.vocabulary import Layer
from vakna.records import objections as records
from vakna.web import access, answers

from .register import card, of

_A_PAGE = 20
_HITS = 50


@require_safe
def objection_library(request: HttpRequest) -> HttpResponse:
    """List the answered objections of all initiatives, searched by words and by the layer they turned out to be."""
    language, at = access.language(request), access.received_at(request)
    told = records.answered(sandboxes=settings.VAKNA_DEMO)
    search, layer = request.GET.get("q", "").strip()[:500], request.GET.get("layer", "")
    found = list(rules.search(search, told, most=_HITS)) if search else told
    if layer in set(Layer):
        found = [one for one in found if one.objection.turned_out == layer]
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "page": page, "rows": [card(one, language, at) for one in page], "search": search, "layer": layer,
        "layers": list(Layer), "query": urlencode({"q": search, "layer": layer}),
        "statistic": of([one.objection for one in told], language), "any": bool(told),
    }  # fmt: skip
    return answers.page(request, "objections/library.html", **values)
