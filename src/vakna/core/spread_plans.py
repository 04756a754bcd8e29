"""The plans for spread, the buyer's and the suppliers': when they are asked for, and who lacks one.

Without a plan the first buyer is the last (seed, consequence 3: the solution is stuck at its first customer). No
initiative ends without an answer on spread (domain 7.2).
"""

from collections.abc import Sequence

from . import graveyard
from .affordable_loss import GONE
from .initiative import FurtherUser, Key, Participation, Picture, PriceAt, SpreadPlan, Stage, SupplierPlan, Terms, Text
from .refusal import BadInput, Conflict
from .stages import in_order, takes_part
from .vocabulary import FurtherAnswer, Instrument, Phase, Provenance, StageState

COUNTS = (1, 5, 12, 40)
"""The numbers of customers at which a price is asked for; those of the unit economics."""
_LATE = frozenset({Phase.EFFICIENCY, Phase.SCALING})
_USE = frozenset({Instrument.USE, Instrument.PPI, Instrument.SPREAD})
_BEGUN = frozenset({StageState.OPEN, StageState.CLOSED})


def current(terms: Terms) -> SpreadPlan | None:
    """Give the buyer's plan as it stands."""
    return terms.spread_plans[-1] if terms.spread_plans else None


def further_users(terms: Terms) -> tuple[FurtherUser, ...]:
    """Give the last word about each organisation that was named as a further user, in the order they were named."""
    last = {one.organisation: one for one in sorted(terms.further_users, key=lambda one: one.at)}
    return tuple(last.values())


def named(terms: Terms) -> tuple[FurtherUser, ...]:
    """Give the further users that have not said no."""
    return tuple(one for one in further_users(terms) if one.answer is not FurtherAnswer.NO)


def latest(picture: Picture, participation: str) -> SupplierPlan | None:
    """Give a supplier's plan as it stands."""
    mine = (one for one in picture.supplier_plans if one.participation == participation)
    return max(mine, key=lambda one: one.version, default=None)


def is_late(terms: Terms, stage: Stage) -> bool:
    """Say whether a stage is one at whose gate the plans are asked for.

    The last test, use and spread, and every stage that works on efficiency or scaling.
    """
    return bool(_LATE & set(stage.phases)) or stage.instrument in _USE or stage in graveyard.tests(terms)[-1:]


def asked_in(terms: Terms) -> Stage | None:
    """Give the late stage under way in which the plans are asked for; none in histories that were only stated."""
    if terms.provenance is Provenance.STATED:
        return None
    return next((one for one in in_order(terms) if one.state in _BEGUN and is_late(terms, one)), None)


def without_plan(picture: Picture, stage: Stage) -> tuple[Participation, ...]:
    """Give the suppliers in a procurement that take part in a stage, have not left, and have written no plan."""
    told = {one.participation for one in picture.supplier_plans}
    return tuple(
        one for one in picture.participations
        if one.procurement is not None and one.key not in told and one.state not in GONE
        and takes_part(picture.terms, one, stage)
    )  # fmt: skip


def falls(prices: Sequence[PriceAt]) -> bool | None:
    """Say whether the price per customer falls from the fewest customers to the most; None with fewer than two."""
    if len(prices) < 2:
        return None
    return prices[-1].price.amount < prices[0].price.amount


def check_prices(prices: Sequence[PriceAt]) -> None:
    """Refuse (`BadInput`) prices out of order, two at the same number of customers, and more than one currency."""
    counts = [one.customers for one in prices]
    if counts != sorted(set(counts)) or any(one < 1 for one in counts):
        raise BadInput("plan-prices-order", path="prices")
    if len({one.price.currency for one in prices}) > 1:
        raise BadInput("plan-prices-currencies", path="prices")


def check_further(terms: Terms, organisation: Key) -> None:
    """Refuse (`Conflict`) a further user that is one of the buyers already."""
    if organisation in terms.buyers:
        raise Conflict("further-is-buyer", path="organisation")


def require_answer(terms: Terms, said: Text | None) -> None:
    """Refuse (`Conflict`) to end an initiative without an answer on spread: a plan, or why there is none."""
    if said is None and current(terms) is None:
        raise Conflict("end-without-spread", path="spread")
