"""A new ceiling as pages: asked for with a reason, shown with what speaks against it, decided by another person."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import funding
from vakna.core import ceilings as rules
from vakna.core import stages, words
from vakna.core import vocabulary as v
from vakna.core.initiative import CeilingChange
from vakna.core.money import Money
from vakna.core.people import TEAM
from vakna.core.refusal import NotFound
from vakna.web import access, answers, doing
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .forms import AskCeilingForm, DecideCeilingForm, RateForm

_READ = ("money", "ceiling_changes", "assumptions", "experiments")


def ask_ceiling(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a new ceiling, or to move money that a decided stage left over."""
    seen = access.visit(request, key, collections=_READ)
    seen.require("funding.ask_ceiling")
    form = AskCeilingForm(
        request.POST or None, language=seen.language, ceilings=_choices(seen), sources=_sources(seen),
        near=dict(_stated(seen)), initial={"moved_from": request.GET.get("from")},
    )  # fmt: skip
    refusal = None
    if request.method == "POST" and form.is_valid():
        change = form.change(key=f"tak-{secrets.token_hex(4)}", at=seen.at)
        refusal = answers.attempt(lambda: funding.ask_ceiling(**seen.act(), change=change))
        if refusal is None:
            return answers.done(request, reverse("money", args=[key]), "funding.ceiling_asked", sum=change.to)
    back = reverse("money", args=[key])
    return doing.page(request, seen, "ask_ceiling", form=form, here="money", refusal=refusal, back=back)


def ceiling(request: HttpRequest, key: str, ceiling_change: str) -> HttpResponse:
    """Show one change of a ceiling with what it leads to, and decide on it."""
    seen = access.visit(request, key, collections=_READ)
    if request.method == "POST":
        seen.require(rules.DECIDES)
    one = rules.find(seen.picture, ceiling_change)
    form, refusal = None, None
    if one in rules.to_decide(seen.picture, seen.actor) or request.method == "POST":
        form = DecideCeilingForm(request.POST or None, language=seen.language)
    if request.method == "POST" and form and form.is_valid():
        done = form.decision()
        refusal = answers.attempt(lambda: funding.decide_ceiling(**seen.act(), change=ceiling_change, **done))
        if refusal is None:
            return answers.done(request, reverse("ceiling", args=[key, ceiling_change]), "funding.ceiling_decided")
    values: dict[str, Any] = {"row": row(seen, one), "form": form, "refusal": refusal}
    return answers.page(request, "funding/ceiling.html", seen=seen, **values, **frame(seen, here="money", title=" "))


def rate(request: HttpRequest, key: str) -> HttpResponse:
    """State what a euro is worth, with day and source."""
    seen = access.visit(request, key, parts=("money",))
    seen.require("funding.state_rate")
    form = RateForm(request.POST or None, language=seen.language, initial={"day": seen.at.date()})
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: funding.state_rate(**seen.act(), rate=form.rate()))
        if refusal is None:
            return answers.done(request, reverse("money", args=[key]), "funding.rate_stated")
    back = reverse("money", args=[key])
    return doing.page(request, seen, "rate", form=form, here="money", refusal=refusal, back=back)


def row(seen: access.Visit, one: CeilingChange) -> dict[str, Any]:
    """Give one change as pages show it. Of the warnings, those that need the assumptions are for the team."""
    names = {it.key: it.name for it in seen.picture.terms.people}
    waits = one.state is v.ChangeState.ASKED
    now = rules.stated(seen.picture.terms, one.ceiling, one.stage) if waits else one.before
    knows = bool(seen.actor.roles & TEAM) and "assumptions" in seen.picture.taken
    return {
        "one": one, "called": called(seen, one), "waits": waits, "now": now, "rises": rules.rises(one, now),
        "by": names.get(one.by, "") if one.by else "", "accepted": one.state is v.ChangeState.ACCEPTED,
        "decided_by": names.get(one.decided_by, "") if one.decided_by else "",
        "source": seen.stage(one.moved_from).name if one.moved_from else None,
        "unlearned": (knows or not waits) and rules.rises_unlearned(seen.picture, one),
        "beyond": rules.beyond_value(seen.picture, one) if waits else None, "may": one in _mine(seen),
    }  # fmt: skip


def called(seen: access.Visit, one: CeilingChange) -> str:
    """Name a ceiling: whose it is, and in which stage."""
    return _called(seen, one.ceiling, one.stage)


def _called(seen: access.Visit, ceiling: v.Ceiling, stage: str | None) -> str:
    said = words.word(seen.language, ceiling)
    said = said[:1].upper() + said[1:]
    if not stage:
        return said
    return PAGES.say(seen.language, "funding.called", ceiling=said, stage=seen.stage(stage).name)


def _mine(seen: access.Visit) -> tuple[CeilingChange, ...]:
    return rules.to_decide(seen.picture, seen.actor)


def _stated(seen: access.Visit) -> list[tuple[str, Money]]:
    """Give every stated ceiling as `kind` or `kind:stage`."""
    terms = seen.picture.terms
    whole = [(kind, None) for kind in (v.Ceiling.INITIATIVE, v.Ceiling.SUPPLIER)]
    of_stages = [(kind, one.key) for one in stages.in_order(terms) if one.state is not v.StageState.DECIDED
                 for kind in (v.Ceiling.STAGE, v.Ceiling.SUPPLIER_IN_STAGE)]  # fmt: skip
    found = ((kind, stage, rules.stated(terms, kind, stage)) for kind, stage in [*whole, *of_stages])
    return [(f"{kind}:{stage}" if stage else str(kind), it) for kind, stage, it in found if isinstance(it, Money)]


def _choices(seen: access.Visit) -> list[tuple[str, str]]:
    stated = _stated(seen)
    if not stated:
        raise NotFound("no-ceiling-to-change")
    return [(value, _choice(seen, value, now)) for value, now in stated]


def _choice(seen: access.Visit, value: str, now: Money) -> str:
    kind, _, stage = value.partition(":")
    return PAGES.say(seen.language, "funding.ceiling_now", called=_called(seen, v.Ceiling(kind), stage), now=now)


def _sources(seen: access.Visit) -> list[tuple[str, str]]:
    return [
        (one.key, PAGES.say(seen.language, "funding.left_in", stage=one.name, left=left))
        for one, left in rules.with_left_over(seen.picture)
    ]
