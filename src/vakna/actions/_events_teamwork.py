"""How a team worked together, as history: functions, tasks with their hand-overs, anchoring and advice."""

from collections.abc import Iterator
from datetime import timedelta

from vakna.core.initiative import Key, Picture, Task

from ._event import Event


def of(picture: Picture, *, leader: Key) -> Iterator[Event]:
    """Give each as it happened; a function is told a minute after its holder has come."""
    told: set[Key] = set()
    for member in picture.terms.members:
        if member.function is not None and member.person not in told:
            told.add(member.person)
            at = max(one.since for one in picture.terms.members if one.person == member.person) + timedelta(minutes=1)
            values = {"person": member.person, "function": member.function}
            yield Event(at=at, verb="teamwork.set_function", by=leader, values=values)
    for one in picture.tasks:
        yield from _task(one)
    for noted in picture.terms.anchorings:
        yield Event(at=noted.at, verb="teamwork.note_anchoring", by=noted.by, values={"anchoring": noted})
    for given in picture.advice:
        advice = {"key": given.key, "stage": given.stage, "subject": given.subject, "said": given.said}
        yield Event(at=given.at, verb="teamwork.give_advice", by=given.by, values=advice)
        if given.answered_at is not None and given.answered_by is not None and given.answer is not None:
            answered = {"advice": given.key, "answer": given.answer}
            yield Event(at=given.answered_at, verb="teamwork.answer_advice", by=given.answered_by, values=answered)


def _task(one: Task) -> Iterator[Event]:
    first = one.hand_overs[0].giver if one.hand_overs else one.owner
    values = {"key": one.key, "title": one.title, "owner": first, "due": one.due, "stage": one.stage}
    yield Event(at=one.at, verb="teamwork.add_task", by=one.by, values=values)
    for given in one.hand_overs:
        said = {"task": one.key, "to": given.taker, "why": given.why}
        yield Event(at=given.at, verb="teamwork.hand_over", by=given.giver, values=said)
    if one.done_at is not None:
        done = {"task": one.key, "result": one.result}
        yield Event(at=one.done_at, verb="teamwork.finish_task", by=one.owner, values=done)
