"""Affordable loss over time: what was bound and paid on each day that something changed, and its ceilings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .affordable_loss import standings
from .ceilings import in_order_of_decision, undone
from .currencies import converted, home
from .initiative import CeilingChange, MoneyEntry, Picture, Stage, Terms
from .money import Money, total
from .words import STOCKHOLM


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How it stood at the end of a day. `opened` is the sum of the ceilings of the stages published by then."""

    on: date
    exposure: Money
    paid: Money
    opened: Money
    ceiling: Money | None


def days(picture: Picture) -> tuple[Day, ...]:
    """Give each day on which stage money moved, a stage with a ceiling was published, or a ceiling was decided.

    Everything is in the initiative's own currency, other sums by their stated rates; what has no rate is left out.
    """
    money = [one for one in picture.money if not one.outside_stage_money]
    changes = in_order_of_decision(picture.ceiling_changes)
    found = {_day(one.at) for one in money} | {_day(one.decided_at) for one in changes if one.decided_at}
    found |= {_day(one.published_at) for one in _limited(picture.terms.stages) if one.published_at}
    return tuple(_on(picture, money, changes, day) for day in sorted(found))


def _on(picture: Picture, money: list[MoneyEntry], changes: tuple[CeilingChange, ...], day: date) -> Day:
    currency = home(picture)
    terms = picture.terms
    for one in reversed([it for it in changes if it.decided_at and _day(it.decided_at) > day]):
        terms = undone(terms, one)
    sums = standings([one for one in money if _day(one.at) <= day], currency)
    opened = [one.ceiling for one in _limited(terms.stages) if one.published_at and _day(one.published_at) <= day]
    ceiling = terms.ceiling if isinstance(terms.ceiling, Money) else None
    return Day(
        on=day, exposure=_sum(terms, (one.exposure for one in sums), currency),
        paid=_sum(terms, (one.paid for one in sums), currency),
        opened=_sum(terms, (one for one in opened if isinstance(one, Money)), currency), ceiling=ceiling,
    )  # fmt: skip


def _limited(stages: Iterable[Stage]) -> list[Stage]:
    return [one for one in stages if isinstance(one.ceiling, Money) and one.ceiling.amount]


def _sum(terms: Terms, sums: Iterable[Money], currency: str) -> Money:
    found = (converted(terms.rates, one, currency) for one in sums)
    return total((one for one in found if one is not None), currency)


def _day(at: datetime) -> date:
    return at.astimezone(STOCKHOLM).date()
