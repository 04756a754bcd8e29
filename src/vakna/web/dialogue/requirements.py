"""The living specification: what holds now, every earlier version, and the next one with why."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Requirement
from vakna.core.refusal import BadInput, Refusal
from vakna.records import windows
from vakna.web import answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from . import specification
from .forms import RequirementForm
from .insights import as_choices

_EARLIER = 3
"""How many earlier wordings of an item are on the list; its own page has them all."""


def requirements(request: HttpRequest, key: str) -> HttpResponse:
    """List the items as of an instant, and write a new item or the next version of one."""
    at, refusal = _instant(request, key)
    seen = _visit(request, key, at)
    shown = _shown(seen, at, asked=request.GET.get("at", "") if refusal is None else "")
    form = _form(request, seen, shown["rows"])
    if request.method == "POST" and form and form.is_valid():
        refusal = answers.attempt(lambda: _set(request, seen, form))
        if refusal is None:
            return answers.done(request, reverse("requirements", args=[key]), "dialogue.requirement_set")
    values = {**frame(seen, here="need"), **shown, "may_set": form is not None}
    return answers.page(request, "dialogue/requirements.html", seen=seen, form=form, refusal=refusal, **values)


def _instant(request: HttpRequest, key: str) -> tuple[datetime, Refusal | None]:
    """Read the instant that is asked for; now when none is, and when it cannot be read, with why."""
    now = specification.span(request, key)[1]
    try:
        return specification.instant(request.GET, "at", now), None
    except BadInput as bad:
        return now, bad


def _visit(request: HttpRequest, key: str, at: datetime) -> Visit:
    """See a page of the items, with the one that is asked for in the form."""
    page, item = specification.page_asked(request), _asked(request)
    window = windows.items(key, at, earlier=_EARLIER, and_item=item, size=specification.A_PAGE, page=page)
    seen = specification.visit(request, key, window, collections=("insights",))
    if request.method == "POST":
        seen.require("dialogue.set_requirement")
    return seen


def _asked(request: HttpRequest) -> str:
    return request.POST.get("item", "") or request.GET.get("item", "")


def _shown(seen: Visit, at: datetime, *, asked: str) -> dict[str, Any]:
    """Give a page of the items as they stood at the instant asked for, now when none is."""
    found = seen.picture.requirements[: seen.shown["requirements"].rows]
    return {
        "page": specification.page_of(seen, found), "rows": _rows(seen, found), "at": at, "asked": asked,
        "at_typed": specification.typed(at), "query": urlencode({"at": asked}) if asked else "",
        "any": bool(seen.picture.requirements),
    }  # fmt: skip


def _rows(seen: Visit, found: Sequence[Requirement]) -> list[specification.Row]:
    """Give the items with how many versions came before, and the last few of them."""
    shown = specification.rows(seen, found)
    for row in shown:
        now: Requirement = row["one"]
        before = [one for one in seen.picture.requirements if one.item == now.item and one.version < now.version]
        row["count"] = now.version - 1
        row["earlier"] = sorted(before, key=lambda one: one.version, reverse=True)[:_EARLIER]
    return shown


def _form(request: HttpRequest, seen: Visit, shown: Sequence[specification.Row]) -> RequirementForm | None:
    """Offer a new item and those on the page to who may write; the one that is asked for is there on any page."""
    if not seen.may("dialogue.set_requirement"):
        return None
    asked = _last(seen, _asked(request))
    items = {one.item: one for one in (*(row["one"] for row in shown), *([asked] if asked else ()))}
    choices, insights = _choices(seen, items), as_choices(seen, seen.picture.insights)
    start = _start(asked, seen)
    return RequirementForm(request.POST or None, seen=seen, items=choices, insights=insights, initial=start)


def _last(seen: Visit, item: str) -> Requirement | None:
    """Give the last version of an item that was read."""
    its = (one for one in seen.picture.requirements if one.item == item)
    return max(its, key=lambda one: one.version, default=None)


def _set(request: HttpRequest, seen: Visit, form: RequirementForm) -> None:
    signed = answers.cleared_because(request)
    dialogue.set_requirement(**seen.act(), requirement=_requirement(seen, form), cleared_because=signed)


def _choices(seen: Visit, items: Mapping[Key, Requirement]) -> list[tuple[str, str]]:
    new = ("", PAGES.say(seen.language, "dialogue.new_item"))
    return [new, *((key, now.wording.said(seen.language)) for key, now in items.items())]


def _start(now: Requirement | None, seen: Visit) -> dict[str, object]:
    if now is None:
        return {"state": v.RequirementState.PROPOSED.value}
    return {
        "item": now.item,
        "wording": now.wording.said(seen.language),
        "state": now.state.value,
        "because": list(now.because),
    }


def _requirement(seen: Visit, form: RequirementForm) -> Requirement:
    given = form.cleaned_data
    item = given.get("item") or f"k-{secrets.token_hex(4)}"
    last = _last(seen, item)
    version = last.version + 1 if last else 1
    because, state = tuple(Key(one) for one in given.get("because", ())), v.RequirementState(given["state"])
    wording, why = form.said("wording"), form.said("why")
    return Requirement(
        item=Key(item), version=version, at=seen.at, state=state, wording=wording, why=why, because=because
    )
