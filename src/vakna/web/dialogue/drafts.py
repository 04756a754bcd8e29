"""Drafts for review by anybody: put up and taken away while the stage is planned, carried away by all afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.actions import initiatives
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.records import vault
from vakna.web import access, answers, doing
from vakna.web.forms import PageForm

from .papers import Papers, uploads


class DraftsForm(PageForm):
    """One or several files."""

    about = "drafts"

    documents = Papers(required=False)


def drafts(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Put up drafts of a planned stage, or take one away."""
    seen = access.visit(request, key)
    seen.require("initiatives.add_drafts")
    one = seen.stage(stage)
    form = DraftsForm(request.POST or None, request.FILES or None, language=seen.language)
    refusal = None
    if request.method == "POST":
        gone = request.POST.get("remove", "")
        if gone:
            refusal = answers.attempt(lambda: initiatives.remove_draft(**seen.act(), stage=one.key, digest=gone))
        elif form.is_valid():
            given = uploads(form.cleaned_data["documents"])
            refusal = answers.attempt(lambda: initiatives.add_drafts(**seen.act(), stage=one.key, documents=given))
        if refusal is None and (gone or form.is_valid()):
            return answers.done(request, reverse("drafts", args=[key, stage]), "invitation.drafts_saved")
    values: dict[str, Any] = {
        "about": {"stage": one.name},
        "one": one,
        "back": reverse("edit_stage", args=[key, stage]),
    }
    return doing.page(request, seen, "drafts", form=form, here=one.key, refusal=refusal,
                      template="dialogue/drafts.html", **values)  # fmt: skip


@require_safe
def draft(request: HttpRequest, key: str, stage: str, number: int) -> StreamingHttpResponse:
    """Give a draft to whoever sees it in the picture; `number` counts from nought."""
    there = access.visit(request, key).stage(stage).drafts
    if number >= len(there):
        raise NotFound("no-such-file")
    wanted, of = there[number], f"drafts/{stage}"[:64]
    row = m.StoredFile.objects.filter(initiative__key=key, topic=of, digest=wanted.digest).first()
    if row is None:
        raise NotFound("no-such-file")
    answer = StreamingHttpResponse(vault.read(place=row.place), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, wanted.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
