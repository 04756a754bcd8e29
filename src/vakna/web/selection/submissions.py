"""What suppliers have handed in for a stage, for those of the buyer who may read it. Under seal: nothing at all."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import assessment, confirmation
from vakna.core.initiative import Answer, Stage, Submission
from vakna.core.refusal import Conflict, NotFound
from vakna.core.visibility import is_opened
from vakna.core.vocabulary import QuestionKind
from vakna.records import models as m
from vakna.records import vault
from vakna.web import access, answers
from vakna.web.handin import topics
from vakna.web.initiatives.frame import frame

from . import attempts, pages, reading


@require_safe
@attempts.noted
def submissions(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """List what was handed in for a stage, the latest version of each supplier."""
    seen = access.visit(request, key, parts=("submissions",))
    seen.require("selection.read")
    one = seen.stage(stage)
    opened = is_opened(seen.picture.terms, one)
    names = pages.names(seen)
    found = latest(seen, one) if opened else ()
    rows = [
        {"submission": it, "supplier": names[it.participation], "unconfirmed": confirmation.awaited(one, it)}
        for it in found
    ]
    rows.sort(key=lambda row: str(row["supplier"]).casefold())
    values: dict[str, Any] = {"stage": one, "opened": opened, "page": pages.of(request, rows), "count": len(rows),
                              "unread": reading.unread(request, one, found)}  # fmt: skip
    return answers.page(request, "selection/submissions.html", seen=seen, **values, **frame(seen, here=one.key))


def latest(seen: access.Visit, stage: Stage) -> tuple[Submission, ...]:
    """Give what each supplier that this person sees has handed in for a stage, its latest version."""
    known = {one.key for one in seen.picture.participations}
    return tuple(one for one in assessment.handed_in(seen.picture, stage.key) if one.participation in known)


@attempts.noted
def submission(request: HttpRequest, key: str, submission: str) -> HttpResponse:
    """Read one submission. What came under seal is shown when the reading has been written in the journal."""
    seen = access.visit(request, key, parts=("submissions",))
    seen.require("selection.read")
    one = reading.find(seen, submission)
    if request.method == "POST":
        reading.note(request, seen, one)
        return answers.done(request, _back(request, seen, one))
    stage = seen.stage(one.stage)
    shown = reading.may_show(request, stage, one)
    values: dict[str, Any] = {
        "stage": stage, "one": one, "supplier": pages.names(seen)[one.participation], "shown": shown,
        "unconfirmed": confirmation.awaited(stage, one),
        "said": answered(one, stage, seen.language) if shown else [],
        "files": _files(seen, one) if shown else [], "versions": _versions(seen, one),
    }  # fmt: skip
    return answers.page(request, "selection/submission.html", seen=seen, **values, **frame(seen, here=one.stage))


def _back(request: HttpRequest, seen: access.Visit, one: Submission) -> str:
    """Lead back to the assessment when the reading began there, else to the submission."""
    if request.POST.get("from") == "assess":
        return reverse("assess", args=[seen.key, one.stage, one.participation])
    return reverse("submission", args=[seen.key, one.key])


@require_safe
@attempts.noted
def submission_file(request: HttpRequest, key: str, submission: str, number: int) -> StreamingHttpResponse:
    """Give a file of a submission, by its place in the list."""
    seen = access.visit(request, key, parts=("submissions",))
    seen.require("selection.read")
    one = reading.find(seen, submission)
    if not reading.may_show(request, seen.stage(one.stage), one):
        raise Conflict("read-first")
    if not 1 <= number <= len(one.attachments):
        raise NotFound("no-such-file")
    wanted = one.attachments[number - 1]
    file = m.StoredFile.objects.filter(
        submission__initiative__key=key, submission__key=seen.true(one.key), digest=wanted.digest
    ).first()
    if file is None:
        raise NotFound("no-such-file")
    answer = StreamingHttpResponse(vault.read(place=file.place), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, wanted.name) or "attachment"
    return answer


def answered(one: Submission, stage: Stage, language: str) -> list[dict[str, Any]]:
    """Give the answers under what was asked, and what the supplier asks to protect.

    `topic` is the criterion group beside which the answer belongs, where the form's question names one.
    """
    asked = {topic.key: topic for topic in topics.of(stage, language)}
    return [_answered(it, asked.get(it.topic)) for it in one.answers]


def _answered(it: Answer, asked: topics.Topic | None) -> dict[str, Any]:
    question = asked.question if asked else None
    return {
        "topic": question.group.value if question and question.group else it.topic, "answer": it,
        "question": question, "asked": asked.label if asked else it.topic,
        "film": question is not None and question.kind is QuestionKind.VIDEO,
    }  # fmt: skip


def _files(seen: access.Visit, one: Submission) -> list[dict[str, Any]]:
    asked = {str(it.key): it.asks.said(seen.language) for it in seen.stage(one.stage).form}
    return [
        {
            "file": it,
            "asked": asked.get(str(it.topic), ""),
            "kilobytes": max(1, round(it.size / 1024)),
            "url": reverse("submission_file", args=[seen.key, one.key, number]),
        }
        for number, it in enumerate(one.attachments, start=1)
    ]


def _versions(seen: access.Visit, one: Submission) -> list[Submission]:
    same = (it for it in seen.picture.submissions if (it.stage, it.participation) == (one.stage, one.participation))
    return sorted((it for it in same if it.key != one.key), key=lambda it: it.version)
