"""The living specification in time: one item's versions side by side, and what differs between two instants."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import specification as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Requirement
from vakna.core.refusal import BadInput, NotFound
from vakna.core.words import STOCKHOLM
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

PARTS = ("specification", "learning")
A_PAGE = 50
_YEARS = range(1900, 3000)

Row = dict[str, Any]


def visit(request: HttpRequest, key: str) -> Visit:
    """See the specification, or refuse it as its list does: where nothing is shown, only to whom may write there."""
    seen = access.visit(request, key, parts=PARTS)
    if not seen.picture.requirements:
        seen.require("dialogue.set_requirement")
    return seen


def instant(asked: Mapping[str, str], name: str, otherwise: datetime) -> datetime:
    """Read an instant on Swedish clocks; `otherwise` when none was given. Refuses `no-such-instant`."""
    typed = asked.get(name, "").strip()
    if not typed:
        return otherwise
    try:
        read = datetime.fromisoformat(typed)
    except ValueError:
        raise BadInput("no-such-instant", path=name) from None
    if read.year not in _YEARS:
        raise BadInput("no-such-instant", path=name)
    return read if read.tzinfo else read.replace(tzinfo=STOCKHOLM)


def typed(at: datetime) -> str:
    """Write an instant as the browser's field for day and time takes it."""
    return at.astimezone(STOCKHOLM).strftime("%Y-%m-%dT%H:%M")


def rows(seen: Visit, found: Sequence[Requirement]) -> list[Row]:
    """Give versions as a page shows them, each with the name of who wrote it when that may be seen."""
    names = {one.key: one.name for one in seen.picture.terms.people}
    return [{"one": one, "by": names.get(one.by) if one.by else None} for one in found]


@require_safe
def requirement(request: HttpRequest, key: str, item: str) -> HttpResponse:
    """Show every version of one item, the latest first, and two of them side by side."""
    seen = visit(request, key)
    mine = (one for one in seen.picture.requirements if one.item == item)
    found = sorted(mine, key=lambda one: one.version, reverse=True)
    if not found:
        raise NotFound("no-such-requirement", key=item)
    before, after, refusal = found[min(1, len(found) - 1)], found[0], None
    try:
        before, after = _version(request, "from", found, before), _version(request, "to", found, after)
    except BadInput as bad:
        refusal = bad
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "page": page, "rows": rows(seen, list(page)), "now": found[0], "before": before, "after": after,
        "pair": _sides(seen, before, after) if len(found) > 1 else None,
        "query": urlencode({"from": before.version, "to": after.version}),
    }  # fmt: skip
    framed = frame(seen, here="need", title=" ")
    return answers.page(request, "dialogue/requirement.html", seen=seen, refusal=refusal, **values, **framed)


def _version(request: HttpRequest, name: str, found: Sequence[Requirement], otherwise: Requirement) -> Requirement:
    asked = request.GET.get(name, "").strip()
    if not asked:
        return otherwise
    for one in found:
        if str(one.version) == asked:
            return one
    raise BadInput("no-such-version", path=name)


@require_safe
def requirements_diff(request: HttpRequest, key: str) -> HttpResponse:
    """Show what came, changed and went between two instants; without any, since the first version was written."""
    seen = visit(request, key)
    first = min((one.at for one in seen.picture.requirements), default=seen.at)
    before, after, refusal = first, seen.at, None
    try:
        before, after = sorted((instant(request.GET, "from", first), instant(request.GET, "to", seen.at)))
    except BadInput as bad:
        refusal = bad
    page = Paginator(rules.compare(seen.picture, before, after), A_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "page": page, "rows": [_became(seen, one) for one in page], "before": before, "after": after,
        "from_typed": typed(before), "to_typed": typed(after),
        "query": urlencode({name: request.GET[name] for name in ("from", "to") if name in request.GET}),
    }  # fmt: skip
    framed = frame(seen, here="need", title=" ")
    return answers.page(request, "dialogue/requirements_diff.html", seen=seen, refusal=refusal, **values, **framed)


def _became(seen: Visit, pair: rules.Pair) -> Row:
    what = "came" if pair.before is None else "went" if _is_gone(pair.after) else "changed"
    return {"item": pair.item, "what": what, "pair": _sides(seen, pair.before, pair.after)}


def _is_gone(one: Requirement | None) -> bool:
    return one is None or one.state == v.RequirementState.DROPPED


def _sides(seen: Visit, before: Requirement | None, after: Requirement | None) -> list[Row]:
    """Give both wordings with what differs between them marked, each with its version; None where there is none."""
    was, became = (one.wording.said(seen.language) if one else "" for one in (before, after))
    pieces = rules.diff(was, became)
    hidden = (rules.Kind.NEW, rules.Kind.GONE)
    return [
        {"row": rows(seen, [one])[0] if one else None, "pieces": [it for it in pieces if it.kind != kind], "side": side}
        for one, kind, side in zip((before, after), hidden, ("before", "after"), strict=True)
    ]
