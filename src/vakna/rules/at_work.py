"""The rules at work: which of them judge at which act, and the refusal that asks for a reason or says stop.

A rule that stops refuses the act. One that asks for a reason lets it through when a reason is written for each finding;
it stays as a suppression, in public. Notes pass. Only what concerns the stage at hand counts.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from vakna.core import words
from vakna.core.initiative import Key, Picture, Text
from vakna.core.refusal import Conflict, Problem
from vakna.core.stages import next_within

from . import reading
from .finding import Level, Look, Moment
from .lint import lint
from .registry import RULES
from .rule import Rule

READS: Mapping[Moment, tuple[str, ...]] = {
    Moment.PUBLISH: (
        "participations", "openness", "specification", "contacts", "broadcasts", "money", "learning", "gates",
        "suppressions",
    ),
    Moment.CORRECT: ("participations", "openness", "specification", "broadcasts", "suppressions"),
    Moment.CONTACT: ("participations", "openness", "contacts", "broadcasts", "suppressions"),
    Moment.GATE: (
        "participations", "submissions", "marks", "gates", "contacts", "learning", "growth", "suppressions",
    ),
}  # fmt: skip
"""The parts of the picture that the rules of each moment look at."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a rule at work."""

    rule: Rule
    look: Look

    @property
    def name(self) -> str:
        """Name the field that its reason is written in: the same for the same finding, and for no other."""
        place = self.look.place
        said = "|".join((place.where, place.stage or "", place.supplier or ""))
        return f"let_{self.rule.code}_{sha256(said.encode()).hexdigest()[:8]}"

    def values(self, picture: Picture) -> tuple[tuple[str, object], ...]:
        """Give what the sentence of the refusal names: the rule, where, what is wrong, what to do."""
        fault = _in_all(lambda lang: reading.fault(lang, self.rule, self.look))
        do = _in_all(lambda lang: reading.part(lang, self.rule, "do"))
        title = _in_all(lambda lang: reading.part(lang, self.rule, "title"))
        where = _in_all(lambda lang: reading.named(lang, picture, self.look.place) or self.look.place.path)
        return (("code", self.rule.code), ("title", title), ("where", where), ("fault", fault), ("do", do))


class RulesAsk(Conflict):
    """Rules have found something in what is about to be done: one stops it, or each asks for a reason."""

    def __init__(self, found: tuple[Found, ...], picture: Picture, given: Collection[str] = ()) -> None:
        """Refuse with the findings; `given` are the fields in which a reason is written already."""
        super().__init__("rule-asks", codes=", ".join(f"{one.rule.code} {one.look.place.where}" for one in found))
        self.found = found
        self._problems = tuple(_problem(one, picture) for one in found if one.name not in given or _stops(one))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Say what each finding is: those that stop, and those that still lack a reason."""
        return self._problems


def found(picture: Picture, moment: Moment, stage: Key, *, at: datetime) -> tuple[Found, ...]:
    """Judge a picture as it stands after the act: what stops or asks for a reason, in the order of the rules."""
    about = _stages(picture, moment, stage)
    rules = tuple(one for one in RULES if moment in one.moments and one.level is not Level.NOTE)
    report = lint(picture, at=at, rules=rules)
    return tuple(
        Found(answer.rule, look)
        for answer in report.answers
        for look in answer.findings
        if _concerns(picture, about, look)
    )


def _stages(picture: Picture, moment: Moment, stage: Key) -> tuple[Key, ...]:
    """Give the stages that an act is about: the one at hand, and at its gate the one that the gate leads to."""
    after = next_within(picture.terms, picture.stage(stage)) if moment is Moment.GATE else None
    return (stage, after.key) if after else (stage,)


def _concerns(picture: Picture, stages: tuple[Key, ...], look: Look) -> bool:
    """Say whether a finding is about the stages at hand, their procurement, or the initiative as a whole."""
    if look.place.stage is not None:
        return look.place.stage in stages
    mine = picture.stage(stages[0]).procurement
    others = (f"initiative.procurements[{i}]" for i, one in enumerate(picture.terms.procurements) if one.key != mine)
    return not any(look.place.path.startswith(other) for other in others)


def stops(found: Collection[Found]) -> bool:
    """Say whether any finding stops the act, whatever reason is given."""
    return any(map(_stops, found))


def _stops(one: Found) -> bool:
    return one.rule.level is Level.BLOCK


def _problem(one: Found, picture: Picture) -> Problem:
    code, path = ("rule-blocks", "") if _stops(one) else ("rule-asks", one.name)
    return Problem(path, code, one.values(picture))


def _in_all(said: Callable[[str], str]) -> Text:
    return Text({lang: said(lang) for lang in words.LANGUAGES})
