"""The living specification: what holds now, every earlier version, and the next one with why."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import specification as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Requirement
from vakna.core.refusal import BadInput, Refusal
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from . import specification
from .forms import RequirementForm
from .insights import as_choices

_ORDER = (v.RequirementState.CURRENT, v.RequirementState.PROPOSED, v.RequirementState.DROPPED)
_EARLIER = 3
"""How many earlier wordings of an item are on the list; its own page has them all."""


def requirements(request: HttpRequest, key: str) -> HttpResponse:
    """List the items as of an instant, and write a new item or the next version of one."""
    seen = access.visit(request, key, parts=specification.PARTS)
    may_set = seen.may("dialogue.set_requirement")
    if request.method == "POST" or not seen.picture.requirements:
        seen.require("dialogue.set_requirement")
    items = _items(seen)
    insights = as_choices(seen, seen.picture.insights)
    start = _start(request.GET.get("item", ""), items, seen)
    form = (
        RequirementForm(request.POST or None, seen=seen, items=_choices(seen, items), insights=insights, initial=start)
        if may_set
        else None
    )
    shown, refusal = _as_of(request, seen)
    if request.method == "POST" and form and form.is_valid():
        refusal = answers.attempt(lambda: _set(request, seen, form))
        if refusal is None:
            return answers.done(request, reverse("requirements", args=[key]), "dialogue.requirement_set")
    values = {**frame(seen, here="need"), **shown, "may_set": may_set}
    return answers.page(request, "dialogue/requirements.html", seen=seen, form=form, refusal=refusal, **values)


def _as_of(request: HttpRequest, seen: Visit) -> tuple[dict[str, Any], Refusal | None]:
    """Give a page of the items as they stood at the instant asked for, now when none is; and why it was not read."""
    at, refusal = seen.at, None
    try:
        at = specification.instant(request.GET, "at", seen.at)
    except BadInput as bad:
        refusal = bad
    found = _in_order(rules.items_at(seen.picture.requirements, at))
    page = Paginator(found, specification.A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.get("at", "") if refusal is None else ""
    values: dict[str, Any] = {
        "page": page, "rows": _rows(seen, list(page)), "at": at, "asked": asked,
        "at_typed": specification.typed(at), "query": urlencode({"at": asked}) if asked else "",
        "any": bool(seen.picture.requirements),
    }  # fmt: skip
    return values, refusal


def _rows(seen: Visit, found: Sequence[Requirement]) -> list[specification.Row]:
    """Give the items with how many versions came before, and the last few of them."""
    shown = specification.rows(seen, found)
    for row in shown:
        now: Requirement = row["one"]
        before = [one for one in seen.picture.requirements if one.item == now.item and one.version < now.version]
        row["count"] = len(before)
        row["earlier"] = sorted(before, key=lambda one: one.version, reverse=True)[:_EARLIER]
    return shown


def _set(request: HttpRequest, seen: Visit, form: RequirementForm) -> None:
    signed = answers.cleared_because(request)
    dialogue.set_requirement(**seen.act(), requirement=_requirement(seen, form), cleared_because=signed)


def _items(seen: Visit) -> dict[str, Requirement]:
    """Give the last version of each item, those that hold first."""
    last = {one.item: one for one in sorted(seen.picture.requirements, key=lambda one: one.version)}
    return {one.item: one for one in _in_order(last.values())}


def _in_order(found: Iterable[Requirement]) -> list[Requirement]:
    return sorted(found, key=lambda one: (_ORDER.index(one.state), one.item))


def _choices(seen: Visit, items: dict[str, Requirement]) -> list[tuple[str, str]]:
    new = ("", PAGES.say(seen.language, "dialogue.new_item"))
    return [new, *((key, now.wording.said(seen.language)) for key, now in items.items())]


def _start(item: str, items: dict[str, Requirement], seen: Visit) -> dict[str, object]:
    now = items.get(item)
    if now is None:
        return {"state": v.RequirementState.PROPOSED.value}
    return {
        "item": item,
        "wording": now.wording.said(seen.language),
        "state": now.state.value,
        "because": list(now.because),
    }


def _requirement(seen: Visit, form: RequirementForm) -> Requirement:
    given = form.cleaned_data
    item = given.get("item") or f"k-{secrets.token_hex(4)}"
    version = 1 + sum(one.item == item for one in seen.picture.requirements)
    because, state = tuple(Key(one) for one in given.get("because", ())), v.RequirementState(given["state"])
    wording, why = form.said("wording"), form.said("why")
    return Requirement(
        item=Key(item), version=version, at=seen.at, state=state, wording=wording, why=why, because=because
    )
