"""Pages that hold an invitation's secret: stored by nobody, found by no search engine, told to no other page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

Page = Callable[..., HttpResponse]


def discreet(page: Page) -> Page:
    """Let a page tell the browser to keep its address to itself and not to keep the page.

    `strict-origin` and not `no-referrer`: with the latter a browser posts without saying where from, and the guard
    against forged posts would refuse every answer.
    """

    @wraps(page)
    def discreetly(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        answer = page(request, *args, **named)
        answer["Referrer-Policy"] = "strict-origin"
        answer["Cache-Control"] = "no-store, private"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return discreetly
