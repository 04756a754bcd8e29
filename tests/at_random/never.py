"""What must never be, reckoned here afresh and not by the rules that are tried."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Picture, Terms
from vakna.core.money import Money


def faults(picture: Picture) -> list[str]:
    """Name what must never be."""
    return [*_over(picture), *_tied(picture), *_unreasoned(picture), *_bound_after_end(picture)]


def _over(picture: Picture) -> Iterator[str]:
    """Sum what is committed and not released under every ceiling, in its currency."""
    sums = Counter[tuple[Any, Any]]()
    for one in picture.money:
        amount = _SIGN.get(one.state, 0) * _worth(picture.terms, one.amount)
        for place in ((None, None), (one.stage, None), (None, one.participation), (one.stage, one.participation)):
            sums[place] += 0 if one.outside_stage_money else amount
    for place, amount in sums.items():
        ceiling = _ceiling(picture.terms, *place)
        if isinstance(ceiling, Money) and amount > ceiling.amount:
            yield f"over the ceiling at {place}: {amount} of {ceiling}"


_SIGN = {v.MoneyState.COMMITTED: 1, v.MoneyState.RELEASED: -1}


def _worth(terms: Terms, amount: Money) -> Decimal:
    """Give a sum in kronor, at the last rate that was stated."""
    if amount.currency == "SEK":
        return amount.amount
    last = max(enumerate(terms.rates), key=lambda one: (one[1].day, one[0]), default=None)
    return amount.amount * last[1].value if last else Decimal(0)


def _ceiling(terms: Terms, stage: Key | None, supplier: Key | None) -> Any:
    its: Any = terms if stage is None else next(one for one in terms.stages if one.key == stage)
    return its.ceiling if supplier is None else its.supplier_ceiling


def _tied(picture: Picture) -> Iterator[str]:
    """Find a decision by somebody who had declared a tie to a supplier in it, at a gate or between gates."""
    organisation = {one.key: one.organisation for one in picture.participations}
    taken = [(one.by, one.at, [it.participation for it in one.outcomes]) for one in picture.decisions]
    taken += [(one.decided_by, one.decided_at, [one.participation]) for one in picture.resumptions if one.decided_at]
    for by, at, about in taken:
        ties = {it.organisation for it in picture.ties if it.person == by and it.declared_at <= at}
        yield from (f"decided by {by}, tied to {one}" for one in about if organisation[one] in ties)


def _unreasoned(picture: Picture) -> Iterator[str]:
    """Find a supplier that has been ended without a reason of its own, and not with its whole procurement."""
    told = {it.participation for one in picture.decisions for it in one.outcomes if _is_told(it)}
    told |= {one.participation for one in _ended_between(picture)}
    cancelled = {one.key for one in picture.terms.procurements if one.cancelled}
    for one in picture.participations:
        ended = one.state is v.ParticipationState.ENDED
        if ended and one.key not in told and one.procurement not in cancelled:
            yield f"ended without a reason: {one.key}"
    for decision in picture.decisions:
        silent = [it for it in decision.outcomes if it.verdict is v.Verdict.ENDED and not _is_told(it)]
        yield from (f"ended without a reason: {it.participation}" for it in silent)


def _is_told(one: Any) -> bool:
    return one.verdict is v.Verdict.ENDED and not isinstance(one.reason, v.NotPublished)


def _bound_after_end(picture: Picture) -> Iterator[str]:
    """Find a commitment to a supplier after the instant at which it was ended, had left or was cancelled with all."""
    ended = dict(_ends(picture))
    for one in picture.money:
        end = ended.get(one.participation) if one.participation else None
        if one.state is v.MoneyState.COMMITTED and end is not None and one.at > end:
            yield f"committed after the end: {one.participation}"


def _ended_between(picture: Picture) -> list[Any]:
    """Give the decisions between gates that ended a supplier on hold, each with its reason."""
    ended = (one for one in picture.resumptions if one.state is v.ChangeState.ACCEPTED)
    return [one for one in ended if one.verdict is v.Verdict.ENDED]


def _ends(picture: Picture) -> Iterator[tuple[Key, datetime]]:
    for one in picture.decisions:
        yield from ((it.participation, one.at) for it in one.outcomes if it.verdict is v.Verdict.ENDED)
    yield from ((one.participation, one.at) for one in picture.departures)
    yield from ((one.participation, one.decided_at) for one in _ended_between(picture))
    said = {one.key: one.cancelled.at for one in picture.terms.procurements if one.cancelled}
    yield from (
        (it.key, said[it.procurement])
        for it in picture.participations
        if it.procurement in said and it.state is v.ParticipationState.ENDED
    )
