"""The demo's stage door: become anybody in the cast with one press, and let time go on. Only in demo mode."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from vakna.actions import demo as action
from vakna.core.refusal import AlreadyDone, NotFound
from vakna.core.vocabulary import Role
from vakna.records import models as m
from vakna.web import access, answers

from .accounts import enter

_ROLES = tuple(role for role in Role if role != Role.SUPPLIER)


def demo(request: HttpRequest) -> HttpResponse:
    """Show the cast and the clocks; on a press, log in as the one that was chosen."""
    _only_in_demo()
    if request.method == "POST":
        person = _cast().filter(key=request.POST.get("person", "")).first()
        if person is None:
            raise NotFound("no-such-person", key="")
        enter(request, person)
        return answers.done(request, reverse("start"), "people.demo.entered", name=person.name)
    cases = m.Initiative.objects.filter(sandbox=True).order_by("pk")
    return answers.page(request, "people/demo.html", groups=_groups(), cases=cases)


@require_POST
def next_date(request: HttpRequest, key: str) -> HttpResponse:
    """Let a practice case's clock go on to its next date, the others doing their part if asked."""
    by = access.require_person(request)
    case = _clocks(by).filter(key=key).first()
    if case is None or case.clock_at is None:
        raise NotFound("no-such-initiative", key=key)
    with_cast = request.POST.get("with_cast") == "on"
    back = reverse("demo" if settings.VAKNA_DEMO else "practice")
    try:
        to = action.to_next_date(
            by=by, at=case.clock_at, initiative=key, with_cast=with_cast, once=access.once(request)
        )
    except AlreadyDone:
        return answers.done(request, back)
    return answers.done(request, back, "people.demo.moved", title=case.title, at=to)


def practice(request: HttpRequest) -> HttpResponse:
    """Show one's own sandboxes with their clocks, and make another when asked."""
    by = access.require_person(request)
    if request.method == "POST":
        refusal = answers.attempt(
            lambda: action.practise(by=by, at=access.received_at(request), once=access.once(request))
        )
        if refusal is None:
            return answers.done(request, reverse("practice"), "practice.made")
        raise refusal
    mine = m.Initiative.objects.filter(sandbox=True, members__person__key=by, members__until=None)
    cases = mine.distinct().order_by("-pk")
    return answers.page(request, "people/practice.html", nav="start", cases=cases)


def _clocks(by: str) -> Any:
    """Give the sandboxes whose clock this person may move: in a demo all, else those it has a part in."""
    rows = m.Initiative.objects.filter(sandbox=True)
    return rows if settings.VAKNA_DEMO else rows.filter(members__person__key=by, members__until=None).distinct()


def _only_in_demo() -> None:
    if not settings.VAKNA_DEMO:
        raise NotFound("no-such-page")


def _cast() -> Any:
    """Give everybody who can be entered: persons of invented organisations with an address."""
    return m.Person.objects.filter(organisation__invented=True, email__isnull=False).select_related("organisation")


def _groups() -> list[dict[str, Any]]:
    """Lay the cast out: those with a role, role by role, and the rest by organisation. Tells of nobody's tender."""
    held: dict[int, set[str]] = {}
    for person, role in m.Member.objects.filter(initiative__sandbox=True).values_list("person_id", "role"):
        held.setdefault(person, set()).add(role)
    waits = _waits()
    rows = [
        {
            "person": one,
            "roles": [role for role in _ROLES if role.value in held.get(one.pk, set())],
            "waits": waits[one.key],
        }
        for one in _cast().order_by("organisation__sort_key", "name")
    ]
    team = sorted((row for row in rows if row["roles"]), key=lambda row: _ROLES.index(row["roles"][0]))
    return [
        {"code": "team", "rows": team},
        {"code": "suppliers", "rows": [row for row in rows if not row["roles"]]},
    ]


def _waits() -> Counter[str]:
    """Count what waits for each person in the practice cases. Shown for those with a role: a tenderer's is its own."""
    cards = m.Summary.objects.filter(initiative__sandbox=True)
    return Counter(row["person"] for card in cards for row in card.to_do)
