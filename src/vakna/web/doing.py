"""One way to ask before something is done: what it is, what to fill in, and in steps what happens. It does nothing.

The sentences of a page called `close` are `doing.close.title`, `.lead`, `.step.1` and on, and `.button`.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from vakna.core.refusal import Refusal

from . import access, answers
from .forms import PageForm
from .initiatives.frame import frame
from .sentences import PAGES


class Bare(PageForm):
    """A form with nothing to fill in: only the button."""


def page(
    request: HttpRequest,
    seen: access.Visit,
    name: str,
    *,
    form: PageForm,
    here: str,
    refusal: Refusal | None = None,
    template: str = "planning/doing.html",
    about: dict[str, object] | None = None,
    **values: Any,
) -> HttpResponse:
    """Show the page called `name`; `about` are the values of its sentences, `values` what its template needs too."""
    words = sentences(seen.language, name, about or {})
    framed = frame(seen, here=here, title=words["title"])
    return answers.page(request, template, refusal=refusal, seen=seen, form=form, doing=words, **{**framed, **values})


def sentences(language: str, name: str, about: dict[str, object]) -> dict[str, Any]:
    """Give the sentences of a page: title, lead, steps and the button's words."""
    said = {part: PAGES.say(language, f"doing.{name}.{part}", **about) for part in ("title", "lead", "button")}
    return {**said, "steps": steps(language, name, about)}


def steps(language: str, name: str, about: dict[str, object]) -> list[str]:
    """Say what happens when the button is pressed, step by step."""
    codes = PAGES.codes(language)
    found = (f"doing.{name}.step.{number}" for number in range(1, 9))
    return [PAGES.say(language, code, **about) for code in found if code in codes]
