"""Search across initiatives: what was needed, told, learned, decided and used, and how it ended."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from vakna.core.visibility import PARTY_ROLES
from vakna.core.vocabulary import PassageKind, Seen
from vakna.records import full_text
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.initiatives import listing

_A_PAGE = 20
_LONG = 320
"""How many letters of a passage are shown, about four lines."""
_LEARNED = (PassageKind.LESSON, PassageKind.OUTCOME, PassageKind.INSIGHT, PassageKind.END, PassageKind.TOLD)
"""What the page begins with before anything is asked for: what was learned and decided last."""


@require_safe
def learning(request: HttpRequest) -> HttpResponse:
    """Find what other initiatives have learned; search and filter stand in the address."""
    asked, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    kind = kind if kind in set(PassageKind) else ""
    rows = readable(request)
    found = full_text.matching(rows, asked) if asked else rows.filter(day__isnull=False).order_by("-day", "pk")
    found = found.filter(kind__in=[kind] if kind else list(PassageKind) if asked else _LEARNED)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    language = access.language(request)
    values: dict[str, Any] = {
        "nav": "learning", "asked": asked, "kind": kind, "kinds": list(PassageKind), "page": page,
        "shown": [_shown(one, language, asked) for one in page],
        "query": urlencode({name: value for name, value in {"q": asked, "kind": kind}.items() if value}),
    }  # fmt: skip
    return answers.page(request, "learning/search.html", **values)


def readable(request: HttpRequest) -> QuerySet[m.Passage]:
    """Give the passages that this person may read: of the initiatives that it may list, what is open to all.

    What the team shares is given to those who have such a part in that initiative now; nothing at all where the reader
    assesses suppliers whose names it is not to know yet.
    """
    listed = listing.rows(request).order_by().values("initiative")
    mine = m.Member.objects.filter(person__key=access.person(request), until=None, role__in=PARTY_ROLES)
    open_to_me = Q(seen=Seen.PUBLIC) | Q(initiative__in=mine.values("initiative"))
    rows = m.Passage.objects.select_related("initiative", "initiative__card").filter(open_to_me, initiative__in=listed)
    return rows.exclude(initiative__in=listing.unnamed(request))


def _shown(one: m.Passage, language: str, asked: str) -> dict[str, Any]:
    """Give one passage as the page shows it, with the words that were asked for told apart."""
    written = one.said.language(language)
    about = one.about or one.initiative.title
    return {
        "kind": one.kind, "initiative": one.initiative, "buyer": one.initiative.card.buyer, "day": one.day,
        "url": _PLACES[PassageKind(one.kind)](one), "inside": one.seen != Seen.PUBLIC, "language": written,
        "said": _excerpt(full_text.hits(written, asked, one.said.said(language))),
        "about": full_text.hits(about.language(language), asked, about.said(language)),
        "about_language": about.language(language),
    }  # fmt: skip


def _excerpt(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Give the part of a passage that is shown: about its first hit, cut at words, with dots where it was cut."""
    before = next((place for place, (_, hit) in enumerate(pieces) if hit), 0)
    lead = "".join(said for said, _ in pieces[:before])
    kept = [(_tail(lead), False)] if lead else []
    left = _LONG - len(_tail(lead))
    for said, hit in pieces[before:]:
        if left <= 0:
            break
        kept.append((said if len(said) <= left else f"{said[:left].rpartition(' ')[0]} …", hit))
        left -= len(said)
    return kept


def _tail(lead: str) -> str:
    """Give the end of what stands before the first hit."""
    most = _LONG // 3
    return lead if len(lead) <= most else f"… {lead[-most:].partition(' ')[2]}"


def _at(name: str) -> Callable[[m.Passage], str]:
    return lambda one: reverse(name, args=[one.initiative.key])


_PLACES: Mapping[PassageKind, Callable[[m.Passage], str]] = {
    PassageKind.INITIATIVE: _at("initiative"),
    PassageKind.NEED: _at("need"),
    PassageKind.INSIGHT: _at("insights"),
    PassageKind.ASSUMPTION: _at("assumptions"),
    PassageKind.TOLD: lambda one: f"{_at('information')(one)}#b-{one.key}",
    PassageKind.OUTCOME: lambda one: reverse("stage", args=[one.initiative.key, one.stage]),
    PassageKind.LESSON: _at("end_report"),
    PassageKind.USE: lambda one: f"{_at('spread')(one)}#in-use",
    PassageKind.END: _at("initiative"),
}
"""Where each kind of passage stands."""
