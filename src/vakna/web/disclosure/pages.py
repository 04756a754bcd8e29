"""What can be asked for, by whom and how; the requests there are; and the request itself, in one press."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import oversight
from vakna.core import disclosure as rules
from vakna.core import stages as all_stages
from vakna.core import words
from vakna.core.initiative import Disclosure, Stage
from vakna.core.people import TEAM
from vakna.core.vocabulary import StageState
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .forms import RequestForm

_BEGUN = frozenset({StageState.OPEN, StageState.CLOSED, StageState.DECIDED})


@require_safe
def disclosures(request: HttpRequest, key: str) -> HttpResponse:
    """Say how records are asked for, and list the requests that one may see."""
    seen = access.visit(request, key, parts=("openness",))
    known = sorted(seen.picture.disclosures, key=lambda one: one.number, reverse=True)
    values = {
        **frame(seen, here="disclosures"),
        "rows": [_row(seen, one) for one in known],
        "askable": [one for one in seen.picture.terms.stages if _takes(one) and _may_be_asked_for(seen, one)],
        "sealed": any(_takes(one) and not _may_be_asked_for(seen, one) for one in seen.picture.terms.stages),
        "may_ask": seen.may("oversight.record_request"),
        "team": bool(seen.actor.roles & TEAM),
    }
    return answers.page(request, "disclosure/disclosures.html", seen=seen, **values)


def request_records(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Ask for what was handed in for a stage. No account is needed, and nobody has to say who asks."""
    seen = access.visit(request, key, parts=("openness",))
    seen.require("oversight.record_request")
    one = seen.stage(stage)
    rules.require_askable(seen.picture, one, seen.at)
    team = bool(seen.actor.roles & TEAM)
    form = RequestForm(request.POST or None, language=seen.language, suppliers=_suppliers(seen, one), team=team)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given: list[str] = []
        refusal = answers.attempt(lambda: given.append(_record(seen, one, form)))
        if refusal is None:
            return _recorded(request, seen, given)
    values = {**frame(seen, here=one.key, title=one.name.said(seen.language)), "stage": one, "team": team}
    return answers.page(request, "disclosure/request.html", seen=seen, form=form, refusal=refusal, **values)


def _record(seen: Visit, stage: Stage, form: RequestForm) -> str:
    return oversight.record_request(
        **seen.act(), stage=stage.key, asks=form.maybe_said("asks"), asked_by=form.maybe_said("asked_by"),
        diary_number=form.cleaned_data.get("diary_number") or None, only=form.cleaned_data.get("only") or (),
    )  # fmt: skip


def _recorded(request: HttpRequest, seen: Visit, given: list[str]) -> HttpResponse:
    """Lead those who try requests to this one, and everybody else back to where records are asked for."""
    if given and seen.may("oversight.decide_disclosure"):
        return answers.done(request, reverse("disclosure", args=[seen.key, given[0]]), "disclosure.recorded")
    return answers.done(request, reverse("disclosures", args=[seen.key]), "disclosure.asked")


def _takes(stage: Stage) -> bool:
    return all_stages.rules(stage).takes_submissions and stage.state in _BEGUN


def _may_be_asked_for(seen: Visit, stage: Stage) -> bool:
    return rules.may_be_asked_for(seen.picture, stage, seen.at)


def _suppliers(seen: Visit, stage: Stage) -> list[tuple[str, str]]:
    """List the suppliers that are or were in the stage and that one sees, by name."""
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    found = (it for it in seen.picture.participations if all_stages.takes_part(seen.picture.terms, it, stage))
    rows = [(str(one.key), names[one.organisation]) for one in found]
    return sorted(rows, key=lambda row: words.sort_key(seen.language, row[1]))


def _row(seen: Visit, one: Disclosure) -> dict[str, Any]:
    decided = sum(item.decision is not None for item in one.items)
    state = "given" if one.given_at else "decided" if one.decided_at else "trying"
    said = PAGES.say(seen.language, f"disclosure.state.{state}", decided=decided, count=len(one.items))
    return {"one": one, "stage": seen.stage(one.stage), "state": state, "said": said}
