"""Where the suppliers of a stage stand: eligible or not and why, and the points where they are counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..initiative import Assessment, Criterion, Key, Participation, Picture, Stage
from ..money import Money
from ..vocabulary import AssessmentKind, AssessmentMode
from .marks import summary
from .points import price_score, quality, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The points of one supplier: quality, price and total, each of 100; no price where it is not weighed."""

    quality: Decimal
    price: Decimal | None
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One supplier: its consensus, the criteria that it fell on, whether on the whole, and its points.

    `stopped` are stop criteria marked 0 or criteria below their threshold; `below` says that the quality is under the
    published threshold. No points are counted in the reverse assessment: nobody is ranked.
    """

    participation: Key
    agreed: Assessment | None
    stopped: tuple[Key, ...] = ()
    below: bool = False
    score: Score | None = None

    @property
    def eligible(self) -> bool:
        """Say whether there is a consensus and nothing in it that stops the supplier."""
        return self.agreed is not None and not self.stopped and not self.below


def standings(picture: Picture, stage: Stage, suppliers: Iterable[Participation]) -> Mapping[Key, Standing]:
    """See where these suppliers stand after the latest consensus on each. The lowest price is that of an eligible."""
    latest: dict[Key, Assessment] = {}
    for one in picture.assessments:
        if one.stage == stage.key and one.kind is AssessmentKind.CONSENSUS:
            there = latest.get(one.participation)
            latest[one.participation] = one if there is None or there.at < one.at else there
    found = {one.key: _standing(stage, one.key, latest.get(one.key)) for one in suppliers}
    return found if stage.mode is AssessmentMode.REVERSE else _scored(stage, found)


def _standing(stage: Stage, supplier: Key, agreed: Assessment | None) -> Standing:
    if agreed is None:
        return Standing(participation=supplier, agreed=None)
    if stage.mode is AssessmentMode.REVERSE:
        return Standing(participation=supplier, agreed=agreed, stopped=summary(stage, agreed).stopped)
    given = {one.criterion: one.value for one in agreed.marks}
    stopped = tuple(one.key for one in stage.criteria if _falls(one, given.get(one.key, 0)))
    least = stage.weighing.threshold if stage.weighing else None
    below = least is not None and quality(stage, agreed) < least
    return Standing(participation=supplier, agreed=agreed, stopped=stopped, below=below)


def _falls(criterion: Criterion, points: int) -> bool:
    return points < (criterion.threshold or 0) or (criterion.stop and points == 0)


def _scored(stage: Stage, found: Mapping[Key, Standing]) -> dict[Key, Standing]:
    prices = [one.agreed.price.amount for one in found.values() if one.eligible and _priced(one.agreed)]  # type: ignore[union-attr]
    lowest = min(prices, default=None)
    return {key: _with_score(stage, one, lowest) for key, one in found.items()}


def _priced(agreed: Assessment | None) -> bool:
    return agreed is not None and isinstance(agreed.price, Money)


def _with_score(stage: Stage, one: Standing, lowest: Decimal | None) -> Standing:
    """Count the points of one that has a consensus. Who is not eligible has no score for its price."""
    if one.agreed is None:
        return one
    whole, part = quality(stage, one.agreed), (stage.weighing.price_weight if stage.weighing else None) or Decimal(0)
    price: Decimal | None = None
    if part and one.eligible and lowest is not None and isinstance(one.agreed.price, Money):
        price = price_score(Money(lowest, one.agreed.price.currency), one.agreed.price)
    score = Score(quality=whole, price=price, total=total(whole, price or Decimal(0), part))
    return Standing(
        participation=one.participation, agreed=one.agreed, stopped=one.stopped, below=one.below, score=score
    )
