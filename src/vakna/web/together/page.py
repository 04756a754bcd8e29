"""The team's own page: who has what to do, who is missing, with whom the work is anchored, what was advised. Reads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import teamwork, words
from vakna.core.initiative import Task
from vakna.core.people import WORKING
from vakna.core.refusal import NotAllowed
from vakna.core.vocabulary import Function
from vakna.core.words import STOCKHOLM
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

COLLECTIONS = ("tasks", "advice")


def workers(seen: access.Visit) -> None:
    """Refuse those who do not work in the team: a business coach supports suppliers, and sees none of it."""
    if not seen.actor.roles & WORKING:
        raise NotAllowed("may-not-without-role")


@require_safe
def together(request: HttpRequest, key: str) -> HttpResponse:
    """Show tasks, functions, anchoring and advice."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    workers(seen)
    terms, names = seen.picture.terms, names_of(seen)
    waiting = sorted((one for one in seen.picture.tasks if one.done_at is None), key=_by_day)
    done = [one for one in reversed(seen.picture.tasks) if one.done_at is not None]
    values: dict[str, Any] = {
        "waiting": [_task(seen, one, names) for one in waiting], "done": [_task(seen, one, names) for one in done],
        "functions": [{"function": one, "people": _people(seen, one)} for one in Function],
        "missing": [words.word(seen.language, one) for one in teamwork.missing_functions(terms, seen.at)],
        "anchorings": [{"one": one, "by": names.get(one.by, "")} for one in reversed(terms.anchorings)],
        "advice": [{"one": one, "by": names.get(one.by, ""), "stage": seen.stage(one.stage).name,
                    "answered_by": names.get(one.answered_by or "", "")} for one in reversed(seen.picture.advice)],
        "may": {verb: seen.may(f"teamwork.{verb}") for verb in (
            "add_task", "set_function", "note_anchoring", "give_advice", "answer_advice")},
    }  # fmt: skip
    return answers.page(request, "together/together.html", seen=seen, **values, **frame(seen, here="together"))


def names_of(seen: access.Visit) -> dict[str, str]:
    """Give the names of the people that this person sees."""
    return {one.key: one.name for one in seen.picture.terms.people}


def _by_day(one: Task) -> tuple[bool, Any, int]:
    return one.due is None, one.due, one.number


def _task(seen: access.Visit, one: Task, names: dict[str, str]) -> dict[str, Any]:
    day = seen.at.astimezone(STOCKHOLM).date()
    mine = one.owner == seen.actor.person or bool(seen.actor.roles & teamwork.LEADING)
    given = [{"one": it, "giver": names.get(it.giver, ""), "taker": names.get(it.taker, "")} for it in one.hand_overs]
    return {
        "one": one, "owner": names.get(one.owner, ""), "late": teamwork.is_late(one, day), "hand_overs": given,
        "stage": seen.stage(one.stage).name if one.stage else None,
        "may": one.done_at is None and mine and seen.may("teamwork.hand_over"),
    }  # fmt: skip


def _people(seen: access.Visit, function: Function) -> list[str]:
    names = names_of(seen)
    now = [one for one in seen.picture.terms.members if one.until is None or seen.at < one.until]
    return list(dict.fromkeys(names[one.person] for one in now if one.function is function and one.person in names))
