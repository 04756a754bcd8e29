"""What the team writes after a test: what somebody who sat beside gave, and what was learned."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import user_tests as rules
from vakna.core.initiative import Insight, Key, UserTest
from vakna.core.vocabulary import Origin
from vakna.web import access, answers, doing
from vakna.web.sentences import PAGES

from .forms import NoteForm, TestInsightForm
from .reading import find, frame_of


def note_feedback(request: HttpRequest, key: str, test: str) -> HttpResponse:
    """Write down what somebody without a telephone gave, while sitting beside."""
    seen = access.visit(request, key, parts=("tests",))
    seen.require("dialogue.note_feedback")
    one = find(seen, test)
    form = NoteForm(request.POST or None, language=seen.language, scenarios=one.scenarios, beside=True)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(
            lambda: dialogue.note_feedback(
                **seen.act(),
                test=test,
                consented=form.cleaned_data["consented"],
                answers=form.answers(),
                said=form.maybe_said("more"),
            )
        )
        if refusal is None:
            return answers.done(request, reverse("user_test", args=[key, test]), "usertests.noted")
    framed = frame_of(seen, one)
    return answers.page(request, "usertests/note.html", seen=seen, form=form, test=one, refusal=refusal, **framed)


def user_test_insight(request: HttpRequest, key: str, test: str) -> HttpResponse:
    """Make an insight of what a test taught. Its source says that it was a test, not whose solution was tried."""
    seen = access.visit(request, key, parts=("tests",))
    seen.require("dialogue.add_insight")
    one = find(seen, test)
    answered = rules.results(seen.picture, one).answered
    source = PAGES.say(seen.language, "usertests.source", count=answered, number=answered)
    form = TestInsightForm(request.POST or None, language=seen.language, initial={"source": source})
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: dialogue.add_insight(**seen.act(), insight=_insight(seen, one, form)))
        if refusal is None:
            return answers.done(request, reverse("insights", args=[key]), "usertests.learned")
    back = reverse("user_test", args=[key, test])
    return doing.page(
        request, seen, "test_insight", form=form, here=one.stage, refusal=refusal, back=back,
        about={"title": one.title}, crumbs=frame_of(seen, one)["crumbs"],
    )  # fmt: skip


def _insight(seen: access.Visit, test: UserTest, form: TestInsightForm) -> Insight:
    return Insight(
        key=Key(f"i-{secrets.token_hex(4)}"), at=seen.at, learned=form.said("learned"), source=form.said("source"),
        origin=Origin.USER_TEST, participation=test.participation,
    )  # fmt: skip
