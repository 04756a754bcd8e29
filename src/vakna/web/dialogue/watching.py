"""Watching an initiative: one press for letters about what is told to all, one press to be rid of them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from vakna.actions import dialogue
from vakna.web import access, answers


@require_POST
def watch(request: HttpRequest, key: str) -> HttpResponse:
    """Have letters."""
    seen = access.visit(request, key)
    access.require_person(request)
    refusal = answers.attempt(lambda: dialogue.watch(**seen.act()))
    if refusal:
        raise refusal
    return answers.done(request, _back(request, key), "questions.watching")


@require_POST
def unwatch(request: HttpRequest, key: str) -> HttpResponse:
    """Have no more letters."""
    seen = access.visit(request, key)
    access.require_person(request)
    refusal = answers.attempt(lambda: dialogue.unwatch(**seen.act()))
    if refusal:
        raise refusal
    return answers.done(request, _back(request, key), "questions.not_watching")


def _back(request: HttpRequest, key: str) -> str:
    """Lead back to the page of ours where the button stood."""
    wanted = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if ours else reverse("initiative", args=[key])
