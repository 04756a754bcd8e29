"""The forms: a letter of mandate, a declaration, a reach report, and what a supplier says of its firm."""

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import neutrality
from vakna.core import firms
from vakna.core import neutrality as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import FirmProfile, Key, MandateLetter, NeutralityDeclaration
from vakna.core.refusal import NotFound
from vakna.core.words import STOCKHOLM
from vakna.web import access, answers, doing
from vakna.web.fields import DayField, KeyField, WordField
from vakna.web.forms import PageForm, area


class MandateForm(PageForm):
    """Who gives which intermediary which task, and for how long."""

    about = "mandate"

    covers = area(rows=2)
    text = area(rows=6)
    since = DayField()
    until = DayField(required=False)
    reference = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, seen: access.Visit, **options: Any) -> None:
        """Offer the intermediaries and the buyers of the initiative."""
        super().__init__(*args, language=seen.language, **options)
        terms = seen.picture.terms
        names = {one.key: one.name for one in terms.organisations}
        helpers = [(str(one), names[one]) for one in rules.intermediaries(terms, seen.at)]
        buyers = [(str(one), names[one]) for one in terms.buyers]
        own = {"intermediary": KeyField(among=helpers, initial=_only(helpers)),
               "given_by": KeyField(among=buyers, initial=_only(buyers))}  # fmt: skip
        self.fields = {**own, **self.fields}
        for name, field in own.items():
            self.dress(name, field)

    def letter(self, seen: access.Visit) -> MandateLetter:
        """Give the letter as the form says it."""
        typed = self.cleaned_data
        return MandateLetter(
            key=_key("m"), intermediary=typed["intermediary"], given_by=typed["given_by"], at=seen.at,
            covers=self.said("covers"), text=self.said("text"), since=typed["since"], until=typed["until"],
            reference=typed["reference"] or None,
        )  # fmt: skip


class NeutralityForm(PageForm):
    """Who owns and pays one's organisation, for whom it works, by what it is measured, and its ties."""

    about = "neutrality"

    owner = area(rows=2)
    funder = area(rows=2)
    target_group = area(rows=2)
    limited = forms.BooleanField(required=False)
    indicators = area(rows=2)
    declared_ties = area(required=False, rows=2)

    def declaration(self, seen: access.Visit, stage: Key) -> NeutralityDeclaration:
        """Give the declaration as the form says it."""
        return NeutralityDeclaration(
            key=_key("n"), organisation=seen.actor.organisation or Key(""), stage=stage, at=seen.at,
            owner=self.said("owner"), funder=self.said("funder"), target_group=self.said("target_group"),
            limited=self.cleaned_data["limited"], indicators=self.said("indicators"),
            declared_ties=self.maybe_said("declared_ties"),
        )  # fmt: skip


class FirmForm(PageForm):
    """Size, place and age in bands; all may be left out."""

    about = "firm"

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the bands."""
        super().__init__(*args, **options)
        for name, among in (("size", v.FirmSize), ("place", v.FirmPlace), ("age", v.FirmAge)):
            self.fields[name] = WordField(among=among, language=self.language, radio=False, required=False)
            self.dress(name, self.fields[name])


def give_mandate(request: HttpRequest, key: str) -> HttpResponse:
    """Put a letter of mandate on record."""
    seen = access.visit(request, key)
    seen.require("neutrality.give_mandate")
    form = MandateForm(request.POST or None, seen=seen, initial={"since": seen.at.astimezone(STOCKHOLM).date()})
    refusal, back = None, reverse("neutrality", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: neutrality.give_mandate(**seen.act(), mandate=form.letter(seen)))
        if refusal is None:
            return answers.done(request, back, "neutrality.given")
    return doing.page(request, seen, "give_mandate", form=form, here="neutrality", refusal=refusal, back=back)


def declare_neutrality(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Declare for a stage; what was said for the stage before stands in the fields."""
    seen = access.visit(request, key)
    seen.require("neutrality.declare")
    one, back = seen.stage(stage), reverse("neutrality", args=[key])
    form = NeutralityForm(request.POST or None, language=seen.language, initial=_last(seen))
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: neutrality.declare(**seen.act(), declaration=form.declaration(seen, one.key)))
        if refusal is None:
            return answers.done(request, back, "neutrality.declared")
    return doing.page(request, seen, "declare_neutrality", form=form, here="neutrality", refusal=refusal, back=back,
                      about={"stage": one.name})  # fmt: skip


def publish_reach(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Count whom a stage reached, and publish it."""
    seen = access.visit(request, key)
    seen.require("neutrality.publish_reach")
    one, back = seen.stage(stage), reverse("neutrality", args=[key])
    form, refusal = doing.Bare(request.POST or None, language=seen.language), None
    if request.method == "POST":
        refusal = answers.attempt(lambda: neutrality.publish_reach(**seen.act(), stage=one.key, key=_key("nadde")))
        if refusal is None:
            return answers.done(request, back, "neutrality.published")
    return doing.page(request, seen, "publish_reach", form=form, here="neutrality", refusal=refusal, back=back,
                      about={"stage": one.name, "fewest": firms.FEWEST})  # fmt: skip


def describe_firm(request: HttpRequest, key: str, participation: str) -> HttpResponse:
    """Let a supplier say how large and old its firm is and where."""
    seen = access.visit(request, key)
    mine = (one for one in seen.picture.participations if one.key == participation)
    one = next((it for it in mine if it.key in seen.actor.participations), None)
    if one is None:
        raise NotFound("no-such-supplier", key=participation)
    before = one.profile or FirmProfile()
    initial = {"size": before.size, "place": before.place, "age": before.age}
    form, refusal = FirmForm(request.POST or None, language=seen.language, initial=initial), None
    back = reverse("growth", args=[key, participation])
    if request.method == "POST" and form.is_valid():
        profile = FirmProfile(**form.cleaned_data)
        refusal = answers.attempt(
            lambda: neutrality.describe_firm(**seen.act(), participation=participation, profile=profile)
        )
        if refusal is None:
            return answers.done(request, back, "neutrality.described")
    return doing.page(request, seen, "describe_firm", form=form, here="growth", refusal=refusal, back=back,
                      about={"fewest": firms.FEWEST})  # fmt: skip


def _last(seen: access.Visit) -> dict[str, Any]:
    """Give what one's organisation last declared, so that a renewal is read through and not written anew."""
    mine = [one for one in seen.picture.terms.neutrality if one.organisation == seen.actor.organisation]
    if not mine:
        return {}
    last, language = max(mine, key=lambda one: one.at), seen.language
    said = {name: getattr(last, name) for name in ("owner", "funder", "target_group", "indicators", "declared_ties")}
    return {name: one.said(language) for name, one in said.items() if one is not None} | {"limited": last.limited}


def _only(offered: list[tuple[str, str]]) -> str | None:
    return offered[0][0] if len(offered) == 1 else None


def _key(first: str) -> Key:
    return Key(f"{first}-{secrets.token_hex(4)}")
