"""An objection is answered to all: what the rule says, where, when somebody read it, and which layer it was."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import oversight
from vakna.core.refusal import NotAllowed
from vakna.core.words import STOCKHOLM
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from .forms import AnswerObjectionForm
from .register import find, may_answer, row


def answer_objection(request: HttpRequest, key: str, objection: str) -> HttpResponse:
    """Answer an objection, or answer it anew when it has been checked again."""
    seen = access.visit(request, key, parts=("objections",))
    seen.require("oversight.answer_objection")
    one = find(seen, objection)
    if not may_answer(one, seen):
        raise NotAllowed("objection-not-yours")
    language = seen.language
    before = {"source": one.source, "checked": seen.at.astimezone(STOCKHOLM).date()} | {
        name: said.said(language) for name, said in (("rule_says", one.rule_says), ("answer", one.answer)) if said
    }
    form = AnswerObjectionForm(request.POST or None, language=language, initial=before)
    refusal = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        refusal = answers.attempt(
            lambda: oversight.answer_objection(
                **seen.act(),
                objection=objection,
                rule_says=form.said("rule_says"),
                source=said["source"],
                checked=said["checked"],
                answer=form.said("answer"),
                turned_out=said["turned_out"],
            )
        )
        if refusal is None:
            where = reverse("objection", args=[key, objection])
            return answers.done(request, where, "objections.answered", number=one.number)
    framed = frame(seen, here="objections", title=" ")
    return answers.page(
        request, "objections/answer.html", seen=seen, form=form, row=row(one, seen), refusal=refusal, **framed
    )
