"""One assessor's own work: the queue of suppliers, and one supplier's marks beside what it has handed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import assessment as actions
from vakna.actions import drafts
from vakna.core import assessment as rules
from vakna.core import confirmation, user_tests
from vakna.core import vocabulary as v
from vakna.core.initiative import Participation, Stage, Submission
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.records.windows import NOTHING, Window, Windows
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame
from vakna.web.usertests.results import shown

from . import pages, reading
from .declaring import first
from .marks import MarksForm
from .submissions import answered

PARTS = ("submissions", "marks")
_WINDOWS: Windows = {
    "proposals": lambda _: NOTHING,
    "feedback": lambda picture: Window() if picture.user_tests else NOTHING,
}
"""What assessing one supplier leaves unread: proposals, and what test users said where nobody has tested."""


@require_safe
def assessments(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show how far the assessment of a stage has come: one's own queue, and each supplier's standing."""
    seen = access.visit(request, key, parts=PARTS)
    seen.require("selection.read")
    one = seen.stage(stage)
    suppliers = pages.by_name(seen, rules.to_assess(seen.picture, one.key))
    done, count, following = rules.queue(seen.picture, one, seen.actor.person or "")
    page = pages.of(request, suppliers)
    values: dict[str, Any] = {
        "stage": one, "page": page, "rows": _rows(seen, one, list(page)), "done": done, "count": count,
        "next": following, "next_name": pages.names(seen)[following.key] if following else "",
        "assesses": seen.may("assessment.hand_in"), "closed": one.state is v.StageState.CLOSED,
        "agreed": sum(it.kind is v.AssessmentKind.CONSENSUS and it.stage == one.key for it in seen.picture.assessments),
        "total": len(suppliers), "to_gate": seen.may("gates.propose"),
        "declare_first": first(seen, one, "assessment.hand_in", "assessment.agree"),
    }  # fmt: skip
    return answers.page(request, "selection/assessments.html", seen=seen, **values, **frame(seen, here=one.key))


def _rows(seen: access.Visit, stage: Stage, suppliers: list[Participation]) -> list[dict[str, Any]]:
    """Give each supplier's standing. Counts of others' marks are shown only to those who see them."""
    names, mine, handed, agreed = pages.names(seen), set(), dict[str, int](), set()
    for it in seen.picture.assessments:
        if it.stage != stage.key:
            continue
        if it.kind is v.AssessmentKind.CONSENSUS:
            agreed.add(it.participation)
        elif it.kind is v.AssessmentKind.INDIVIDUAL:
            handed[it.participation] = handed.get(it.participation, 0) + 1
            mine |= {it.participation} if it.by == seen.actor.person else set()
    expected = len(rules.assessors(seen.picture))
    open_to_leader = stage.state is v.StageState.CLOSED and seen.may("assessment.agree")
    may = stage.state is v.StageState.CLOSED and seen.may("assessment.hand_in")
    own = seen.actor.organisation in seen.picture.terms.buyers and seen.may("assessment.mark_need")
    marks_need = own and rules.marks_per_buyer(seen.picture, stage)
    return [
        {
            "supplier": one, "name": names[one.key], "mine": one.key in mine, "agreed": one.key in agreed,
            "handed": handed.get(one.key, 0), "expected": expected, "tied": _tied(seen, one),
            "may_assess": may and one.key not in mine and not _tied(seen, one),
            "may_mark": marks_need and not _tied(seen, one),
            "may_agree": (open_to_leader or one.key in agreed) and handed.get(one.key, 0) > 0,
        }
        for one in suppliers
    ]  # fmt: skip


def _tied(seen: access.Visit, one: Participation) -> bool:
    return rules.is_tied(seen.picture, seen.actor.person or "", one)


def assess(request: HttpRequest, key: str, stage: str, participation: str) -> HttpResponse:
    """Assess one supplier alone, beside what it has handed in. The work saves itself as a draft."""
    seen = access.visit(request, key, parts=(*PARTS, "tests"), windows=_WINDOWS)
    seen.require("assessment.hand_in")
    one, supplier = seen.stage(stage), find(seen, participation)
    if request.method != "POST" and first(seen, one, "assessment.hand_in"):
        return answers.done(request, reverse("declare", args=[key, stage]))
    rules.may_assess(seen.picture, one, seen.actor.person, supplier.key)
    draft = _draft(seen, one, supplier)
    posted = request.POST if request.method == "POST" else None
    form = MarksForm(posted, language=seen.language, stage=one, initial=draft.content if draft else {})
    refusal = None
    if posted is not None and "save" in posted:
        return _save(request, seen, one, supplier)
    if posted is not None and form.is_valid():
        refusal = answers.attempt(
            lambda: actions.hand_in(
                **seen.act(), stage=stage, participation=seen.true(participation), marks=form.marks()
            )
        )
        if refusal is None:
            return _done(request, seen, one, supplier)
    values = _desk(request, seen, one, supplier) | {
        "form": form,
        "draft": draft,
        "groups": _groups(request, seen, one, supplier, form),
    }
    return answers.page(
        request, "selection/assess.html", refusal=refusal, seen=seen, **values, **frame(seen, here=one.key)
    )


