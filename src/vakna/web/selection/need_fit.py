"""How well one supplier meets the need, marked by each buyer for itself in a joint initiative, side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import assessment as actions
from vakna.core import assessment as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Assessment, Participation, Stage
from vakna.core.refusal import NotAllowed
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from . import pages
from .assessing import PARTS, find
from .consensus import of_buyers
from .marks import MarksForm, shown


def need_fit(request: HttpRequest, key: str, stage: str, participation: str) -> HttpResponse:
    """Mark the need for one's own buyer; what the other buyers have marked stands beside when one's own is there."""
    seen = access.visit(request, key, parts=PARTS)
    seen.require("assessment.mark_need")
    one, supplier = seen.stage(stage), find(seen, participation)
    if not may_mark(seen, one):
        raise NotAllowed("not-a-buyer")
    rules.may_assess(seen.picture, one, seen.actor.person, supplier.key)
    given = rules.buyers_marks(seen.picture, stage, supplier.key)
    mine = next((it for it in given if it.buyer == seen.actor.organisation), None)
    posted = request.POST if request.method == "POST" else None
    form = MarksForm(
        posted, language=seen.language, stage=one, group=v.CriterionGroup.NEED,
        initial=shown(mine.marks, seen.language) if mine else {},
    )  # fmt: skip
    refusal = None
    if posted is not None and form.is_valid():
        refusal = answers.attempt(lambda: _mark(seen, one, supplier, form, mine))
        if refusal is None:
            where = reverse("need_fit", args=[key, stage, participation])
            return answers.done(request, where, "assessing.buyers.marked", supplier=pages.names(seen)[supplier.key])
    values = _values(seen, one, supplier, form, given if mine else ())
    return answers.page(
        request, "selection/need_fit.html", refusal=refusal, seen=seen, form=form, mine=mine, **values,
        **frame(seen, here=one.key),
    )  # fmt: skip


def may_mark(seen: access.Visit, stage: Stage) -> bool:
    """Say whether the visitor marks the need for its own buyer in the stage."""
    own = seen.actor.organisation in seen.picture.terms.buyers
    return own and seen.may("assessment.mark_need") and rules.marks_per_buyer(seen.picture, stage)


def _mark(seen: access.Visit, stage: Stage, supplier: Participation, form: MarksForm, mine: Assessment | None) -> None:
    marks = form.marks({it.criterion: it for it in mine.marks} if mine else None)
    actions.mark_need(**seen.act(), stage=stage.key, participation=seen.true(supplier.key), marks=marks)


def _values(
    seen: access.Visit, stage: Stage, supplier: Participation, form: MarksForm, given: tuple[Assessment, ...]
) -> dict[str, Any]:
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    groups = form.groups()
    for group in groups:
        group["criteria"] = [row | {"buyers": of_buyers(row["criterion"], given, names)} for row in group["criteria"]]
    return {
        "stage": stage, "supplier": supplier, "name": pages.names(seen)[supplier.key], "groups": groups,
        "own": names[seen.actor.organisation] if seen.actor.organisation else "",
        "open": stage.state is v.StageState.CLOSED,
        "missing": [names[it] for it in rules.buyers_missing(seen.picture, stage, supplier.key)],
    }  # fmt: skip
