"""Turns of the plan: a stage taken back, opened again, done once more, cancelled; a whole procurement cancelled."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import procurements, stages
from vakna.web import access, answers, doing
from vakna.web.fields import InstantField
from vakna.web.forms import PageForm, area

from .procurements import find
from .steps import step


class TurnForm(PageForm):
    """Why the plan turns here."""

    about = "turn"

    reason = area(rows=3)


class ReopenForm(TurnForm):
    """Until when a closed stage takes in again, and why."""

    deadline = InstantField()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for the deadline first."""
        super().__init__(*args, **options)
        self.order_fields(["deadline", "reason"])


class CancelForm(TurnForm):
    """Why something is cancelled, and where the decision stands."""

    plain = ("reference",)

    reference = forms.CharField(max_length=200)


def restore_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Take a skipped stage back into the plan."""
    seen = access.visit(request, key)
    return step(request, seen, seen.stage(stage), name="restore_stage", action=stages.restore, kind=TurnForm,
                verb="stages.restore")  # fmt: skip


def reopen_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Open a closed stage again until a new deadline."""
    seen = access.visit(request, key)
    return step(request, seen, seen.stage(stage), name="reopen_stage", action=stages.reopen, kind=ReopenForm,
                verb="stages.reopen")  # fmt: skip


def repeat_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Plan another round of a stage that is over."""
    seen = access.visit(request, key)
    return step(request, seen, seen.stage(stage), name="repeat_stage", action=stages.repeat, kind=TurnForm,
                verb="stages.repeat")  # fmt: skip


def cancel_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Cancel a stage that has begun."""
    seen = access.visit(request, key)
    return step(request, seen, seen.stage(stage), name="cancel_stage", action=stages.cancel, kind=CancelForm,
                verb="stages.cancel")  # fmt: skip


def cancel_procurement(request: HttpRequest, key: str, procurement: str) -> HttpResponse:
    """Cancel a whole procurement, with objective reasons."""
    seen = access.visit(request, key)
    seen.require("procurements.cancel")
    one = find(seen, procurement)
    form = CancelForm(request.POST if request.method == "POST" else None, language=seen.language)
    refusal, back = None, reverse("procurement", args=[key, procurement])
    if request.method == "POST" and form.is_valid():
        reason, reference = form.said("reason"), form.cleaned_data["reference"]
        refusal = answers.attempt(
            lambda: procurements.cancel(**seen.act(), procurement=one.key, reason=reason, reference=reference)
        )
        if refusal is None:
            return answers.done(request, back, "planning.procurement_cancelled", procurement=one.title)
    values: dict[str, Any] = {"about": {"procurement": one.title}, "back": back}
    return doing.page(request, seen, "cancel_procurement", form=form, here="plan", refusal=refusal, **values)
