"""The team plans a test with users, and closes it."""

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import user_tests as rules
from vakna.core.initiative import Key
from vakna.core.refusal import AlreadyDone, Refusal
from vakna.web import access, answers, doing
from vakna.web.dialogue.forms import at_present
from vakna.web.sentences import PAGES

from .discretion import discreet
from .forms import PlanForm
from .reading import find, frame_of

_A_WHILE = timedelta(days=14)


@discreet
def plan_user_test(request: HttpRequest, key: str) -> HttpResponse:
    """Plan a test, and go on to its invitation link, which is shown this once."""
    seen = access.visit(request, key)
    seen.require("dialogue.plan_user_test")
    form = PlanForm(request.POST or None, seen=seen, initial=_begun(seen))
    refusal = None
    if request.method == "POST" and form.is_valid():
        test = form.test(key=Key(f"t-{secrets.token_hex(4)}"), by=Key(seen.actor.person or ""))
        try:
            secret = dialogue.plan_user_test(**seen.act(), test=test)
        except AlreadyDone:
            return redirect("user_tests", key)
        except Refusal as found:
            refusal = found
        else:
            return redirect(to_link(key, test.key, secret))
    back = reverse("user_tests", args=[key])
    return doing.page(request, seen, "plan_user_test", form=form, here="", refusal=refusal, back=back)


def to_link(key: str, test: str, secret: str) -> str:
    """Give the address of the page that shows an invitation's secret, which only that address holds."""
    return f"{reverse('user_test_link', args=[key, test])}?{urlencode({'code': rules.grouped(secret)})}"


def _begun(seen: access.Visit) -> dict[str, object]:
    """Begin the form: the stage that is going on, two weeks from now, and a consent that most can use as it stands."""
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    buyers = [names[one] for one in seen.picture.terms.buyers if one in names]
    opens = _whole_hour(seen.at)
    consent = PAGES.say(seen.language, "usertests.default_consent", buyers=buyers)
    return {"stage": at_present(seen)["stage"], "opens": opens, "closes": opens + _A_WHILE, "consent": consent}


def _whole_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def close_user_test(request: HttpRequest, key: str, test: str) -> HttpResponse:
    """Close a test before its time."""
    seen = access.visit(request, key, parts=("tests",))
    seen.require("dialogue.close_user_test")
    one = find(seen, test)
    form, refusal = doing.Bare(request.POST or None, language=seen.language), None
    if request.method == "POST":
        refusal = answers.attempt(lambda: dialogue.close_user_test(**seen.act(), test=test))
        if refusal is None:
            return answers.done(request, reverse("user_test", args=[key, test]), "usertests.closed")
    back = reverse("user_test", args=[key, test])
    about: dict[str, object] = {"title": one.title}
    crumbs = frame_of(seen, one)["crumbs"]
    return doing.page(
        request, seen, "close_user_test", form=form, here=one.stage, refusal=refusal, back=back, about=about,
        crumbs=crumbs,
    )  # fmt: skip
