"""The portfolio: what an organisation's initiatives, or all of the house's, come to together."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from vakna.core import adoptions, words
from vakna.core import portfolio as counted
from vakna.core.initiative import Text
from vakna.core.money import Money
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import InitiativeState, Phase
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.initiatives import listing

from . import counties
from .reading import Asked, Found, asked, found

_A_PAGE = 50
_MOST = 12


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Show all initiatives of the house together, as a national programme sees them."""
    return _page(request, asked(request), None)


@require_safe
def portfolio_of(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the initiatives that one organisation stands behind."""
    row = m.Organisation.objects.filter(key=organisation).first()
    if row is None:
        raise NotFound("no-such-organisation", key=organisation)
    return _page(request, asked(request, organisation), row)


def _page(request: HttpRequest, wanted: Asked, organisation: m.Organisation | None) -> HttpResponse:
    language = access.language(request)
    there = found(request, wanted)
    sums = counted.whole((one.card, one.at) for one in there)
    page = Paginator(there, _A_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "nav": "portfolio", "organisation": organisation, "wanted": wanted, "sums": sums, "page": page,
        "listed": _listed(language, list(page)), "money": _money(language, sums),
        "gates": _gates(language, sums), "phases": _phases(language, sums),
        "counties": counties.drawn(language, there), "goals": _named(language, sums.goals)[:_MOST],
        "programmes": _named(language, sums.programmes), "programme": _programme(language, wanted, sums),
        "query": _query(wanted), "within": _query(Asked(programme=wanted.programme, practice=wanted.practice)),
        "can_practice": settings.VAKNA_DEMO or request.user.is_authenticated,
    }  # fmt: skip
    return answers.page(request, "portfolio/portfolio.html", **values)


def _query(wanted: Asked) -> str:
    said = {"goal": wanted.goal, "programme": wanted.programme, "phase": wanted.phase}
    practice = {"practice": "1" if wanted.practice else ""}
    return urlencode({name: value for name, value in (said | practice).items() if value})


def _programme(language: str, wanted: Asked, sums: counted.Whole) -> str:
    """Give the name of the programme that is asked for, as it is written; nothing where nothing is in it."""
    return next((one.said(language) for one in sums.programmes if wanted.programme), "")


def _listed(language: str, found: Iterable[Found]) -> list[dict[str, Any]]:
    """Give the initiatives of one page. One query."""
    there = tuple(found)
    keys = [one.pk for one in there]
    rows = m.Summary.objects.filter(pk__in=keys).select_related("initiative").in_bulk()
    return [_one(language, rows[one.pk], one.card, one.at) for one in there if one.pk in rows]


def _one(language: str, row: m.Summary, card: counted.Card, at: datetime) -> dict[str, Any]:
    on = adoptions.day_of(at)
    survived = [passed.entered for passed in card.gates[:1]] + [passed.continued for passed in card.gates]
    return {
        "key": row.initiative.key,
        "title": row.initiative.title,
        "invented": row.initiative.invented,
        "buyer": row.buyer,
        "stage": row.stage,
        "active": row.initiative.state == InitiativeState.ACTIVE,
        "phase": card.phase,
        "committed": card.committed,
        "paid": card.paid,
        "survived": " → ".join(str(one) for one in survived),
        "implemented": card.implemented(on),
        "spread": card.spread(on),
        "early": card.too_early(on),
        "reported": _reported(language, row, card.only_reported(on)),
        "overdue": card.overdue(at),
    }


def _reported(language: str, row: m.Summary, count: int) -> str:
    """Say what others report, as exactly as they did; nothing where the users themselves have told."""
    return (listing.using(row, language) or words.number(language, count)) if count else ""


def _money(language: str, sums: counted.Whole) -> dict[str, str]:
    names = ("committed", "paid", "paid_ended", "carried")
    return {name: _said(language, getattr(sums, name)) for name in names} | {
        "share": ", ".join(f"{one} %" for one in sums.share_ended.values())
    }


def _said(language: str, amounts: Mapping[str, Money]) -> str:
    ordered = sorted(amounts.values(), key=lambda one: (one.currency != "SEK", one.currency))
    return ", ".join(words.money(language, one) for one in ordered) or words.money(language, Money(Decimal(0)))


def _gates(language: str, sums: counted.Whole) -> list[dict[str, Any]]:
    """Give survival gate by gate, by the name of the stage that it ends; the names that most have, first."""
    ordered = sorted(sums.gates.items(), key=lambda pair: (-pair[1].passed, pair[0].said(language)))
    return [_gate(name.said(language), gate) for name, gate in ordered[:_MOST]]


def _gate(name: str, gate: counted.Gate) -> dict[str, Any]:
    return {
        "name": name,
        "passed": gate.passed,
        "entered": gate.entered,
        "continued": gate.continued,
        "share": round(100 * gate.continued / gate.entered),
        "days": sorted(gate.days)[len(gate.days) // 2] if gate.days else None,
    }


def _phases(language: str, sums: counted.Whole) -> list[dict[str, Any]]:
    known = [one for one in Phase if one in sums.phases]
    rows = [{"key": one.value, "name": words.word(language, one), "count": sums.phases[one]} for one in known]
    return rows + ([{"key": "", "name": "", "count": sums.phases[None]}] if None in sums.phases else [])


def _named(language: str, counts: Mapping[Text, int]) -> list[dict[str, Any]]:
    """Give names with their counts, those that most have first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].said(language)))
    return [{"name": name.said(language), "count": count} for name, count in ordered]
