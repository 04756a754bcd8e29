"""Looking at the market beside a solution that is in use, and asking who develops it further, both with their dates.

Without competition a solution ages, and a customer cannot drive its development (seed, consequence 2; domain 7.2).
"""

from datetime import date, datetime, timedelta

from . import adoptions
from .affordable_loss import GONE
from .initiative import Key, MarketLook, Picture, Terms
from .refusal import BadInput, Conflict

SOON = timedelta(days=30)
"""So long before its day a look stands among the next actions."""
FURTHER_MONTHS = 12
"""So often it is asked who answers for further development."""


def last(terms: Terms) -> tuple[MarketLook, ...]:
    """Give the last look beside each solution, which says who looks next and when; in the order they were begun."""
    found = {one.supplier: one for one in sorted(terms.market_looks, key=lambda one: one.at)}
    return tuple(found.values())


def is_late(one: MarketLook, on: date) -> bool:
    """Say whether the day of the next look has passed."""
    return one.next_on < on


def watched(picture: Picture) -> tuple[Key, ...]:
    """Give the suppliers whose solutions are looked beside: those taken up, else those still under contract."""
    taken_up = tuple(dict.fromkeys(one.supplier for one in picture.adoptions))
    going_on = (one.organisation for one in picture.participations if one.procurement and one.state not in GONE)
    return taken_up or tuple(dict.fromkeys(going_on))


def lacking(picture: Picture) -> tuple[Key, ...]:
    """Give the suppliers whose solutions are taken up, and beside which nobody has said when to look."""
    there = {one.supplier for one in picture.terms.market_looks}
    return tuple(one for one in dict.fromkeys(it.supplier for it in picture.adoptions) if one not in there)


def further_due(picture: Picture, on: date) -> date | None:
    """Give the day by which it was to be said again who answers for further development; None before, and unused."""
    using = adoptions.in_use(picture, on)
    if not using:
        return None
    told = picture.terms.further_told
    due = adoptions.months_after(adoptions.day_of(told), FURTHER_MONTHS) if told else using[0].since
    return due if due <= on else None


def check(picture: Picture, one: MarketLook, at: datetime) -> None:
    """Refuse a supplier whose solution is not here, a look without its source, and a next day that is not ahead."""
    if one.supplier not in watched(picture):
        raise Conflict("look-no-solution", path="supplier")
    if one.found is not None and not (one.source or "").strip():
        raise BadInput("missing-field", path="source")
    if one.next_on <= adoptions.day_of(at):
        raise BadInput("look-day-gone", path="next_on")
