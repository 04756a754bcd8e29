"""The changes of an initiative, those that leave the frame first, and one change with what its decision leads to."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import dialogue
from vakna.core import changes as rules
from vakna.core.initiative import Change
from vakna.core.people import TEAM
from vakna.core.vocabulary import ChangeState, StageState
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from .forms import DecideChangeForm

COLLECTIONS = ("changes", "insights")
_A_PAGE = 50
_CORRECTED = frozenset({StageState.PUBLISHED, StageState.OPEN})


@require_safe
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """List the changes that one may see: the team those asked for too, those who take part what was decided."""
    seen = _visit(request, key)
    page = Paginator(rules.in_order(seen.picture.changes), _A_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "page": page, "rows": [_row(seen, one) for one in page], "may_ask": seen.may("dialogue.request_change"),
    }  # fmt: skip
    return answers.page(request, "changes/register.html", seen=seen, **values, **frame(seen, here="need"))


def change(request: HttpRequest, key: str, change: str) -> HttpResponse:
    """Show one change, and decide on it."""
    seen = _visit(request, key)
    if request.method == "POST":
        seen.require(rules.DECIDES)
    one = rules.find(seen.picture, change)
    outside, form, refusal = rules.is_outside(one), None, None
    if one in rules.to_decide(seen.picture, seen.actor) or request.method == "POST":
        form = DecideChangeForm(request.POST or None, language=seen.language, outside=outside)
    if request.method == "POST" and form and form.is_valid():
        # Outside the frame the form asks for no answer; one that is posted all the same is refused by the verb.
        accepted = request.POST.get("accepted") == "yes" if outside else form.cleaned_data["accepted"]
        reason = form.said("reason")
        refusal = answers.attempt(
            lambda: dialogue.decide_change(**seen.act(), change=change, accepted=accepted, reason=reason)
        )
        if refusal is None:
            return answers.done(request, reverse("change", args=[key, change]), "changes.decided", number=one.number)
    values = {"row": _row(seen, one), "frames": frames(seen, one.stage), **frame(seen, here="need", title=" ")}
    return answers.page(request, "changes/one.html", seen=seen, form=form, refusal=refusal, **values)


def frames(seen: access.Visit, stage: str | None = None) -> list[Any]:
    """Give the procurements whose frame a change is held against: all, or that of one stage."""
    mine = {it.procurement for it in seen.picture.terms.stages if stage in (None, it.key)}
    return [one for one in seen.picture.terms.procurements if one.key in mine]


def _visit(request: HttpRequest, key: str) -> access.Visit:
    """See the changes of an initiative as those who work or take part in it."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    if not (seen.actor.roles & TEAM or seen.actor.participations):
        seen.require("dialogue.request_change")
    return seen


def _row(seen: access.Visit, one: Change) -> dict[str, Any]:
    names = {it.key: it.name for it in seen.picture.terms.people}
    stage = seen.stage(one.stage)
    accepted = one.state is ChangeState.ACCEPTED
    return {
        "one": one, "outside": rules.is_outside(one), "waits": one.state is ChangeState.ASKED, "stage": stage,
        "by": names.get(one.by, ""), "decided_by": names.get(one.decided_by) if one.decided_by else None,
        "accepted": accepted, "because": [it for it in seen.picture.insights if it.key in one.because],
        "may_correct": accepted and stage.state in _CORRECTED and seen.may("initiatives.correct_stage"),
        "may_set": accepted and seen.may("dialogue.set_requirement"),
    }  # fmt: skip
