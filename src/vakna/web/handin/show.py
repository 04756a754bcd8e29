"""A receipt as page and file: for the supplier itself, or for who holds the pass of an answer without account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core.initiative import Stage
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import Regime
from vakna.records import own_content
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

from . import receipts


@require_safe
def receipt(request: HttpRequest, key: str, submission: str) -> HttpResponse:
    """Show the receipt: what it says, each fingerprint, the signed text, and how anybody can check it."""
    seen, stage, found = _find(request, key, submission)
    values = {**frame(seen, here=stage.key), "stage": stage, "receipt": found, "passed": request.GET.get("pass", "")}
    return answers.page(request, "handin/receipt.html", seen=seen, **values)


@require_safe
def receipt_file(request: HttpRequest, key: str, submission: str) -> HttpResponse:
    """Give the signed text as a file, byte for byte."""
    _, _, found = _find(request, key, submission)
    answer = HttpResponse(found["note"], content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found["number"]}.txt"'
    return answer


def _find(request: HttpRequest, key: str, submission: str) -> tuple[Visit, Stage, dict[str, Any]]:
    seen = access.visit(request, key, parts=("submissions",))
    given = request.GET.get("pass", "")
    if given:
        row = receipts.with_pass(key, submission, given)
        stage = seen.stage(row.stage.key)
        found = receipts.shown(seen.language, row, (row.answers, row.attachments), stage)
    else:
        one = receipts.own(seen, submission)
        stage = seen.stage(one.stage)
        sealed = stage.regime is Regime.SEALED and not one.attachments
        held = (one.answers, one.attachments)
        content = own_content.unseal(initiative=key, submission=submission) if sealed else held
        found = receipts.shown(seen.language, one, content, stage)
    if found is None:
        raise NotFound("no-such-submission", key=submission)
    return seen, stage, found
