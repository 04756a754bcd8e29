"""One stage as everybody meets it: RFI, open call, contract stage. What may be done from here depends on who looks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from vakna.core import information_pack, needs, stages
from vakna.core.initiative import Broadcast, Decision, Procurement, Stage
from vakna.core.people import TEAM
from vakna.core.vocabulary import StageState
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame, spoken
from vakna.web.meetings.offer import times_of
from vakna.web.sentences import PAGES

from . import facts, learned, main_action, rfi, tools

_LATEST = 50


@require_safe
def stage(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show the stage: what is asked or done, on which terms, by when, and the way to take part."""
    parts, now = ("questions", "broadcasts", "submissions"), access.received_at(request)
    seen = access.visit(request, key, parts, collections=("reaches",), windows=learned.to_read(stage, now))
    one = seen.stage(stage)
    decision = next((it for it in seen.picture.decisions if it.stage == one.key), None)
    asked = [it for it in seen.picture.questions if it.stage == one.key]
    values = {
        **frame(seen, here=one.key, title=one.name.said(seen.language)),
        "stage": one,
        "rules": stages.rules(one),
        "title": _title(seen, one),
        "planned": one.state is StageState.PLANNED,
        "needs": needs.current(seen.picture.terms),
        "procurement": _procurement(seen, one),
        "decision": decision,
        **_own_outcome(seen, decision),
        "following": _following(seen, one),
        "together": together(seen, one),
        "rounds": _rounds(seen, one),
        "pairs": facts.pairs(seen, one),
        **_dialogue(seen, one),
        "times": times_of(seen, one),
        "questions": sorted((it for it in asked if it.answer), key=lambda it: it.number, reverse=True)[:_LATEST],
        "unanswered": sum(it.answer is None for it in asked),
        "told": _told(seen, one),
        "pack": next(iter(information_pack.packs_for(seen.picture, one.key)), None),
        "main": main_action.of(seen, one),
        "tools": tools.of(seen, one),
        "may_ask": one.state is StageState.OPEN and seen.may("dialogue.ask"),
    }
    return answers.page(request, "dialogue/stage.html", seen=seen, **values)


def _dialogue(seen: Visit, one: Stage) -> dict[str, Any]:
    """Give the parts of a question to the market, where it was made known, and the stages before and after it."""
    if not stages.rules(one).dialogue:
        return {}
    every = [it for it in seen.picture.terms.stages if it.state is not StageState.PLANNED]
    return {
        "asked": rfi.parts(seen, one),
        "outside": one.state is StageState.PLANNED and not seen.actor.roles & TEAM,
        "reaches": sorted((it for it in seen.picture.reaches if it.stage == one.key), key=lambda it: it.at),
        "learned": learned.learned(seen, one),
        "follows": next((it for it in every if it.key == one.follows), None),
        "follow_ups": [it for it in every if it.follows == one.key],
    }


def _title(seen: Visit, one: Stage) -> str | SafeString:
    """Give the question that is put to the market while it may be answered, else where the stage stands."""
    if one.question is not None and (one.state is StageState.OPEN or stages.rules(one).dialogue):
        return spoken(seen.language, one.question)
    return PAGES.say(seen.language, f"dialogue.heading.{one.state}", stage=one.name)


def _procurement(seen: Visit, one: Stage) -> Procurement | None:
    return next((it for it in seen.picture.terms.procurements if it.key == one.procurement), None)


def _own_outcome(seen: Visit, decision: Decision | None) -> dict[str, Any]:
    """Give what was decided about one's own supplier, and its name."""
    mine = (it for it in decision.outcomes if it.participation in seen.actor.participations) if decision else ()
    found = next(iter(mine), None)
    return {"own_outcome": found, "own_name": seen.picture.supplier_name(found.participation)} if found else {}


def _following(seen: Visit, one: Stage) -> list[Stage]:
    """Give the contract stages that an open call leads to, where they are published."""
    if not stages.rules(one).takes_tenders:
        return []
    same = (
        it for it in stages.in_order(seen.picture.terms) if it.procurement == one.procurement and it.number > one.number
    )
    return [it for it in same if it.state is not StageState.PLANNED]


def _rounds(seen: Visit, one: Stage) -> list[dict[str, Any]]:
    """Give the round before this one and those after it, where they are published."""
    out = [it for it in seen.picture.terms.stages if it.state is not StageState.PLANNED]
    before = [{"code": "dialogue.turned.round_of", "stage": it} for it in out if it.key == one.follows]
    return [*before, *({"code": "dialogue.turned.rounds", "stage": it} for it in out if it.follows == one.key)]


def together(seen: Visit, one: Stage) -> list[dict[str, Any]]:
    """Give what the way of working says: joint goals, open book, forum, exit points; the unit and who decides there."""
    person = next((it.name for it in seen.picture.terms.people if it.key == one.adoption_decider), "")
    parts = [
        {"code": f"dialogue.together.{name}", "said": said if isinstance(said, tuple) else (said,)}
        for name in _TOGETHER
        if (said := getattr(one, name))
    ]
    if parts and person:
        parts[-1]["decides"] = person
    return parts


_TOGETHER = ("agreed_goals", "open_book", "decision_forum", "exit_points", "operating_unit")


def _told(seen: Visit, one: Stage) -> list[dict[str, Any]]:
    """Give what was made available to all in the stage, the latest first, and whether it waits for one's own note."""
    mine = own_in(seen, one)
    sent = sorted((it for it in seen.picture.broadcasts if it.stage == one.key), key=lambda it: it.number, reverse=True)
    return [{"broadcast": it, "waits": bool(mine) and not _acknowledged(it, mine)} for it in sent]


def own_in(seen: Visit, one: Stage) -> str:
    """Give the key of one's own participation in the stage, or nothing."""
    own = (it for it in seen.picture.participations if it.key in seen.actor.participations)
    return next((it.key for it in own if stages.takes_part(seen.picture.terms, it, one)), "")


def _acknowledged(sent: Broadcast, participation: str) -> bool:
    return any(it.participation == participation for it in sent.acknowledgements)
