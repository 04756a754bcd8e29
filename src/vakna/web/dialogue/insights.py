"""What has been learned, with its source and whose it is, and the supplier's yes or no to what came from it."""

import secrets
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import learning, visibility, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Insight, Key
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

from . import register
from .forms import AnswerApprovalForm, AskApprovalForm, InsightForm

_A_PAGE = 50


def insights(request: HttpRequest, key: str) -> HttpResponse:
    """List what has been learned, the latest first and one's own questions before that, and write down more."""
    seen = access.visit(request, key, parts=("learning",))
    may_add = seen.may("dialogue.add_insight")
    if request.method == "POST" or not (seen.picture.insights or seen.actor.participations):
        seen.require("dialogue.add_insight")
    start = {"contact": request.GET.get("contact", "")}
    form = InsightForm(request.POST or None, seen=seen, contacts=_contacts(seen), initial=start) if may_add else None
    refusal = None
    if request.method == "POST" and form and form.is_valid():
        refusal = answers.attempt(lambda: dialogue.add_insight(**seen.act(), insight=_insight(seen, form)))
        if refusal is None:
            return answers.done(request, reverse("insights", args=[key]), "contacts.insight_added")
    page = Paginator(_listed(seen), _A_PAGE).get_page(request.GET.get("page"))
    values = {**frame(seen, here="contacts"), "page": page, "may_tell": seen.may("dialogue.broadcast")}
    return answers.page(request, "dialogue/insights.html", seen=seen, form=form, refusal=refusal, **values)


def _listed(seen: Visit) -> list[dict[str, Any]]:
    told, names = told_to_all(seen.key), register.supplier_names(seen)
    rows = sorted(seen.picture.insights, key=lambda one: (_asks(seen, one), one.at), reverse=True)
    return [
        {
            "insight": one, "told": one.key in told, "supplier": names.get(one.participation or Key(""), ""),
            "theirs": one.origin is v.Origin.SUPPLIER, "shareable": learning.is_shareable(one),
            "answers": _asks(seen, one), "asks": _may_ask(seen, one),
        }
        for one in rows
    ]  # fmt: skip


def _asks(seen: Visit, one: Insight) -> bool:
    """Say whether an insight waits for an answer from the supplier that looks."""
    return one.participation in seen.actor.participations and learning.waits(one)


def _may_ask(seen: Visit, one: Insight) -> bool:
    its = one.origin is v.Origin.SUPPLIER and one.participation is not None
    return its and not learning.is_shareable(one) and seen.may("dialogue.ask_approval")


def told_to_all(key: str) -> set[str]:
    """Give the insights that some information to all has passed on. One query, where the part would take three."""
    sent = m.Broadcast.objects.filter(initiative__key=key).values_list("because", flat=True)
    return {because for one in sent for because in one}


def as_choices(seen: Visit, rows: tuple[Insight, ...]) -> list[tuple[str, str]]:
    """Give the insights that others may read of as choices, each by what was learned."""
    return [(one.key, one.learned.said(seen.language)) for one in rows if learning.is_shareable(one)]


def _contacts(seen: Visit) -> list[tuple[str, str]]:
    """Give the contacts that an insight may come from, by day and form, with the supplier where one may know it."""
    known = [one.key for one in seen.picture.participations]
    shown = Q(participation__isnull=True) | Q(participation__key__in=known)
    names = register.supplier_names(seen) if visibility.is_reader(seen.actor) else {}
    rows = m.Contact.objects.filter(shown, initiative__key=seen.key).order_by("-at")
    told = rows.values_list("key", "at", "kind", "participation__key")
    return [(key, _named(seen, at, kind, names.get(Key(supplier or ""), ""))) for key, at, kind, supplier in told]


def _named(seen: Visit, at: Any, kind: str, supplier: str) -> str:
    day = words.day(seen.language, at.astimezone(words.STOCKHOLM).date())
    return ", ".join(one for one in (day, words.word(seen.language, v.ContactKind(kind)), supplier) if one)


def _insight(seen: Visit, form: InsightForm) -> Insight:
    given = form.cleaned_data
    contact, origin = given.get("contact"), v.Origin(given.get("origin") or v.Origin.BUYER)
    owner = given.get("participation") if origin is v.Origin.SUPPLIER else None
    return Insight(
        key=Key(f"i-{secrets.token_hex(4)}"), at=seen.at, learned=form.said("learned"), source=form.said("source"),
        origin=origin, contact=Key(contact) if contact else None, participation=Key(owner) if owner else None,
    )  # fmt: skip


def ask_approval(request: HttpRequest, key: str, insight: str) -> HttpResponse:
    """Ask the supplier whose idea it is whether it may be shared, in words that can be changed first."""
    seen = access.visit(request, key, parts=("learning",))
    seen.require("dialogue.ask_approval")
    one = _find(seen, insight)
    form = AskApprovalForm(
        request.POST or None, language=seen.language, initial={"wording": one.learned.said(seen.language)}
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        wording = form.rewritten("wording", one.learned) or one.learned
        refusal = answers.attempt(lambda: dialogue.ask_approval(**seen.act(), insight=insight, wording=wording))
        if refusal is None:
            return answers.done(request, reverse("insights", args=[key]), "contacts.approval_asked")
    name = register.supplier_names(seen).get(one.participation or Key(""), "")
    return doing.page(
        request, seen, "ask_approval", form=form, here="contacts", refusal=refusal, about={"supplier": name},
        back=reverse("insights", args=[key]),
    )  # fmt: skip


def answer_approval(request: HttpRequest, key: str, insight: str) -> HttpResponse:
    """Let the supplier say yes or no to the wording of what came from it."""
    seen = access.visit(request, key, parts=("learning",))
    seen.require("dialogue.answer_approval")
    one = _find(seen, insight)
    if one.participation not in seen.actor.participations or one.approval is None:
        raise NotFound("no-such-insight", key=insight)
    form = AnswerApprovalForm(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        approved, said = form.cleaned_data["approved"] == "yes", form.maybe_said("changes")
        refusal = answers.attempt(
            lambda: dialogue.answer_approval(**seen.act(), insight=insight, approved=approved, said=said)
        )
        if refusal is None:
            code = "contacts.approved_it" if approved else "contacts.kept_it"
            return answers.done(request, reverse("insights", args=[key]), code)
    return doing.page(
        request, seen, "answer_approval", form=form, here="contacts", refusal=refusal,
        template="dialogue/answer_approval.html", insight=one, back=reverse("insights", args=[key]),
    )  # fmt: skip


def _find(seen: Visit, insight: str) -> Insight:
    found = next((one for one in seen.picture.insights if one.key == insight), None)
    if found is None:
        raise NotFound("no-such-insight", key=insight)
    return found
