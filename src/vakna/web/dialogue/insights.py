"""What has been learned, with its source: the ground of changed needs, requirements and information to all."""

import secrets

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import words
from vakna.core.initiative import Insight, Key
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

from .forms import InsightForm

_A_PAGE = 50
_SHORT = 80


def insights(request: HttpRequest, key: str) -> HttpResponse:
    """List what has been learned, the latest first, and write down more."""
    seen = access.visit(request, key, parts=("specification",))
    may_add = seen.may("dialogue.add_insight")
    if request.method == "POST" or not seen.picture.insights:
        seen.require("dialogue.add_insight")
    form = InsightForm(request.POST or None, seen=seen, contacts=_contacts(seen)) if may_add else None
    refusal = None
    if request.method == "POST" and form and form.is_valid():
        refusal = answers.attempt(lambda: dialogue.add_insight(**seen.act(), insight=_insight(seen, form)))
        if refusal is None:
            return answers.done(request, reverse("insights", args=[key]), "dialogue.insight_added")
    told = told_to_all(key)
    rows = sorted(seen.picture.insights, key=lambda one: one.at, reverse=True)
    page = Paginator([{"insight": one, "told": one.key in told} for one in rows], _A_PAGE).get_page(
        request.GET.get("page")
    )
    values = {**frame(seen, here="contacts"), "page": page, "may_tell": seen.may("dialogue.broadcast")}
    return answers.page(request, "dialogue/insights.html", seen=seen, form=form, refusal=refusal, **values)


def told_to_all(key: str) -> set[str]:
    """Give the insights that some information to all has passed on. One query, where the part would take three."""
    sent = m.Broadcast.objects.filter(initiative__key=key).values_list("because", flat=True)
    return {because for one in sent for because in one}


def as_choices(seen: Visit, rows: tuple[Insight, ...]) -> list[tuple[str, str]]:
    """Give insights as choices, each by what was learned."""
    return [(one.key, one.learned.said(seen.language)) for one in rows]


def _contacts(seen: Visit) -> list[tuple[str, str]]:
    """Give the contacts that an insight may come from, to those who may write insights: they see what was told."""
    rows = m.Contact.objects.filter(initiative__key=seen.key).order_by("-at").only("key", "at", "told")
    return [(one.key, _named(seen, one.at.date(), one.told.said(seen.language))) for one in rows]


def _named(seen: Visit, day: object, told: str) -> str:
    short = told if len(told) <= _SHORT else f"{told[:_SHORT].rstrip()} …"
    return f"{words.write(seen.language, day)}: {short}"


def _insight(seen: Visit, form: InsightForm) -> Insight:
    contact = form.cleaned_data.get("contact")
    return Insight(
        key=Key(f"i-{secrets.token_hex(4)}"), at=seen.at, learned=form.said("learned"), source=form.said("source"),
        contact=Key(contact) if contact else None,
    )  # fmt: skip
