"""Risks to follow: every 1 of a consensus, with its owner, how it is followed, and what has shown since."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import assessment as actions
from vakna.core import assessment, gates
from vakna.core import vocabulary as v
from vakna.core.initiative import Assessment, Risk, Stage
from vakna.core.refusal import NotAllowed, NotFound
from vakna.core.visibility import is_reader
from vakna.web import access, answers, doing
from vakna.web.fields import WordField
from vakna.web.forms import PageForm, area
from vakna.web.initiatives.frame import frame

from . import pages

PARTS = ("marks",)


class RiskForm(PageForm):
    """Whether the risk is gone, and what has shown."""

    about = "risk"

    shown = area(rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer what it can have become."""
        super().__init__(*args, **options)
        self.fields["state"] = WordField(among=(v.RiskState.GONE, v.RiskState.REMAINS), language=self.language)
        self.dress("state", self.fields["state"])
        self.order_fields(["state", "shown"])


@require_safe
def risks(request: HttpRequest, key: str) -> HttpResponse:
    """List the risks of the suppliers that still take part, those of one's own first."""
    seen = access.visit(request, key, parts=PARTS)
    _readers(seen)
    going = {one.key for one in seen.picture.participations if one.state is v.ParticipationState.ACTIVE}
    there = [one for one in seen.picture.assessments if one.participation in going]
    rows = told(seen, [(one, risk) for one in there for risk in one.risks])
    rows.sort(key=lambda row: (row["risk"].state is not v.RiskState.OPEN, not row["mine"]))
    values: dict[str, Any] = {"page": pages.of(request, rows), "count": len(rows)}
    return answers.page(request, "selection/risks.html", seen=seen, **values, **frame(seen, here=""))


def risk(request: HttpRequest, key: str, stage: str, participation: str, criterion: str) -> HttpResponse:
    """Follow one risk up."""
    seen = access.visit(request, key, parts=PARTS)
    seen.require("assessment.follow_risk")
    _readers(seen)
    row = _find(seen, stage, participation, criterion)
    form = RiskForm(request.POST if request.method == "POST" else None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _follow(seen, row, form))
        if refusal is None:
            return answers.done(request, reverse("risks", args=[key]), "assessing.risk.followed")
    about = {"criterion": row["criterion"].title, "supplier": row["supplier"]}
    return doing.page(request, seen, "follow_risk", form=form, here=stage, refusal=refusal, row=row, about=about,
                      template="selection/risk.html", back=reverse("risks", args=[key]))  # fmt: skip


def _find(seen: access.Visit, stage: str, participation: str, criterion: str) -> dict[str, Any]:
    agreed = assessment.consensus(seen.picture, stage, participation)
    rows = told(seen, [(agreed, one) for one in agreed.risks if one.criterion == criterion]) if agreed else []
    if not rows:
        raise NotFound("no-such-risk")
    return rows[0]


def _follow(seen: access.Visit, row: dict[str, Any], form: RiskForm) -> None:
    agreed, one = row["agreed"], row["risk"]
    actions.follow_risk(
        **seen.act(), stage=agreed.stage, participation=seen.true(agreed.participation), criterion=one.criterion,
        state=form.cleaned_data["state"], shown=form.rewritten("shown", one.shown),
    )  # fmt: skip


def due(seen: access.Visit, stage: Stage) -> list[dict[str, Any]]:
    """Give the risks that the gate of a stage looks back on, for those who read assessments."""
    return told(seen, gates.risks_due(seen.picture, stage)) if is_reader(seen.actor) else []


def told(seen: access.Visit, found: Iterable[tuple[Assessment, Risk]]) -> list[dict[str, Any]]:
    """Give risks as a page shows them: whose, about what, why it got a 1, who follows it, and the way to do so."""
    names, people = pages.names(seen), {one.key: one.name for one in seen.picture.terms.people}
    rows = []
    for agreed, one in found:
        stage = seen.picture.stage(agreed.stage)
        criterion = next((it for it in stage.criteria if it.key == one.criterion), None)
        if criterion is not None:
            rows.append({
                "agreed": agreed, "risk": one, "supplier": names[agreed.participation], "stage": stage,
                "criterion": criterion, "owner": people.get(one.owner, "–") if one.owner else "–",
                "motive": next((it.motive for it in agreed.marks if it.criterion == one.criterion), None),
                "mine": one.owner == seen.actor.person, "url": _way(seen, agreed, one),
            })  # fmt: skip
    return rows


def _way(seen: access.Visit, agreed: Assessment, one: Risk) -> str:
    leads = bool(seen.actor.roles & {v.Role.PROCESS_LEADER, v.Role.PROCURER})
    may = seen.may("assessment.follow_risk") and (leads or one.owner == seen.actor.person)
    return reverse("risk", args=[seen.key, agreed.stage, agreed.participation, one.criterion]) if may else ""


def _readers(seen: access.Visit) -> None:
    if not is_reader(seen.actor):
        raise NotAllowed("may-not-without-role")