def find(seen: access.Visit, key: str) -> Participation:
    """Find a supplier among those that this person sees, or refuse."""
    found = next((one for one in seen.picture.participations if one.key == key), None)
    if found is None:
        raise NotFound("no-such-supplier", key=key)
    return found


def form_name(stage: Stage, supplier: Participation) -> str:
    """Name the form under which the draft is kept."""
    return f"assess.{stage.key}.{supplier.key}"


def _draft(seen: access.Visit, stage: Stage, supplier: Participation) -> m.Draft | None:
    mine = m.Draft.objects.filter(initiative__key=seen.key, person__key=seen.actor.person)
    return mine.filter(form=form_name(stage, supplier)).first()


def _save(request: HttpRequest, seen: access.Visit, stage: Stage, supplier: Participation) -> HttpResponse:
    """Keep the draft and lead to the queue."""
    content = {name: str(said) for name, said in request.POST.items() if name.startswith(("mark_", "motive_"))}
    drafts.keep(by=seen.actor.person, at=seen.at, initiative=seen.key, form=form_name(stage, supplier), content=content)
    return answers.done(request, reverse("assessments", args=[seen.key, stage.key]), "selection.draft_saved")


def _done(request: HttpRequest, seen: access.Visit, stage: Stage, supplier: Participation) -> HttpResponse:
    drafts.discard(by=seen.actor.person, initiative=seen.key, form=form_name(stage, supplier))
    name = pages.names(seen)[supplier.key]
    return answers.done(
        request, reverse("assessments", args=[seen.key, stage.key]), "selection.assessed", supplier=name
    )


def latest(seen: access.Visit, stage: Stage, supplier: Participation) -> Submission | None:
    """Give what counts of what the supplier handed in for the stage."""
    return next((it for it in rules.handed_in(seen.picture, stage.key) if it.participation == supplier.key), None)


def _desk(request: HttpRequest, seen: access.Visit, stage: Stage, supplier: Participation) -> dict[str, Any]:
    """Give what lies on the assessor's desk: who, the queue, the submission and whether it may be shown."""
    names, submission = pages.names(seen), latest(seen, stage, supplier)
    mine = {it.participation for it in seen.picture.assessments if it.stage == stage.key and it.by == seen.actor.person
            and it.kind is v.AssessmentKind.INDIVIDUAL}  # fmt: skip
    queue = pages.by_name(seen, (it for it in rules.to_assess(seen.picture, stage.key) if not _tied(seen, it)))
    done = sum(it.key in mine for it in queue)
    return {
        "stage": stage, "supplier": supplier, "name": names[supplier.key], "submission": submission,
        "unconfirmed": confirmation.awaited(stage, submission) if submission else None,
        "shown": submission is not None and reading.may_show(request, stage, submission),
        "queue": [{"name": names[it.key], "done": it.key in mine, "here": it.key == supplier.key,
                   "url": reverse("assess", args=[seen.key, stage.key, it.key])} for it in _near(queue, supplier)],
        "done": done, "count": len(queue), "locked": supplier.key in mine,
        "autosave": reverse("draft_save", args=[seen.key, form_name(stage, supplier)]),
        "stops": [it.number for it in stage.criteria if it.stop],
        "tests": [shown(seen.language, it, name=it.test.key)
                  for it in user_tests.of_supplier(seen.picture, supplier.key)],
    }  # fmt: skip


_SHOWN = 8


def _near(queue: list[Participation], here: Participation) -> list[Participation]:
    """Give the part of a long queue that is around the supplier at hand."""
    at = next((number for number, one in enumerate(queue) if one.key == here.key), 0)
    start = max(0, min(at - _SHOWN // 2, len(queue) - _SHOWN))
    return queue[start : start + _SHOWN]


def _groups(
    request: HttpRequest, seen: access.Visit, stage: Stage, supplier: Participation, form: MarksForm
) -> list[dict[str, Any]]:
    """Give each group of criteria with what the supplier wrote about it; other answers stand with the first."""
    submission = latest(seen, stage, supplier)
    said = (
        answered(submission, stage, seen.language)
        if submission and reading.may_show(request, stage, submission)
        else []
    )
    groups = form.groups()
    known = {group["group"].value for group in groups}
    for number, group in enumerate(groups):
        own = [it for it in said if it["topic"] == group["group"].value or (number == 0 and it["topic"] not in known)]
        group["said"] = own
    return groups
