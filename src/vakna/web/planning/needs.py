"""The needs: how an initiative begins, how they read today, how another is added and one written again."""

import re
import unicodedata
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import demand
from vakna.core import learning, templates
from vakna.core import needs as core
from vakna.core.initiative import Key, Need
from vakna.core.refusal import NotAllowed, NotFound
from vakna.records import models as m
from vakna.rules import asking
from vakna.web import access, answers, doing, programmes
from vakna.web.initiatives.frame import frame
from vakna.web.market import address
from vakna.web.sentences import PAGES

from . import codes, figures, goals
from .forms import NEED_PARTS, NewNeedForm, ReviseNeedForm, StartForm


def new_initiative(request: HttpRequest) -> HttpResponse:
    """Start an initiative from a need, with the stages of the template that is chosen."""
    person = access.require_person(request)
    if not request.user.may_start_initiatives:  # type: ignore[union-attr]
        raise NotAllowed("may-not-start")
    language = access.language(request)
    form = StartForm(request.POST or None, language=language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        key = free_key(form.cleaned_data["title"])
        refusal = answers.attempt(lambda: _start(request, form, person, key))
        if refusal is None:
            several = form.cleaned_data["template"] == templates.MARKET_DIALOGUE
            where, said = ("need", "needs.started") if several else ("plan", "planning.started")
            return answers.done(request, reverse(where, args=[key]), said)
    words = doing.sentences(language, "start", {})
    values: dict[str, Any] = {"doing": words, "form": form, "parts": _parts(form), "nav": "initiatives"}
    return answers.page(request, "planning/doing.html", refusal=refusal, **values)


def _start(request: HttpRequest, form: StartForm, person: str, key: str) -> None:
    at, buyer = access.received_at(request), request.user.organisation.key  # type: ignore[union-attr]
    number = form.cleaned_data["number"] or next_number(at.year)
    demand.start(
        by=person, at=at, key=key, number=number, title=form.said("title"), summary=form.said("summary"), buyer=buyer,
        need=form.need(version=1, at=at, owner=buyer, by=person), once=access.once(request),
        stages=templates.TEMPLATES[form.cleaned_data["template"]].planned(buyer),
    )  # fmt: skip


def _parts(form: StartForm) -> list[dict[str, object]]:
    groups = {"initiative": ("title", "summary", "number", "template"), "need": (*form.parts(), "figures")}
    return [
        {
            "id": code,
            "title": PAGES.say(form.language, f"planning.part.{code}"),
            "fields": [form[name] for name in names],
        }
        for code, names in groups.items()
    ]


def next_number(year: int) -> str:
    """Give the number that an initiative gets when its starter gives none."""
    return f"{year}-{1 + m.Initiative.objects.count()}"


def free_key(title: str) -> str:
    """Make the initiative's key from its title; a taken one gets a number."""
    plain = unicodedata.normalize("NFD", title.lower()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50] or "initiativ"
    taken = set(m.Initiative.objects.filter(key__startswith=base).values_list("key", flat=True))
    tried = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tried if one not in taken)


@require_safe
def need(request: HttpRequest, key: str) -> HttpResponse:
    """Read the needs as they stand, each with its owner, who wrote it last and why, and every earlier version."""
    seen = access.visit(request, key, parts=("learning",))
    terms = seen.picture.terms
    cards = [_with_history(seen, one) for one in core.current(terms)]
    names = {one.key: one.name for one in terms.organisations}
    values: dict[str, Any] = {
        "cards": cards,
        "several": len(cards) > 1,
        "goals": goals.listed(seen),
        "may_set_goal": seen.may("demand.set_goal"),
        "codes": codes.listed(seen),
        "market": address.filled_in(terms),
        "may_set_cpv": seen.may("demand.set_cpv"),
        "programme": terms.programme,
        "programme_portfolio": programmes.portfolio(terms, seen.language),
        "may_join_programme": seen.may("demand.join_programme"),
        "buyers": [names[one] for one in terms.buyers if one in names],
        "may_revise": seen.may("demand.revise_need"),
        "may_add": seen.may("demand.add_need"),
        "may_add_buyer": seen.may("demand.add_buyer") and not any(one.notice for one in terms.procurements),
    }
    return answers.page(request, "planning/need.html", seen=seen, **values, **frame(seen, here="need"))


