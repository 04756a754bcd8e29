"""The one common summary of a dialogue: what was told in every meeting, the same words to everyone at one instant."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import meetings
from vakna.core.initiative import Contact
from vakna.core.vocabulary import BroadcastKind
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from .forms import SummaryForm
from .times import dialogue_stage


def summary(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Gather what was told as a start, and publish the summary once it reads well. A second one is refused."""
    seen = access.visit(request, key, parts=("contacts", "broadcasts"))
    seen.require("dialogue.broadcast")
    one = dialogue_stage(seen, stage)
    told = meetings.told(seen.picture, stage)
    form = SummaryForm(request.POST or None, language=seen.language, initial=_start(seen, one.name, told))
    published, refusal = meetings.summary(seen.picture, stage), None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(
            lambda: dialogue.broadcast(
                **seen.act(), stage=stage, kind=BroadcastKind.SUMMARY, subject=form.said("subject"),
                body=form.said("body"), passes_on=tuple(it.key for it in told),
                move_deadline=form.cleaned_data["move_deadline"], cleared_because=form.maybe_said("cleared_because"),
            )
        )  # fmt: skip
        if refusal is None:
            return answers.done(request, reverse("times", args=[key, stage]), "meetings.summed_up")
        form.leaked = refusal.code == "leak"
    values: dict[str, Any] = {
        "about": {"stage": one.name}, "back": reverse("times", args=[key, stage]), "published": published,
        "standing": meetings.standing(seen.picture, stage),
        "told": [{"told": it.told, "supplier": seen.picture.supplier_name(it.participation)} for it in told
                 if it.participation],
    }  # fmt: skip
    return doing.page(request, seen, "summary", form=form, here=stage, refusal=refusal,
                      template="meetings/summary.html", **values)  # fmt: skip


def _start(seen: Visit, stage: object, told: tuple[Contact, ...]) -> dict[str, str]:
    """Give the words to begin with: everything that the team told, once, and nothing that was a supplier's own."""
    said = list(dict.fromkeys(one.told.said(seen.language).strip() for one in told if one.told))
    subject = PAGES.say(seen.language, "meetings.summary_subject", stage=stage)
    return {"subject": subject, "body": "\n\n".join(said)} if said else {"subject": subject}
