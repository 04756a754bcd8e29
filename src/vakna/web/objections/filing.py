"""An objection is searched for before it is filed: most have been made before, and some are answered."""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import oversight
from vakna.core import objections as rules
from vakna.core.initiative import Key
from vakna.records import objections as records
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from .forms import LONGEST_CLAIM, FileForm, able
from .register import card


@require_safe
def search_objections(request: HttpRequest, key: str) -> HttpResponse:
    """Ask what is said, and show who has said the like before and what it turned out to be."""
    seen = access.visit(request, key, parts=("objections",))
    seen.require("oversight.file_objection")
    claim = request.GET.get("claim", "").strip()[:LONGEST_CLAIM]
    framed = frame(seen, here="objections", title=" ")
    found = _earlier(seen, claim)
    return answers.page(request, "objections/search.html", seen=seen, claim=claim, found=found, **framed)


def file_objection(request: HttpRequest, key: str) -> HttpResponse:
    """File a claim. When the like has been said before, that is shown first, once, and nothing is filed."""
    seen = access.visit(request, key, parts=("objections",))
    seen.require("oversight.file_objection")
    form = FileForm(request.POST or None, seen=seen, initial=_begun(request, seen))
    refusal, found = None, []
    if request.method == "POST" and form.is_valid():
        claim = form.cleaned_data["claim"]
        found = [] if form.cleaned_data["looked"] == _mark(claim) else _earlier(seen, claim)
        if not found:
            one = form.objection(key=Key(f"o-{secrets.token_hex(4)}"), seen=seen)
            refusal = answers.attempt(lambda: oversight.file_objection(**seen.act(), objection=one))
            if refusal is None:
                return answers.done(request, reverse("objections", args=[key]), "objections.filed")
    framed = frame(seen, here="objections", title=" ")
    looked = _mark(form["claim"].value() or "")
    return answers.page(
        request, "objections/file.html", seen=seen, form=form, refusal=refusal, found=found, looked=looked, **framed
    )


def _begun(request: HttpRequest, seen: access.Visit) -> dict[str, Any]:
    first = next(iter(able(seen)), ("", ""))[0]
    return {"claim": request.GET.get("claim", "")[:LONGEST_CLAIM], "owner": first}


def _mark(claim: str) -> str:
    """Give a mark of which claim's earlier answers have been shown: its words."""
    return "-".join(sorted(rules.stems(claim)))[:400]


def _earlier(seen: access.Visit, claim: str) -> list[dict[str, Any]]:
    """Give earlier objections like this one: answered ones of the house, and those that wait in this initiative."""
    if not claim:
        return []
    terms = seen.picture.terms
    waiting = [
        rules.Told(initiative=terms.key, title=terms.title, objection=one, sandbox=terms.sandbox)
        for one in seen.picture.objections
        if one.answer is None
    ]
    told = records.answered(sandboxes=settings.VAKNA_DEMO, within=seen.key)
    return [card(one, seen.language, seen.at) for one in rules.search(claim, [*waiting, *told])]
