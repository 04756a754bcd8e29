"""The pilot graveyard of the house: every test that led to no use, why, and the way to revive it. It only reads."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import graveyard as rules
from vakna.core.people import ROLES
from vakna.core.vocabulary import Role
from vakna.core.words import STOCKHOLM
from vakna.records import clock
from vakna.records.models import Member, Summary
from vakna.rules.amounts import limits_of_tests
from vakna.web import access, answers
from vakna.web.initiatives import listing

from .page import KINDS

_A_PAGE = 50


@require_safe
def graveyard(request: HttpRequest) -> HttpResponse:
    """List the dead first, the longest dead first, and then those that wait for their decision."""
    at = access.received_at(request)
    found = [row for one in listing.rows(request).filter(test__isnull=False) for row in _row(one, at)]
    dead = sorted((one for one in found if one["grave"].dead), key=lambda one: one["grave"].since)
    waiting = sorted((one for one in found if not one["grave"].dead), key=lambda one: one["grave"].due)
    mine = _reviving(access.person(request))
    for one in dead:
        one["may_revive"] = one["initiative"].pk in mine
    page = Paginator(dead, _A_PAGE).get_page(request.GET.get("page"))
    return answers.page(request, "adoption/graveyard.html", nav="initiatives", page=page, waiting=waiting[:_A_PAGE],
                        count=len(dead))  # fmt: skip


def _reviving(person: str | None) -> set[int]:
    """Give the initiatives in which somebody may take up again what died."""
    roles = [role for role in Role if "adoption.revive" in ROLES[role].may]
    held = Member.objects.filter(person__key=person, role__in=roles, until__isnull=True) if person else ()
    return {one.initiative_id for one in held}


def _row(one: Summary, real: Any) -> Iterator[dict[str, Any]]:
    """Judge one initiative's last test by its own clock."""
    at = clock.now_in(one.initiative, real=real)
    grave = rules.judge(one.test, at, limits_of_tests(at))
    if grave is not None:
        yield {"initiative": one.initiative, "buyer": one.buyer, "grave": grave, "fate": f"adoption.fate.{grave.fate}",
               "kind": KINDS[grave.fate], "days": (at.astimezone(STOCKHOLM).date() - grave.since).days}  # fmt: skip
