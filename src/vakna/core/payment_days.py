"""How many days suppliers wait for their money: from each invoice to the payment that covers it, against the term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from .dated import PAYMENT_DAYS, Dated, in_force
from .initiative import Key, MoneyEntry, Picture
from .money import Money, total
from .vocabulary import MoneyState
from .words import STOCKHOLM


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One invoice: when it came, when it was paid in full (None: not yet), and how many days that took so far."""

    participation: Key | None
    stage: Key
    amount: Money
    reference: str | None
    invoiced: date
    paid: date | None
    days: int
    term: Dated | None

    @property
    def late(self) -> bool:
        """Say whether it took longer than the term, or has already."""
        return self.term is not None and self.days > self.term.value


def waits(picture: Picture, today: date) -> tuple[Wait, ...]:
    """Give every invoice in the order they came. A payment covers the oldest one of its supplier and stage first."""
    groups: dict[tuple[object, ...], list[MoneyEntry]] = {}
    for one in picture.money:
        at = (one.participation, one.stage, one.outside_stage_money, one.amount.currency)
        groups.setdefault(at, []).append(one)
    found = [wait for entries in groups.values() for wait in _covered(entries, today)]
    return tuple(sorted(found, key=lambda one: one.invoiced))


def median_days(found: Iterable[Wait]) -> int | None:
    """Give the median of days to pay for what is paid, in whole days; None when nothing is."""
    days = [one.days for one in found if one.paid is not None]
    return round(median(days)) if days else None


def _covered(entries: list[MoneyEntry], today: date) -> Iterable[Wait]:
    currency = entries[0].amount.currency
    so_far = total((), currency)
    for one in (it for it in entries if it.state is MoneyState.INVOICED):
        so_far = so_far + one.amount
        yield _wait(one, _paid_on(entries, so_far), today)


def _paid_on(entries: list[MoneyEntry], wanted: Money) -> date | None:
    """Give the day on which payments reached a sum."""
    paid = total((), wanted.currency)
    for one in (it for it in entries if it.state is MoneyState.PAID):
        paid = paid + one.amount
        if paid.amount >= wanted.amount:
            return one.at.astimezone(STOCKHOLM).date()
    return None


def _wait(one: MoneyEntry, paid: date | None, today: date) -> Wait:
    came = one.at.astimezone(STOCKHOLM).date()
    return Wait(
        participation=one.participation, stage=one.stage, amount=one.amount, reference=one.reference, invoiced=came,
        paid=paid, days=max(((paid or today) - came).days, 0), term=in_force(PAYMENT_DAYS, came),
    )  # fmt: skip
