"""The assumptions and experiments of a document, as history: written, changed, tried and settled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from vakna.core import vocabulary as v
from vakna.core.initiative import Assumption, Experiment, Key, Picture, Stage, Text
from vakna.core.words import STOCKHOLM

from ._event import Event

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_MORNING, _NOON, _EVENING = time(7, 30), time(12), time(18)


def of(picture: Picture, *, start: datetime, leader: Key) -> Iterator[Event]:
    """Give each assumption as its history tells, else written when it can be and settled when its test or gate comes.

    What the document does not date is dated by what it belongs to: an assumption is written when the initiative starts
    (or its supplier's stage opens).
    """
    for one in picture.assumptions:
        yield from _lived(one) if one.versions else _stated(picture, one, start, leader)
    for test in picture.experiments:
        yield from _tested(test, test.owner or leader)


def _lived(one: Assumption) -> Iterator[Event]:
    """Give the versions as they were written; what is to be tested next came with the last."""
    for version in one.versions:
        last = version is one.versions[-1]
        written = replace(
            one, statement=version.statement, state=version.state, confidence=version.confidence,
            evidence=version.evidence, next_test=one.next_test if last else None, versions=(),
        )  # fmt: skip
        yield _assumed(written, version.by, version.at, version.why)


def _stated(picture: Picture, one: Assumption, start: datetime, leader: Key) -> Iterator[Event]:
    first = replace(one, state=v.AssumptionState.OPEN, evidence=None, confidence=None)
    yield _assumed(first, leader, _written_at(picture, one, start))
    if first != one:
        yield _assumed(one, leader, _settled_at(picture, one), one.evidence)


def _assumed(assumption: Assumption, by: Key, at: datetime, why: Text | None = None) -> Event:
    return Event(at=at, verb="dialogue.set_assumption", by=by, values={"assumption": assumption, "why": why})


def _tested(one: Experiment, by: Key) -> Iterator[Event]:
    first = replace(one, result=None, spent=None, decision=None)
    if one.starts:
        yield Event(at=_on(one.starts, _MORNING), verb="dialogue.set_experiment", by=by, values={"experiment": first})
    if one.ends and first != one:
        yield Event(at=_on(one.ends, _NOON), verb="dialogue.set_experiment", by=by, values={"experiment": one})


def _on(day: date, when: time) -> datetime:
    return datetime.combine(day, when, tzinfo=STOCKHOLM)


def _tried_in(picture: Picture, one: Assumption) -> list[Stage]:
    """Give the stages that test an assumption; one about a supplier belongs to the stages of its phase."""
    testing = [stage for stage in picture.terms.stages if one.key in stage.tests]
    if testing or one.participation is None:
        return testing or list(picture.terms.stages[:1])
    first = picture.stage(picture.participation(one.participation).first_stage).number
    after = [stage for stage in picture.terms.stages if stage.number > first]
    return [stage for stage in after if one.phase in stage.phases] or after


def _written_at(picture: Picture, one: Assumption, start: datetime) -> datetime:
    opens = _tried_in(picture, one)[0].opens_at
    return opens + _HOUR if one.participation and opens else start + _MINUTE


def _settled_at(picture: Picture, one: Assumption) -> datetime:
    """It is settled by its last experiment, else before the gate of the last stage that tests it, else by a count."""
    tests = [test.ends for test in picture.experiments if test.assumption == one.key and test.ends]
    if tests:
        return _on(max(tests), _EVENING)
    last = _tried_in(picture, one)[-1]
    laid = [proposal.at for proposal in picture.proposals if proposal.stage == last.key]
    if laid:
        return min(laid) - _HOUR
    counted = [_on(it.period_ends, _EVENING) for it in picture.counts]
    return min(
        (at for at in counted if last.opens_at is None or at > last.opens_at),
        default=max(it.at for it in picture.decisions),
    )
