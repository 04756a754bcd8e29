"""The start page of whoever is logged in: what waits for you, what has happened, what your roles may and may not."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core.people import ROLES
from vakna.core.vocabulary import Regime, Role, StageState
from vakna.records import clock
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.journal import acts
from vakna.web.sentences import PAGES

from . import todo

_NEWS = 8
_IN_WORDS = 12
_REPORTS = (Role.DECIDER, Role.PROCURER)
"""Who reports decisions by delegation to the committee."""


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what needs this person, the first thing first."""
    person: Any = request.user
    language, at = access.language(request), access.received_at(request)
    cards = own_cards(person)
    waits = todo.of(person, cards, language=language, at=at)
    roles = _roles(language, person)
    values: dict[str, Any] = {
        "nav": "start",
        "title": _title(language, len(waits), person.name.split()[0]),
        "lead": _lead(language, waits),
        "today": waits[0].at if waits else clock.now_in(cards[0].initiative, real=at) if len(cards) == 1 else at,
        "waits": waits,
        "news": _news(language, cards),
        "roles": roles,
        "cards": cards,
        "helps": any(one["role"] is Role.INTERMEDIARY for one in roles),
        "reports": any(one["role"] in _REPORTS for one in roles),
    }
    return answers.page(request, "people/start.html", **values)


def own_cards(person: m.Person) -> list[m.Summary]:
    """Give the summary rows of the initiatives that name the person. One query."""
    own = Q(participations__contact=person) | Q(participations__organisation=person.organisation_id)
    mine = m.Initiative.objects.filter(Q(members__person=person) | own)
    return list(m.Summary.objects.filter(initiative__in=mine).select_related("initiative").order_by("initiative__pk"))


def _title(language: str, count: int, name: str) -> str:
    if not count:
        return PAGES.say(language, "people.start.nothing", name=name)
    said = PAGES.say(language, f"people.number.{count}") if count <= _IN_WORDS else str(count)
    return PAGES.say(language, "people.start.title", count=count, number=said, name=name)


def _lead(language: str, waits: list[todo.ToDo]) -> str:
    minutes, today = sum(one.minutes for one in waits), sum(one.today for one in waits)
    if not waits:
        return PAGES.say(language, "people.start.nothing_words")
    hours = (minutes + 30) // 60
    told = (
        PAGES.say(language, "people.start.minutes", minutes=minutes)
        if minutes < 90
        else PAGES.say(language, "people.start.hours", count=hours, hours=hours)
    )
    return f"{told} {PAGES.say(language, 'people.start.today', count=today, number=today)}" if today else told


def _news(language: str, cards: list[m.Summary]) -> list[dict[str, Any]]:
    """Give the latest acts in one's initiatives, from the journal's open part. Two queries."""
    of = {f"initiative/{card.initiative.key}": card.initiative for card in cards}
    stages = m.Stage.objects.filter(initiative__in=[card.initiative for card in cards]).select_related("initiative")
    names = {(one.initiative_id, f"stage:{one.key}"): one.name for one in stages}
    rows = m.Entry.objects.filter(journal__in=list(of)).exclude(_untold(stages)).order_by("-pk")[:_NEWS]
    return [
        {
            "at": datetime.fromisoformat(one.at),
            "act": acts.act(language, one.act),
            "stage": names.get((of[one.journal].pk, one.subject)),
            "initiative": of[one.journal],
        }
        for one in rows
    ]


def _untold(stages: Iterable[m.Stage]) -> Q:
    """Match what is not told here: between opening and award every mark is an entry, and tells how many tender."""
    untold = Q(pk__in=[])
    for one in stages:
        if one.regime == Regime.SEALED and one.opening is not None and one.state == StageState.CLOSED:
            untold |= Q(journal=f"initiative/{one.initiative.key}", subject=f"stage:{one.key}")
    return untold


def _roles(language: str, person: m.Person) -> list[dict[str, Any]]:
    """Give each role that the person holds anywhere, with its one forbidden thing."""
    held = m.Member.objects.filter(person=person, until__isnull=True).values_list("role", flat=True).distinct()
    roles = [role for role in Role if role.value in set(held)]
    return [
        {
            "role": role,
            "never": PAGES.say(language, ROLES[role].never),
            "may": PAGES.say(language, f"people.may.{role}"),
        }
        for role in roles
    ]
