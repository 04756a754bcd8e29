"""Procurements under the initiative: what each says, the stages it groups, and the notice that stands elsewhere."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.core import legal_frame
from vakna.core import vocabulary as v
from vakna.core.initiative import Procurement, Stage, Text
from vakna.core.refusal import NotFound, Refusal
from vakna.web import access, answers, doing

from . import frame_of_law
from .forms import NoticeForm, ProcurementForm, written
from .team import insiders

_TEXTS = ("title", "procedure", "option_frame")
_PLAIN = ("law", "total_value", "option_value", "purchase_value", "same_kind_this_year", "diary_number")


def new_procurement(request: HttpRequest, key: str) -> HttpResponse:
    """Put a procurement under the initiative; the stages of the template that buy are chosen from the start."""
    seen = access.visit(request, key)
    seen.require("initiatives.record_procurement")
    return _written(request, seen, "new_procurement", before=None)


def procurement(request: HttpRequest, key: str, procurement: str) -> HttpResponse:
    """Show a procurement; change it as long as its notice is not out."""
    seen = access.visit(request, key)
    insiders(seen)
    before = find(seen, procurement)
    if request.method == "POST":
        seen.require("initiatives.record_procurement")
    return _written(request, seen, "procurement", before=before)


def notice(request: HttpRequest, key: str, procurement: str) -> HttpResponse:
    """Record the notice's number, day and database."""
    seen = access.visit(request, key)
    seen.require("initiatives.record_notice")
    one = find(seen, procurement)
    initial = {name: getattr(one.notice, name) for name in NoticeForm.base_fields} if one.notice else {}
    form = NoticeForm(request.POST or None, language=seen.language, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(
            lambda: initiatives.record_notice(**seen.act(), procurement=procurement, notice=form.notice())
        )
        if refusal is None:
            return answers.done(request, reverse("procurement", args=[key, procurement]), "planning.notice_recorded")
    values: dict[str, Any] = {
        "about": {"procurement": one.title},
        "back": reverse("procurement", args=[key, procurement]),
    }
    return doing.page(request, seen, "notice", form=form, here="plan", refusal=refusal, **values)


def _written(request: HttpRequest, seen: access.Visit, name: str, *, before: Procurement | None) -> HttpResponse:
    choosable = [one for one in seen.picture.terms.stages if _may_choose(one, before)]
    posted = request.POST if request.method == "POST" else None
    form = ProcurementForm(posted, language=seen.language, stages=choosable, initial=_initial(seen, before, choosable))
    refusal = None
    if posted is not None and form.is_valid():
        key = before.key if before else f"u-{len(seen.picture.terms.procurements) + 1}"
        refusal = _record(seen, form, key, before, choosable)
        if refusal is None:
            return answers.done(request, reverse("procurement", args=[seen.key, key]), "planning.procurement_saved")
    values: dict[str, Any] = {
        "one": before,
        "may_notice": seen.may("initiatives.record_notice"),
        "may_change": seen.may("initiatives.record_procurement") and (before is None or _changes(before)),
        **(_shown(seen, before) if before else {}),
        "about": {"procurement": before.title if before else ""},
        "back": reverse("plan", args=[seen.key]),
    }
    return doing.page(request, seen, name, form=form, here="plan", refusal=refusal,
                      template="planning/procurement.html", **values)  # fmt: skip


def _changes(one: Procurement) -> bool:
    """Say whether a procurement may still be changed: no notice is out, and it is not cancelled."""
    return one.notice is None and one.cancelled is None


def _shown(seen: access.Visit, one: Procurement) -> dict[str, Any]:
    """Give what the page shows of a procurement that is there: its value and limit, buyers and stages."""
    names = {it.key: it.name for it in seen.picture.terms.organisations}
    return {
        "frame": frame_of_law.of(seen, one),
        "may_review": one.award is not None and seen.may("procurements.note_review"),
        "may_sign": legal_frame.may_sign_from(one.award) if one.award else None,
        "counting": _counting(seen, one),
        "buyers": [{"name": names[it.organisation], "buyer": it} for it in one.named_buyers],
        "grouped": sorted(
            (it for it in seen.picture.terms.stages if it.procurement == one.key), key=lambda it: it.number
        ),
        "may_cancel": seen.may("procurements.cancel") and one.cancelled is None,
    }


def _counting(seen: access.Visit, one: Procurement) -> int | None:
    """Give how many days are left of a standstill that runs, its last day counted; None when none does."""
    ends = one.award.standstill_ends if one.award else None
    left = (ends - seen.at.date()).days + 1 if ends else 0
    return left if left > 0 else None


def _record(
    seen: access.Visit, form: ProcurementForm, key: str, before: Procurement | None, choosable: list[Stage]
) -> Refusal | None:
    """Record the procurement, then put the chosen stages under it and take the others away."""
    written = form.procurement(key=key, before=before)
    refusal = answers.attempt(lambda: initiatives.record_procurement(**seen.act(), procurement=written))
    chosen = set(form.cleaned_data.get("stages") or ())
    for stage in choosable:
        under = written.key if stage.key in chosen else None
        if refusal is None and stage.procurement != under:
            refusal = answers.attempt(partial(_move, seen, replace(stage, procurement=under)))
    return refusal


def _move(seen: access.Visit, stage: Stage) -> None:
    """Put a stage under another procurement. The form's own key is used up by the procurement itself."""
    initiatives.plan_stage(**{**seen.act(), "once": ""}, stage=stage)


def _may_choose(stage: Stage, before: Procurement | None) -> bool:
    """Say whether a stage may be put under this procurement: planned, and under no other."""
    other = stage.procurement is not None and (before is None or stage.procurement != before.key)
    return stage.state is v.StageState.PLANNED and stage.instrument in _BUYING and not other


_BUYING = frozenset(v.Instrument) - {
    v.Instrument.NEED_WORK, v.Instrument.RFI, v.Instrument.MARKET_DIALOGUE, v.Instrument.SPREAD,
}  # fmt: skip


def _initial(seen: access.Visit, before: Procurement | None, choosable: list[Stage]) -> dict[str, Any]:
    if before is None:
        terms = seen.picture.terms
        return {"title": terms.title.said(seen.language), "total_value": terms.ceiling, "law": v.Law.LOU,
                "stages": [one.key for one in choosable]}  # fmt: skip
    said = {name: _said(getattr(before, name), seen.language) for name in _TEXTS}
    said["lots"] = written(seen.language, (one.name for one in before.lots))
    stages = [one.key for one in choosable if one.procurement == before.key]
    return {**said, **{name: getattr(before, name) for name in _PLAIN}, "stages": stages}


def _said(text: Text | None, language: str) -> str:
    return text.said(language) if text else ""


def find(seen: access.Visit, key: str) -> Procurement:
    """Find a procurement that this person sees, or refuse."""
    found = next((one for one in seen.picture.terms.procurements if one.key == key), None)
    if found is None:
        raise NotFound("no-such-procurement", key=key)
    return found
