"""The living specification: what holds now, every earlier version, and the next one with why."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Requirement
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .forms import RequirementForm
from .insights import as_choices

_ORDER = (v.RequirementState.CURRENT, v.RequirementState.PROPOSED, v.RequirementState.DROPPED)


def requirements(request: HttpRequest, key: str) -> HttpResponse:
    """List the items with their versions, and write a new item or the next version of one."""
    seen = access.visit(request, key, parts=("specification",))
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
    refusal = None
    if request.method == "POST" and form and form.is_valid():
        refusal = answers.attempt(lambda: dialogue.set_requirement(**seen.act(), requirement=_requirement(seen, form)))
        if refusal is None:
            return answers.done(request, reverse("requirements", args=[key]), "dialogue.requirement_set")
    values = {**frame(seen, here="need"), "items": items.values(), "may_set": may_set}
    return answers.page(request, "dialogue/requirements.html", seen=seen, form=form, refusal=refusal, **values)


def _items(seen: Visit) -> dict[str, dict[str, object]]:
    """Give each item with its last version and the earlier ones, the latest first."""
    by_item: dict[str, list[Requirement]] = {}
    for one in sorted(seen.picture.requirements, key=lambda one: one.version, reverse=True):
        by_item.setdefault(one.item, []).append(one)
    in_order = sorted(by_item.items(), key=lambda item: (_ORDER.index(item[1][0].state), item[0]))
    return {key: {"now": rows[0], "earlier": rows[1:]} for key, rows in in_order}


def _choices(seen: Visit, items: dict[str, dict[str, object]]) -> list[tuple[str, str]]:
    new = ("", PAGES.say(seen.language, "dialogue.new_item"))
    return [new, *((key, item["now"].wording.said(seen.language)) for key, item in items.items())]  # type: ignore[attr-defined]


def _start(item: str, items: dict[str, dict[str, object]], seen: Visit) -> dict[str, object]:
    found = items.get(item)
    if found is None:
        return {"state": v.RequirementState.PROPOSED.value}
    now: Requirement = found["now"]  # type: ignore[assignment]
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
