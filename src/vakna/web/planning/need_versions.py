"""Two versions of a need side by side: what was taken away, what came, and why the later one was written."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import needs as core
from vakna.core import specification as rules
from vakna.core import words
from vakna.core.initiative import Need
from vakna.core.refusal import BadInput, NotFound
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

_HIDDEN = {"before": rules.Kind.NEW, "after": rules.Kind.GONE}


@require_safe
def need_diff(request: HttpRequest, key: str) -> HttpResponse:
    """Show each text of a need that differs between two of its versions: the last two, when none is asked for."""
    seen = access.visit(request, key)
    found = _versions(request, seen)
    before, after, refusal = found[min(1, len(found) - 1)], found[0], None
    try:
        before, after = _version(request, "from", found, before), _version(request, "to", found, after)
    except BadInput as bad:
        refusal = bad
    people = {one.key: one.name for one in seen.picture.terms.people}
    values: dict[str, Any] = {
        "versions": [{"version": one.version, "said": _named(seen, one)} for one in found],
        "before": before, "after": after, "name": seen.picture.organisation(after.owner).name,
        "several": len(core.current(seen.picture.terms)) > 1,
        "sides": [{"side": side, "need": one, "said": _named(seen, one),
                   "by": people.get(one.by, "") if one.by else ""}
                  for side, one in (("before", before), ("after", after))],
        "changes": [_change(seen, name, pieces) for name, pieces in rules.compare_needs(before, after, seen.language)],
        "other_figures": before.figures != after.figures,
    }  # fmt: skip
    framed = frame(seen, here="need", title=" ")
    return answers.page(request, "planning/need_diff.html", seen=seen, refusal=refusal, **values, **framed)


def _named(seen: access.Visit, one: Need) -> str:
    """Name a version by its number and its day on Swedish clocks."""
    day = one.at.astimezone(words.STOCKHOLM).date()
    return PAGES.say(seen.language, "need_versions.option", version=one.version, at=day)


def _versions(request: HttpRequest, seen: access.Visit) -> Sequence[Need]:
    """Give the versions of the need that is asked for, else of the first, the latest first."""
    wanted = request.GET.get("need", "")
    found = next((one for one in core.current(seen.picture.terms) if not wanted or one.key == wanted), None)
    if found is None:
        raise NotFound("no-such-need", key=wanted)
    return core.versions(seen.picture.terms, found.key)


def _version(request: HttpRequest, name: str, found: Sequence[Need], otherwise: Need) -> Need:
    asked = request.GET.get(name, "").strip()
    if not asked:
        return otherwise
    for one in found:
        if str(one.version) == asked:
            return one
    raise BadInput("no-such-version", path=name)


def _change(seen: access.Visit, name: str, pieces: Sequence[rules.Piece]) -> dict[str, Any]:
    """Give one text as it was and as it became, what is new left out of the first and what is gone of the second."""
    sides = [
        {"side": side, "pieces": [one for one in pieces if one.kind != hidden]} for side, hidden in _HIDDEN.items()
    ]
    return {"title": PAGES.say(seen.language, f"form.need.{name}.label"), "sides": sides}
