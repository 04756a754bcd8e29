"""The plan: the stages as data, what each still lacks, and the forms in which a planned stage is written."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import initiatives
from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.criteria_library import asked_in
from vakna.core.initiative import Procurement, Stage
from vakna.web import access, answers, doing
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from . import library
from .stage_forms import PARTS, CriteriaForm, NewStageForm, StageForm
from .team import insiders


@require_safe
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Show every stage with its dates, places and money, and the steps that can be taken now."""
    seen = access.visit(request, key)
    insiders(seen)
    terms = seen.picture.terms
    rows = [_row(seen, one) for one in sorted(terms.stages, key=lambda one: one.number)]
    values: dict[str, Any] = {
        "rows": rows,
        "next": _next(rows),
        "procurements": [_procurement(seen, one) for one in terms.procurements],
        "may_plan": seen.may("initiatives.plan_stage"),
        "may_ceilings": seen.may("initiatives.set_ceilings") and not _paying_published(seen),
        "may_record": seen.may("initiatives.record_procurement"),
        "may_contract": seen.may("initiatives.record_contract"),
        "may_end": seen.may("initiatives.end") and terms.state is v.InitiativeState.ACTIVE,
    }
    return answers.page(request, "planning/plan.html", seen=seen, **values, **frame(seen, here="plan"))


def _row(seen: access.Visit, stage: Stage) -> dict[str, Any]:
    missing = rules.missing_before_opening(stage, seen.picture.terms) if stage.state is v.StageState.PLANNED else ()
    under = next((one.title for one in seen.picture.terms.procurements if one.key == stage.procurement), None)
    shown = {"stage": stage, "procurement": under, "missing": len(missing), "kind": _TAG.get(stage.state, "")}
    return {**shown, "steps": _steps(seen, stage)}


_TAG = {v.StageState.OPEN: "info", v.StageState.DECIDED: "ok", v.StageState.CLOSED: "warn"}
_STEPS = {
    v.StageState.PLANNED: (("edit_stage", "initiatives.plan_stage"), ("publish_stage", "initiatives.publish_stage"),
                           ("skip_stage", "initiatives.skip_stage")),
    v.StageState.PUBLISHED: (("open_stage", "initiatives.open_stage"), ("correct_stage", "initiatives.correct_stage"),
                             ("cancel_stage", "stages.cancel")),
    v.StageState.OPEN: (("close_stage", "initiatives.close_stage"), ("correct_stage", "initiatives.correct_stage"),
                        ("cancel_stage", "stages.cancel")),
    v.StageState.CLOSED: (("gate", "gates.propose"), ("decide", "gates.decide"), ("reopen_stage", "stages.reopen"),
                          ("cancel_stage", "stages.cancel")),
    v.StageState.DECIDED: (("repeat_stage", "stages.repeat"),),
    v.StageState.SKIPPED: (("restore_stage", "stages.restore"),),
    v.StageState.CANCELLED: (("repeat_stage", "stages.repeat"),),
}  # fmt: skip
"""In each state of a stage: the pages that lead on, and the verb that each asks for."""


_FORMED = frozenset({v.StageState.PLANNED, v.StageState.PUBLISHED, v.StageState.OPEN})
"""The states in which the questions of a stage's form can still be changed, if by correction."""


def _steps(seen: access.Visit, stage: Stage) -> list[dict[str, str]]:
    """Give the ways on that are open to this person. A sealed stage closes by its opening."""
    found = [name for name, verb in _STEPS.get(stage.state, ()) if seen.may(verb)]
    sealed = stage.regime is v.Regime.SEALED and stage.state is v.StageState.OPEN
    if sealed and "close_stage" in found:
        found[found.index("close_stage")] = "opening"
    if stage.state is v.StageState.OPEN and stage.gate is v.GateKind.DIALOGUE:
        found += [name for name, verb in _STEPS[v.StageState.CLOSED][:2] if seen.may(verb)]
    if stage.regime is v.Regime.SEALED and "reopen_stage" in found:
        found.remove("reopen_stage")
    verb = "initiatives.plan_stage" if stage.state is v.StageState.PLANNED else "initiatives.correct_stage"
    if rules.rules(stage).takes_submissions and stage.state in _FORMED and seen.may(verb):
        found.append("stage_form")
    return [{"code": f"planning.step.{name}", "url": reverse(name, args=[seen.key, stage.key])} for name in found]


