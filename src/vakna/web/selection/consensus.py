"""The consensus on one supplier: everybody's marks side by side, each buyer's of the need, and what was agreed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import assessment as actions
from vakna.core import assessment as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Assessment, Criterion, Mark, Participation, Stage
from vakna.core.money import Money
from vakna.core.refusal import NotAllowed
from vakna.core.visibility import is_reader
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from . import pages, reading
from .agreeing import AgreementForm
from .assessing import PARTS, find
from .declaring import first
from .marks import shown


def consensus(request: HttpRequest, key: str, stage: str, participation: str) -> HttpResponse:
    """Show the assessors' marks of one supplier side by side; the process leader writes what was agreed."""
    seen = access.visit(request, key, parts=PARTS)
    if not is_reader(seen.actor):
        raise NotAllowed("may-not-without-role")
    one, supplier = seen.stage(stage), find(seen, participation)
    alone = rules.individual(seen.picture, stage, supplier.key)
    agreed = rules.consensus(seen.picture, stage, supplier.key)
    posted = request.POST if request.method == "POST" else None
    form = AgreementForm(
        posted, language=seen.language, stage=one, terms=seen.picture.terms, apart=rules.far_apart(one, alone),
        risks=agreed.risks if agreed else (), answered=_answered(request, seen, one, supplier),
        initial=_initial(one, alone, agreed, seen.language),
    )  # fmt: skip
    refusal = None
    if posted is not None:
        seen.require("assessment.agree")
        if form.is_valid():
            refusal = answers.attempt(lambda: _agree(seen, form, supplier, agreed))
            if refusal is None:
                name = pages.names(seen)[supplier.key]
                return answers.done(
                    request, reverse("assessments", args=[key, stage]), "selection.agreed", supplier=name
                )
    groups = _groups(seen, form, alone, rules.buyers_marks(seen.picture, stage, supplier.key))
    about = {"stage": one, "supplier": supplier, "form": form, "groups": groups, "agreed": agreed, "alone": len(alone),
             "from_answer": rules.price_question(one),
             "why": form["price_reason"] if "price_reason" in form.fields else None}  # fmt: skip
    values: dict[str, Any] = {**about, **_standing(seen, one, supplier, groups)}
    return answers.page(
        request, "selection/consensus.html", refusal=refusal, seen=seen, **values, **frame(seen, here=one.key)
    )


def _answered(request: HttpRequest, seen: access.Visit, stage: Stage, supplier: Participation) -> Money | None:
    """Give the price that the supplier answered, where this session may read what it handed in."""
    found = rules.answered_price(seen.picture, stage, supplier.key)
    return found[1] if found and reading.may_show(request, stage, found[0]) else None


def _agree(seen: access.Visit, form: AgreementForm, supplier: Participation, agreed: Assessment | None) -> None:
    marks = form.marks({it.criterion: it for it in agreed.marks} if agreed else None)
    actions.agree(
        **seen.act(), stage=form.stage.key, participation=seen.true(supplier.key), marks=marks, price=form.price,
        price_reason=form.price_reason(agreed.price_reason if agreed else None),
        moderation=form.moderation(agreed.moderation if agreed else None), risks=form.risks(),
    )  # fmt: skip


def _groups(
    seen: access.Visit, form: AgreementForm, alone: tuple[Assessment, ...], buyers: tuple[Assessment, ...]
) -> list[dict[str, Any]]:
    """Give the criteria group by group, each with everybody's marks side by side, the buyers' own after them."""
    people = {one.key: one.name for one in seen.picture.terms.people}
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    groups = form.groups()
    for group in groups:
        group["criteria"] = [
            row | _side_by_side(row["criterion"], alone, people) | {"far": row["criterion"].key in form.apart}
            | {"buyers": of_buyers(row["criterion"], buyers, names)}
            for row in group["criteria"]
        ]  # fmt: skip
    return groups


def of_buyers(criterion: Criterion, buyers: tuple[Assessment, ...], names: dict[Any, str]) -> list[dict[str, Any]]:
    """Give each buyer's own mark of one criterion, where the buyers mark the need each for itself."""
    return [
        {"who": names.get(one.buyer, ""), "given": mark}
        for one in buyers
        for mark in one.marks
        if mark.criterion == criterion.key
    ]


def _standing(
    seen: access.Visit, stage: Stage, supplier: Participation, groups: list[dict[str, Any]]
) -> dict[str, Any]:
    """Say whether the consensus can be written now, what it waits for, and on how many criteria they differ."""
    undecided = stage.state is v.StageState.CLOSED and all(it.stage != stage.key for it in seen.picture.decisions)
    awaits = first(seen, stage, "assessment.agree")
    ready = rules.ready_for_consensus(seen.picture, stage, supplier.key)
    return {
        "name": pages.names(seen)[supplier.key],
        "may": undecided and ready and seen.may("assessment.agree") and not awaits,
        "declare_first": awaits,
        "waits": undecided and not ready,
        "expected": len(rules.assessors(seen.picture)),
        "buyers_missing": [
            seen.picture.organisation(one).name for one in rules.buyers_missing(seen.picture, stage, supplier.key)
        ],
        "apart": sum(row["apart"] for group in groups for row in group["criteria"]),
    }


def _side_by_side(criterion: Criterion, alone: tuple[Assessment, ...], names: dict[Any, str]) -> dict[str, Any]:
    """Give each assessor's mark and motive of one criterion, and how far apart they are."""
    given = [(one.by, mark) for one in alone for mark in one.marks if mark.criterion == criterion.key]
    values = [mark.value for _, mark in given]
    low, high = min(values, default=0), max(values, default=0)
    return {
        "given": [{"who": names.get(who, ""), "given": mark} for who, mark in given],
        "low": low, "high": high, "apart": low != high,
    }  # fmt: skip


def _initial(stage: Stage, alone: tuple[Assessment, ...], agreed: Assessment | None, language: str) -> dict[str, Any]:
    """Begin with what was agreed before, else with the marks that all share; where they differ, with nothing."""
    if agreed is not None:
        moderation = agreed.moderation.said(language) if agreed.moderation else ""
        reason = agreed.price_reason.said(language) if agreed.price_reason else ""
        more = {"price": agreed.price, "price_reason": reason, "moderation": moderation}
        return shown(agreed.marks, language) | more
    found: dict[str, Any] = {}
    for criterion in stage.criteria:
        given = [mark for one in alone for mark in one.marks if mark.criterion == criterion.key]
        if len({mark.value for mark in given}) == 1:
            found[f"mark_{criterion.key}"] = given[0].value
        found[f"motive_{criterion.key}"] = _motives(given, language)
    return found


def _motives(given: list[Mark], language: str) -> str:
    said = dict.fromkeys(mark.motive.said(language) for mark in given if mark.motive)
    return "\n".join(said)
