"""The folklore library: what is said about procurement, what the rule says, and which lawyer has signed for it when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import oversight
from vakna.actions.oversight.claims import SIGNING
from vakna.core.refusal import NotAllowed
from vakna.core.vocabulary import Layer
from vakna.records.models import ClaimReview, Member
from vakna.rules import folklore as said
from vakna.web import access, answers
from vakna.web.fields import DayField
from vakna.web.forms import PageForm, area


class SignForm(PageForm):
    """Which day the source was read, and what the lawyer wants to add."""

    about = "sign_claim"

    checked = DayField()
    note = area(required=False, rows=3)


@require_safe
def folklore(request: HttpRequest) -> HttpResponse:
    """List the claims under what they rest on, with what the rule says, how sure that is, and who has signed."""
    latest = {one.claim: one for one in ClaimReview.objects.order_by("at", "pk")}
    rows = [{"claim": one, "review": latest.get(one.key)} for one in said.claims()]
    layers = [{"layer": layer, "rows": [one for one in rows if _of(one).layer is layer]} for layer in Layer]
    signs = _signs(access.person(request))
    return answers.page(
        request, "checking/folklore.html", layers=layers, signs=signs, signed=len(latest), count=len(rows)
    )


def _of(row: dict[str, Any]) -> said.Claim:
    one: said.Claim = row["claim"]
    return one


def _signs(person: Any) -> bool:
    return Member.objects.filter(person__key=person, role=SIGNING, until__isnull=True).exists()


def sign_claim(request: HttpRequest, claim: str) -> HttpResponse:
    """Sign for a claim: the day its source was read. Refuses whoever is no lawyer, and a claim that is not there."""
    one, person = said.find(claim), access.require_person(request)
    if not _signs(person):
        raise NotAllowed("claim-not-yours")
    form, refusal = SignForm(request.POST or None, language=access.language(request)), None
    if request.method == "POST" and form.is_valid():
        given = {"claim": one.key, "checked": form.cleaned_data["checked"], "note": form.maybe_said("note")}
        at, once = access.received_at(request), access.once(request)
        refusal = answers.attempt(lambda: oversight.sign_claim(by=person, at=at, once=once, **given))
        if refusal is None:
            return answers.done(request, f"{reverse('folklore')}#{one.key}", "signing.done")
    return answers.page(request, "checking/sign_claim.html", refusal=refusal, form=form, claim=one)
