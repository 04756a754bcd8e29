"""Money: an exact amount in a named currency, never negative, at most two decimals."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .refusal import BadInput

_GRAMMAR = re.compile(r"(?P<amount>\d{1,15}(?:\.\d{1,2})?) (?P<currency>[A-Z]{3})")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount excluding VAT. Unit: the main unit of `currency` (kronor, not öre)."""

    amount: Decimal
    currency: str = "SEK"

    def __post_init__(self) -> None:
        """Refuse negative sums and fractions of an öre."""
        if not self.amount.is_finite() or self.amount < 0:
            raise BadInput("money-negative", given=str(self.amount))
        if self.amount != self.amount.quantize(Decimal("0.01")):
            raise BadInput("money-grammar", given=f"{self.amount} {self.currency}")

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read `25000.00 SEK`: digits, at most two decimals after a point, a space, a currency code.

        Thousands separators are refused: `321,311.475` has been read as 321 million (case T13, TED 328680-2021).
        """
        if text.startswith("-"):
            raise BadInput("money-negative", given=text)
        read = _GRAMMAR.fullmatch(text)
        if read is None:
            raise BadInput("money-grammar", given=text)
        return cls(Decimal(read["amount"]), read["currency"])

    def __str__(self) -> str:
        """Write in the document's grammar, always with two decimals."""
        return f"{self.amount:.2f} {self.currency}"

    def __add__(self, other: "Money") -> "Money":
        """Add within one currency."""
        return Money(self.amount + self._same(other).amount, self.currency)

    def __mul__(self, times: int) -> "Money":
        """Multiply by a count of suppliers or places."""
        return Money(self.amount * times, self.currency)

    def less(self, other: "Money") -> "Money":
        """Say what is left after `other`, never below zero."""
        return Money(max(self.amount - self._same(other).amount, Decimal(0)), self.currency)

    def shared_by(self, count: int) -> "Money":
        """Divide between `count` organisations, rounded to whole main units, half up (27 083 of 325 000 by 12)."""
        return Money((self.amount / count).quantize(Decimal(1), rounding="ROUND_HALF_UP"), self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise BadInput("money-currencies", one=self.currency, other=other.currency)
        return other


def total(sums: Iterable[Money], currency: str = "SEK") -> Money:
    """Add sums of one currency; nothing at all is zero."""
    result = Money(Decimal(0), currency)
    for one in sums:
        result = result + one
    return result
