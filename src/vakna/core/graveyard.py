"""The pilot graveyard: tests that ended, or never end, without anybody deciding on use (seed, insight 1; domain 6.1).

A finished test that nobody uses counts as nothing (design 1.8). What is said of a test rests on facts that the public
knows; histories that were only stated afterwards are not judged.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from . import vocabulary as v
from .initiative import AdoptionDecision, AdoptionRoute, Picture, Stage, Terms, Text
from .stages import in_order, rules
from .words import STOCKHOLM

_BEGUN = frozenset({v.StageState.OPEN, v.StageState.CLOSED, v.StageState.DECIDED})
_USE = frozenset({v.Instrument.USE, v.Instrument.PPI})
_BOUGHT = _USE | {v.Instrument.DIRECT_AWARD}
_ENDED = frozenset({v.InitiativeState.ENDED_STOPPED, v.InitiativeState.ENDED_NO_PROCUREMENT})


class Fate(StrEnum):
    """How a test stands: `waits` for its decision; all others lie in the graveyard."""

    WAITS = "waits"
    LATE = "late"
    STUCK = "stuck"
    LAID_DOWN = "laid_down"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many days a test may stand open, and a finished one wait for its decision where no route names a day."""

    pilot: int
    adoption: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an initiative's last test on any day: its stage, when its end was told, what came after."""

    stage: Text
    open_since: datetime | None = None
    told_at: datetime | None = None
    decide_by: date | None = None
    routed: bool = False
    taken_up_at: datetime | None = None
    cause: v.CauseOfDeath | None = None
    reason: Text | None = None
    laid_down_at: datetime | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grave:
    """A test that has not led to use: how it stands, since when, by which day it is or was to be decided, and why."""

    fate: Fate
    stage: Text
    since: date
    due: date | None = None
    cause: v.CauseOfDeath | None = None
    reason: Text | None = None

    @property
    def dead(self) -> bool:
        """Say whether it lies in the graveyard."""
        return self.fate is not Fate.WAITS


def route(terms: Terms) -> AdoptionRoute | None:
    """Give the route-to-adoption card as it stands."""
    return terms.adoption_routes[-1] if terms.adoption_routes else None


def tests(terms: Terms) -> tuple[Stage, ...]:
    """Give the stages in which suppliers deliver what is tested, in order; a purchase is no test."""
    return tuple(one for one in in_order(terms) if rules(one).takes_deliveries and one.instrument not in _BOUGHT)


def facts(picture: Picture) -> Facts | None:
    """Find what is known of the last test; None without one, where it is used already, and of stated histories.

    Needs decisions and adoptions. That a test is over counts from when its decision is told.
    """
    terms, begun = picture.terms, [one for one in tests(picture.terms) if one.state in _BEGUN]
    if terms.provenance is v.Provenance.STATED or not begun or _is_used(picture):
        return None
    last, ended = begun[-1], terms.state in _ENDED
    over = ended or last is tests(terms)[-1]
    told = next((one.released_at for one in picture.decisions if one.stage == last.key), None) if over else None
    said, card = _latest(terms), route(terms)
    laid = said is not None and said.step is v.AdoptionStep.LAY_DOWN
    return Facts(
        stage=last.name, open_since=last.opens_at if told is None else None, told_at=told,
        decide_by=card.decide_by if card else None, routed=card is not None,
        taken_up_at=said.at if said is not None and not laid else None,
        cause=said.cause if laid and said else None,
        reason=said.reason if laid and said else terms.state_reason if ended else None,
        laid_down_at=said.at if laid and said else None, ended=ended,
    )  # fmt: skip


def judge(known: Facts | None, at: datetime, limits: Limits) -> Grave | None:
    """Say how a test stands at an instant; None while it goes on in time, and where nothing is known."""
    if known is None:
        return None
    if known.laid_down_at is not None:
        return _grave(known, Fate.LAID_DOWN, known.laid_down_at)
    if known.told_at is not None and known.told_at <= at:
        return _after(known, known.told_at, at, limits)
    if known.open_since is not None and (at - known.open_since).days > limits.pilot:
        return _grave(known, Fate.STUCK, known.open_since)
    return None


def standing(picture: Picture, at: datetime, limits: Limits) -> Grave | None:
    """Say how the last test of a picture stands."""
    return judge(facts(picture), at, limits)


def _after(known: Facts, told: datetime, at: datetime, limits: Limits) -> Grave:
    since = max(told, known.taken_up_at or told)
    due = known.decide_by or _day(since) + timedelta(days=limits.adoption)
    if known.ended:
        return _grave(known, Fate.ENDED, told)
    return _grave(known, Fate.LATE if _day(at) > due else Fate.WAITS, since, due)


def _grave(known: Facts, fate: Fate, since: datetime, due: date | None = None) -> Grave:
    return Grave(fate=fate, stage=known.stage, since=_day(since), due=due, cause=known.cause, reason=known.reason)


def _latest(terms: Terms) -> AdoptionDecision | None:
    return terms.adoption_decisions[-1] if terms.adoption_decisions else None


def _is_used(picture: Picture) -> bool:
    """Say whether the solution is used, or its use decided on and begun."""
    said = _latest(picture.terms)
    adopted = said is not None and said.step is v.AdoptionStep.ADOPT
    using = any(one.instrument in _USE and one.state in _BEGUN for one in picture.terms.stages)
    return adopted or using or any(said.in_use for one in picture.adoptions for said in one.checks)


def _day(at: datetime) -> date:
    return at.astimezone(STOCKHOLM).date()
