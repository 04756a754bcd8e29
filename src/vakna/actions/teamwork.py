"""The team works together: tasks with hand-overs, functions, what is anchored with whom, and advice with its answer."""

from datetime import date, datetime

from vakna.core import teamwork
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Advice, Anchoring, HandOver, Key, Task, Text
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.core.words import STOCKHOLM
from vakna.records import models as m
from vakna.records import rows

from . import _letters
from ._journal import Pen, hold

_PARTS = ("teamwork",)


def add_task(
    *,
    by: str,
    at: datetime,
    initiative: str,
    key: str,
    title: Text,
    owner: str,
    due: date | None = None,
    stage: str | None = None,
    once: str = "",
) -> int:
    """Give somebody of the team, or oneself, a task, and tell it by letter. Gives its number.

    Refuses an owner who does not work in the team, and a day that has been.
    """
    with hold("teamwork.add_task", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        teamwork.check_taker(pen.picture.terms, owner, at, path="owner")
        if due is not None and due < at.astimezone(STOCKHOLM).date():
            raise BadInput("task-day-gone", path="due")
        one = Task(
            key=Key(key), number=1 + len(pen.picture.tasks), title=title, at=at, by=Key(by), owner=Key(owner), due=due,
            stage=Key(stage) if stage else None,
        )  # fmt: skip
        m.Task.objects.create(initiative=pen.initiative, **rows.columns(m.Task, one, rows.finder(pen.initiative)))
        pen.write("task", facts={"number": one.number}, protected={"task": encode(one)})
        if owner != by:
            _letters.write("task", to=[pen.person(owner)], at=at, initiative=pen.initiative, number=one.number,
                           title=title)  # fmt: skip
        return one.number


def hand_over(*, by: str, at: datetime, initiative: str, task: str, to: str, why: Text, once: str = "") -> None:
    """Give a task on to somebody else of the team, with the reason; the one who gets it is told by letter.

    Refuses a task that is done or somebody else's, and whoever has it already or does not work in the team.
    """
    with hold("teamwork.hand_over", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _own(pen, task)
        teamwork.check_taker(pen.picture.terms, to, at, path="to")
        if to == one.owner:
            raise Conflict("task-has-it-already", path="to")
        given = HandOver(at=at, giver=one.owner, taker=Key(to), why=why)
        row = m.Task.objects.get(initiative=pen.initiative, key=task)
        row.owner, row.hand_overs = pen.person(to), (*one.hand_overs, given)
        row.save(update_fields=["owner", "hand_overs"])
        pen.write("task", facts={"number": one.number}, protected={"hand_over": encode(given)})
        _letters.write("task", to=[row.owner], at=at, initiative=pen.initiative, number=one.number, title=one.title)


def finish_task(
    *, by: str, at: datetime, initiative: str, task: str, result: Text | None = None, once: str = ""
) -> None:
    """Say that a task is done, and perhaps what came of it. Refuses one that is done or somebody else's."""
    with hold("teamwork.finish_task", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = _own(pen, task)
        m.Task.objects.filter(initiative=pen.initiative, key=task).update(done_at=at, result=result)
        pen.write("task", facts={"number": one.number}, protected={"result": encode(result)})


def set_function(
    *, by: str, at: datetime, initiative: str, person: str, function: v.Function | None, once: str = ""
) -> None:
    """Say from which part of the organisation somebody in the team comes. Refuses somebody without a role now."""
    with hold("teamwork.set_function", by=by, at=at, initiative=initiative, once=once) as pen:
        held = pen.initiative.members.filter(person__key=person, until__isnull=True)
        if not held.update(function=function):
            raise NotFound("no-such-person", key=person)
        pen.write("team", facts={"function": function}, protected={"person": person})


def note_anchoring(*, by: str, at: datetime, initiative: str, anchoring: Anchoring, once: str = "") -> None:
    """Note with whom the work was anchored and what they said. `at` and `by` of what is given are not read.

    Refuses a day to come.
    """
    with hold("teamwork.note_anchoring", by=by, at=at, initiative=initiative, once=once) as pen:
        if anchoring.day > at.astimezone(STOCKHOLM).date():
            raise BadInput("anchoring-to-come", path="day")
        made = Anchoring(key=anchoring.key, day=anchoring.day, at=at, by=Key(by), whom=anchoring.whom,
                         told=anchoring.told, mandate=anchoring.mandate)  # fmt: skip
        if any(one.key == made.key for one in pen.picture.terms.anchorings):
            raise Conflict("key-twice", path="key", key=made.key)
        pen.initiative.anchorings = (*pen.picture.terms.anchorings, made)
        pen.initiative.save(update_fields=["anchorings"])
        pen.write("team", protected={"anchoring": encode(made)})


def give_advice(
    *, by: str, at: datetime, initiative: str, key: str, stage: str, subject: Text, said: Text, once: str = ""
) -> int:
    """Give the buyer advice on a stage, marked as advice, and tell those who lead. Gives its number.

    Refuses an intermediary without a mandate in force, or that has not declared its neutrality for the stage.
    """
    with hold("teamwork.give_advice", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        pen.stage(stage)
        teamwork.check_advice(pen.picture.terms, pen.actor.organisation, stage, at)
        number = 1 + len(pen.picture.advice)
        one = Advice(key=Key(key), number=number, at=at, by=Key(by), stage=Key(stage), subject=subject, said=said)
        m.Advice.objects.create(initiative=pen.initiative, **rows.columns(m.Advice, one, rows.finder(pen.initiative)))
        pen.write("advice", facts={"number": number}, protected={"advice": encode(one)})
        leaders = _letters.team(pen.initiative, v.Role.PROCESS_LEADER, v.Role.PROCURER)
        _letters.write("advice", to=leaders, at=at, initiative=pen.initiative, number=number, subject=subject)
        return number


def answer_advice(*, by: str, at: datetime, initiative: str, advice: str, answer: Text, once: str = "") -> None:
    """Say what the buyer made of a piece of advice: the decision is the buyer's own. Refuses one that is answered."""
    with hold("teamwork.answer_advice", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        row = m.Advice.objects.filter(initiative=pen.initiative, key=advice).first()
        if row is None:
            raise NotFound("no-such-advice", key=advice)
        if row.answered_at is not None:
            raise Conflict("advice-answered")
        row.answer, row.answered_at, row.answered_by = answer, at, pen.person(by)
        row.save(update_fields=["answer", "answered_at", "answered_by"])
        pen.write("advice", facts={"number": row.number}, protected={"answer": encode(answer)})


def _own(pen: Pen, key: str) -> Task:
    one = teamwork.find(pen.picture, key)
    teamwork.check_own(one, pen.actor)
    return one
