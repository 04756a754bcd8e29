"""The playbook: how each step of the method is done, why, by whom, and where in Vakna. Words by code, never stored."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.core.refusal import NotFound
from vakna.web import access, answers
from vakna.web.sentences import PAGES

STEPS: Mapping[str, str] = {
    "principles": "check", "loss": "money", "need": "need", "assumptions": "assumptions", "rfi": "initiative",
    "equal": "information", "call": "plan", "assess": "initiative", "gate": "initiative", "develop": "initiative",
    "scale": "spread", "use": "adoption", "spread": "spread", "learn": "end_report",
}  # fmt: skip
"""Every step in the order of the process, the two that hold all along first, with the page where it is done."""

_SLUG = re.compile(r"[-a-z0-9_]{1,64}")
_MOST = 9


@require_safe
def playbook(request: HttpRequest) -> HttpResponse:
    """List the steps."""
    language, of = access.language(request), _of(request)
    steps = [{"title": _say(language, one, "title"), "short": _say(language, one, "short"), "url": _way(one, of)}
             for one in STEPS]  # fmt: skip
    return answers.page(request, "learning/playbook.html", nav="learning", steps=steps)


@require_safe
def playbook_page(request: HttpRequest, step: str) -> HttpResponse:
    """Show one step; `of` is the initiative that the reader came from, to lead back to its page. Refuses others."""
    if step not in STEPS:
        raise NotFound("no-such-step", key=step)
    language, of, order = access.language(request), _of(request), list(STEPS)
    place = order.index(step)
    values: dict[str, Any] = {
        "nav": "learning", "number": place + 1, "of": len(order),
        **{part: _say(language, step, part) for part in ("title", "why", "who", "looks", "source")},
        **{part: _list(language, step, part) for part in ("do", "mistakes")},
        "there": reverse(STEPS[step], args=[of]) if of else reverse("initiatives"), "known": bool(of),
        "before": _link(language, order[place - 1], of) if place else None,
        "after": _link(language, order[place + 1], of) if place + 1 < len(order) else None,
        "crumbs": [{"title": PAGES.say(language, "playbook.title"), "url": _all(of)}],
    }  # fmt: skip
    return answers.page(request, "learning/step.html", **values)


def _of(request: HttpRequest) -> str:
    """Read which initiative the reader came from; anything that is no key is left out."""
    given = request.GET.get("of", "")
    return given if _SLUG.fullmatch(given) else ""


def _say(language: str, step: str, part: str) -> str:
    return PAGES.say(language, f"playbook.step.{step}.{part}")


def _list(language: str, step: str, part: str) -> list[str]:
    codes = (f"playbook.step.{step}.{part}.{number}" for number in range(1, _MOST))
    return [PAGES.say(language, code) for code in codes if code in PAGES.codes(language)]


def _way(step: str, of: str) -> str:
    return reverse("playbook_page", args=[step]) + (f"?of={of}" if of else "")


def _all(of: str) -> str:
    return reverse("playbook") + (f"?of={of}" if of else "")


def _link(language: str, step: str, of: str) -> dict[str, str]:
    return {"title": _say(language, step, "title"), "url": _way(step, of)}
