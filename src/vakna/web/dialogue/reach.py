"""Where the invitation was made known: the page on which the team puts each channel on record."""

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core.initiative import Key, Reach
from vakna.web import access, answers, doing
from vakna.web.fields import InstantField
from vakna.web.forms import PageForm


class ReachForm(PageForm):
    """A channel, when, to whom, and whether anybody could see it."""

    about = "reach"

    channel = forms.CharField(max_length=200)
    at = InstantField()
    audience = forms.CharField(max_length=200, required=False)
    open_to_all = forms.BooleanField(required=False, initial=True)


def reach(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Put on record where a stage was made known."""
    seen = access.visit(request, key)
    seen.require("dialogue.record_reach")
    one = seen.stage(stage)
    form = ReachForm(request.POST or None, language=seen.language, initial={"at": seen.at})
    back, refusal = reverse("stage", args=[key, stage]), None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: dialogue.record_reach(**seen.act(), reach=_reach(form, one.key)))
        if refusal is None:
            return answers.done(request, f"{back}#reach", "invitation.reach_recorded")
    values: dict[str, Any] = {"about": {"stage": one.name}, "back": back}
    return doing.page(request, seen, "reach", form=form, here=one.key, refusal=refusal, **values)


def _reach(form: ReachForm, stage: Key) -> Reach:
    typed = form.cleaned_data
    return Reach(
        key=Key(f"r-{secrets.token_hex(4)}"), stage=stage, at=typed["at"], channel=form.said("channel"),
        audience=form.maybe_said("audience"), open_to_all=typed["open_to_all"],
    )  # fmt: skip
