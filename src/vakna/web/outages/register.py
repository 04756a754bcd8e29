"""The outage register, open to all: when nothing could be handed in, and which deadlines were moved for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from vakna.actions import outages as actions
from vakna.core.initiative import Stage
from vakna.records import models as m
from vakna.records import outages as asked
from vakna.records import pictures
from vakna.web import access, answers
from vakna.web.fields import InstantField
from vakna.web.forms import PageForm, area

_SHOWN = 20


class OutageForm(PageForm):
    """From when to when, and what was seen."""

    about = "outage"

    starts = InstantField()
    ends = InstantField()
    what = area(rows=2)


def outages(request: HttpRequest) -> HttpResponse:
    """List the latest outages with what each has moved, and what it still asks to be moved; note one more."""
    by, at = access.person(request), access.received_at(request)
    notes = _notes(by)
    form = OutageForm(request.POST or None, language=access.language(request))
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = {"starts": form.cleaned_data["starts"], "ends": form.cleaned_data["ends"], "what": form.said("what")}
        person, once = access.require_person(request), access.once(request)
        refusal = answers.attempt(lambda: actions.note(by=person, at=at, once=once, **given))
        if refusal is None:
            return answers.done(request, reverse("outages"), "outages.noted")
    latest = m.Outage.objects.order_by("-starts").prefetch_related("moved__stage__initiative")[:_SHOWN]
    rows = [_row(one, by, at, asks=notes and number == 0) for number, one in enumerate(latest)]
    return answers.page(request, "outages/register.html", refusal=refusal, form=form, rows=rows, notes=notes)


def _notes(by: Any) -> bool:
    return m.Member.objects.filter(person__key=by, role__in=actions.NOTING, until__isnull=True).exists()


def _row(one: m.Outage, by: Any, at: Any, *, asks: bool) -> dict[str, Any]:
    """Give one outage. What it asks to be moved is worked out for the latest, in the initiatives of whoever looks."""
    waits: list[dict[str, Any]] = []
    for key in asked.touched(outage=one, by=by, at=at) if asks else ():
        terms = pictures.take(key, ()).terms
        waits += [_waiting(terms.title, stage, to) for stage, to in asked.waiting(outage=one, terms=terms)]
    return {"outage": one, "moved": list(one.moved.all()), "waits": waits}


def _waiting(title: Any, stage: Stage, to: Any) -> dict[str, Any]:
    return {"title": title, "stage": stage, "to": to}


@require_POST
def extend_deadlines(request: HttpRequest, outage: str) -> HttpResponse:
    """Move every deadline that the outage touched, in one press."""
    by, at = access.require_person(request), access.received_at(request)
    refusal = answers.attempt(lambda: actions.extend(by=by, at=at, outage=outage, once=access.once(request)))
    if refusal:
        raise refusal
    return answers.done(request, reverse("outages"), "outages.extended")
