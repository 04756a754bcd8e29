"""The register of one initiative: what was claimed, what it turned out to be, and the house rules set aside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import objections as rules
from vakna.core.initiative import Objection, Waiver
from vakna.core.refusal import NotFound
from vakna.core.words import STOCKHOLM
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from . import statistic

_A_PAGE = 50


@require_safe
def objections(request: HttpRequest, key: str) -> HttpResponse:
    """List the objections that one may see, those that wait first, with their statistic and the waivers."""
    seen = access.visit(request, key, parts=("objections",))
    found = sorted(seen.picture.objections, key=lambda one: (one.answer is not None, -one.number))
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "page": page, "rows": [row(one, seen) for one in page],
        "waivers": [_waiver(one, seen) for one in seen.picture.waivers],
        "statistic": of(found, seen.language), "may_file": seen.may("oversight.file_objection"),
        "may_waive": seen.may("oversight.grant_waiver"),
    }  # fmt: skip
    return answers.page(request, "objections/register.html", seen=seen, **values, **frame(seen, here="objections"))


def of(found: Sequence[Objection], language: str) -> dict[str, Any] | None:
    """Give the statistic of objections as a page shows it; None when none is answered."""
    counted = rules.statistic([(one.layer, one.turned_out) for one in found])
    return statistic.shown(counted, language) if counted.answered else None


@require_safe
def objection(request: HttpRequest, key: str, objection: str) -> HttpResponse:
    """Show one objection with its answer, or that it waits for one and for whose."""
    seen = access.visit(request, key, parts=("objections",))
    one = find(seen, objection)
    framed = frame(seen, here="objections", title=" ")
    waivers = [_waiver(it, seen) for it in seen.picture.waivers if it.objection == one.key]
    return answers.page(request, "objections/one.html", seen=seen, row=row(one, seen), waivers=waivers, **framed)


def find(seen: access.Visit, key: str) -> Objection:
    """Find an objection among those that this person sees, or refuse."""
    found = next((one for one in seen.picture.objections if one.key == key), None)
    if found is None:
        raise NotFound("no-such-objection", key=key)
    return found


def may_answer(one: Objection, seen: access.Visit) -> bool:
    """Say whether to show the way to an answer: to procurers, lawyers, and whoever owns it."""
    return seen.may("oversight.answer_objection") and rules.may_answer(one, seen.actor)


def row(one: Objection, seen: access.Visit) -> dict[str, Any]:
    """Give one objection of the initiative as a page shows it."""
    names = {it.key: it.name for it in seen.picture.terms.people}
    return {
        "one": one, "old": rules.is_old(one, _today(seen.at)), "by": names.get(one.by) if one.by else None,
        "owner": names.get(one.owner) if one.owner else None, "initiative": seen.key,
        "may_answer": may_answer(one, seen),
    }  # fmt: skip


def card(told: rules.Told, language: str, at: datetime) -> dict[str, Any]:
    """Give an objection of any initiative as a page shows it. Who is behind it is not in it."""
    return {
        "one": told.objection, "old": rules.is_old(told.objection, _today(at)), "initiative": told.initiative,
        "title": told.title, "sandbox": told.sandbox, "invented": told.invented, "language": language,
    }  # fmt: skip


def _waiver(one: Waiver, seen: access.Visit) -> dict[str, Any]:
    today = _today(seen.at)
    claim = next((it for it in seen.picture.objections if it.key == one.objection), None)
    return {"one": one, "over": rules.is_over(one, today), "soon": rules.ends_soon(one, today), "objection": claim}


def _today(at: datetime) -> Any:
    return at.astimezone(STOCKHOLM).date()
