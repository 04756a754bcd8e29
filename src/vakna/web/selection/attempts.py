"""Attempts to reach what came under seal by somebody who may not: noted in the house's journal (2014/24/EU, IV g)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest

from vakna.actions import oversight
from vakna.core.refusal import NotAllowed, Refusal
from vakna.web import access

_NOTED = "attempts"

View = Callable[..., Any]


def noted(view: View) -> View:
    """Note an attempt to read that the view refuses, and refuse all the same."""

    @wraps(view)
    def watching(request: HttpRequest, key: str, **names: Any) -> Any:
        try:
            return view(request, key, **names)
        except NotAllowed as refusal:
            note(request, key, str(names.get("submission") or names.get("stage") or ""), refusal)
            raise

    return watching


def note(request: HttpRequest, key: str, tried: str, refusal: Refusal) -> None:
    """Note one attempt of somebody who is logged in; the same again in a session is the same attempt."""
    by, name = access.person(request), f"{key}/{tried}"
    if by is None or name in request.session.get(_NOTED, ()):
        return
    oversight.note_attempt(by=by, at=access.received_at(request), initiative=key, tried=tried, refused=refusal.code)
    request.session[_NOTED] = [*request.session.get(_NOTED, ()), name]