def _next(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Find the first stage that is not done: where the plan's next step lies."""
    return next((row for row in rows if not rules.is_done(row["stage"]) and row["stage"].state not in _LEFT), None)


_LEFT = frozenset({v.StageState.SKIPPED, v.StageState.CANCELLED})


def _procurement(seen: access.Visit, one: Procurement) -> dict[str, Any]:
    stages = [stage.name for stage in seen.picture.terms.stages if stage.procurement == one.key]
    return {"procurement": one, "stages": stages, "url": reverse("procurement", args=[seen.key, one.key])}


def _paying_published(seen: access.Visit) -> bool:
    return any(one.published_at and one.ceiling is not None for one in seen.picture.terms.stages)


def edit_stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Write a stage that is still planned: the whole of it, or one part at a time (`?part=…`)."""
    seen = access.visit(request, key)
    seen.require("initiatives.plan_stage")
    one, part = seen.stage(stage), request.GET.get("part", "")
    steps = _parts(seen, one)
    part = part if part in steps else ""
    posted = request.POST if request.method == "POST" else None
    form = StageForm(posted, language=seen.language, stage=one, terms=seen.picture.terms, part=part)
    refusal = None
    if posted is not None and form.is_valid():
        refusal = answers.attempt(lambda: initiatives.plan_stage(**seen.act(), stage=form.planned()))
        if refusal is None:
            return answers.done(request, _onward(seen, one, steps, part), "planning.stage_saved", stage=one.name)
    judged = rules.rules(one).takes_tenders or rules.rules(one).takes_deliveries
    values: dict[str, Any] = {
        "about": {"stage": one.name}, "parts": form.parts(), "one": one, "part": part,
        "criteria": reverse("criteria", args=[key, stage]) if judged else "",
        "drafts": reverse("drafts", args=[key, stage]) if one.instrument is v.Instrument.EXTERNAL_REVIEW else "",
        "steps": [_step_of(seen, one, name, part) for name in steps] if rules.rules(one).dialogue else [],
        "back": reverse("plan", args=[key]),
    }  # fmt: skip
    return doing.page(request, seen, "edit_part" if part else "edit_stage", form=form, here=one.key, refusal=refusal,
                      template="planning/edit_stage.html", **values)  # fmt: skip


def _parts(seen: access.Visit, one: Stage) -> list[str]:
    """Name the parts that a stage of this instrument has, in order."""
    return [part["id"] for part in StageForm(language=seen.language, stage=one, terms=seen.picture.terms).parts()]


def _onward(seen: access.Visit, one: Stage, parts: list[str], part: str) -> str:
    """Lead to the next part; after the last one, or after the whole, to what is still missing."""
    later = parts[parts.index(part) + 1 :] if part else []
    if later:
        return f"{reverse('edit_stage', args=[seen.key, one.key])}?part={later[0]}"
    return reverse("publish_stage", args=[seen.key, one.key])


def _step_of(seen: access.Visit, one: Stage, name: str, here: str) -> dict[str, Any]:
    """Give one part of the builder: its way, and how many of its things are missing before the stage may open."""
    lacking = {rules.FIELD_OF[code] for code in rules.missing_before_opening(one, seen.picture.terms)}
    return {
        "title": PAGES.say(seen.language, f"planning.part.{name}"),
        "url": f"{reverse('edit_stage', args=[seen.key, one.key])}?part={name}",
        "missing": len(lacking & set(PARTS[name])),
        "here": name == here,
    }


def new_stage(request: HttpRequest, key: str) -> HttpResponse:
    """Add a stage to the plan."""
    seen = access.visit(request, key)
    seen.require("initiatives.add_stage")
    there = rules.in_order(seen.picture.terms)
    initial = {"after": there[-1].key if there else "", "gate": v.GateKind.NONE, "regime": v.Regime.OPEN_WORKING}
    form = NewStageForm(request.POST or None, language=seen.language, stages=there, initial=initial)
    stage, refusal = f"etapp-{seen.picture.sequence}", None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(
            lambda: initiatives.add_stage(**seen.act(), stage=form.planned(stage), after=form.cleaned_data["after"])
        )
        if refusal is None:
            return answers.done(request, reverse("edit_stage", args=[key, stage]), "planning.stage_added")
    back = reverse("plan", args=[key])
    return doing.page(request, seen, "new_stage", form=form, here="plan", refusal=refusal, back=back)


def criteria(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Write the criteria of a stage that is still planned."""
    seen = access.visit(request, key)
    seen.require("initiatives.plan_stage")
    one = seen.stage(stage)
    posted = request.POST if request.method == "POST" else None
    form = CriteriaForm(posted, language=seen.language, stage=one)
    refusal = None
    if posted is not None and form.is_valid():
        written = library.with_picked(form.planned(), posted.get("pick", ""))
        refusal = answers.attempt(lambda: initiatives.plan_stage(**seen.act(), stage=written))
        if refusal is None:
            where = "criteria" if "more" in posted or "pick" in posted else "publish_stage"
            return answers.done(request, reverse(where, args=[key, stage]), "planning.criteria_saved")
    values: dict[str, Any] = {
        "about": {"stage": one.name},
        "blocks": form.blocks(),
        "shelves": library.shelves(one),
        "asked": asked_in(one),
        "back": reverse("edit_stage", args=[key, stage]),
    }
    return doing.page(request, seen, "criteria", form=form, here=one.key, refusal=refusal,
                      template="planning/criteria.html", **values)  # fmt: skip
