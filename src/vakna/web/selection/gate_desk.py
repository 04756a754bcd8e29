"""What lies on the table at a gate, and the words that the page says about it. It only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from vakna.core import assessment, debriefs, ownership, spread_plans, stages, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Decision, Proposal, Stage
from vakna.records import models as m
from vakna.records import telling
from vakna.web import doing
from vakna.web.access import Visit
from vakna.web.assumptions import at_gate as tested
from vakna.web.initiatives import fit
from vakna.web.meetings.offer import at_gate
from vakna.web.sentences import PAGES

from . import gate_table as table
from . import pages, risks
from .declaring import first, standing
from .gate_equal import unequal
from .gate_form import GateForm
from .gate_table import Judged

_IN_LETTERS = 12
_NAMED = 10


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One gate as one person sees it: the suppliers, the page of them that is shown, last proposal and draft."""

    seen: Visit
    stage: Stage
    rows: Sequence[Judged]
    page: Page[Judged]
    before: Proposal | None
    draft: m.Draft | None

    @property
    def decision(self) -> Decision | None:
        """Give what was decided, when it has been."""
        return next((it for it in self.seen.picture.decisions if it.stage == self.stage.key), None)

    @property
    def following(self) -> Stage | None:
        """Give the stage that the suppliers go on to."""
        return stages.next_within(self.seen.picture.terms, self.stage)

    @property
    def places(self) -> int | None:
        """Give how many places that stage has."""
        return self.following.places if self.following else None

    @property
    def version(self) -> int:
        """Give the number that the next proposal gets."""
        return (self.before.version if self.before else 0) + 1

    @property
    def open(self) -> bool:
        """Say whether the gate waits: the stage is closed, or a dialogue under way, and nothing is decided."""
        dialogue = self.stage.gate is v.GateKind.DIALOGUE and self.stage.state is v.StageState.OPEN
        return self.decision is None and (self.stage.state is v.StageState.CLOSED or dialogue)


def values(desk: Desk, form: GateForm) -> dict[str, Any]:
    """Give what the page shows."""
    seen, stage = desk.seen, desk.stage
    waits = [one for one in desk.rows if one.agreed is None and not one.held]
    picture = telling.told(seen.picture) if desk.decision is None else None
    differs = unequal(seen, stage, picture) if picture else None
    about, declares = _about(desk), first(seen, stage, "gates.propose", "gates.decide")
    return {
        "one": stage, "following": desk.following, "decision": desk.decision, "proposal": desk.before,
        "draft": desk.draft, "version": desk.version, "open_still": desk.open, "about": about,
        "waits": waits[:_NAMED], "waiting": len(waits), "unread": form.unread() if desk.rows else [],
        "rows": [{"one": it, "cells": table.cells(stage, it)} for it in desk.page], "page": desk.page,
        "points": stage.mode is v.AssessmentMode.POINTS, "priced": assessment.counts_price(stage),
        "buyers": table.buyers(seen, desk.rows), "risks": risks.due(seen, stage), "fit": fit.draw(seen, stage),
        "columns": table.columns(stage), "fewer": table.fewer(seen, stage),
        "tried": table.steps(seen, stage) if stage.criteria else [],
        "money": table.money(seen, stage, form.going_on()), "versions": _versions(desk), "ties": _ties(desk),
        "deciders": _deciders(seen), "unequal": differs,
        "may": desk.open and seen.may("gates.propose") and not waits and not differs and not declares,
        "may_decide": desk.decision is None and desk.before is not None and seen.may("gates.decide") and not declares,
        "declare_first": declares, "declared": standing(seen, stage), "notices": _notices(desk),
        "ended": debriefs.ended(seen.picture, stage.key),
        "meetings": at_gate(picture, stage) if picture else None, "tested": tested.at_gate(seen, stage),
        "bought": bought(seen, stage), "spread": spread_lacks(seen, stage) if desk.decision is None else [],
        "title": _title(desk, about), "lead": _lead(desk, about),
        "doing": {"now": doing.steps(seen.language, "propose", about), "then": told(seen, stage)},
    }  # fmt: skip


