"""The forms of the team: a task, handing it over, ending it, who comes from where, and what was anchored."""

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import teamwork
from vakna.core import neutrality
from vakna.core import teamwork as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Anchoring, Key
from vakna.core.people import WORKING
from vakna.core.words import STOCKHOLM
from vakna.web import access, answers, doing
from vakna.web.fields import DayField, KeyField, WordField
from vakna.web.forms import PageForm, area

from .page import COLLECTIONS, names_of


class TaskForm(PageForm):
    """What is to be done, by whom, by when, and for which stage."""

    about = "task"

    title = forms.CharField(max_length=200)
    due = DayField(required=False)

    def __init__(self, *args: Any, seen: access.Visit, **options: Any) -> None:
        """Offer those who work in the team, and the stages."""
        super().__init__(*args, language=seen.language, **options)
        stages = [(str(one.key), one.name.said(seen.language)) for one in seen.picture.terms.stages]
        own = {"owner": KeyField(among=workers(seen)), "stage": KeyField(among=stages, required=False)}
        self.fields |= own
        for name, field in own.items():
            self.dress(name, field)
        self.order_fields(["title", "owner", "due", "stage"])


class HandOverForm(PageForm):
    """To whom, and why."""

    about = "hand_over"
    own = {"to": "taker"}

    why = area(rows=2)

    def __init__(self, *args: Any, seen: access.Visit, owner: str, **options: Any) -> None:
        """Offer the others who work in the team."""
        super().__init__(*args, language=seen.language, **options)
        others = [one for one in workers(seen) if one[0] != owner]
        self.fields = {"taker": KeyField(among=others), **self.fields}
        self.dress("taker", self.fields["taker"])


class DoneForm(PageForm):
    """What came of it, if anything is to be said."""

    about = "done"

    result = area(required=False, rows=3)


class FunctionForm(PageForm):
    """Who comes from which part of the organisation."""

    about = "function"

    def __init__(self, *args: Any, seen: access.Visit, **options: Any) -> None:
        """Offer those who work in the team, and the parts."""
        super().__init__(*args, language=seen.language, **options)
        own = {
            "person": KeyField(among=workers(seen)),
            "function": WordField(among=v.Function, language=seen.language, radio=False, required=False),
        }
        self.fields |= own
        for name, field in own.items():
            self.dress(name, field)


class AnchoringForm(PageForm):
    """With whom, when, what they said, and what mandate it gave."""

    about = "anchoring"

    whom = forms.CharField(max_length=200)
    day = DayField()
    told = area(rows=3)
    mandate = area(required=False, rows=2)


def workers(seen: access.Visit) -> list[tuple[str, str]]:
    """Give those who work in the team now, by key and name."""
    names, held = names_of(seen), neutrality.holders(seen.picture.terms, seen.at)
    return list({str(who): names[who] for who, _, role in held if role in WORKING and who in names}.items())


def new_task(request: HttpRequest, key: str) -> HttpResponse:
    """Give somebody a task."""
    seen = access.visit(request, key)
    seen.require("teamwork.add_task")
    form = TaskForm(request.POST or None, seen=seen, initial={"owner": seen.actor.person})
    refusal, back = None, reverse("together", args=[key])
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("owner", "due", "stage")}
        given = {"key": f"u-{secrets.token_hex(4)}", "title": form.said("title"), **typed}
        refusal = answers.attempt(lambda: teamwork.add_task(**seen.act(), **given))
        if refusal is None:
            return answers.done(request, back, "together.added")
    return doing.page(request, seen, "new_task", form=form, here="together", refusal=refusal, back=back)


def hand_over(request: HttpRequest, key: str, task: str) -> HttpResponse:
    """Give a task on to somebody else."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    seen.require("teamwork.hand_over")
    one = rules.find(seen.picture, task)
    form, refusal = HandOverForm(request.POST or None, seen=seen, owner=one.owner), None
    back = reverse("together", args=[key])
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["taker"]
        refusal = answers.attempt(lambda: teamwork.hand_over(**seen.act(), task=task, to=to, why=form.said("why")))
        if refusal is None:
            return answers.done(request, back, "together.handed_over")
    return doing.page(request, seen, "hand_over", form=form, here="together", refusal=refusal, back=back,
                      about={"title": one.title})  # fmt: skip


def finish_task(request: HttpRequest, key: str, task: str) -> HttpResponse:
    """Say that a task is done."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    seen.require("teamwork.finish_task")
    one, form = rules.find(seen.picture, task), DoneForm(request.POST or None, language=seen.language)
    refusal, back = None, reverse("together", args=[key])
    if request.method == "POST" and form.is_valid():
        result = form.maybe_said("result")
        refusal = answers.attempt(lambda: teamwork.finish_task(**seen.act(), task=task, result=result))
        if refusal is None:
            return answers.done(request, back, "together.finished")
    return doing.page(request, seen, "finish_task", form=form, here="together", refusal=refusal, back=back,
                      about={"title": one.title})  # fmt: skip


def functions(request: HttpRequest, key: str) -> HttpResponse:
    """Say from which part of the organisation somebody comes."""
    seen = access.visit(request, key)
    seen.require("teamwork.set_function")
    form, refusal, back = FunctionForm(request.POST or None, seen=seen), None, reverse("together", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: teamwork.set_function(**seen.act(), **form.cleaned_data))
        if refusal is None:
            return answers.done(request, back, "together.function_set")
    return doing.page(request, seen, "set_function", form=form, here="together", refusal=refusal, back=back)


def note_anchoring(request: HttpRequest, key: str) -> HttpResponse:
    """Note with whom the work was anchored."""
    seen = access.visit(request, key)
    seen.require("teamwork.note_anchoring")
    today = seen.at.astimezone(STOCKHOLM).date()
    form = AnchoringForm(request.POST or None, language=seen.language, initial={"day": today})
    refusal, back = None, reverse("together", args=[key])
    if request.method == "POST" and form.is_valid():
        noted = Anchoring(
            key=Key(f"f-{secrets.token_hex(4)}"), day=form.cleaned_data["day"], at=seen.at,
            by=Key(seen.actor.person or ""), whom=form.said("whom"), told=form.said("told"),
            mandate=form.maybe_said("mandate"),
        )  # fmt: skip
        refusal = answers.attempt(lambda: teamwork.note_anchoring(**seen.act(), anchoring=noted))
        if refusal is None:
            return answers.done(request, back, "together.anchored")
    return doing.page(request, seen, "note_anchoring", form=form, here="together", refusal=refusal, back=back)
