"""One supplier's ability to grow: what it has attracted, and what one more customer leaves. It only reads."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import firms, readiness, resources, unit_economics, words
from vakna.core.initiative import Participation, UnitEconomics
from vakna.core.money import Money
from vakna.core.refusal import NotFound
from vakna.core.visibility import is_reader
from vakna.core.vocabulary import ParticipationState, ResourceStatus
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame
from vakna.web.selection.pages import names
from vakna.web.sentences import PAGES

from . import delta

PARTS = ("growth", "submissions")
_GONE = frozenset({ParticipationState.ENDED, ParticipationState.WITHDRAWN})
_KINDS = {ResourceStatus.SECURED: "ok", ResourceStatus.PROMISED: "info", ResourceStatus.PLANNED: ""}


@require_safe
def growth(request: HttpRequest, key: str, participation: str) -> HttpResponse:
    """Show what a supplier has told of its ability to grow, to itself and to those who assess it."""
    seen = access.visit(request, key, parts=PARTS)
    one = find(seen, participation)
    mine = resources.of(seen.picture, one.key)
    values: dict[str, Any] = {
        "one": one, "supplier": names(seen)[one.key], "may": may_write(seen, one),
        "rows": [{"one": it, "kind": _KINDS[it.status]} for it in mine], "summary": resources.summary(mine),
        "economics": _economics(seen, unit_economics.latest(seen.picture, one.key)),
        "own": one.key in seen.actor.participations,
        "may_describe": one.key in seen.actor.participations and firms.may_describe(seen.picture, one, seen.at),
        **_readiness(seen, one),
    }  # fmt: skip
    framed = frame(seen, here="growth", title="" if one.key in seen.actor.participations else " ")
    return answers.page(request, "growth/growth.html", seen=seen, **values, **framed)


def _readiness(seen: access.Visit, one: Participation) -> dict[str, Any]:
    """Give the picture of readiness, its sentence, and the evidence step by step with the words of each level."""
    tracks = readiness.tracks(seen.picture, one.key)
    picture = delta.draw(seen, tracks)
    if picture is None:
        return {"delta": None}
    shown = [{"one": it, "steps": [_step(seen, it, step) for step in it.steps]} for it in tracks]
    return {"delta": picture, "delta_words": delta.summary(seen, tracks), "tracks": shown}


def _step(seen: access.Visit, track: readiness.Track, one: readiness.Step) -> dict[str, Any]:
    code = f"readiness.level.{track.dimension.value}.{one.shown}"
    return {
        "stage": seen.stage(one.stage), "required": one.required, "shown": one.shown, "evidence": one.evidence,
        "short": one.falls_short, "anchor": PAGES.say(seen.language, code) if one.shown else "",
    }  # fmt: skip


def find(seen: access.Visit, participation: str) -> Participation:
    """Find a supplier whose ability to grow one may see: one's own, or any for those who assess. Refuses others."""
    found = next((one for one in seen.picture.participations if one.key == participation), None)
    if found is None or not (is_reader(seen.actor) or found.key in seen.actor.participations):
        raise NotFound("no-such-supplier", key=participation)
    return found


def may_write(seen: access.Visit, one: Participation) -> bool:
    """Say whether one may write here: for one's own supplier, while it takes part."""
    return one.key in seen.actor.participations and one.state not in _GONE and seen.may("growth.set_resource")


def _economics(seen: access.Visit, one: UnitEconomics | None) -> dict[str, Any] | None:
    if one is None:
        return None
    points, language = one.points, seen.language
    currency = points[0].revenue.currency if points else "SEK"
    found = unit_economics.results(points)
    return {
        "one": one, "points": list(zip(points, found, strict=True)), "break_even": unit_economics.break_even(points),
        "margins": [_signed(language, it.margin, currency) for it in found],
        "wholes": [_signed(language, it.whole, currency) for it in found],
        "eases": bool(points) and unit_economics.eases(points),
    }  # fmt: skip


def _signed(language: str, amount: Decimal, currency: str) -> dict[str, Any]:
    """Write an amount that may be below nought, with a true minus sign."""
    said = words.money(language, Money(abs(amount), currency))
    return {"said": f"−{said}" if amount < 0 else said, "below": amount < 0}
