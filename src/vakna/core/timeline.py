"""One timeline that everybody shares: what has happened and what comes. Each sees on it what the picture shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from .initiative import Key, Picture
from .words import STOCKHOLM

_NOON, _END_OF_DAY = time(12), time(23, 59)
COLLECTIONS = ("broadcasts", "tasks", "advice")
"""What is taken beside the gates to draw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing on the timeline: when, what (`timeline.<code>`), of which stage, and the values of its sentence."""

    at: datetime
    code: str
    stage: Key | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def moments(picture: Picture) -> tuple[Moment, ...]:
    """Give every moment of a picture as it is seen, in order of time; what is to come is among them."""
    found = [*_stages(picture), *_decided(picture), *_told(picture), *_neutral(picture), *_tasks(picture),
             *_anchored(picture), *_advised(picture)]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.at))


def _stages(picture: Picture) -> Iterator[Moment]:
    for stage in picture.terms.stages:
        dated = {"opens": stage.opens_at, "deadline": stage.deadline, "decision-due": stage.decision_due}
        for code, at in dated.items():
            if at is not None and stage.cancelled is None:
                yield Moment(at=at, code=code, stage=stage.key, values={"stage": stage.name})
    for need in picture.terms.needs:
        yield Moment(at=need.at, code="need", values={"version": need.version})


def _decided(picture: Picture) -> Iterator[Moment]:
    for one in picture.decisions:
        values = {"stage": picture.stage(one.stage).name}
        yield Moment(at=one.at, code="decided", stage=one.stage, values=values)
    for route in picture.terms.adoption_routes:
        yield Moment(at=route.at, code="route", values={"version": route.version})
    for said in picture.terms.adoption_decisions:
        yield Moment(at=said.at, code="adoption", values={"step": said.step})


def _told(picture: Picture) -> Iterator[Moment]:
    for one in picture.broadcasts:
        values = {"number": one.number, "subject": one.subject}
        yield Moment(at=one.available_at, code="told", stage=one.stage, values=values)


def _neutral(picture: Picture) -> Iterator[Moment]:
    names = {one.key: one.name for one in picture.terms.organisations}
    for letter in picture.terms.mandates:
        values = {"organisation": names.get(letter.intermediary, "")}
        yield Moment(at=letter.at, code="mandate", values=values)
    for said in picture.terms.neutrality:
        declared = {"organisation": names.get(said.organisation, ""), "stage": picture.stage(said.stage).name}
        yield Moment(at=said.at, code="neutral", stage=said.stage, values=declared)


def _tasks(picture: Picture) -> Iterator[Moment]:
    names = {one.key: one.name for one in picture.terms.people}
    for one in picture.tasks:
        said = {"number": one.number, "title": one.title, "owner": names.get(one.owner, "")}
        yield Moment(at=one.at, code="task", stage=one.stage, values=said)
        for given in one.hand_overs:
            who = {"giver": names.get(given.giver, ""), "taker": names.get(given.taker, "")}
            yield Moment(at=given.at, code="handed-over", stage=one.stage, values={**said, **who, "why": given.why})
        if one.done_at is not None:
            yield Moment(at=one.done_at, code="task-done", stage=one.stage, values=said)
        elif one.due is not None:
            yield Moment(at=_on(one.due, _END_OF_DAY), code="task-due", stage=one.stage, values=said)


def _anchored(picture: Picture) -> Iterator[Moment]:
    for one in picture.terms.anchorings:
        yield Moment(at=_on(one.day, _NOON), code="anchored", values={"whom": one.whom, "told": one.told})


def _advised(picture: Picture) -> Iterator[Moment]:
    for one in picture.advice:
        values = {"number": one.number, "subject": one.subject}
        yield Moment(at=one.at, code="advised", stage=one.stage, values=values)
        if one.answered_at is not None:
            yield Moment(at=one.answered_at, code="advice-answered", stage=one.stage, values=values)


def _on(day: date, when: time) -> datetime:
    return datetime.combine(day, when, tzinfo=STOCKHOLM)
