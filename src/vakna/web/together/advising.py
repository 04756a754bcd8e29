"""Advice marked as advice: an intermediary writes it, the buyer answers what it made of it. It decides nothing."""

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import teamwork
from vakna.core import neutrality
from vakna.core.refusal import NotFound
from vakna.web import access, answers, doing
from vakna.web.fields import KeyField
from vakna.web.forms import PageForm, area

from .page import COLLECTIONS


class AdviceForm(PageForm):
    """On which stage, about what, and the advice."""

    about = "advice"

    subject = forms.CharField(max_length=200)
    words = area(rows=6)

    def __init__(self, *args: Any, seen: access.Visit, **options: Any) -> None:
        """Offer the stages that one's organisation has declared its neutrality for."""
        super().__init__(*args, language=seen.language, **options)
        declared = {one.stage for one in seen.picture.terms.neutrality if one.organisation == seen.actor.organisation}
        among = [one for one in seen.picture.terms.stages if one.key in declared]
        offered = [(str(one.key), one.name.said(seen.language)) for one in among]
        last = next((one.key for one in reversed(neutrality.asked(seen.picture.terms)) if one.key in declared), None)
        self.fields = {"stage": KeyField(among=offered, initial=last), **self.fields}
        self.dress("stage", self.fields["stage"])


class AnswerForm(PageForm):
    """What the buyer makes of the advice."""

    about = "answer_advice"

    answer = area(rows=3)


def give_advice(request: HttpRequest, key: str) -> HttpResponse:
    """Give advice on a stage."""
    seen = access.visit(request, key)
    seen.require("teamwork.give_advice")
    form, refusal, back = AdviceForm(request.POST or None, seen=seen), None, reverse("together", args=[key])
    if request.method == "POST" and form.is_valid():
        given = {"key": f"r-{secrets.token_hex(4)}", "stage": form.cleaned_data["stage"]}
        given |= {"subject": form.said("subject"), "said": form.said("words")}
        refusal = answers.attempt(lambda: teamwork.give_advice(**seen.act(), **given))
        if refusal is None:
            return answers.done(request, back, "together.advised")
    return doing.page(request, seen, "give_advice", form=form, here="together", refusal=refusal, back=back)


def answer_advice(request: HttpRequest, key: str, advice: str) -> HttpResponse:
    """Answer a piece of advice."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    seen.require("teamwork.answer_advice")
    one = next((it for it in seen.picture.advice if it.key == advice), None)
    if one is None:
        raise NotFound("no-such-advice", key=advice)
    form, refusal = AnswerForm(request.POST or None, language=seen.language), None
    back = reverse("together", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(
            lambda: teamwork.answer_advice(**seen.act(), advice=advice, answer=form.said("answer"))
        )
        if refusal is None:
            return answers.done(request, back, "together.answered")
    return doing.page(request, seen, "answer_advice", form=form, here="together", refusal=refusal, back=back,
                      about={"subject": one.subject})  # fmt: skip
