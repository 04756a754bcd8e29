"""Letters: one's own; in the demo, where no letter leaves the house, those of the practice cases to anybody."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.web import access, answers

_A_PAGE = 50


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """List letters, the newest first."""
    pages = Paginator(_readable(request).order_by("-pk"), _A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return answers.page(request, "people/letters.html", page=page, everybodys=settings.VAKNA_DEMO)


@require_safe
def letter(request: HttpRequest, letter: int) -> HttpResponse:
    """Show one letter as it was written."""
    found = _readable(request).filter(pk=letter).first()
    if found is None:
        raise NotFound("no-such-letter")
    return answers.page(request, "people/letter.html", letter=found)


def _readable(request: HttpRequest) -> "QuerySet[m.Letter]":
    """Give the letters that this visitor may read: to its own address, and in a demo those that are invented."""
    rows = m.Letter.objects.select_related("initiative")
    person: Any = request.user
    own = Q(to__iexact=person.email) if person.is_authenticated and person.email else Q(pk__in=[])
    if settings.VAKNA_DEMO:
        return rows.filter(own | Q(initiative__sandbox=True))
    access.require_person(request)
    return rows.filter(own)
