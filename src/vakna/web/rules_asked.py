"""What rules at work ask for in a form: a reason for each finding, kept as it was typed until the act goes through."""

from dataclasses import dataclass

from django.http import HttpRequest

from vakna.core.initiative import Text
from vakna.rules import reading
from vakna.rules.at_work import Found, RulesAsk
from vakna.rules.finding import Level

from . import access

_FIELD, _MOST = "let_", 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One finding as the form asks about it: what is wrong, what to do, and what has been typed so far."""

    name: str
    code: str
    title: str
    fault: str
    do: str
    typed: str
    stops: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What the form shows of the rules: findings to answer, and reasons that are carried along unseen."""

    found: tuple[Asked, ...]
    carried: tuple[tuple[str, str], ...]


def reasons(request: HttpRequest) -> dict[str, Text]:
    """Give the reasons that were typed, by the names of their fields; a field left empty gives none."""
    lang = access.language(request)
    return {name: Text({lang: said}) for name, said in _typed(request).items() if said}


def fields(request: HttpRequest, refusal: RulesAsk | None) -> Fields:
    """Give what the form asks now. What was typed for findings that are not asked about now is carried along."""
    typed, found = _typed(request), refusal.found if refusal else ()
    asked = tuple(_asked(access.language(request), one, typed.get(one.name, "")) for one in found)
    names = {one.name for one in asked}
    return Fields(found=asked, carried=tuple((name, said) for name, said in typed.items() if name not in names))


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: str(said).strip()[:_MOST] for name, said in request.POST.items() if name.startswith(_FIELD)}


def _asked(lang: str, one: Found, typed: str) -> Asked:
    return Asked(
        name=one.name, code=one.rule.code, title=reading.part(lang, one.rule, "title"),
        fault=reading.fault(lang, one.rule, one.look), do=reading.part(lang, one.rule, "do"), typed=typed,
        stops=one.rule.level is Level.BLOCK,
    )  # fmt: skip
