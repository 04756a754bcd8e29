"""What anybody may know of a report: the findings that stand in what everybody sees, and that are true of the whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from vakna.core import people, visibility
from vakna.core.initiative import Key, Picture
from vakna.core.vocabulary import Provenance, StageState

from .finding import Look, Result
from .lint import Answer, Report, lint


def outside(picture: Picture, report: Report, *, at: datetime) -> Report:
    """Judge what somebody outside sees of the picture, and keep the findings that the whole report has too.

    Nothing in it rests on what is hidden: its sentences are filled from the redacted picture. What only seems a fault
    because something is hidden is not in the whole report, and falls away; so does what concerns a stage that is only
    planned, or one supplier. Of history that was told afterwards much is rightly not published: it is not judged here.
    """
    if picture.terms.provenance != Provenance.WITNESSED:
        return replace(report, answers=(), taken_back=())
    seen = visibility.seen_by(picture, people.Actor.nobody(), at=at, demo=True)
    true = {one.rule.code: {look.place.where for look in _all(one)} for one in report.answers}
    told = lint(seen, at=at)
    planned = {one.key for one in seen.terms.stages if one.state is StageState.PLANNED}
    kept = (_kept(one, true.get(one.rule.code, set()), planned) for one in told.answers)
    return replace(told, sequence=report.sequence, answers=tuple(one for one in kept if one is not None))


def _all(one: Answer) -> Iterator[Look]:
    yield from one.findings
    yield from (look for look, _ in one.suppressed)


def _kept(one: Answer, true: set[str], planned: set[Key]) -> Answer | None:
    findings = tuple(look for look in one.findings if _holds(look, true, planned))
    let = tuple((look, by) for look, by in one.suppressed if _holds(look, true, planned))
    if not findings and not let:
        return None
    result = Result.FAILED if findings else Result.PASSED
    return replace(one, findings=findings, suppressed=let, evidence=(), result=result)


def _holds(look: Look, true: set[str], planned: set[Key]) -> bool:
    place = look.place
    return place.where in true and place.stage not in planned and place.supplier is None
