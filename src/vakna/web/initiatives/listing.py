"""The list of initiatives from one summary row each: searched by text, filtered by state, sandboxes kept apart."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from vakna.core import document, words
from vakna.core.initiative import ReportedCount
from vakna.core.visibility import NAMES_WAIT
from vakna.core.vocabulary import InitiativeState, Provenance, Role
from vakna.records.models import Stage, Summary
from vakna.web import access

STATES = ("active", "ended")


def rows(request: HttpRequest) -> QuerySet[Summary]:
    """Give the summary rows that this person may list: every initiative that is no sandbox, and in a demo those too.

    Outside a demo a sandbox is listed for its members alone.
    """
    listed = Summary.objects.select_related("initiative").order_by("initiative__sandbox", "-initiative__started", "pk")
    if settings.VAKNA_DEMO:
        return listed
    mine = Q(initiative__members__person__key=access.person(request), initiative__members__until=None)
    return listed.filter(Q(initiative__sandbox=False) | mine).distinct()


def unnamed(request: HttpRequest) -> QuerySet[Stage, Any]:
    """Give the initiatives in which this person assesses suppliers whose names it is not to know yet."""
    return Stage.objects.filter(
        names_hidden=True, state__in=NAMES_WAIT, initiative__members__role=Role.ASSESSOR,
        initiative__members__person__key=access.person(request), initiative__members__until=None,
    ).values("initiative")  # fmt: skip


def chosen(found: QuerySet[Summary], *, search: str, state: str, language: str) -> list[dict[str, Any]]:
    """Give the cards whose words hold every word searched for, in the state asked for."""
    if state == "active":
        found = found.filter(initiative__state=InitiativeState.ACTIVE)
    elif state == "ended":
        found = found.exclude(initiative__state=InitiativeState.ACTIVE)
    wanted = search.casefold().split()
    return [card(one, language) for one in found if all(word in _words(one) for word in wanted)]


def _words(one: Summary) -> str:
    texts = [*one.initiative.title.by_language.values(), *one.initiative.summary.by_language.values()]
    return " ".join([one.buyer, one.initiative.number, *texts]).casefold()


def card(one: Summary, language: str) -> dict[str, Any]:
    """Give one initiative as the list shows it."""
    return {
        "key": one.initiative.key,
        "number": one.initiative.number,
        "title": one.initiative.title,
        "summary": one.initiative.summary,
        "state": one.initiative.state,
        "state_word": words.word(language, InitiativeState(one.initiative.state)),
        "active": one.initiative.state == InitiativeState.ACTIVE,
        "sandbox": one.initiative.sandbox,
        "invented": one.initiative.invented,
        "stated": one.initiative.provenance == Provenance.STATED,
        "buyer": one.buyer,
        "stage": one.stage,
        "stage_number": one.stage_number,
        "stages": one.stages,
        "paid": one.paid,
        "ceiling": one.ceiling,
        "using": using(one, language),
    }


def using(one: Summary, language: str) -> str:
    """Say how many are reported to use the solution, as exactly as it was reported; nothing when nobody has."""
    if not one.using:
        return ""
    said: ReportedCount = document.decode(ReportedCount, one.using)
    return words.count(language, said.qualifier, said.count)


def sums(cards: list[dict[str, Any]]) -> dict[str, int]:
    """Count real initiatives: a sandbox is in no sum."""
    real = [one for one in cards if not one["sandbox"]]
    used = sum(bool(one["using"]) for one in real)
    return {"all": len(real), "active": sum(one["active"] for one in real), "used": used}
