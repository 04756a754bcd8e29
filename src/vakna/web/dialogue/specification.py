"""The living specification in time: one item's versions side by side, and what differs between two instants."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import specification as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Requirement
from vakna.core.refusal import BadInput, NotFound
from vakna.core.words import STOCKHOLM
from vakna.records import models as m
from vakna.records import windows
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

A_PAGE = 50
_YEARS = range(1900, 3000)
_LONG_NUMBER = 9

Row = dict[str, Any]


def visit(request: HttpRequest, key: str, window: windows.Window, collections: Iterable[str] = ()) -> Visit:
    """See a page of the specification, or refuse it: where nothing is shown, only to whom may write there."""
    seen = access.visit(request, key, collections=collections, windows={"requirements": lambda _: window})
    if not seen.picture.requirements:
        seen.require("dialogue.set_requirement")
    return seen


def span(request: HttpRequest, key: str) -> tuple[datetime, datetime]:
    """Give when the first version was written, and now by the initiative's clock; twice now without any. One query."""
    held = (
        m.Initiative.objects.filter(key=key)
        .values_list("clock_at")
        .annotate(first=Min("requirements__at"))
        .order_by("pk")
        .first()
    )
    clock_at, first = held or (None, None)
    now = clock_at or access.received_at(request)
    return first or now, now


def page_asked(request: HttpRequest) -> int:
    """Read which page is asked for; what is no number is the first."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < _LONG_NUMBER else 1


def page_of(seen: Visit, rows: Sequence[Any]) -> Page[Any]:
    """Give the page that was read, holding `rows`, among as many as there are."""
    shown = seen.shown["requirements"]
    page: Page[Any] = Paginator(range(shown.count), A_PAGE).get_page(shown.page)
    page.object_list = rows
    return page


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
    asked = [int(one) for one in (_asked(request, "from"), _asked(request, "to")) if one.isdecimal()]
    seen = visit(request, key, windows.versions(key, item, asked=asked, size=A_PAGE, page=page_asked(request)))
    shown = seen.picture.requirements[: seen.shown["requirements"].rows]
    if not shown:
        raise NotFound("no-such-requirement", key=item)
    found = {one.version: one for one in seen.picture.requirements if one.item == item}
    now = found[max(found)]
    before, after, refusal = found[max(now.version - 1, 1)], now, None
    try:
        before, after = _version(request, "from", found, before), _version(request, "to", found, after)
    except BadInput as bad:
        refusal = bad
    values: dict[str, Any] = {
        "page": page_of(seen, shown), "rows": rows(seen, shown), "now": now, "before": before, "after": after,
        "pair": _sides(seen, before, after) if now.version > 1 else None,
        "query": urlencode({"from": before.version, "to": after.version}),
    }  # fmt: skip
    framed = frame(seen, here="need", title=" ")
    return answers.page(request, "dialogue/requirement.html", seen=seen, refusal=refusal, **values, **framed)


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").strip()[: _LONG_NUMBER - 1]


def _version(request: HttpRequest, name: str, found: Mapping[int, Requirement], otherwise: Requirement) -> Requirement:
    asked = _asked(request, name)
    if not asked:
        return otherwise
    if asked.isdecimal() and int(asked) in found:
        return found[int(asked)]
    raise BadInput("no-such-version", path=name)


@require_safe
def requirements_diff(request: HttpRequest, key: str) -> HttpResponse:
    """Show what came, changed and went between two instants; without any, since the first version was written."""
    first, now = span(request, key)
    before, after, refusal = first, now, None
    try:
        before, after = sorted((instant(request.GET, "from", first), instant(request.GET, "to", now)))
    except BadInput as bad:
        refusal = bad
    seen = visit(request, key, windows.differences(key, before, after, size=A_PAGE, page=page_asked(request)))
    became = seen.picture.requirements[: seen.shown["requirements"].rows]
    items = {one.item for one in became}
    pairs = [one for one in rules.compare(seen.picture, before, after) if one.item in items]
    values: dict[str, Any] = {
        "page": page_of(seen, pairs), "rows": [_became(seen, one) for one in pairs], "before": before, "after": after,
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
