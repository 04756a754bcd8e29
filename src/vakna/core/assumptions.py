"""Assumptions: what must be true, what has been learned of it, and whether money rises before anything was learned.

Source: the seed, investment logic (success cannot be known beforehand; each stage lowers the risk, so that the buyer
can raise the sum) and venture development (an earlier fit may be opened again); domain 7.3 and 7.4.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from .initiative import Assumption, AssumptionVersion, Key, MaybeMoney, Picture, Stage, Text
from .money import Money
from .refusal import BadInput, Conflict, NotFound
from .stages import in_order, rules
from .vocabulary import AssumptionAbout, AssumptionState, StageState

_LEFT_OUT = frozenset({StageState.SKIPPED, StageState.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """The assumptions that one stage is to test: what has been settled, one way or the other, and what is open."""

    settled: tuple[Assumption, ...]
    open: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A stage that puts more at stake than the paid stage before it, and what was settled in between.

    `settled` are the assumptions that were supported or refuted after the earlier stage opened and before this one did.
    None at all: the money rises and nothing was learned.
    """

    stage: Key
    before: Key
    settled: tuple[Key, ...]


def find(picture: Picture, key: str) -> Assumption:
    """Find an assumption, or refuse."""
    found = next((one for one in picture.assumptions if one.key == key), None)
    if found is None:
        raise NotFound("no-such-assumption", key=key)
    return found


def is_settled(one: Assumption) -> bool:
    """Say whether tests have supported or refuted it."""
    return one.state is not AssumptionState.OPEN


def check_set(before: Assumption | None, now: Assumption, why: Text | None) -> None:
    """Refuse what cannot be written: a verdict without evidence, a change without why, a change of whom it is about.

    To open again what was settled is a change as any other: the history keeps what was held before.
    """
    if (now.about is AssumptionAbout.SUPPLIER) != (now.participation is not None):
        raise BadInput("assumption-about-supplier", path="participation")
    if is_settled(now) and now.evidence is None:
        raise BadInput("assumption-needs-evidence", path="evidence")
    if before is None:
        return
    if (before.about, before.participation) != (now.about, now.participation):
        raise Conflict("assumption-about-fixed", path="about")
    if why is None:
        raise BadInput("assumption-needs-why", path="why")


def written(before: Assumption | None, now: Assumption, *, by: str, at: datetime, why: Text | None) -> Assumption:
    """Give the assumption as it is written at `at`, with one version more in its history."""
    versions = before.versions if before else ()
    more = AssumptionVersion(
        version=len(versions) + 1, at=at, by=Key(by), why=why, statement=now.statement, state=now.state,
        confidence=now.confidence, evidence=now.evidence,
    )  # fmt: skip
    return replace(now, versions=(*versions, more))


def settled_at(one: Assumption) -> datetime | None:
    """Give the instant at which it was last settled; None while it is open, and where no history was written down."""
    at = None
    for earlier, version in zip((None, *one.versions), one.versions, strict=False):
        if version.state is AssumptionState.OPEN:
            at = None
        elif earlier is None or earlier.state is not version.state:
            at = version.at
    return at if is_settled(one) else None


def of_stage(picture: Picture, stage: str) -> Tested:
    """Give what a stage is to test: the assumptions that it names, and those that an experiment in it is about."""
    tried = {one.assumption for one in picture.experiments if one.during == stage}
    named = {*picture.stage(stage).tests, *tried}
    return _split(one for one in picture.assumptions if one.key in named)


def of_all(picture: Picture) -> Tested:
    """Give all assumptions of an initiative."""
    return _split(picture.assumptions)


def _split(found: Iterable[Assumption]) -> Tested:
    rows = tuple(found)
    return Tested(
        settled=tuple(one for one in rows if is_settled(one)), open=tuple(one for one in rows if not is_settled(one))
    )


def rises(picture: Picture, at: datetime) -> tuple[Rise, ...]:
    """Give each stage under contract whose pay or ceiling is higher than the one before, with what was settled between.

    "The one before" is the last stage under contract before it that says a sum; the first paid stage never rises: it is
    the first small bet. A stage that is not open yet is judged by what is settled at `at`. Where an assumption has no
    history (stated afterwards) it counts as settled in the stages that name it. Needs the assumptions.
    """
    paid = [one for one in in_order(picture.terms) if _puts_money(one)]
    pairs = [(before, now) for before, now in pairwise(paid) if _higher(before, now)]
    return tuple(
        Rise(stage=now.key, before=before.key, settled=_settled_between(picture, before, now, at))
        for before, now in pairs
    )


def _puts_money(stage: Stage) -> bool:
    stated = [one for one in (stage.pay, stage.ceiling) if isinstance(one, Money) and one.amount]
    return rules(stage).contract and stage.state not in _LEFT_OUT and bool(stated)


def _higher(before: Stage, now: Stage) -> bool:
    return _more(before.pay, now.pay) or _more(before.ceiling, now.ceiling)


def _more(before: MaybeMoney, now: MaybeMoney) -> bool:
    if not isinstance(before, Money) or not isinstance(now, Money):
        return False
    return before.currency == now.currency and now.amount > before.amount


def _settled_between(picture: Picture, before: Stage, now: Stage, at: datetime) -> tuple[Key, ...]:
    until = now.opens_at if now.opens_at is not None and now.opens_at < at else at
    return tuple(one.key for one in picture.assumptions if _is_between(one, before, until))


def _is_between(one: Assumption, before: Stage, until: datetime) -> bool:
    if not is_settled(one):
        return False
    at = settled_at(one)
    if at is None:
        return one.key in before.tests
    return (before.opens_at is None or before.opens_at <= at) and at <= until