def bought(seen: Visit, stage: Stage) -> list[dict[str, Any]]:
    """Give the suppliers in the stage that have got another owner since they came in."""
    names = pages.names(seen)
    return [{"name": names[one.key], "change": change} for one, change in ownership.at_gate(seen.picture, stage)]


def spread_lacks(seen: Visit, stage: Stage) -> list[str]:
    """Say what of the buyer's plan for spread is asked for at a late gate and not written."""
    terms = seen.picture.terms
    if not spread_plans.is_late(terms, stage):
        return []
    lacking = [] if terms.spread_plans else [PAGES.say(seen.language, "spread_plan.gate_buyer")]
    return lacking + ([] if spread_plans.named(terms) else [PAGES.say(seen.language, "spread_plan.gate_nobody")])


def told(seen: Visit, stage: Stage) -> list[str]:
    """Say what follows on the decision: everyone is told, and the standstill where there is one."""
    found = [PAGES.say(seen.language, "selection.gate.then.told")]
    if stage.gate is not v.GateKind.NONE:
        found.append(PAGES.say(seen.language, f"selection.gate.then.{stage.gate.value}"))
    return found


def _about(desk: Desk) -> dict[str, object]:
    """Give the values of the page's sentences."""
    language, following = desk.seen.language, desk.following
    eligible = sum(one.eligible for one in desk.rows)
    return {
        "stage": desk.stage.name, "following": following.name if following else desk.stage.name,
        "places": _number(language, desk.places), "eligible": _number(language, eligible).capitalize(),
        "total": _number(language, len(desk.rows)), "version": desk.version,
    }  # fmt: skip


def _number(language: str, count: int | None) -> str:
    """Write a small number in letters, as in running text."""
    if count is None:
        return ""
    return PAGES.say(language, f"selection.number.{count}") if count <= _IN_LETTERS else str(count)


def _title(desk: Desk, about: dict[str, object]) -> str:
    kind = "some" if about["places"] else "all"
    if desk.decision is not None:
        kind = "decided"
    elif desk.stage.gate is v.GateKind.DIALOGUE:
        kind = "dialogue"
    return PAGES.say(desk.seen.language, f"selection.gate.title.{kind}", **about)


def _lead(desk: Desk, about: dict[str, object]) -> str:
    if desk.decision is not None or not desk.rows:
        return ""
    kind = "places" if about["places"] else "no_places"
    return PAGES.say(desk.seen.language, f"selection.gate.lead.{kind}", **about)


def _notices(desk: Desk) -> list[dict[str, Any]]:
    """List the suppliers that were told something, in alphabetical order."""
    if desk.decision is None:
        return []
    called = pages.names(desk.seen)
    told = ({"key": it.participation, "name": called[it.participation], "verdict": it.verdict}
            for it in desk.decision.outcomes if it.participation in called)  # fmt: skip
    return sorted(told, key=lambda it: words.sort_key(desk.seen.language, it["name"]))


def _versions(desk: Desk) -> list[dict[str, Any]]:
    picture = desk.seen.picture
    names = {one.key: one.name for one in picture.terms.people}
    mine = sorted((it for it in picture.proposals if it.stage == desk.stage.key), key=lambda it: -it.version)
    return [{"proposal": it, "by": names.get(it.by, ""), "current": place == 0} for place, it in enumerate(mine)]


def _ties(desk: Desk) -> list[dict[str, Any]]:
    """List the declared ties to the suppliers at the gate."""
    people = {one.key: one.name for one in desk.seen.picture.terms.people}
    at_gate = {one.supplier.organisation: one.name for one in desk.rows}
    return [
        {"who": people.get(it.person, ""), "supplier": at_gate[it.organisation], "tie": it}
        for it in desk.seen.picture.ties
        if it.organisation in at_gate
    ]


def _deciders(seen: Visit) -> list[str]:
    people = {one.key: one.name for one in seen.picture.terms.people}
    now = (it for it in seen.picture.terms.members if it.role is v.Role.DECIDER and it.until is None)
    return [people[it.person] for it in now if it.person in people]
