"""Let a finding stand, and take the word back: one finding, one reason, in public and under one's own name."""

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import oversight
from vakna.core.initiative import Key, Suppression
from vakna.core.refusal import NotFound
from vakna.rules import reading
from vakna.rules.at_work import Found
from vakna.web import answers, doing
from vakna.web.access import Visit
from vakna.web.forms import PageForm, area
from vakna.web.initiatives import judged_rows as rows

from .report import look


class LetStandForm(PageForm):
    """Which finding, and why it may stand."""

    about = "let_stand"

    finding = forms.ChoiceField(widget=forms.RadioSelect)
    reason = area(rows=4)


def let_stand(request: HttpRequest, key: str) -> HttpResponse:
    """Ask which finding may stand, and why; the address may name one (`?finding=…`). None: back to the check."""
    seen, report = look(request, key)
    seen.require("oversight.let_stand")
    found = {one.name: one for one in (Found(it.rule, at) for it in report.failed() for at in it.findings)}
    if not found:
        return answers.done(request, reverse("check", args=[key]))
    form = LetStandForm(request.POST or None, language=seen.language, initial={"finding": request.GET.get("finding")})
    form.fields["finding"].choices = [(name, _named(seen, one)) for name, one in found.items()]  # type: ignore[attr-defined]
    refusal = None
    if request.method == "POST" and form.is_valid():
        let = _suppression(seen, found[form.cleaned_data["finding"]], form)
        refusal = answers.attempt(lambda: oversight.let_stand(**seen.act(), suppression=let))
        if refusal is None:
            return answers.done(request, reverse("check", args=[key]), "at_work.let_done")
    back = reverse("check", args=[key])
    return doing.page(request, seen, "let_stand", form=form, here="check", refusal=refusal, back=back)


class TakeBackForm(PageForm):
    """Why a finding may no longer stand."""

    about = "take_back"

    because = area(rows=4)


def take_back(request: HttpRequest, key: str, suppression: str) -> HttpResponse:
    """Ask why a finding may no longer stand. Refuses one that does not stand (`no-such-suppression`)."""
    seen, report = look(request, key)
    seen.require("oversight.take_back")
    one = next((it for it in rows.standing(seen.language, seen.picture, report) if it["key"] == suppression), None)
    if one is None:
        raise NotFound("no-such-suppression", key=suppression)
    form, refusal, back = TakeBackForm(request.POST or None, language=seen.language), None, reverse("check", args=[key])
    if request.method == "POST" and form.is_valid():
        because = form.said("because")
        refusal = answers.attempt(lambda: oversight.take_back(**seen.act(), suppression=suppression, because=because))
        if refusal is None:
            return answers.done(request, back, "at_work.back_done")
    about = {"rule": f"{one['code']} {one['title']}", "reason": one["reason"], "by": one["by"]}
    return doing.page(request, seen, "take_back", form=form, here="check", refusal=refusal, back=back, about=about)


def _named(seen: Visit, one: Found) -> str:
    """Name a finding as a choice: the rule, where, and what is wrong there."""
    lang, place = seen.language, one.look.place
    where = reading.named(lang, seen.picture, place)
    title = f"{one.rule.code} {reading.part(lang, one.rule, 'title')}"
    return f"{title}{f' ({where})' if where else ''}: {reading.fault(lang, one.rule, one.look)}"


def _suppression(seen: Visit, one: Found, form: LetStandForm) -> Suppression:
    place = one.look.place
    return Suppression(
        key=Key(f"x-{secrets.token_hex(4)}"), at=seen.at, code=one.rule.code, where=place.where, stage=place.stage,
        participation=Key(seen.true(place.supplier)) if place.supplier else None, reason=form.said("reason"),
        by=seen.actor.person, signed="",
    )  # fmt: skip
