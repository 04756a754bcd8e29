"""How pages answer: a page, a way onward after something was done, or a refusal in plain words with its status."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from vakna.core.initiative import Text
from vakna.core.leaks import LeakFound
from vakna.core.refusal import AlreadyDone, Problem, Refusal
from vakna.rules.at_work import RulesAsk

from . import access, rules_asked
from .forms import PageForm
from .sentences import PAGES


def attempt(action: Callable[[], object]) -> Refusal | None:
    """Do something; give the refusal if there was one. A form that was posted twice counts as done."""
    try:
        action()
    except AlreadyDone:
        return None
    except Refusal as refusal:
        return refusal
    return None


def done(request: HttpRequest, where: str, code: str = "", **values: object) -> HttpResponse:
    """Go on to `where`, saying what was done."""
    if code:
        messages.success(request, PAGES.say(access.language(request), code, **values))
    return HttpResponseRedirect(where)


def page(request: HttpRequest, template: str, *, refusal: Refusal | None = None, **values: Any) -> HttpResponse:
    """Show a page. With a refusal: the same page, what was typed still there, its problems first.

    A `form` among the values takes the problems that its fields own. One that could not be read answers 422.
    """
    form = values.get("form")
    unread = isinstance(form, PageForm) and form.is_bound and not form.is_valid()
    problems = explain(request, refusal) if refusal else []
    if isinstance(form, PageForm):
        problems = form.take(problems)
    status = refusal.status if refusal else 422 if unread else 200
    leak = _leak(request, refusal) if isinstance(refusal, LeakFound) else None
    asked = rules_asked.fields(request, refusal if isinstance(refusal, RulesAsk) else None)
    shown = {**values, "problems": problems, "leak": leak, "rules_asked": asked}
    return render(request, template, shown, status=status)


def cleared_because(request: HttpRequest) -> Text | None:
    """Give the signed reason why something close to a supplier's own words may be told, when one was typed."""
    typed = request.POST.get("cleared_because", "").strip()[:2_000]
    return Text({access.language(request): typed}) if typed else None


def _leak(request: HttpRequest, refusal: LeakFound) -> dict[str, Any]:
    """Give `dialogue/_leak.html` the passages, with whose they are; none for one who may not read them."""
    found = [{"leak": one, "supplier": refusal.names[one.own.participation]} for one in refusal.found]
    return {"found": found, "typed": request.POST.get("cleared_because", "")}


def explain(request: HttpRequest, refusal: Refusal) -> list[dict[str, str]]:
    """Give each problem of a refusal as field, what is wrong, what to do, and both in one sentence."""
    return _with_ways(request, refusal, explain_in(access.language(request), refusal))


def explain_in(language: str, refusal: Refusal) -> list[dict[str, str]]:
    """Give the same in a language."""
    return [_explained(language, problem) for problem in refusal.problems]


_WAYS: Mapping[str, str] = {"declare-first": "declare"}
"""Refusals that another page of the stage (its key is the value `key`) takes care of: the page."""


def _with_ways(request: HttpRequest, refusal: Refusal, said: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give each problem the address of the page that takes care of it, where there is one."""
    seen = getattr(request, "vakna_visit", None)
    for problem, words in zip(refusal.problems, said, strict=True):
        if seen is not None and problem.code in _WAYS:
            words["url"] = reverse(_WAYS[problem.code], args=[seen.key, dict(problem.values)["key"]])
    return said


_PLACES: Mapping[str, str] = {"leak": "leak", "rule-blocks": "rules"}
"""Where on the page a problem that no field owns is taken care of."""


def _explained(language: str, problem: Problem) -> dict[str, str]:
    says, hint = (
        PAGES.say(language, f"refusal.{problem.code}.{part}", **dict(problem.values)) for part in ("says", "hint")
    )
    where = f"id_{problem.path}" if problem.path else _PLACES.get(problem.code, "main")
    return {"field": problem.path, "id": where, "says": says, "hint": hint, "sentence": f"{says} {hint}"}


class RefusalMiddleware:
    """Turn a refusal that no page took care of into a page that says what, why and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals; let everything else crash."""
        if not isinstance(exception, Refusal):
            return None
        return render(request, "refused.html", {"problems": explain(request, exception)}, status=exception.status)
