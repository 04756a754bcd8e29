"""Sums in more than one currency: never added without a stated rate, with its day and source (design 5)."""

from collections.abc import Iterable
from decimal import ROUND_UP, Decimal

from .initiative import Picture, Rate
from .money import Money
from .refusal import BadInput

HOME = "SEK"


def home(picture: Picture) -> str:
    """Give the currency that the initiative counts in: its first stated ceiling's, else its first entry's, else SEK."""
    terms = picture.terms
    ceilings = (terms.ceiling, terms.supplier_ceiling, *(one.ceiling for one in terms.stages))
    entries = picture.money if "money" in picture.taken else ()
    sums = (*ceilings, *(one.amount for one in entries[:1]))
    return next((one.currency for one in sums if isinstance(one, Money)), HOME)


def rate(rates: Iterable[Rate], one: str, to: str) -> Decimal | None:
    """Give what one unit of `one` is worth in `to` by the latest stated day; None when nobody has stated it."""
    found = [(it.day, place, it) for place, it in enumerate(rates) if {it.currency, it.to} == {one, to}]
    if one == to or not found:
        return Decimal(1) if one == to else None
    latest = max(found)[-1]
    return latest.value if latest.currency == one else 1 / latest.value


def converted(rates: Iterable[Rate], amount: Money, to: str) -> Money | None:
    """Give a sum in another currency, rounded up to its hundredths so that no ceiling is passed by rounding."""
    worth = rate(rates, amount.currency, to)
    if worth is None:
        return None
    return amount if amount.currency == to else Money((amount.amount * worth).quantize(Decimal("0.01"), ROUND_UP), to)


def require_converted(picture: Picture, amount: Money, to: str) -> Money:
    """Give a sum in another currency. Refuses (`BadInput`) one for which no rate is stated."""
    found = converted(picture.terms.rates, amount, to)
    if found is None:
        raise BadInput("no-rate", path="amount", one=amount.currency, other=to)
    return found


def check_rate(one: Rate) -> None:
    """Refuse (`BadInput`) a rate that is not above nought, or between a currency and itself, or without its source."""
    if one.value <= 0 or one.currency == one.to:
        raise BadInput("rate-impossible", path="value")
    if not one.source.strip():
        raise BadInput("missing-field", path="source")
