"""The rules explained to anybody, from the same texts that the reports speak with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.rules import folklore as said
from vakna.rules import reading
from vakna.rules.registry import FAMILIES, RULES, VERSION, find
from vakna.rules.rule import Rule
from vakna.web import access, answers


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """List every rule by what it guards."""
    lang = access.language(request)
    families = [
        {"name": reading.say(lang, f"family.{family.value}"), "rules": [_row(lang, one) for one in those]}
        for family, those in FAMILIES.items()
    ]
    return answers.page(request, "checking/rules.html", families=families, count=len(RULES), version=str(VERSION))


@require_safe
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Explain one rule. Refuses a code that no rule has."""
    lang, one = access.language(request), find(code)
    values = {
        **_row(lang, one),
        "family": reading.say(lang, f"family.{one.family.value}"),
        "parts": [(reading.say(lang, f"page.{name}"), reading.part(lang, one, name)) for name in ("sees", "why", "do")],
        "sound": reading.sound(lang, one),
        "absent": reading.because(lang, one.absent),
        "when": (reading.say(lang, "page.when"), reading.at_work(lang, one)),
        "basis": reading.basis(lang, one),
        "implies": [_row(lang, find(it)) for it in one.implies],
        "rule": one,
        "claims": said.about(one),
    }
    return answers.page(request, "checking/rule.html", **values)


def _row(lang: str, one: Rule) -> dict[str, Any]:
    level = reading.say(lang, f"level.{one.level.value}")
    return {"code": one.code, "title": reading.part(lang, one, "title"), "level": level}