def _with_history(seen: access.Visit, now: Need) -> dict[str, object]:
    earlier = core.versions(seen.picture.terms, now.key)[1:]
    seen_words = asking.solution_words(now) if seen.may("demand.revise_need") else ()
    return {**_card(seen, now), "earlier": [_card(seen, one) for one in earlier], "solution_words": seen_words}


def _card(seen: access.Visit, one: Need) -> dict[str, object]:
    """Give one version of a need as the template shows it."""
    insights = {insight.key: insight for insight in seen.picture.insights}
    people = {person.key: person.name for person in seen.picture.terms.people}
    parts = [
        {"title": PAGES.say(seen.language, f"form.need.{name}.label"), "said": getattr(one, name)}
        for name in NEED_PARTS
        if name != "statement" and getattr(one, name) is not None
    ]
    because = [insights[key].learned for key in one.because if key in insights]
    owner = seen.picture.organisation(one.owner).name
    by = people.get(one.by, "") if one.by else ""
    return {"need": one, "parts": parts, "because": because, "owner": owner, "by": by}


def new_need(request: HttpRequest, key: str) -> HttpResponse:
    """Add a further need, with its owner among the buyers."""
    seen = access.visit(request, key)
    seen.require("demand.add_need")
    terms = seen.picture.terms
    names = {one.key: one.name for one in terms.organisations}
    owners = [(one, names[one]) for one in terms.buyers if one in names]
    mine = {"owner": seen.actor.organisation if seen.actor.organisation in terms.buyers else terms.buyers[0]}
    form = NewNeedForm(request.POST or None, language=seen.language, owners=owners, initial=mine)
    back, refusal = reverse("need", args=[key]), None
    if request.method == "POST" and form.is_valid():
        new = form.need(
            version=1, at=seen.at, owner=form.cleaned_data["owner"], by=seen.actor.person, key=_next_key(seen)
        )
        refusal = answers.attempt(lambda: demand.add_need(**seen.act(), need=new))
        if refusal is None:
            return answers.done(request, back, "needs.added")
    return doing.page(request, seen, "new_need", form=form, here="need", refusal=refusal,
                      template="planning/revise_need.html", back=back)  # fmt: skip


def _next_key(seen: access.Visit) -> Key:
    return Key(f"behov-{1 + len(core.current(seen.picture.terms))}")


def revise_need(request: HttpRequest, key: str) -> HttpResponse:
    """Write the next version of one need: the one named in the address, else the first."""
    seen = access.visit(request, key, parts=("learning",))
    seen.require("demand.revise_need")
    before = _asked_for(request, seen)
    known = [(one.key, one.learned.said(seen.language)) for one in seen.picture.insights if learning.is_shareable(one)]
    initial = {name: value.said(seen.language) for name in NEED_PARTS if (value := getattr(before, name)) is not None}
    initial |= {"figures": figures.written(before.figures, seen.language)}
    form = ReviseNeedForm(request.POST or None, language=seen.language, insights=known, before=before, initial=initial)
    version, refusal = before.version + 1, None
    if request.method == "POST" and form.is_valid():
        new = form.need(version=_version(request, version), at=seen.at, owner=before.owner, by=seen.actor.person)
        refusal = answers.attempt(lambda: demand.revise_need(**seen.act(), need=new))
        if refusal is None:
            return answers.done(request, reverse("need", args=[key]), "planning.need_revised", version=version)
    values: dict[str, Any] = {"about": {"version": version}, "version": version, "back": reverse("need", args=[key])}
    return doing.page(request, seen, "revise_need", form=form, here="need", refusal=refusal,
                      template="planning/revise_need.html", **values)  # fmt: skip


def _asked_for(request: HttpRequest, seen: access.Visit) -> Need:
    wanted, there = request.GET.get("need", ""), core.current(seen.picture.terms)
    found = next((one for one in there if not wanted or one.key == wanted), None)
    if found is None:
        raise NotFound("no-such-need", key=wanted)
    return found


def _version(request: HttpRequest, otherwise: int) -> int:
    """Give the version that the form was shown for: somebody else may have written one meanwhile."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() else otherwise
