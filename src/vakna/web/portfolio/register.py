"""The register of demand: needs that are open to share, how many share each and how strongly, for all to see."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from vakna.core import words
from vakna.core.vocabulary import InitiativeState, Strength
from vakna.records import models as m
from vakna.web import access, answers

from .reading import Found, asked, found

_A_PAGE = 50


@require_safe
def demand_register(request: HttpRequest) -> HttpResponse:
    """List the initiatives under way by how many share the need, and count the organisations at each strength."""
    language, wanted = access.language(request), asked(request)
    search = request.GET.get("q", "").strip()[:100]
    there = sorted(_under_way(found(request, wanted), search), key=_shared, reverse=True)
    page = Paginator(there, _A_PAGE).get_page(request.GET.get("page"))
    sums = {one: sum(_level(it, one) for it in there) for one in Strength}
    values: dict[str, Any] = {
        "nav": "demand", "wanted": wanted, "search": search, "page": page, "listed": _listed(list(page), language),
        "sums": [{"name": words.word(language, one), "count": sums[one]} for one in reversed(Strength)],
        "query": urlencode({"q": search} if search else {}) + ("&practice=1" if wanted.practice else ""),
    }  # fmt: skip
    return answers.page(request, "portfolio/demand.html", **values)


def _under_way(there: list[Found], search: str) -> list[Found]:
    """Keep what is under way and holds every word searched for in title, summary or buyer. One query."""
    rows = m.Summary.objects.filter(initiative__state=InitiativeState.ACTIVE)
    held = rows.values_list("pk", "buyer", "initiative__title", "initiative__summary")
    asked_for = search.casefold().split()
    said = {pk: " ".join((buyer, *_words(title), *_words(short))).casefold() for pk, buyer, title, short in held}
    return [one for one in there if one.pk in said and all(word in said[one.pk] for word in asked_for)]


def _words(text: Any) -> tuple[str, ...]:
    return tuple(text.by_language.values())


def _level(one: Found, strength: Strength) -> int:
    return sum(it.count for it in one.card.wanted if it.strength == strength)


def _shared(one: Found) -> tuple[int, int]:
    """Give how many share the need, and then how many of them will buy or have bought."""
    strong = _level(one, Strength.WILL_BUY) + _level(one, Strength.BOUGHT)
    return sum(it.count for it in one.card.wanted), strong


def _listed(there: list[Found], language: str) -> list[dict[str, Any]]:
    """Give the rows of one page. One query."""
    rows = m.Summary.objects.filter(pk__in=[one.pk for one in there]).select_related("initiative").in_bulk()
    return [
        {
            "key": rows[one.pk].initiative.key, "title": rows[one.pk].initiative.title,
    "buyer": rows[one.pk].buyer, "size": one.card.size,
            "joinable": one.card.joinable,
            "levels": [
                {"name": words.word(language, it), "count": _level(one, it)} for it in reversed(Strength)
            ],
        }
        for one in there if one.pk in rows
    ]  # fmt: skip
