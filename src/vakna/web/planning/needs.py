"""The need: how an initiative begins, how the need reads today, and how it is written again when more is known."""

import re
import unicodedata
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import demand
from vakna.core.initiative import Need
from vakna.core.refusal import NotAllowed
from vakna.records import models as m
from vakna.web import access, answers, doing
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .forms import NEED_PARTS, NeedForm, StartForm


def new_initiative(request: HttpRequest) -> HttpResponse:
    """Start an initiative from a need, with the stages of the DA template."""
    person = access.require_person(request)
    if not request.user.may_start_initiatives:  # type: ignore[union-attr]
        raise NotAllowed("may-not-start")
    language = access.language(request)
    form = StartForm(request.POST or None, language=language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        key = _free_key(form.cleaned_data["title"])
        refusal = answers.attempt(lambda: _start(request, form, person, key))
        if refusal is None:
            return answers.done(request, reverse("plan", args=[key]), "planning.started")
    words = doing.sentences(language, "start", {})
    values: dict[str, Any] = {"doing": words, "form": form, "parts": _parts(form), "nav": "initiatives"}
    return answers.page(request, "planning/doing.html", refusal=refusal, **values)


def _start(request: HttpRequest, form: StartForm, person: str, key: str) -> None:
    at, buyer = access.received_at(request), request.user.organisation.key  # type: ignore[union-attr]
    number = form.cleaned_data["number"] or f"{at.year}-{1 + m.Initiative.objects.count()}"
    demand.start(
        by=person, at=at, key=key, number=number, title=form.said("title"), summary=form.said("summary"), buyer=buyer,
        need=form.need(version=1, at=at, owner=buyer), once=access.once(request),
    )  # fmt: skip


def _parts(form: StartForm) -> list[dict[str, object]]:
    groups = {"initiative": ("title", "summary", "number"), "need": NEED_PARTS}
    return [
        {
            "id": code,
            "title": PAGES.say(form.language, f"planning.part.{code}"),
            "fields": [form[name] for name in names],
        }
        for code, names in groups.items()
    ]


def _free_key(title: str) -> str:
    """Make the initiative's key from its title; a taken one gets a number."""
    plain = unicodedata.normalize("NFD", title.lower()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50] or "initiativ"
    taken = set(m.Initiative.objects.filter(key__startswith=base).values_list("key", flat=True))
    tried = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tried if one not in taken)


@require_safe
def need(request: HttpRequest, key: str) -> HttpResponse:
    """Read the need as it stands, and every earlier version."""
    seen = access.visit(request, key, parts=("specification",))
    needs = [_card(seen, one) for one in reversed(seen.picture.terms.needs)]
    values: dict[str, Any] = {
        "now": needs[0] if needs else None,
        "earlier": needs[1:],
        "may_revise": seen.may("demand.revise_need"),
    }
    return answers.page(request, "planning/need.html", seen=seen, **values, **frame(seen, here="need"))


def _card(seen: access.Visit, one: Need) -> dict[str, object]:
    """Give one version of the need as the template shows it."""
    insights = {insight.key: insight for insight in seen.picture.insights}
    parts = [
        {"title": PAGES.say(seen.language, f"form.need.{name}.label"), "said": getattr(one, name)}
        for name in NEED_PARTS
        if name != "statement" and getattr(one, name) is not None
    ]
    because = [insights[key].learned for key in one.because if key in insights]
    owner = seen.picture.organisation(one.owner).name
    return {"need": one, "parts": parts, "because": because, "owner": owner}


def revise_need(request: HttpRequest, key: str) -> HttpResponse:
    """Write the next version of the need."""
    seen = access.visit(request, key, parts=("specification",))
    seen.require("demand.revise_need")
    before = seen.picture.terms.needs[-1]
    known = [(one.key, one.learned.said(seen.language)) for one in seen.picture.insights]
    initial = {name: value.said(seen.language) for name in NEED_PARTS if (value := getattr(before, name)) is not None}
    form = NeedForm(request.POST or None, language=seen.language, insights=known, initial=initial)
    version, refusal = before.version + 1, None
    if request.method == "POST" and form.is_valid():
        new = form.need(version=_version(request, version), at=seen.at, owner=before.owner, before=before)
        refusal = answers.attempt(lambda: demand.revise_need(**seen.act(), need=new))
        if refusal is None:
            return answers.done(request, reverse("need", args=[key]), "planning.need_revised", version=version)
    values: dict[str, Any] = {"about": {"version": version}, "version": version, "back": reverse("need", args=[key])}
    return doing.page(request, seen, "revise_need", form=form, here="need", refusal=refusal,
                      template="planning/revise_need.html", **values)  # fmt: skip


def _version(request: HttpRequest, otherwise: int) -> int:
    """Give the version that the form was shown for: somebody else may have written one meanwhile."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() else otherwise
