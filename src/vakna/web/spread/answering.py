"""What the contact at a using organisation meets behind the mailed link: one page, no log-in, a few questions.

The page shows whose solution it is and who asks, and nothing else of the initiative.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from vakna.actions import spread
from vakna.core.refusal import NotFound
from vakna.records import clock
from vakna.web import access, answers
from vakna.web.usertests.discretion import discreet

from .forms import CheckForm


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def answer_use(request: HttpRequest) -> HttpResponse:
    """Ask whether the solution is used. A link that is altered, used or replaced leads nowhere."""
    code = request.GET.get("code", "")
    if not code:
        raise NotFound("no-such-question-link")
    row = spread.asked(code=code)
    terms, at = row.initiative, clock.now_in(row.initiative, real=access.received_at(request))
    form = CheckForm(
        request.POST or None, language=access.language(request), own=True, initial={"reference": row.reference or ""}
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        answer = form.told() | {"once": access.once(request)}
        refusal = answers.attempt(lambda: spread.answer_use(at=at, code=code, **answer))
        if refusal is None:
            return redirect("use_thanks")
    shown: dict[str, Any] = {
        "organisation": row.organisation.name, "supplier": row.supplier.name, "title": terms.title,
        "since": row.since, "sandbox": terms.sandbox, "invented": terms.invented,
    }  # fmt: skip
    return answers.page(request, "spread/answer_use.html", form=form, refusal=refusal, **shown)


@require_safe
def use_thanks(request: HttpRequest) -> HttpResponse:
    """Thank, and say when the next question comes."""
    return answers.page(request, "spread/thanks.html")
