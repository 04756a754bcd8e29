"""What a test user meets: consent first, then the scenarios, then thanks. No account, no name, no cookie of ours.

The page shows `visibility.invited` alone: the one test that the link belongs to, and nothing else of the initiative.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from vakna.actions import dialogue
from vakna.core import user_tests as rules
from vakna.core import visibility
from vakna.core.initiative import Key
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.records import pictures
from vakna.web import access, answers

from .discretion import discreet
from .forms import CodeForm, FeedbackForm

_YES = "yes"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who holds an invitation: what it shows, and the instant it is shown at."""

    test: visibility.Invitation
    at: datetime


@discreet
def invitation(request: HttpRequest) -> HttpResponse:
    """Ask for the code when there is none, then for consent, then about each scenario."""
    code = request.GET.get("code", "")
    if not code:
        return answers.page(request, "usertests/code.html", form=CodeForm(language=access.language(request)))
    guest = _guest(request, code)
    shown: dict[str, Any] = {
        "test": guest.test,
        "code": code,
        "sandbox": guest.test.sandbox,
        "invented": guest.test.invented,
    }
    if not guest.test.opens <= guest.at <= guest.test.closes:
        return answers.page(request, "usertests/not_open.html", early=guest.at < guest.test.opens, **shown)
    if request.GET.get("consent") != _YES:
        return answers.page(request, "usertests/consent.html", **shown)
    form = FeedbackForm(request.POST or None, language=access.language(request), scenarios=guest.test.scenarios)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _give(request, guest, code, form))
        if refusal is None:
            return redirect("test_thanks")
    return answers.page(request, "usertests/feedback.html", form=form, refusal=refusal, **shown)


def _give(request: HttpRequest, guest: Guest, code: str, form: FeedbackForm) -> None:
    dialogue.give_feedback(
        at=guest.at, token=code, consented=request.POST.get("consented") == _YES, answers=form.answers(),
        said=form.maybe_said("more"), once=access.once(request),
    )  # fmt: skip


def _guest(request: HttpRequest, code: str) -> Guest:
    row = m.UserTest.objects.filter(token_digest=rules.digest(code)).select_related("initiative").first()
    if row is None:
        raise NotFound("no-such-invitation")
    look = pictures.look(row.initiative.key, ("tests",))
    return Guest(visibility.invited(look.picture, Key(row.key)), look.clock_at or access.received_at(request))


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank, and say what happens now."""
    return answers.page(request, "usertests/thanks.html", given=True)


@require_safe
def declined(request: HttpRequest) -> HttpResponse:
    """Thank somebody who did not want to take part: nothing was stored."""
    return answers.page(request, "usertests/thanks.html", given=False)
