"""The catalogue of rules, and what the rules find in what is open to all of one initiative."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import oversight
from vakna.core import people, visibility
from vakna.core.initiative import Picture, Text
from vakna.records import clock, pictures
from vakna.rules import reading
from vakna.rules.finding import Look, Suppression
from vakna.rules.lint import Report
from vakna.rules.registry import BY_CODE, RULES, VERSION, find
from vakna.rules.rule import Rule

from .answers import address, answer, both
from .openapi import document


@require_safe
def description(_: HttpRequest) -> JsonResponse:
    """Describe the API by OpenAPI."""
    return answer(document)


@require_safe
def rules(request: HttpRequest) -> JsonResponse:
    """List every rule."""
    return answer(lambda: {"rules_version": VERSION, "rules": [_row(request, one) for one in RULES]})


@require_safe
def rule(request: HttpRequest, code: str) -> JsonResponse:
    """Explain one rule. Refuses a code that no rule has."""
    return answer(lambda: _whole(request, find(code)))


@require_safe
def findings(request: HttpRequest, key: str) -> JsonResponse:
    """Tell what the rules find in what is open to all, and what may stand and why. Refuses what is hidden."""
    return answer(lambda: _findings(request, key))


def _findings(request: HttpRequest, key: str) -> dict[str, Any]:
    look = pictures.look(key, {"participations", "gates"})
    at = look.clock_at or clock.now()
    nobody = people.Actor.nobody()
    seen = visibility.seen_by(look.picture, nobody, at=at, demo=settings.VAKNA_DEMO)
    _, report = oversight.judged(at=at, initiative=key)
    return {"initiative": key, "day": at.date().isoformat(), "rules_version": VERSION, **_told(request, seen, report)}


def _told(request: HttpRequest, seen: Picture, report: Report) -> dict[str, Any]:
    found = [_finding(request, seen, one.rule, look) for one in report.answers for look in one.findings]
    let = [(one.rule, look, by) for one in report.answers for look, by in one.suppressed]
    stands = [{**_finding(request, seen, rule, look), **_signed(by)} for rule, look, by in let]
    back = [_taken_back(request, one) for one in report.taken_back]
    return {"findings": found, "may_stand": stands, "taken_back": back}


def _finding(request: HttpRequest, seen: Picture, rule: Rule, look: Look) -> dict[str, Any]:
    return {
        "code": rule.code, "name": rule.name, "level": rule.level.value, "rule": _way(request, rule),
        "where": look.place.where, "stage": look.place.stage,
        "place": both(lambda lang: reading.named(lang, seen, look.place)),
        "says": both(lambda lang: reading.fault(lang, rule, look)),
    }  # fmt: skip


def _taken_back(request: HttpRequest, one: Suppression) -> dict[str, Any]:
    because = one.taken_back_because.by_language if one.taken_back_because else {}
    back = {
        "taken_back_because": dict(because),
        "taken_back_by": one.taken_back_by,
        "taken_back_at": _instant(one.taken_back_at),
    }
    where = {"code": one.code, "rule": _way(request, BY_CODE[one.code]), "where": one.where, "stage": one.stage}
    return {**where, **_signed(one), **back}


def _signed(by: Suppression) -> dict[str, Any]:
    reason = by.reason.by_language if isinstance(by.reason, Text) else {"": by.reason}
    return {"reason": dict(reason), "by": by.by, "at": _instant(by.at)}


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _row(request: HttpRequest, one: Rule) -> dict[str, Any]:
    return {
        "code": one.code, "name": one.name, "level": one.level.value, "version": one.version, "since": one.since,
        "rule": _way(request, one), "moments": sorted(moment.value for moment in one.moments),
        "title": _part(one, "title"),
    }  # fmt: skip


def _whole(request: HttpRequest, one: Rule) -> dict[str, Any]:
    parts = {name: _part(one, name) for name in ("sees", "why", "do")}
    basis = both(lambda lang: "; ".join(reading.basis(lang, one)))
    works = both(lambda lang: reading.at_work(lang, one))
    return {**_row(request, one), **parts, "at_work": works, "basis": basis, "implies": list(one.implies)}


def _part(one: Rule, name: str) -> dict[str, str]:
    return both(lambda lang: reading.part(lang, one, name))


def _way(request: HttpRequest, one: Rule) -> str:
    return address(request, reverse("api_rule", args=[one.code]))
