"""Runs rules over a picture. Pure: the same picture, instant, thresholds and suppressions give the same report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vakna.core.initiative import Key, Picture

from . import allowing
from .amounts import Thresholds, shipped
from .finding import CannotJudge, Level, Look, Place, Result, Suppression
from .registry import RULES, VERSION
from .rule import Rule
from .scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one rule answers. `evidence` are the places where it was fine; `because` the code of why it did not apply.

    A suppressed finding stays in the report, with who let it stand and why.
    """

    rule: Rule
    result: Result
    findings: tuple[Look, ...] = ()
    suppressed: tuple[tuple[Look, Suppression], ...] = ()
    evidence: tuple[Place, ...] = ()
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Every rule's answer on one initiative at one instant, by which version of the rules; and what was taken back."""

    initiative: Key
    sequence: int
    at: datetime
    answers: tuple[Answer, ...]
    rules_version: int = VERSION
    taken_back: tuple[Suppression, ...] = ()

    def failed(self, *levels: Level) -> tuple[Answer, ...]:
        """Give the answers with findings, of some levels or of all."""
        chosen = levels or tuple(Level)
        return tuple(one for one in self.answers if one.result is Result.FAILED and one.rule.level in chosen)

    def count(self, result: Result) -> int:
        """Count the rules that gave one of the three answers."""
        return sum(one.result is result for one in self.answers)


def lint(
    picture: Picture,
    *,
    at: datetime,
    suppressions: Iterable[Suppression] = (),
    thresholds: Thresholds | None = None,
    rules: Iterable[Rule] = RULES,
) -> Report:
    """Judge a whole picture at `at` by every rule, or by some. It raises nothing that a user could meet.

    What the picture itself lets stand counts as much as `suppressions` from elsewhere.
    """
    scene, allowed = Scene(picture, at, thresholds or shipped()), (*suppressions, *allowing.kept(picture))
    answers = tuple(_answer(rule, scene, allowed) for rule in rules)
    return Report(
        initiative=picture.terms.key, sequence=picture.sequence, at=at, answers=answers,
        taken_back=allowing.taken_back(picture),
    )  # fmt: skip


def _answer(rule: Rule, scene: Scene, allowed: tuple[Suppression, ...]) -> Answer:
    looks: list[Look] = []
    cannot: list[str] = []
    for one in rule.check(scene):
        if isinstance(one, CannotJudge):
            cannot.append(one.because)
        else:
            looks.append(one)
    if not looks:
        return Answer(rule=rule, result=Result.NOT_APPLICABLE, because=cannot[0] if cannot else rule.absent)
    return _judged(rule, looks, allowed)


def _judged(rule: Rule, looks: list[Look], allowed: tuple[Suppression, ...]) -> Answer:
    evidence = tuple([one.place for one in looks if one.fine])
    faults = [one for one in looks if not one.fine] if len(evidence) < len(looks) else []
    if not faults:
        return Answer(rule=rule, result=Result.PASSED, evidence=evidence)
    let = [(one, by) for one in faults if (by := _let(rule, one, allowed)) is not None] if allowed else []
    spared = {id(one) for one, _ in let}
    findings = tuple(one for one in faults if id(one) not in spared)
    return Answer(
        rule=rule, result=Result.FAILED if findings else Result.PASSED, findings=findings, suppressed=tuple(let),
        evidence=evidence,
    )  # fmt: skip


def _let(rule: Rule, look: Look, allowed: tuple[Suppression, ...]) -> Suppression | None:
    return next((one for one in allowed if one.covers(rule.code, look.place)), None)
