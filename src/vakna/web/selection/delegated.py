"""The list of decisions taken by delegation, for the committee that is told of them: per organisation and period.

Source: kommunallagen (2017:725) 6 kap. 40 § and 7 kap. 8 §: what is decided by delegation is reported to the committee.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_safe

from vakna.core import vocabulary as v
from vakna.core import words
from vakna.exchange import spreadsheets
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.fields import DayField
from vakna.web.forms import PageForm
from vakna.web.sentences import PAGES

from . import pages

HEADS = ("day", "initiative", "stage", "outcome", "item", "decider", "diary")
"""The columns of the list."""


class PeriodForm(PageForm):
    """From which day and to which."""

    about = "delegated"

    since = DayField(required=False)
    until = DayField(required=False)


@login_required
@require_safe
def delegated(request: HttpRequest) -> HttpResponse:
    """Show the decisions by delegation of one's own organisation."""
    form = _form(request)
    language = access.language(request)
    rows = [_row(language, one) | {"day": words.day(language, _day(one.at))} for one in _found(request, form)]
    chosen = {name: request.GET.get(name, "") for name in form.fields}
    values: dict[str, Any] = {
        "nav": "start", "form": form, "organisation": request.user.organisation.name,  # type: ignore[union-attr]
        "page": pages.of(request, rows), "heads": HEADS, "count": len(rows),
        "query": urlencode({name: said for name, said in chosen.items() if said}),
    }  # fmt: skip
    return answers.page(request, "selection/delegated.html", **values)


@login_required
@require_safe
def delegated_file(request: HttpRequest) -> HttpResponse:
    """Give the same list for a spreadsheet."""
    language = access.language(request)
    heads = [PAGES.say(language, f"delegated.head.{one}") for one in HEADS]
    table = [heads, *(list(_row(language, one).values()) for one in _found(request, _form(request)))]
    answer = HttpResponse(spreadsheets.csv(table), content_type=spreadsheets.MEDIA_TYPE)
    name = f"{PAGES.say(language, 'delegated.file')}.csv"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _form(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET or None, language=access.language(request))


def _found(request: HttpRequest, form: PeriodForm) -> Iterator[m.Decision]:
    """Give the decisions in order of day; practice is listed in a demo alone, where there is nothing else."""
    home = request.user.organisation.key  # type: ignore[union-attr]
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = m.Decision.objects.filter(mandate=v.Mandate.DELEGATION).select_related("initiative", "stage", "by")
    for one in rows.order_by("at", "pk"):
        counted = settings.VAKNA_DEMO or not one.initiative.sandbox
        if counted and home in one.initiative.buyers and _within(_day(one.at), told):
            yield one


def _day(at: datetime) -> date:
    return at.astimezone(words.STOCKHOLM).date()


def _within(day: date, told: dict[str, Any]) -> bool:
    since, until = told.get("since"), told.get("until")
    return (since is None or since <= day) and (until is None or day <= until)


def _row(language: str, one: m.Decision) -> dict[str, str]:
    """Give one decision as cells, in the order of the heads."""
    return {
        "day": _day(one.at).isoformat(),
        "initiative": f"{one.initiative.number} {one.initiative.title.said(language)}",
        "stage": one.stage.name.said(language),
        "outcome": words.word(language, one.outcome),
        "item": ", ".join(filter(None, (one.committee, one.reference))),
        "decider": one.by.name if one.by else "",
        "diary": one.diary_number or "",
    }
